"""Completeness, dressed for people: shares under each unit above, then the reports that are late, returned or missing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from danvan.checking.message import in_language
from danvan.cli.language import Language
from danvan.cli.regime_words import LEVELS, day_words
from danvan.cli.tables import columns
from danvan.kernel.quantity import rounded, vietnamese
from danvan.kernel.said import mark
from danvan.ledger.completeness import Completeness, Gone, Line, State, Summary
from danvan.units.unit import Unit

STATES = {
    State.ON_TIME: mark("on time"),
    State.LATE: mark("late"),
    State.SENT: mark("sent, no deadline known"),
    State.RETURNED: mark("returned"),
    State.MISSING: mark("missing"),
    State.NOT_YET_DUE: mark("not yet due"),
}
_COLOURS = {State.LATE: "yellow", State.RETURNED: "magenta", State.MISSING: "red", State.ON_TIME: "green"}
_WRONG = (State.MISSING, State.RETURNED, State.LATE)
_MOST = 10


def completeness_text(found: Completeness, upper: Unit | None, _: Language, *, every: bool) -> Iterator[RenderableType]:
    """Piece by piece. `every`: also the reports nothing is wrong with."""
    where = upper.name if upper else _("the whole country")
    yield Text(f"{where}, {found.period}; {_('as of {day}', day=day_words(found.on))}", "bold")
    if not found.lines:
        yield Text(_("No regime of the catalogue asks these units for a report of this period."), "yellow")
    elif len(found.summaries) > 1:
        yield _shares([*found.summaries, found.whole], _)
    else:
        yield _shares([found.whole], _)
    for heading, lines in groupby(found.lines, key=lambda line: _report(line, _)):
        yield from _listed(heading, list(lines), _, every=every, named=len(found.summaries) > 1)
    yield from _gone(found.gone, _)
    if found.strangers:
        names = ", ".join(dict.fromkeys(event.unit for event in found.strangers))
        yield Text(
            _("Recorded, but of no unit that owes this report, or of several of that name: {names}.", names=names), "yellow"
        )


def _shares(summaries: Sequence[Summary], _: Language) -> Table:
    used = [state for state in State if any(summary.counts[state] for summary in summaries)]
    heads = [_("Unit above"), _("Owed"), *(_(STATES[state]) for state in used), _("There")]
    table = columns(*heads, right=tuple(range(1, len(heads))))
    for summary in summaries:
        nobody = _("all") if summary is summaries[-1] else _("the whole country")
        name = summary.above.name if summary.above else nobody
        cells = [
            Text(str(summary.counts[state] or "–"), _COLOURS.get(state, "") if summary.counts[state] else "dim")
            for state in used
        ]
        table.add_row(Text(name), str(summary.owed), *cells, _percent(summary))
    return table


def _percent(summary: Summary) -> str:
    """How many of those owed are there."""
    if not summary.owed:
        return "–"
    share = rounded(Fraction(100 * summary.arrived, summary.owed), 1)
    # Never 100 % while one is missing.
    return f"{vietnamese(min(share, Decimal('99.9')) if summary.arrived < summary.owed else share)}%"


def _report(line: Line, _: Language) -> str:
    one = line.owed.obligation
    last = _("due {day}", day=day_words(line.deadline)) if line.deadline else _("no deadline known")
    level = _(LEVELS[one.sending.level])
    return f"{in_language(one.regime.name, _.code)} ({one.regime.code}), {level}, {last}"


def _listed(heading: str, lines: list[Line], _: Language, *, every: bool, named: bool) -> Iterator[RenderableType]:
    shown = [line for state in (*_WRONG, *(State if every else ())) for line in lines if line.state is state]
    shown = list({id(line): line for line in shown}.values())
    if not shown:
        return
    yield Text()
    yield Text(heading, "bold")
    table = columns(_("State"), _("Days"), _("Unit"), right=(1,))
    for line in shown:
        table.add_row(
            Text(_(STATES[line.state]), _COLOURS.get(line.state, "")), str(line.days or ""), _unit(line, _, named=named)
        )
    yield table
    for since, count in sorted(Counter(line.owed.since for line in lines if line.owed.since).items()):
        day = day_words(since)
        yield Text(
            _("{n} of these offices began on {day}: the days before are those of offices that ended.", n=count, day=day), "dim"
        )


def _unit(line: Line, _: Language, *, named: bool) -> Text:
    """`named`: with the unit above."""
    owed = line.owed
    text = Text(f"{owed.unit.name} ({owed.unit.code})")
    if owed.above and named:
        text.append(f", {owed.above.name}", "dim")
    if line.history.returned:
        text.append(f"\n{day_words(line.history.returned.day)}: {line.history.returned.reason}", "dim")
    elif line.history.standing and line.state is State.LATE:
        text.append("; " + _("sent {day}", day=day_words(line.history.standing.day)), "dim")
    return text


def _gone(gone: Sequence[Gone], _: Language) -> Iterator[RenderableType]:
    if not gone:
        return
    sent = sum(one.history.first is not None for one in gone)
    yield Text()
    said = _(
        "{n} offices ended within the days of these reports and owe none; {sent} had sent something.", n=len(gone), sent=sent
    )
    yield Text(said + " " + _("Their days are their heirs' to report:"))
    for one in gone[:_MOST]:
        heirs = ", ".join(f"{heir.name} ({heir.code})" for heir in one.ended.heirs) or _("not known")
        until = day_words(one.ended.unit.until) if one.ended.unit.until else ""
        yield Text(f"  {one.ended.unit.name} ({one.ended.unit.code}), {_('until {day}', day=until)} → {heirs}", "dim")
    if len(gone) > _MOST:
        yield Text("  " + _("… and {n} more; --format json has them all", n=len(gone) - _MOST), "dim")
