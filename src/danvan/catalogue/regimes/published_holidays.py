"""Vietnam's public holidays as the package `holidays` has them. Nothing else imports it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_BETWEEN_NAMES = "; "
"""Stands between the names of two holidays on one day."""


@dataclass(frozen=True, slots=True)
class Published:
    """What the package knows of a year."""

    off: Mapping[date, tuple[str, ...]]
    """Each day off, with its names in Vietnamese."""
    worked: frozenset[date]
    """Days of a weekend that are worked in return for a day off."""


@lru_cache(maxsize=64)
def published(year: int) -> Published:
    """The days off of `year`."""
    import holidays  # noqa: PLC0415 - a quarter of a second, and few commands count working days

    # A day of January may be worked in return for one of the December before, which stands under that year.
    days = holidays.country_holidays("VN", years=(year - 1, year), language="vi")
    off = {day: tuple(name.split(_BETWEEN_NAMES)) for day, name in days.items() if day.year == year}
    return Published(off, frozenset(day for day in days.weekend_workdays if day.year == year))
