"""Identifiers of figures: short, readable, the same on every run ('xa-tra-son.2024-9m.citizen_reception.visits')."""

from collections.abc import Callable, Mapping

from danvan.kernel.period import Period, PeriodKind
from danvan.units.names import slug


def figure_id(indicator: str, unit: str, period: Period) -> str:
    """The identifier of the first version of a figure; later ones get '-2', '-3'… from the ledger."""
    return f"{slug(unit)}.{period_code(period)}.{indicator}"


def period_code(period: Period) -> str:
    """2024, 2024-9m, 2024-h1, 2024-q3, 2024-m07, 2021-2025, 20231215-20240914."""
    return _CODES[period.kind](period)


_CODES: Mapping[PeriodKind, Callable[[Period], str]] = {
    PeriodKind.MONTH: lambda period: f"{period.start.year}-m{period.start.month:02}",
    PeriodKind.QUARTER: lambda period: f"{period.start.year}-q{(period.start.month + 2) // 3}",
    PeriodKind.HALF: lambda period: f"{period.start.year}-h{1 if period.start.month == 1 else 2}",
    PeriodKind.NINE_MONTHS: lambda period: f"{period.start.year}-9m",
    PeriodKind.YEAR: lambda period: f"{period.start.year}",
    PeriodKind.YEARS: lambda period: f"{period.start.year}-{period.end.year}",
    PeriodKind.CUSTOM: lambda period: f"{period.start:%Y%m%d}-{period.end:%Y%m%d}",
}
