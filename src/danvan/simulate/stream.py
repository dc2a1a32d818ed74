"""A whole simulation as a stream: block after block of units, in one order however many processes share the work."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from danvan.catalogue.catalogue import Catalogue
from danvan.simulate.blocks import Block, YearOfBlock, years_of
from danvan.simulate.cohort import people_of
from danvan.simulate.errors import NobodyReports
from danvan.simulate.plan import Plan, reported_by_year
from danvan.simulate.world import World
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.trace import Piece
from danvan.units.unit import Unit

_MOST_OF_IT, _SOME_OF_IT = 0.75, 0.2
Work = Callable[[Block], list[YearOfBlock]]
Share = Callable[[Sequence[Block], "Start"], Iterator[list[YearOfBlock]]]
"""Shares blocks out among processes and gives the results in the order of the blocks."""


@dataclass(frozen=True, slots=True)
class Start:
    """Called once in each process; gives the function that works a block out."""

    plan: Plan
    catalogue: Catalogue

    def __call__(self) -> Work:
        world = World(self.plan, self.catalogue)
        return lambda block: list(years_of(world, block))


def simulate(plan: Plan, catalogue: Catalogue, register: UnitRegister, share: Share | None = None) -> Iterator[YearOfBlock]:
    """What every block gives in every year; each block's years one after the other.

    Without `share` all is done here, and only one year of one block is held at a time. Raises OptionInvalid, NothingToReport,
    NobodyReports, UnitUnknown.
    """
    blocks = blocks_of(plan, catalogue, register)
    if share is None:
        world = World(plan, catalogue)
        for block in blocks:
            yield from years_of(world, block)
        return
    for years in share(blocks, Start(plan, catalogue)):
        yield from years


def blocks_of(plan: Plan, catalogue: Catalogue, register: UnitRegister) -> list[Block]:
    """The communes that owe a report, province by province, at most `plan.block` together. Their sizes are settled here: a
    commune made of others has their people."""
    closings = sorted({each.closing for reported in reported_by_year(plan, catalogue).values() for each in reported})
    provinces = plan.provinces or tuple(sorted({unit.code for day in closings for unit in register.at(day, Level.PROVINCE)}))
    found: list[Block] = []
    for province in provinces:
        units = [_sized(unit, plan.seed, register) for unit in _reporters(province, closings, plan, register)]
        starts = range(0, len(units), plan.block)
        found += [Block(f"{province}.{at // plan.block}", tuple(units[at : at + plan.block])) for at in starts]
    return found


def _reporters(province: str, closings: Sequence[date], plan: Plan, register: UnitRegister) -> list[Unit]:
    """Every version of a commune of the province that was there on a closing date. Raises UnitUnknown, NobodyReports."""
    register.history(province)
    found: dict[tuple[str, date], Unit] = {}
    for day in closings:
        there = register.descendants(province, day, Level.COMMUNE) if register.alive(province, day) else ()
        for unit in there[: plan.communes]:
            found[unit.code, unit.since or date.min] = unit
    if not found:
        years = f"{plan.years[0]}-{plan.years[-1]}" if len(plan.years) > 1 else str(plan.years[0])
        raise NobodyReports(place=province, years=years, day=closings[-1].isoformat())
    return [found[key] for key in sorted(found)]


def _sized(unit: Unit, seed: int, register: UnitRegister) -> Unit:
    """The unit with a number of people: what is known, or what its parts had, or what such a place has."""
    if unit.people:
        return unit
    day = unit.since - timedelta(1) if unit.since else None
    pieces = register.trace(unit.code, unit.since, day).pieces if unit.since and day else ()
    parts = [people_of(piece.unit, seed) * _share_of(piece) for piece in pieces if piece.unit != unit]
    return replace(unit, people=int(sum(parts))) if parts and sum(parts) >= 1 else replace(unit, people=people_of(unit, seed))


def _share_of(piece: Piece) -> float:
    """How much of an older unit went into the newer: as is known, or supposed where nobody published it."""
    if piece.share is not None:
        return float(piece.share)
    return _MOST_OF_IT if piece.main else _SOME_OF_IT
