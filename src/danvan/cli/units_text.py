"""Units, their changes and traces for people to read."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danvan.catalogue.models import Certainty
from danvan.cli.language import Language
from danvan.cli.regime_words import CERTAINTIES
from danvan.cli.tables import columns
from danvan.cli.units_words import area_words, day_words, days_words, measures, people_words, share_words, why_words
from danvan.kernel.said import mark
from danvan.units.change import Change, Move
from danvan.units.level import Level
from danvan.units.match import Match
from danvan.units.national import LAST_DAY
from danvan.units.trace import Trace
from danvan.units.unit import Unit

Names = Callable[[str, date], str]
"""The name of a code on a day."""
COUNTS = {
    Level.PROVINCE: mark("{n} provinces"),
    Level.DISTRICT: mark("{n} districts"),
    Level.COMMUNE: mark("{n} communes"),
}


def upper_words(units: Iterable[Unit]) -> str:
    """The units above, the nearest first."""
    return ", ".join(unit.name for unit in units)


def unit_text(unit: Unit, upper: Sequence[Unit], below: Sequence[Unit], _: Language) -> Iterator[RenderableType]:
    """What is known of a unit on a day."""
    yield Text.assemble((unit.name, "bold"), f"  {unit.code}", (f"  {days_words(unit, _)}", "dim"))
    facts = Table(box=None, show_header=False, padding=(0, 2, 0, 0), show_edge=False)
    facts.add_column(style="dim")
    facts.add_column(overflow="fold")
    if upper:
        facts.add_row(_("under"), Text(upper_words(upper)))
    if below:
        kinds = Counter(each.kind for each in below)
        facts.add_row(_("units below"), Text(f"{len(below)}: " + ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())))
    if unit.area_km2 is not None:
        facts.add_row(_("area"), Text(area_words(unit.area_km2, _)))
    if unit.people is not None:
        facts.add_row(_("population"), Text(people_words(unit.people, _)))
    if unit.latitude is not None and unit.longitude is not None:
        facts.add_row(_("a point in it"), Text(f"{unit.latitude:.4f}, {unit.longitude:.4f}"))
    yield Padding(facts, (0, 0, 0, 2), expand=False)


def change_text(change: Change, name: Names, _: Language) -> Iterator[RenderableType]:
    """A change with its resolution, its days and its moves."""
    title = change.name[0 if _.code == "vi" else 1] or change.basis
    yield Text.assemble((day_words(change.since), "cyan"), f"  {title}")
    days = [_("resolution {number}", number=change.basis) if change.basis else ""]
    days.append(_("of {day}", day=day_words(change.decided)) if change.decided else "")
    days.append(_("the new offices worked from {day}", day=day_words(change.starts_work)) if change.starts_work else "")
    if change.certainty is not Certainty.CONFIRMED:
        days.append(_(CERTAINTIES[change.certainty]))
    if change.since_certainty is not Certainty.CONFIRMED:
        days.append(_("the first day {certainty}", certainty=_(CERTAINTIES[change.since_certainty])))
    yield Padding(Text(", ".join(filter(None, days)), "dim"), (0, 0, 0, 4), expand=False)
    for move in change.moves:
        yield Padding(Text(_move(move, change, name, _)), (0, 0, 0, 4), expand=False)


def _move(move: Move, change: Change, name: Names, _: Language) -> str:
    before, after = name(move.old, change.since.fromordinal(change.since.toordinal() - 1)), name(move.new, change.since)
    blanks = {"old": f"{before} ({move.old})", "new": f"{after} ({move.new})"}
    said = _("all of {old} → {new}", **blanks) if move.whole else _("a part of {old} → {new}", **blanks)
    how_much = measures(move.area_km2, move.people, _)
    return f"{said}: {how_much}" if how_much else said


def history_text(versions: Sequence[Unit], changes: Sequence[Change], name: Names, _: Language) -> Iterator[RenderableType]:
    """Versions and the changes between them, in the order of time."""
    waiting = list(changes)
    for unit in versions:
        while waiting and unit.since and waiting[0].since <= unit.since:
            yield from change_text(waiting.pop(0), name, _)
        known = measures(unit.area_km2, unit.people, _)
        line = Text.assemble((unit.name, "bold"), f"  {unit.code}  ", (days_words(unit, _), "dim"))
        yield line.append(f"  {known}") if known else line
    for change in waiting:
        yield from change_text(change, name, _)


def list_lines(units: Sequence[Unit], above: Callable[[Unit], Sequence[Unit]], _: Language) -> str:
    """A line a unit. Not a table of rich: that takes seconds for a whole country."""
    rows = [
        (unit.code, unit.name, upper_words(above(unit)), area_words(unit.area_km2, _) if unit.area_km2 is not None else "")
        for unit in units
    ]
    name, upper = (max((len(row[at]) for row in rows), default=0) for at in (1, 2))
    return "".join(f"{row[0]:<5}  {row[1]:<{name}}  {row[2]:<{upper}}  {row[3]:>12}".rstrip() + "\n" for row in rows)


def count_text(units: Sequence[Unit], day: date, changes: Iterable[Change], _: Language) -> Iterator[RenderableType]:
    """How many of each level there are, and how far the list can be relied on."""
    counts = Counter(unit.level for unit in units)
    yield Text(", ".join(_(COUNTS[level], n=counts[level]) for level in Level if counts[level]), "bold")
    if day < LAST_DAY:
        carded = sum(change.since <= LAST_DAY and bool(change.code) for change in changes)
        said = mark(
            "The list is that of {day}, taken back by the {n} changes that have cards; other changes before that day"
            " are not in it."
        )
        yield Text(_(said, day=day_words(LAST_DAY), n=carded), "yellow")


def matches_text(matches: Sequence[Match], life: Callable[[Unit], Unit], _: Language) -> Table:
    """Scores, names and reasons; `life`: a unit from its first to its last day, over its versions."""
    table = columns(_("Score"), _("Code"), _("Unit"), _("Why"), right=(0,))
    for match in matches:
        name = Text.assemble((match.unit.name, "bold"), (f"\n{upper_words(match.upper)}", "none"))
        name.append(f"\n{days_words(life(match.unit), _)}", "dim")
        table.add_row(str(match.score), Text(match.unit.code, "cyan"), name, Text(why_words(match.why, match.was, _)))
    return table


def trace_text(trace: Trace, mixed: Unit | None, name: Names, _: Language) -> Iterator[RenderableType]:
    """The pieces, what made them, and whether figures can be compared; `mixed`: a later piece with other territory in it."""
    days = {"unit": trace.unit.name, "code": trace.unit.code, "day": day_words(trace.day), "other": day_words(trace.target_day)}
    yield Text(_("{unit} ({code}) of {day}, on {other}:", **days), "bold")
    table = columns(_("Code"), _("Unit"), _("How much of the older unit is in the newer"))
    for piece in trace.pieces:
        table.add_row(Text(piece.unit.code, "cyan"), Text(piece.unit.name), Text(share_words(piece, _)))
    if trace.pieces:
        yield Padding(table, (0, 0, 0, 2), expand=False)
    for change in trace.changes:
        yield from change_text(change, name, _)
    yield Text(_verdict(trace, _), "green" if trace.comparable and not trace.estimated else "yellow")
    if mixed:
        command = f"danvan units trace {mixed.code} --from {trace.target_day} --to {trace.day}"
        yield Text(_("{unit} has the territory of others too: {command}", unit=mixed.name, command=command), "dim")


def _verdict(trace: Trace, _: Language) -> str:
    if trace.reason:
        return _("Not comparable: {reason}.", reason=trace.reason.render(_))
    if trace.same:
        return _("Comparable: the territory is the same.")
    if trace.target_day > trace.day:
        by_share = mark("Its figures go into these by estimate, each multiplied by the share.")
        return _(by_share if trace.estimated else mark("Its figures go into this unit whole."))
    if trace.estimated:
        return _("Comparable by estimate: figures of a part are multiplied by its share.")
    return _("Comparable: figures of these add up to the same territory.")
