"""The units that are simulated together, and what sort of places they are: everything else follows from these traits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from danvan.simulate.chance import Floats, Ints, carried_on, stream
from danvan.units.level import kind_of
from danvan.units.unit import Unit

FIRST_YEAR = 2013
"""Each place's ups and downs are reckoned from here, so that a year is the same whatever years are asked for."""
_TRAITS, _YEARS = 6, 24
_MEMORY = 0.7
"""How much of a year's luck is that of the year before."""
# Middle size and spread (of the logarithm) of a commune's people where nothing tells them: about 10,600 communes of 100 million
# people before July 2025, 3,321 after.
_PEOPLE = {"xã": (7200, 0.55), "thị trấn": (10500, 0.5), "phường": (13500, 0.6), "đặc khu": (9000, 0.7)}
_LARGER_SINCE = date(2025, 6, 1)
_LARGER = 3.0
_DENSITY = {"xã": 380.0, "thị trấn": 900.0, "phường": 4200.0, "đặc khu": 250.0}


@dataclass(frozen=True, slots=True)
class Cohort:
    """Units side by side: every array has one number for each of `units`."""

    name: str
    units: tuple[Unit, ...]
    seed: int
    people: Ints
    area_ha: Ints
    urban: np.ndarray
    households: Ints
    villages: Ints
    """Villages or residential groups: a rural commune has the former, a ward the latter."""
    wealth: Floats
    digital: Floats
    diligence: Floats
    trouble: Floats
    """How much people there have to complain of."""
    luck: Floats
    """Years from FIRST_YEAR × units."""

    def __len__(self) -> int:
        return len(self.units)

    def stream(self, *names: object) -> np.random.Generator:
        """Random numbers for something about these units."""
        return stream(self.seed, self.name, *names)

    def luck_of(self, year: int) -> Floats:
        return np.asarray(self.luck[min(max(year - FIRST_YEAR, 0), len(self.luck) - 1)])

    def alive(self, first: date, last: date) -> tuple[Ints, Ints]:
        """The first and last day of each unit within `first` … `last`, as days since 1970; last < first: not at all."""
        epoch = np.datetime64("1970-01-01", "D")
        since = np.array([np.datetime64(max(unit.since or first, first), "D") - epoch for unit in self.units]).astype(np.int64)
        until = np.array([np.datetime64(min(unit.until or last, last), "D") - epoch for unit in self.units]).astype(np.int64)
        return since, until


def cohort_of(name: str, units: Sequence[Unit], seed: int) -> Cohort:
    """The units with their traits. Each unit's depend on its code alone, not on who stands beside it: a commune that keeps its
    code in a merger stays the sort of place it was."""
    kinds = [_kind(unit) for unit in units]
    drawn = np.array([_normals(unit, seed) for unit in units])
    _, wealth, digital, diligence, trouble, villages = drawn[:, :_TRAITS].T
    urban = np.array([kind in ("phường", "thị trấn") for kind in kinds])
    wealth = 0.8 * wealth + 0.6 * urban
    people = np.array([people_of(unit, seed) for unit in units], dtype=np.int64)
    area = np.array([_area(unit, kind, n, z) for unit, kind, n, z in zip(units, kinds, people, villages, strict=True)])
    households = np.maximum(people * 10 // (36 + np.round(2 * diligence).astype(np.int64)), 10)
    return Cohort(
        name=name,
        units=tuple(units),
        seed=seed,
        people=people,
        area_ha=area,
        urban=urban,
        households=households,
        villages=np.maximum(np.round(people / np.where(urban, 1500, 1150) * np.exp(0.18 * villages)), 2).astype(np.int64),
        wealth=wealth,
        digital=0.7 * digital + 0.5 * wealth,
        diligence=diligence,
        trouble=0.8 * trouble + 0.4 * urban,
        luck=carried_on(drawn[:, _TRAITS:].T, _MEMORY),
    )


def _kind(unit: Unit) -> str:
    kind = kind_of(unit.name)
    return kind.word if kind and kind.word in _PEOPLE else "xã"


def people_of(unit: Unit, seed: int) -> int:
    """How many people the unit has: as is known, or as such a place has."""
    if unit.people:
        return unit.people
    middle, spread = _PEOPLE[_kind(unit)]
    larger = _LARGER if unit.since and unit.since >= _LARGER_SINCE else 1.0
    return int(np.clip(middle * larger * np.exp(spread * _normals(unit, seed)[0]), 300, 220_000))


def _normals(unit: Unit, seed: int) -> Floats:
    return stream(seed, unit.code or unit.name).standard_normal(_TRAITS + _YEARS)


def _area(unit: Unit, kind: str, people: int, z: float) -> int:
    hectares = float(unit.area_km2) * 100 if unit.area_km2 else people / (_DENSITY[kind] * np.exp(0.6 * z)) * 100
    return int(np.clip(hectares, 20, 120_000))
