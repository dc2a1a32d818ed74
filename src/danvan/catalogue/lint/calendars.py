"""The lint of calendars: days in the wrong year, out of order, or said to be off and worked at once."""

from collections.abc import Iterator
from datetime import date, timedelta

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.calendars import Calendar, DayWorked
from danvan.catalogue.place import Place
from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.kernel.errors import CatalogueError

Problems = Iterator[CatalogueError]

_LONGEST = timedelta(days=14)
"""No feast has ever been longer; a run of days that is has a mistyped date."""


def calendar_problems(catalogue: Catalogue) -> Problems:
    """Problems of every calendar, and years decided twice."""
    decided: dict[int, str] = {}
    without = {"days_off": (), "days_worked": ()}
    usual = WorkingDays(tuple(card.model_copy(update=without) for card in catalogue.calendars.values()))
    for card in catalogue.calendars.values():
        place = catalogue.place(card)
        yield from _off(card, place)
        yield from _worked(card, place, usual)
        if card.year and decided.setdefault(card.year, card.code) != card.code:
            yield place.inside("year").error(
                "{calendar} decides the year {year} a second time, after {earlier}",
                "one card a year",
                "CA04",
                calendar=card.code,
                year=card.year,
                earlier=decided[card.year],
            )


def _off(card: Calendar, place: Place) -> Problems:
    for at, off in enumerate(card.days_off):
        last, where = off.last or off.first, place.inside("days_off", at)
        if not off.first <= last <= off.first + _LONGEST:
            yield where.error(
                "days off from {first} to {last}",
                "a first day before the last, at most {most} days apart",
                "CA12",
                first=off.first,
                last=last,
                most=_LONGEST.days,
            )
        yield from _in_year(card, off.first, where)


def _worked(card: Calendar, place: Place, usual: WorkingDays) -> Problems:
    for at, worked in enumerate(card.days_worked):
        where = place.inside("days_worked", at)
        yield from _in_year(card, worked.day, where)
        if _is_off(card, worked):
            yield where.error("{day} among the days off and among those worked", "one of the two", "CA12", day=worked.day)
        elif _is_ordinary(usual, worked.day):
            yield where.error("{day}, a day that is worked anyway", "days that would be off", "CA12", day=worked.day)


def _is_off(card: Calendar, worked: DayWorked) -> bool:
    return any(off.first <= worked.day <= (off.last or off.first) for off in card.days_off)


def _is_ordinary(usual: WorkingDays, day: date) -> bool:
    """A working day without a name: one that the published holidays have as worked in return has one."""
    note = usual.explain(day)
    return note.works and note.name is None


def _in_year(card: Calendar, day: date, place: Place) -> Problems:
    if card.year and day.year != card.year:
        yield place.error("{day} in the calendar of {year}", "days of {year}", "CA12", day=day, year=card.year)
