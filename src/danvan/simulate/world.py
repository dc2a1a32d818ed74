"""What every block of a simulation shares, made once in each process: catalogues of days, formulas, calendars, recipes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IdentityFormula, IndicatorFormula, parse_identity
from danvan.catalogue.models import Indicator, Register
from danvan.catalogue.regimes.periods import Reported
from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.simulate.counting import Counts, counts_of
from danvan.simulate.daybook import DayBook
from danvan.simulate.plan import Plan, reported_by_year, window_of
from danvan.simulate.ratios import derived_of
from danvan.simulate.registers.every import recipes_of, registers_of
from danvan.simulate.rows import Recipe

NORMS = frozenset(
    {
        "citizen_reception.days_and_sittings",
        "citizen_reception.days_by_head_least",
        "citizen_reception.notices_of_sittings",
        "community_decisions.more_than_half",
        "consultation.full_time",
        "consultation.reported_next_sitting",
        "dialogue.once_a_year",
        "investment_supervision.answers_in_time",
        "investment_supervision.dissolves_itself",
        "peoples_inspection.answers_in_time",
        "public_disclosure.broadcasts_long_enough",
        "public_disclosure.posts_long_enough",
        "public_disclosure.publishes_in_time",
        "satisfaction.not_everybody",
    }
)
"""Identities that say what ought to be and not what adds up: a unit that was late reports so, and reports rightly."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The catalogue of one day: what is reported, and what must fit."""

    indicators: Mapping[str, Indicator]
    counts: tuple[Counts, ...]
    derived: tuple[tuple[str, IndicatorFormula], ...]
    identities: tuple[IdentityFormula, ...]
    firm: tuple[IdentityFormula, ...]
    """Those every right report fulfils: no NORMS, and none that a finer one says better (received = resolved + pending, beside
    received = resolved + pending + turned back)."""
    decimals: Mapping[str, int]
    version: str


class World:
    """A plan and the catalogue it is carried out by."""

    def __init__(self, plan: Plan, catalogue: Catalogue) -> None:
        self.plan = plan
        self.catalogue = catalogue
        self.reported = reported_by_year(plan, catalogue)
        self.registers: Mapping[str, Register] = registers_of(catalogue)
        self.recipes: tuple[Recipe, ...] = tuple(recipes_of(catalogue))
        self.filled: tuple[str, ...] = tuple(name for recipe in self.recipes for name in recipe.registers)
        """The registers that have rows."""
        self._books_of_days: dict[tuple[date, date], DayBook] = {}
        self._rulebooks: dict[int, Rulebook] = {}

    @cached_property
    def working(self) -> WorkingDays:
        return WorkingDays.of(self.catalogue)

    @cached_property
    def decimals(self) -> Mapping[str, int]:
        return {code: indicator.decimals for code, indicator in self.catalogue.indicators.items()}

    def window(self, year: int) -> tuple[date, date]:
        """The first and last day that the reports of `year` are about."""
        return window_of(self.reported[year])

    def days(self, first: date, last: date) -> DayBook:
        if (first, last) not in self._books_of_days:
            self._books_of_days[first, last] = DayBook.of(self.working, first, last)
        return self._books_of_days[first, last]

    def rulebook(self, reported: Reported) -> Rulebook:
        """The rules in force on the last day of a period."""
        catalogue = self.catalogue.at(reported.period.end)
        if id(catalogue) not in self._rulebooks:
            self._rulebooks[id(catalogue)] = self._rules(catalogue)
        return self._rulebooks[id(catalogue)]

    def _rules(self, catalogue: Catalogue) -> Rulebook:
        formulas = tuple(parse_identity(each, catalogue) for each in catalogue.identities)
        return Rulebook(
            indicators=dict(sorted(catalogue.indicators.items())),
            counts=tuple(counts_of(catalogue, self.filled)),
            derived=tuple(derived_of(catalogue)),
            identities=formulas,
            firm=tuple(one for one in formulas if one.code not in NORMS and not _finer(one, formulas)),
            decimals=self.decimals,
            version=catalogue.version,
        )


def _finer(one: IdentityFormula, others: Sequence[IdentityFormula]) -> bool:
    """Whether another equation takes the same whole apart further."""
    mine = set(one.codes)
    same = (other for other in others if one.operator == other.operator == "=" and one.codes[0] == other.codes[0])
    return any(mine < set(other.codes) for other in same)
