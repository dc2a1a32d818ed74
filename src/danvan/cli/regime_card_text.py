"""One regime, dressed for people: what is known of it, its periods with dates, its eleven items."""

from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.regimes import Item, Regime, Sending
from danvan.catalogue.regimes.items import given, required
from danvan.catalogue.regimes.periods import Reported, deadline_of, ruled_in
from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.checking.message import in_language
from danvan.cli.language import Language
from danvan.cli.regime_words import (
    CERTAINTIES,
    ITEMS,
    KINDS,
    LEVELS,
    SENT,
    WHEN_OFF,
    basis_words,
    day_words,
    span_words,
)
from danvan.cli.tables import columns


def regime_text(regime: Regime, catalogue: Catalogue, today: date, _: Language) -> Iterator[RenderableType]:
    """Piece by piece, with the dates of a year."""
    yield Text(in_language(regime.name, _.code), "bold").append(f"  {regime.code}", "cyan")
    yield _facts(regime, _)
    if regime.note:
        yield Text(in_language(regime.note, _.code), "italic")
    year = _year(regime, today)
    yield Text("\n" + _("Periods and deadlines of {year}", year=year), "bold")
    yield _periods(regime, year, WorkingDays.of(catalogue), _)
    if required(regime):
        yield Text(_("The eleven items of a regime (09/2019/NĐ-CP, article 7)"), "bold")
        yield _items(regime, _)


def _facts(regime: Regime, _: Language) -> Table:
    facts = {
        _("Field"): in_language(regime.sector, _.code),
        _("Where it holds"): regime.place or _("the whole country"),
        _("Legal text"): f"{basis_words(regime.source, _)} ({_(CERTAINTIES[regime.source.certainty])})",
        _("In force"): span_words(regime, _),
        _("Who to whom"): "\n".join(_step(step, _) for step in regime.sends) or "–",
        _("Deadlines"): _(WHEN_OFF[regime.on_day_off.moves_to]),
    }
    table = columns("", "")
    table.show_header = False
    for name, value in facts.items():
        table.add_row(Text(name, "dim"), Text(value))
    return table


def _step(step: Sending, _: Language) -> str:
    dates = f" ({span_words(step, _)})" if step.since or step.until else ""
    return f"{_(LEVELS[step.level])} → {in_language(step.to, _.code)}{dates}"


def _year(regime: Regime, today: date) -> int:
    """The year to show: as near to today as one can be of which the regime rules the most periods."""
    first = regime.since.year if regime.since else (regime.until or today).year - 1
    last = regime.until.year if regime.until else max(today.year, first)
    return max(range(first, last + 1), key=lambda year: (len(list(ruled_in(regime, year))), -abs(year - today.year)))


def _periods(regime: Regime, year: int, days: WorkingDays, _: Language) -> Table:
    table = columns(_("Period"), _("Data"), _("Sent"), _("Deadlines"))
    for reported in ruled_in(regime, year):
        window = f"{day_words(reported.first)} –\n{day_words(reported.closing)}"
        deadlines = Text("\n").join(_deadlines(regime, reported, days, _)).append("\n")
        table.add_row(Text(str(reported.period)), Text(window), Text(_(SENT[reported.of.sends])), deadlines)
    for each in regime.periods:
        if each.kind == "years":
            table.add_row(Text(_(KINDS[each.kind])), Text("–"), Text(_(SENT[each.sends])), Text(_("as asked for") + "\n"))
    return table


def _deadlines(regime: Regime, reported: Reported, days: WorkingDays, _: Language) -> Iterator[Text]:
    """A line for each day, with the levels that send by then."""
    levels: dict[str, list[str]] = {}
    for step in regime.sends:
        deadline = deadline_of(regime, step, reported, days)
        if step.holds_at(deadline.day if deadline else reported.closing):
            when = day_words(deadline.day) if deadline else _("not known")
            levels.setdefault(when, []).append(_(LEVELS[step.level]))
    for when, names in levels.items():
        yield Text(f"{when}  ").append(", ".join(names), "dim")


def _items(regime: Regime, _: Language) -> Table:
    table = columns("", "", "")
    table.show_header = False
    for number, item in enumerate(Item, start=1):
        if item in given(regime):
            sign, told = Text("✓", "green"), ""
        elif item in required(regime):
            sign, told = Text("?", "yellow"), _("not found yet")
        else:
            sign, told = Text("–", "dim"), _("not required")
        table.add_row(Text(str(number)), sign, Text(_(ITEMS[item])).append(f"  {told}", "dim"))
    return table
