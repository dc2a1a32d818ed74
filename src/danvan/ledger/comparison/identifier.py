"""Names of values that are computed when asked for, and kept nowhere.

'xa-ve-giang-21238.2023.petitions.received@2025-07-01.people' says all it takes to compute the value again: the unit and its
code, the period, the indicator, the day of the boundaries, the weight.
"""

import re
from dataclasses import dataclass
from datetime import date

from danvan.kernel.period import Period
from danvan.ledger.comparison.model import Boundaries, Weight
from danvan.ledger.ids import period_code
from danvan.units.names import slug
from danvan.units.unit import Unit

AS_WAS = "as-was"
_WHOLE = re.compile(
    r"(?P<name>[a-z0-9-]*?)-?(?P<code>\d{2,5})\.(?P<period>[0-9a-z-]+)\.(?P<indicator>[a-z0-9_]+\.[a-z0-9_]+)"
    r"@(?:as-was\.(?P<unit_day>\d{4}-\d\d-\d\d)|(?P<day>\d{4}-\d\d-\d\d)\.(?P<weight>people|area))"
)


@dataclass(frozen=True, slots=True)
class Told:
    """How values are told: as they were, or on the boundaries of `day`, parts shared out by `weight`. As they were, `day` is
    one on which the unit was there: codes are kept by other units."""

    boundaries: Boundaries
    day: date
    weight: Weight = Weight.PEOPLE


@dataclass(frozen=True, slots=True)
class Computed:
    """What such a name says."""

    code: str
    period: Period
    indicator: str
    told: Told


def computed_id(indicator: str, unit: Unit, period: Period, told: Told) -> str:
    """The name of a value of `unit`."""
    place = f"{slug(unit.name)}-{unit.code}.{period_code(period)}.{indicator}"
    if told.boundaries is Boundaries.AS_WAS:
        return f"{place}@{AS_WAS}.{told.day}"
    return f"{place}@{told.day}.{told.weight}"


def parse_id(words: str) -> Computed | None:
    """What the name says; None when it is no such name."""
    found = _WHOLE.fullmatch(words)
    period = period_of(found["period"]) if found else None
    if not found or not period:
        return None
    boundaries = Boundaries.ON_DAY if found["day"] else Boundaries.AS_WAS
    try:
        day = date.fromisoformat(found["day"] or found["unit_day"])
    except ValueError:
        return None
    return Computed(found["code"], period, found["indicator"], Told(boundaries, day, Weight(found["weight"] or Weight.PEOPLE)))


def period_of(code: str) -> Period | None:
    """The period `danvan.ledger.ids.period_code` wrote; None for anything else."""
    try:
        return _period(code)
    except ValueError:
        return None


def _period(code: str) -> Period | None:
    if found := re.fullmatch(r"(\d{4})(?:-(9m|h[12]|q[1-4]|m\d\d|\d{4}))?", code):
        year, part = int(found[1]), found[2] or ""
        if not part:
            return Period.year(year)
        if part.isdigit():
            return Period.years(year, int(part))
        number = int(part[1:]) if part != "9m" else 0
        makers = {"h": Period.half, "q": Period.quarter, "m": Period.month}
        return makers[part[0]](year, number) if number else Period.nine_months(year)
    if found := re.fullmatch(r"(\d{8})-(\d{8})", code):
        return Period(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
    return None
