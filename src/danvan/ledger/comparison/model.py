"""What comparison gives: one value with everything it was made of, a series of them, and two held against each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.comparison.reasons import Reason


class Weight(StrEnum):
    """By what a split unit's figures are shared out."""

    PEOPLE = "people"
    AREA = "area"


class Boundaries(StrEnum):
    """Which territory figures are told on."""

    AS_WAS = "as_was"
    ON_DAY = "on_day"


@dataclass(frozen=True, slots=True)
class Part:
    """What one kept figure gives a value: all of it (`weight` 1) or its share. `amount` is rounded so that all shares of a
    figure add to it exactly."""

    figure: str
    unit: str
    code: str
    period: Period
    reported: Quantity
    weight: Decimal
    amount: Decimal
    estimated: bool
    basis: tuple[str, ...] = ()
    """The legal texts by which the territory moved."""

    @property
    def whole(self) -> bool:
        return self.weight == 1


@dataclass(frozen=True, slots=True)
class Point:
    """The value of one indicator for one unit and period; None with the reason why.

    It is made of `parts` (kept figures), or of other values: shorter periods, or what its formula divides (`points`).
    """

    id: str
    indicator: str
    unit: str
    period: Period
    quantity: Quantity | None = None
    estimated: bool = False
    why: Reason | None = None
    notes: tuple[Reason, ...] = ()
    parts: tuple[Part, ...] = ()
    points: tuple["Point", ...] = ()
    formula: str = ""

    def walk(self) -> Iterator["Point"]:
        """This and all below it."""
        yield self
        for point in self.points:
            yield from point.walk()


@dataclass(frozen=True, slots=True)
class Break:
    """A day from which figures are those of another territory or another unit. `at` counts the points before it."""

    day: date
    at: int
    units: tuple[str, ...]
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator of a unit over periods: as it was, or on the boundaries of `day`."""

    indicator: Indicator
    unit: str
    code: str
    boundaries: Boundaries
    day: date
    weight: Weight
    points: tuple[Point, ...]
    breaks: tuple[Break, ...] = ()

    @property
    def estimated(self) -> bool:
        return any(point.estimated for point in self.points)


class Against(StrEnum):
    """What a figure is held against."""

    SAME_PERIOD = "same_period"
    """The same period of the year before (cùng kỳ)."""
    PREVIOUS = "previous"
    """The period of the same kind just before (kỳ trước)."""
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`now` held against `base`. `change` is their difference (of ratios: percentage points), `rate` what `now` is more than
    `base`, in hundredths of it; for a plan `reached` is what `now` is of it. Without one of them: `why`."""

    against: Against
    now: Point
    base: Point
    change: Decimal | None = None
    rate: Decimal | None = None
    reached: Decimal | None = None
    why: Reason | None = None

    @property
    def estimated(self) -> bool:
        return self.now.estimated or self.base.estimated
