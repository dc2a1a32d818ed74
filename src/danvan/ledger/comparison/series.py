"""Series and comparisons of one unit: as it was, or on the boundaries of a day."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Self

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period
from danvan.ledger.comparison.as_was import as_was, lives
from danvan.ledger.comparison.gathering import gather, periods_kept
from danvan.ledger.comparison.identifier import Computed, Told
from danvan.ledger.comparison.lineage import Lineage, Lineages
from danvan.ledger.comparison.model import Boundaries, Break, Point, Series
from danvan.ledger.comparison.periods import convention, tilings
from danvan.ledger.comparison.reasons import Why, reason
from danvan.ledger.comparison.values import Values, codes_needed
from danvan.ledger.current import current
from danvan.ledger.engines.base import Engine
from danvan.ledger.store import Ledger
from danvan.units.change import Change
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

_NEAR = timedelta(17)
"""A year from 15 December is told by the same name as one from 1 January, 17 days later."""


@dataclass
class Past:
    """The figures of one ledger, asked for over time. `figures` are those of record, as the engine's table; what is asked often
    is kept, so one object sees one state of the ledger."""

    engine: Engine
    figures: Any
    catalogue: Catalogue
    register: UnitRegister
    _kept: dict[frozenset[str], set[Period]] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, ledger: Ledger, engine: Engine, catalogue: Catalogue, register: UnitRegister) -> Self:
        """The newest figures of `ledger`, or those of the time it was opened as of."""
        figures = engine.figures(ledger)
        if ledger.moment is not None:
            figures = figures.filter(figures.recorded <= ledger.moment)
        return cls(engine, current(figures), catalogue, register)

    def point(self, indicator: Indicator, unit: Unit, period: Period, told: Told) -> Point:
        """One value, with everything it was made of."""
        return self.points(indicator, unit, [period], told)[0]

    def points(self, indicator: Indicator, unit: Unit, periods: Sequence[Period], told: Told) -> tuple[Point, ...]:
        """The values for `periods`. `unit` is one of the day `told.day`. Raises FormulaError, and what the engine raises."""
        codes = codes_needed(indicator, self.catalogue)
        kept = self._periods(frozenset(codes))
        asked = dict.fromkeys(each for period in periods for each in (period, *_pieces(period, kept)))
        lineages = Lineages(self.register, told.day, told.weight)
        of_period = {period: self._lineage(unit, period, told, lineages) for period in asked}
        told_of = [lineage for lineage in of_period.values() if not lineage.why]
        values = Values(self.catalogue, of_period, gather(self.engine, self.figures, told_of, codes, lineages), told)
        return tuple(self._explained(values.point(indicator.code, period), kept) for period in periods)

    def series(self, indicator: Indicator, unit: Unit, periods: Sequence[Period], told: Told) -> Series:
        """The values for `periods`, which are in the order of time, with the days on which the territory became another."""
        points = self.points(indicator, unit, periods, told)
        return Series(
            indicator, unit.name, unit.code, told.boundaries, told.day, told.weight, points, self._breaks(unit, periods)
        )

    def told_by(self, computed: Computed) -> tuple[Indicator, Unit]:
        """What an identifier of a computed value names. Raises UnitUnknown, UnitNotAlive, KeyError for the indicator."""
        return self.catalogue.indicators[computed.indicator], self.register.unit(computed.code, computed.told.day)

    def _lineage(self, unit: Unit, period: Period, told: Told, lineages: Lineages) -> Lineage:
        if told.boundaries is Boundaries.AS_WAS:
            return as_was(unit, period, self.register)
        return lineages.of(unit, period)

    def _periods(self, codes: frozenset[str]) -> set[Period]:
        if codes not in self._kept:
            self._kept[codes] = periods_kept(self.engine, self.figures, codes)
        return self._kept[codes]

    def _explained(self, point: Point, kept: Iterable[Period]) -> Point:
        """A point without a figure, where there is one of nearly these days by another closing date."""
        if point.why is None or point.why.code is not Why.NO_FIGURE:
            return point
        near = next((each for each in kept if _nearly(each, point.period)), None)
        if near is None:
            return point
        one, other = convention(point.period), convention(near)
        return replace(point, why=reason(Why.CONVENTIONS, period=point.period, one=one, other_period=near, other=other))

    def _breaks(self, unit: Unit, periods: Sequence[Period]) -> tuple[Break, ...]:
        """The changes that touched the unit, or a unit that is now part of it, between the first and the last period."""
        if not periods:
            return ()
        first, last = periods[0].start, periods[-1].end
        codes = {unit.code, *(each.code for each in self._ancestors(unit, first))}
        found = [
            change for change in self.register.changes() if first < change.since <= last and any(map(change.touches, codes))
        ]
        return tuple(self._break(change, codes, periods) for change in found)

    def _break(self, change: Change, codes: AbstractSet[str], periods: Sequence[Period]) -> Break:
        touched = dict.fromkeys(move.new for move in change.moves if move.old in codes or move.new in codes)
        names = [self.register.unit(code, change.since).name for code in touched if self.register.alive(code, change.since)]
        return Break(change.since, sum(period.end < change.since for period in periods), tuple(names), change.basis)

    def _ancestors(self, unit: Unit, day: date) -> list[Unit]:
        when = unit.since or day
        if when <= day:
            return []
        return [piece.unit for piece in self.register.trace(unit.code, when, day).pieces]


def unit_of(register: UnitRegister, unit: Unit, day: date) -> tuple[Unit, ...]:
    """The unit of `day` that the territory of `unit` belongs to; several when it was divided."""
    if unit.holds_at(day):
        return (unit,)
    when = unit.until if unit.until and unit.until < day else unit.since
    return tuple(piece.unit for piece in register.trace(unit.code, when or day, day).pieces)


def last_day(unit: Unit, register: UnitRegister, today: date) -> date:
    """The last day `unit` was there under its code and name; `today` when it still is."""
    until = lives(unit, register)[-1].until
    return min(until, today) if until else today


def _pieces(period: Period, kept: set[Period]) -> list[Period]:
    """The shorter periods it may be put together from; or those within it there are figures of at all."""
    whole = [piece for tiling in tilings(period) if all(piece in kept for piece in tiling) for piece in tiling]
    return whole or sorted(each for each in kept if each != period and period.start <= each.start and each.end <= period.end)


def _nearly(one: Period, other: Period) -> bool:
    return one != other and abs(one.start - other.start) <= _NEAR and abs(one.end - other.end) <= _NEAR
