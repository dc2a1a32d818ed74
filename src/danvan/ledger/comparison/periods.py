"""Which period a period is held against, which shorter ones make it up, and by what closing dates its data are counted."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from danvan.catalogue.models.regimes import Regime
from danvan.catalogue.regimes.periods import ruled_in
from danvan.kernel.period import Period, PeriodKind

_LAST_OF_MONTH = 31
_DAY = timedelta(1)


@dataclass(frozen=True, slots=True, order=True)
class Convention:
    """Between which days of their months data are counted: (1, 31) the calendar's, (15, 14) of Nghị định 09/2019 art. 12,
    (16, 15) of the inspection sector before 10/5/2021. They are never mixed in one column."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first:02} → {self.last:02}"


def convention(period: Period, regimes: Iterator[Regime] | tuple[Regime, ...] = ()) -> Convention:
    """The convention of `period`: by the version of the regime that rules it (`regimes`: the versions of one series), or by
    its own days."""
    for regime in regimes:
        for reported in ruled_in(regime, period.start.year):
            if reported.period == period:
                return _of_days(reported.first, reported.closing)
    return _of_days(period.start, period.end)


def _of_days(first: date, last: date) -> Convention:
    return Convention(first.day, _LAST_OF_MONTH if (last + _DAY).month != last.month else last.day)


def period_before(period: Period) -> Period | None:
    """The period of the same kind just before ('kỳ trước'): quarter II before quarter III. None where none is so called:
    before nine months there are no nine months."""
    start, end = period.start, period.end
    match period.kind:
        case PeriodKind.MONTH | PeriodKind.QUARTER | PeriodKind.HALF:
            months = end.month - start.month + 1
            year, month = (start.year, start.month - months) if start.month > months else (start.year - 1, 13 - months)
            return Period.of_months(year, month, month + months - 1)
        case PeriodKind.YEAR | PeriodKind.YEARS:
            return period.previous()
        case _:
            return None


def tilings(period: Period) -> list[tuple[Period, ...]]:
    """The ways offices put `period` together from shorter ones, the longest pieces first; `period` itself is not among them.

    Several years are made of years; a stretch named by its days, which no shorter ones fit, of nothing.
    """
    if period.kind is PeriodKind.YEARS:
        years = tuple(Period.year(year) for year in range(period.start.year, period.end.year + 1))
        return [years]
    if period.kind is PeriodKind.CUSTOM:
        return _by_closing_dates(period)
    cut = (_cut(tiling, period) for tiling in _of_year(period.start.year))
    return [tiling for tiling in dict.fromkeys(cut) if tiling and tiling != (period,)]


def _of_year(year: int) -> Iterator[tuple[Period, ...]]:
    quarters = tuple(Period.quarter(year, number) for number in range(1, 5))
    halves = Period.half(year, 1), Period.half(year, 2)
    yield halves
    yield Period.nine_months(year), quarters[3]
    yield halves[0], *quarters[2:]
    yield *quarters[:2], halves[1]
    yield quarters
    yield tuple(Period.month(year, month) for month in range(1, 13))


def _cut(tiling: tuple[Period, ...], period: Period) -> tuple[Period, ...]:
    """Those of `tiling` that make up `period` exactly; nothing when they do not."""
    inside = tuple(each for each in tiling if period.start <= each.start and each.end <= period.end)
    whole = inside and inside[0].start == period.start and inside[-1].end == period.end
    return inside if whole else ()


def _by_closing_dates(period: Period) -> list[tuple[Period, ...]]:
    """15/12–14/12 as its two halves or its four quarters, 15/12–14/9 as three quarters, each from a 15th to a 14th."""
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    made = [_pieces(period, size) for size in (6, 3, 1) if months > size and months % size == 0]
    return [pieces for pieces in made if pieces and pieces[-1].end == period.end]


def _pieces(period: Period, months: int) -> tuple[Period, ...]:
    found: list[Period] = []
    start = period.start
    while start <= period.end:
        following = _later(start, months)
        found.append(Period(start, following - _DAY))
        start = following
    return tuple(found)


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
