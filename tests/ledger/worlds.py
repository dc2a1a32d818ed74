"""Invented registers: communes that merge, split, swap parts, are renamed and moved, with figures of every year."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Entry, Figure
from danvan.units.change import Change, Move
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

FIRST, LAST = 2019, 2025
NOW = datetime(2026, 1, 15, tzinfo=UTC)
KINDS = ("merge", "split", "part", "rename", "move")


@dataclass
class World:
    """Each year begins with at most one change. `people` counts those of each living code, so that every share is known."""

    people: dict[str, int]
    names: dict[str, str] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    born: dict[str, date] = field(default_factory=dict)
    count: int = 0

    def register(self, changes: int | None = None) -> UnitRegister:
        """With the first so many changes; all without a number."""
        kept = self.changes[:changes]
        until = kept[-1].since if kept else date.min
        units = [unit for unit in self.units if changes is None or unit.since is None or unit.since <= until]
        return UnitRegister(units, kept)


def commune(code: str, name: str, people: int, since: date | None = None) -> Unit:
    return Unit(name, Level.COMMUNE, code, "51", since, people=people)


@st.composite
def worlds(draw: st.DrawFn, least: int = 1) -> World:
    start = draw(st.integers(2, 4))
    world = World({f"1000{at}": draw(st.integers(1, 9_999)) for at in range(start)})
    for code, people in world.people.items():
        world.names[code] = f"xã Số {code}"
        world.units.append(commune(code, world.names[code], people))
    for year in range(FIRST + 1, FIRST + 1 + draw(st.integers(least, LAST - FIRST))):
        _change(draw, world, date(year, 1, 1))
    return world


def _change(draw: st.DrawFn, world: World, day: date) -> None:
    kind = draw(st.sampled_from(KINDS))
    codes = sorted(world.people)
    one = draw(st.sampled_from(codes))
    others = [code for code in codes if code != one]
    basis = f"{len(world.changes) + 1}/NQ"
    if kind in ("rename", "move") or (kind in ("merge", "part") and not others):
        _renamed(world, one, day, basis)
    elif kind == "merge":
        other = draw(st.sampled_from(others))
        world.changes.append(Change(day, (Move(one, one), Move(other, one)), basis=basis))
        _version(world, one, world.people[one] + world.people.pop(other), day)
    elif kind == "part":
        other = draw(st.sampled_from(others))
        gone = draw(st.integers(0, world.people[one]))
        stays = world.people[one] - gone
        moves = (Move(one, other, whole=False, people=gone), Move(one, one, whole=False, people=stays))
        if gone and stays:
            world.changes.append(Change(day, moves, basis=basis))
            _version(world, one, stays, day)
            _version(world, other, world.people[other] + gone, day)
    else:
        _split(draw, world, one, day, basis)


def _renamed(world: World, code: str, day: date, basis: str) -> None:
    world.changes.append(Change(day, codes=frozenset({code}), basis=basis))
    world.names[code] = f"phường Mới {len(world.changes)}"
    _version(world, code, world.people[code], day)


def _split(draw: st.DrawFn, world: World, code: str, day: date, basis: str) -> None:
    whole = world.people[code]
    if whole < 3:
        return
    parts = [draw(st.integers(1, whole - 2))]
    parts += [draw(st.integers(1, whole - parts[0] - 1))]
    parts += [whole - sum(parts)]
    new = [f"2000{world.count + at}" for at in range(2)]
    world.count += 2
    world.changes.append(
        Change(
            day,
            tuple(Move(code, to, whole=False, people=part) for to, part in zip((code, *new), parts, strict=True)),
            basis=basis,
        )
    )
    _version(world, code, parts[0], day)
    for to, part in zip(new, parts[1:], strict=True):
        world.names[to] = f"xã Số {to}"
        _version(world, to, part, day)


def _version(world: World, code: str, people: int, day: date) -> None:
    """The version of `code` from `day` on; the one before ends the day before."""
    world.units = [
        replace(unit, until=day - timedelta(1)) if unit.code == code and unit.until is None else unit for unit in world.units
    ]
    world.units.append(commune(code, world.names[code], people, day))
    world.people[code] = people


def figures_of(register: UnitRegister, year: int, values, indicator: str = "work.visits") -> list[Figure]:
    """A figure of every unit of the last day of `year`, in the order of their codes; no figure where the value is None."""
    period = Period.year(year)
    units = register.at(period.end, Level.COMMUNE)
    return [
        Figure(
            id=f"{unit.code}.{year}.{indicator}",
            indicator=indicator,
            unit=unit.name,
            level="commune",
            period=period,
            quantity=Quantity(Decimal(value), "lượt", max(0, -Decimal(value).as_tuple().exponent)),
            source=Entry("người nhập"),
            recorded=NOW,
            catalogue="c1",
            unit_code=unit.code,
        )
        for unit, value in zip(units, values, strict=False)
        if value is not None
    ]
