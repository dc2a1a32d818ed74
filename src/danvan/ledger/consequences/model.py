"""What a correction changes, old and new side by side."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.models import Indicator
from danvan.catalogue.models.scorecards import Scorecard
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.comparison.model import Comparison
from danvan.ledger.figure import Figure
from danvan.ledger.identities import Failure


@dataclass(frozen=True, slots=True)
class Moved:
    """A value that changes: a total of a unit above, or a ratio. `old`, `new`: None where there is no value. `through`: the
    chain of units it goes up by, the lowest first."""

    indicator: Indicator
    unit: str
    unit_code: str
    level: str
    period: Period
    old: Decimal | None
    new: Decimal | None
    decimals: int
    formula: str = ""
    """By which it is computed; '' for a sum."""
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A computed figure that is kept in the ledger and would be out of date. `new` is None where it has to be computed
    again from more than the ledger tells."""

    figure: Figure
    old: Quantity
    new: Decimal | None
    through: tuple[str, ...]
    """The identifiers between the corrected figure and this one."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The points of a scorecard that change for the unit. `parts`: code of a criterion or deduction, old and new points."""

    card: Scorecard
    parts: tuple[tuple[str, Fraction | None, Fraction | None], ...]
    least: tuple[Fraction, Fraction]
    total: tuple[Fraction | None, Fraction | None]
    rank: tuple[int | None, int | None]
    gates: tuple[tuple[str, bool | None, bool | None], ...] = ()
    grade: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison whose result changes: as it is, and as it would be."""

    old: Comparison
    new: Comparison


@dataclass(frozen=True, slots=True)
class Consequences:
    """`figure` with the value it has, and `new` it would get: None when it is taken back."""

    figure: Figure
    new: Quantity | None
    totals: tuple[Moved, ...] = ()
    kept: tuple[Kept, ...] = ()
    begin: tuple[Failure, ...] = ()
    """Identities that hold now and would fail."""
    cease: tuple[Failure, ...] = ()
    """Identities that fail now and would hold, or could not be tested any more."""
    scores: tuple[Scored, ...] = ()
    comparisons: tuple[Compared, ...] = ()
    unplaced: bool = False
    """The unit is in no register, so that nothing is known of the units above it."""

    @property
    def none(self) -> bool:
        """Whether nothing else changes."""
        return not (self.totals or self.kept or self.begin or self.cease or self.scores or self.comparisons)
