"""The units of a day: between two days on which something changed, every day has the same."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from danvan.units.level import Level
from danvan.units.unit import Unit

_KEPT = 8
"""Epochs kept in memory; a national one is some 10,000 units."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """The units of some days on end, in the order of their codes."""

    levels: Mapping[Level, tuple[Unit, ...]]
    under: Mapping[str, tuple[Unit, ...]]
    """Code of a unit -> the units right under it."""

    def everyone(self) -> tuple[Unit, ...]:
        return tuple(unit for level in Level for unit in self.levels.get(level, ()))


class Epochs:
    """All epochs, each made when it is first asked for."""

    def __init__(self, units: Iterable[Unit], above: Callable[[Unit, date], str]) -> None:
        """`above`: the code of the unit above one on a day."""
        self._above = above
        self._units = sorted(units, key=lambda unit: unit.code)
        days = {unit.since for unit in self._units if unit.since}
        days |= {unit.until + timedelta(1) for unit in self._units if unit.until}
        self._boundaries = sorted(days)
        self._made: dict[int, Epoch] = {}

    def of(self, day: date) -> Epoch:
        """The epoch of `day`."""
        at = bisect_right(self._boundaries, day)
        if at not in self._made:
            if len(self._made) == _KEPT:
                del self._made[next(iter(self._made))]
            self._made[at] = self._epoch(day)
        return self._made[at]

    def _epoch(self, day: date) -> Epoch:
        levels: dict[Level, list[Unit]] = {}
        under: dict[str, list[Unit]] = {}
        for unit in self._units:
            if unit.holds_at(day):
                levels.setdefault(unit.level, []).append(unit)
                under.setdefault(self._above(unit, day), []).append(unit)
        return Epoch(
            {level: tuple(units) for level, units in levels.items()}, {code: tuple(units) for code, units in under.items()}
        )
