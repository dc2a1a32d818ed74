"""What is due, dressed for people."""

from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.regimes.due import Obligation, State
from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.checking.message import in_language
from danvan.cli.language import Language
from danvan.cli.regime_words import CERTAINTIES, LEVELS, SENT, WEEKDAYS, day_words, weekday_words
from danvan.cli.reporting_unit import ReportingUnit, straddles
from danvan.cli.tables import columns
from danvan.kernel.said import mark

_SOON = 7
"""From so many days before a deadline on, it stands out."""
_COLOURS = {State.PAST: "red", State.CLOSED: "yellow"}
_DATA = {
    State.COMING: mark("not begun"),
    State.OPEN: mark("being collected"),
    State.CLOSED: mark("complete"),
    State.PAST: mark("complete"),
}


def due_text(
    unit: ReportingUnit, within: int, owed: list[Obligation], catalogue: Catalogue, _: Language
) -> Iterator[RenderableType]:
    """Piece by piece: who and when, the table of what is near, the rest in a line, what to know of it all."""
    yield Text(f"{unit.name} ({_(LEVELS[unit.kind.level])}), {weekday_words(unit.on, _)}", "bold")
    near = [one for one in owed if (one.day - unit.on).days <= within]
    if near:
        yield Text()
        yield _table(near, unit.on, _)
    else:
        yield Text(_("Nothing is due within {n} days.", n=within))
    later = [_told_shortly(one) for one in owed if one not in near]
    if later:
        yield Text(_("Data are being collected for later ones too: {reports}.", reports="; ".join(later)))
    for note in _notes(unit, owed, catalogue, _):
        yield Text(note, "dim")


def _table(owed: list[Obligation], on: date, _: Language) -> Table:
    table = columns(_("Deadline"), _("Data"), _("Report"))
    for one in owed:
        table.add_row(*_row(one, on, _))
    return table


def _told_shortly(one: Obligation) -> str:
    law = one.regime.source.instrument or one.regime.code
    return f"{one.reported.period} ({law}, {day_words(one.day)})"


def _row(one: Obligation, on: date, _: Language) -> tuple[Text, Text, Text]:
    reported = one.reported
    data = Text(f"{day_words(reported.first)} –\n{day_words(reported.closing)}\n")
    return _deadline(one, on, _), data.append(_(_DATA[one.state(on)]), "dim"), _report(one, _).append("\n")


def _deadline(one: Obligation, on: date, _: Language) -> Text:
    if one.deadline is None:
        return Text(_("not known:\nask who asked"), "dim")
    day = one.deadline.day
    left = (day - on).days
    colour = _COLOURS.get(one.state(on), "yellow" if left <= _SOON else "green")
    text = Text(f"{_(WEEKDAYS[day.weekday()])}\n", "bold").append(day_words(day))
    return text.append("\n" + _left(left, _), colour)


def _left(days: int, _: Language) -> str:
    if days == 0:
        return _("today")
    return _("{n} days left", n=days) if days > 0 else _("{n} days ago", n=-days)


def _report(one: Obligation, _: Language) -> Text:
    """The period, the regime, what is sent, its legal text; then whatever is out of the ordinary."""
    source = one.regime.source
    text = Text(str(one.reported.period), "bold")
    text.append(f" · {_(SENT[one.reported.of.sends])} → {in_language(one.sending.to, _.code)}", "none")
    text.append(f"\n{in_language(one.regime.name, _.code)}", "none")
    text.append(f"\n{source.instrument or _('no legal text found')} · {_(CERTAINTIES[one.certainty])}", "dim")
    if one.deadline and one.deadline.moved and one.deadline.moved.name:
        off = one.deadline.moved
        name = in_language(one.deadline.moved.name, _.code)
        text.append("\n" + _("written {day}, a day off ({name})", day=day_words(off.day), name=name), "yellow")
    if straddles(one):
        text.append("\n" + _("the levels of government changed in it: two units, told apart"), "yellow")
    return text


def _notes(unit: ReportingUnit, owed: list[Obligation], catalogue: Catalogue, _: Language) -> Iterator[str]:
    if unit.kind.until and unit.kind.until < unit.on:
        yield _("Units of this kind ended on {day}: they report nothing since.", day=day_words(unit.kind.until))
        return
    days = WorkingDays.of(catalogue)
    years = sorted({one.deadline.day.year for one in owed if one.deadline and not days.decided(one.deadline.day.year)})
    if years:
        told = ", ".join(map(str, years))
        yield _("Days off of {years}: no decision in the catalogue, deadlines moved over them are not confirmed.", years=told)
    places = ", ".join(dict.fromkeys(card.place for card in catalogue.regimes.values() if card.place))
    if places and not unit.province:
        yield _("Provinces with regimes of their own here: {places}. With --province they are shown too.", places=places)
