"""From a regime's words to days: the periods of a year, the window of their data, the deadline of sending."""

import calendar
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from danvan.catalogue.models.regimes import DayOf, Regime, ReportPeriod, Sending, Window
from danvan.catalogue.regimes.working_days import DayNote, WorkingDays
from danvan.kernel.period import Period

_OF_A_YEAR: Mapping[str, tuple[int, Callable[[int, int], Period]]] = {
    "month": (12, Period.month),
    "quarter": (4, Period.quarter),
    "half": (2, Period.half),
    "nine_months": (1, lambda year, _: Period.nine_months(year)),
    "year": (1, lambda year, _: Period.year(year)),
    # Several years together begin and end with whoever asks for the report.
    "years": (0, lambda year, _: Period.year(year)),
}


@dataclass(frozen=True, slots=True)
class Reported:
    """A period with the days its data come from; `closing` is the last of them."""

    period: Period
    first: date
    closing: date
    of: ReportPeriod
    window: Window


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for sending: as the regime words it, and after moving over days off."""

    written: date
    day: date
    moved: DayNote | None = None
    """What the written day is, where it had to be moved."""


def reported_in(regime: Regime, year: int) -> Iterator[Reported]:
    """Every period of `year` that the regime has reported, with its window. One without a window has no days to name."""
    for each in regime.periods:
        window = each.window or regime.window
        if window:
            for period in _periods(each, year):
                yield Reported(period, day_in(period, window.first), day_in(period, window.last), each, window)


def ruled_in(regime: Regime, year: int) -> Iterator[Reported]:
    """Those that close while the regime holds: the others are another version's."""
    return (reported for reported in reported_in(regime, year) if regime.holds_at(reported.closing))


def _periods(each: ReportPeriod, year: int) -> Iterator[Period]:
    count, make = _OF_A_YEAR[each.kind]
    return (make(year, number) for number in range(1, count + 1) if not each.only or number in each.only)


def day_in(period: Period, said: DayOf) -> date:
    """The day a regime says by its month's place in `period`."""
    anchors = {
        "month_before": (period.start, -1),
        "first_month": (period.start, 0),
        "last_month": (period.end, 0),
        "month_after": (period.end, 1),
    }
    month, shift = anchors[said.of]
    return _day_of_month(month, shift, said.day)


def _day_of_month(month: date, shift: int, day: int) -> date:
    years, month_of_year = divmod(month.month - 1 + shift, 12)
    year, number = month.year + years, month_of_year + 1
    return date(year, number, min(day, calendar.monthrange(year, number)[1]))


def deadline_of(regime: Regime, sending: Sending, reported: Reported, days: WorkingDays) -> Deadline | None:
    """Until when this is sent; None where nothing says it."""
    if sending.working_days is not None:
        day = days.add_working_days(reported.closing, sending.working_days)
        return Deadline(day, day)
    if sending.by is None:
        return None
    written = day_in(reported.period, sending.by)
    move = {"next_working_day": days.next_working, "working_day_before": days.last_working}.get(regime.on_day_off.moves_to)
    day = move(written) if move else written
    return Deadline(written, day, days.explain(written) if day != written else None)
