"""What is simulated: which units, which years, how often reporters fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.regimes import Regime
from danvan.catalogue.regimes.periods import Reported, ruled_in
from danvan.kernel.errors import OptionInvalid
from danvan.simulate.errors import NothingToReport

FIRST_YEAR, LAST_YEAR = 2015, 2035
MOST_YEARS = 12


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares from 0 to 1: of the reports that are due, except where it is said otherwise."""

    late: float = 0.12
    """Sent after the deadline."""
    missing: float = 0.02
    """Never sent."""
    wrong: float = 0.08
    """Sent with errors in them."""
    corrected: float = 0.4
    """Of the wrong ones: corrected later."""

    def __post_init__(self) -> None:
        for name in ("late", "missing", "wrong", "corrected"):
            if not 0 <= getattr(self, name) <= 1:
                raise OptionInvalid(option=f"--{name}", found=getattr(self, name), allowed="0 … 1")
        if self.late + self.missing > 1:
            raise OptionInvalid(option="--late + --missing", found=self.late + self.missing, allowed="0 … 1")


@dataclass(frozen=True, slots=True)
class Plan:
    """One simulation. Equal plans give equal bytes, on any number of processes."""

    provinces: tuple[str, ...] = ()
    """Codes of provinces; none = every one."""
    years: tuple[int, ...] = (2024,)
    seed: int = 1
    communes: int | None = None
    """At most so many communes of each province; None = all."""
    regime: str = "danvan"
    """Whose periods are reported."""
    rates: Rates = field(default_factory=Rates)
    block: int = 64
    """Units that are computed together: what is held in memory at once."""

    def __post_init__(self) -> None:
        years = self.years
        allowed = f"{FIRST_YEAR}-{LAST_YEAR}"
        if not years or not all(FIRST_YEAR <= year <= LAST_YEAR for year in years):
            raise OptionInvalid(option="--years", found=", ".join(map(str, years)), allowed=allowed)
        if list(years) != list(range(years[0], years[-1] + 1)) or len(years) > MOST_YEARS:
            raise OptionInvalid(option="--years", found=f"{years[0]}-{years[-1]}", allowed=allowed)
        if self.communes is not None and self.communes < 1:
            raise OptionInvalid(option="--communes", found=self.communes, allowed="1, 2, 3…")
        if self.seed < 0:
            raise OptionInvalid(option="--seed", found=self.seed, allowed="0, 1, 2…")


def reported_by_year(plan: Plan, catalogue: Catalogue) -> Mapping[int, tuple[Reported, ...]]:
    """The periods of each year, the earliest closing date first. Raises OptionInvalid, NothingToReport."""
    versions = [each for each in catalogue.regimes.values() if plan.regime in (each.code, each.series)]
    if not versions:
        allowed = ", ".join(sorted({each.series for each in catalogue.regimes.values()}))
        raise OptionInvalid(option="--regime", found=plan.regime, allowed=allowed)
    found = {year: _of_year(versions, year) for year in plan.years}
    if not all(found.values()):
        series = sorted({each.series for each in catalogue.regimes.values() if each.periods})
        raise NothingToReport(found=plan.regime, years=f"{plan.years[0]}-{plan.years[-1]}", allowed=", ".join(series))
    return found


def window_of(reported: tuple[Reported, ...]) -> tuple[date, date]:
    """The first and the last day the reports of a year are about."""
    return min(each.first for each in reported), max(each.closing for each in reported)


def _of_year(versions: list[Regime], year: int) -> tuple[Reported, ...]:
    periods = (reported for regime in versions for reported in ruled_in(regime, year))
    return tuple(sorted(periods, key=lambda each: (each.closing, each.first)))
