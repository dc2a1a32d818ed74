"""What each version of a unit became, and of what it was made: the links between versions, and shares along them.

A share is kept as an exact fraction. Where a resolution tells how many people went (or how much area), the share is that
number over the whole of the unit; what nobody told stays None, and None it stays along the way, unless all ways meet again in
one unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from danvan.units.moves import Moves
from danvan.units.timeline import DAY, Timelines, version_at
from danvan.units.unit import Unit

Key = tuple[str, date | None]
ALL = Fraction(1)
WEIGHTS = ("people", "area")
"""What shares may be measured by, the better first: figures are of what people do."""


@dataclass(frozen=True, slots=True)
class Link:
    """Territory that goes on from one version into `to`."""

    to: Unit
    share: Fraction | None
    basis: str = ""
    main: bool = False


@dataclass(slots=True)
class _Going:
    """A link being measured."""

    to: Unit
    people: Fraction | None
    area: Fraction | None
    main: bool


class Descent:
    """The links between versions. `weights`: what to measure shares by, the first that is known."""

    def __init__(self, versions: Timelines, moves: Moves, weights: Sequence[str] = WEIGHTS) -> None:
        self.versions = versions
        self.weights = tuple(weights)
        self.moves = moves
        self._links: dict[Key, tuple[Link, ...]] = {}
        self._landed: dict[tuple[Key, date], Mapping[Key, Link]] = {}

    def links(self, unit: Unit) -> tuple[Link, ...]:
        """What became of `unit` the day after its last; none when it goes on, or nobody told."""
        if unit.key not in self._links:
            self._links[unit.key] = self._next(unit) if unit.until else ()
        return self._links[unit.key]

    def landing(self, unit: Unit, day: date) -> Mapping[Key, Link]:
        """Where the territory of `unit` lies on `day`, which is not before its first: by the key of the units there."""
        if unit.holds_at(day):
            return {unit.key: Link(unit, ALL)}
        known = self._landed.get((unit.key, day))
        if known is None:
            known = self._landed[unit.key, day] = carried(
                self.links(unit), [self.landing(link.to, day) for link in self.links(unit)]
            )
        return known

    def origins(self, unit: Unit, day: date) -> list[Unit]:
        """The units of `day`, which is not after its last, some of whose territory is now in `unit`."""
        found: dict[Key, Unit] = {}
        waiting, seen = [unit], {unit.key}
        while waiting:
            version = waiting.pop()
            if version.holds_at(day):
                found[version.key] = version
                continue
            before = [each for each in self._before(version) if each.key not in seen]
            seen.update(each.key for each in before)
            waiting += before
        return sorted(found.values(), key=lambda each: each.code)

    def _before(self, unit: Unit) -> list[Unit]:
        if unit.since is None:
            return []
        codes = dict.fromkeys((unit.code, *(move.old for move in self.moves.into(unit.code, unit.since))))
        last = unit.since - DAY
        olds = [old for code in codes if (old := version_at(self.versions.get(code, ()), last))]
        return [old for old in olds if any(link.to.key == unit.key for link in self.links(old))]

    def _next(self, unit: Unit) -> tuple[Link, ...]:
        assert unit.until  # noqa: S101 - asked by `links`
        day = unit.until + DAY
        moves = self.moves.out_of(unit.code, day)
        same = version_at(self.versions[unit.code], day)
        whole = next((move for move in moves if move.whole), None)
        if whole or not moves:
            to = version_at(self.versions.get(whole.new, ()), day) if whole else same
            return (Link(to, ALL),) if to else ()
        goings = [
            _Going(to, _fraction(move.people), _fraction(move.area_km2), move.main)
            for move in moves
            if (to := version_at(self.versions.get(move.new, ()), day))
        ]
        if same and unit.code not in {move.new for move in moves}:
            goings.append(_Going(same, None, None, main=False))
        return self._measured(unit, goings)

    def _measured(self, unit: Unit, goings: list[_Going]) -> tuple[Link, ...]:
        """The links with their shares, by the first weight that all of them are known by."""
        if len(goings) == 1:
            return (Link(goings[0].to, ALL),)
        totals = {"people": _fraction(unit.people), "area": _fraction(unit.area_km2)}
        for weight in self.weights:
            parts = _filled([getattr(going, weight) for going in goings], totals[weight])
            if parts:
                whole = sum(parts, Fraction(0))
                return tuple(Link(going.to, part / whole, weight) for going, part in zip(goings, parts, strict=True))
        return tuple(Link(going.to, None, main=going.main) for going in goings)


def _filled(parts: list[Fraction | None], total: Fraction | None) -> list[Fraction]:
    """The parts, one that is not told being the rest of the total; none when more are not told, or the total is too small."""
    known = [part for part in parts if part is not None]
    rest = None if total is None else total - sum(known, Fraction(0))
    if len(known) == len(parts):
        return known if sum(known) > 0 else []
    if len(known) < len(parts) - 1 or rest is None or rest < 0 or not total:
        return []
    return [rest if part is None else part for part in parts]


def carried(links: Sequence[Link], landings: Sequence[Mapping[Key, Link]]) -> dict[Key, Link]:
    """The shares of a unit's links times those of what they became, added up by where they end."""
    ends = {key: end.to for landing in landings for key, end in landing.items()}
    return {key: _joined(to, links, [landing.get(key) for landing in landings]) for key, to in ends.items()}


def _joined(to: Unit, links: Sequence[Link], ends: Sequence[Link | None]) -> Link:
    # All ways lead there: the shares of the ways do not matter.
    if all(end and end.share == ALL for end in ends):
        return Link(to, ALL)
    ways = [(link, end) for link, end in zip(links, ends, strict=True) if end]
    main = any(link.main or end.main for link, end in ways)
    total = Fraction(0)
    for link, end in ways:
        if link.share is None or end.share is None:
            return Link(to, None, main=main)
        total += link.share * end.share
    bases = {basis for way in ways for link in way for basis in link.basis.split(", ") if basis}
    return Link(to, total, ", ".join(weight for weight in WEIGHTS if weight in bases), main)


def _fraction(number: Decimal | int | None) -> Fraction | None:
    return None if number is None else Fraction(number)
