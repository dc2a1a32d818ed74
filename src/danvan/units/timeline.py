"""Units as versions in time: each code's territory and name from change to change, without gaps of our making."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from danvan.kernel.said import Said
from danvan.units.change import Change
from danvan.units.errors import UnitsContradict
from danvan.units.unit import Unit

Timelines = Mapping[str, tuple[Unit, ...]]
"""Code -> its versions, the earliest first."""
DAY = timedelta(1)


def timelines(units: Iterable[Unit], changes: Iterable[Change]) -> Timelines:
    """The versions of each code. A unit that goes on through a change of its territory becomes two; one all of whose territory
    goes elsewhere ends the day before. Raises UnitsContradict when two versions of a code share a day."""
    versions: dict[str, list[Unit]] = {}
    for unit in units:
        versions.setdefault(unit.code, []).append(unit)
    for change in sorted(changes, key=lambda change: change.since):
        gone = {move.old for move in change.moves if move.whole} - {move.new for move in change.moves}
        touched = change.codes.union(*((move.old, move.new) for move in change.moves))
        for code in touched & versions.keys():
            versions[code] = [each for unit in versions[code] for each in cut(unit, change.since, ends=code in gone)]
    for code, each in versions.items():
        each.sort(key=lambda unit: unit.since or date.min)
        for one, other in pairwise(each):
            if one.until is None or (other.since or date.min) <= one.until:
                raise _overlap(code, one, other)
    return {code: tuple(each) for code, each in versions.items()}


def cut(unit: Unit, day: date, *, ends: bool = False) -> tuple[Unit, ...]:
    """`unit` until the day before `day` and from it on, when it exists on both; the first alone when it `ends`. What it
    measured is known of the time before: area and people stay there."""
    if (unit.since and unit.since >= day) or (unit.until and unit.until < day):
        return (unit,)
    first = replace(unit, until=day - DAY)
    return (first,) if ends else (first, replace(unit, since=day, area_km2=None, people=None))


def version_at(versions: Iterable[Unit], day: date) -> Unit | None:
    """The version that exists on `day`."""
    return next((unit for unit in versions if unit.holds_at(day)), None)


def lifetime(versions: Sequence[Unit], unit: Unit) -> Unit:
    """`unit` from the first to the last day it had its name under the same unit: boundaries may have changed in between."""
    first = last = versions.index(unit)
    while first and _go_on(versions[first - 1], versions[first]):
        first -= 1
    while last + 1 < len(versions) and _go_on(versions[last], versions[last + 1]):
        last += 1
    return replace(unit, since=versions[first].since, until=versions[last].until)


def _go_on(one: Unit, other: Unit) -> bool:
    """Whether the second follows the first without a gap, with the same name, under the same unit."""
    return (one.name, one.parent) == (other.name, other.parent) and other.since is not None and one.until == other.since - DAY


def _overlap(code: str, one: Unit, other: Unit) -> UnitsContradict:
    reason = Said(
        "'{one}' (until {until}) and '{other}' (from {since}) share a day",
        one=one.name,
        other=other.name,
        until=one.until or "…",
        since=other.since or "…",
    )
    return UnitsContradict(file=code, reason=reason)
