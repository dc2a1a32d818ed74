"""Ranks of units by their totals: equal totals share a rank, and each rank is given with how far it could move if one figure
anywhere were one more or one less. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Key = tuple[int, Fraction]
"""A total to be put in order; not ranked is below every total."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one unit: its total, and the lowest and highest one step could make it. None stands for not ranked."""

    total: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None


@dataclass(frozen=True, slots=True)
class Standing:
    """`rank`, shared with `tied` other units (None: not ranked). `best`, `worst`: how far it could move; a `worst` of None: out
    of the ranking."""

    rank: int | None
    tied: int = 0
    best: int | None = None
    worst: int | None = None


NOT_RANKED = Standing(None)


def rank_of(total: Fraction, totals: Sequence[Fraction]) -> int:
    """The place of `total` among the ascending `totals`: one more than there are above it."""
    return 1 + len(totals) - bisect_right(totals, total)


def standings(bounds: Sequence[Bounds]) -> list[Standing]:
    """One for each, in order. One unit moves at a time: the unit itself, or another that passes it or falls back to it."""
    totals = sorted(one.total for one in bounds if one.total is not None)
    rising = _Reach((_key(one.total), _key(one.highest)) for one in bounds)
    falling = _Reach((_down(_key(one.total)), _down(_key(one.lowest))) for one in bounds)
    return [_standing(at, one, totals, rising, falling) for at, one in enumerate(bounds)]


def _standing(at: int, one: Bounds, totals: Sequence[Fraction], rising: "_Reach", falling: "_Reach") -> Standing:
    if one.total is None:
        return NOT_RANKED
    key = _key(one.total)
    rank = rank_of(one.total, totals)
    tied = bisect_right(totals, one.total) - bisect_left(totals, one.total) - 1
    passed = rising.furthest(upto=key, but=at) > key
    freed = falling.furthest(below=_down(key), but=at) >= _down(key)
    best = min(rank - freed, rank if one.highest is None else rank_of(one.highest, totals))
    worst = None if one.lowest is None else max(rank + passed, rank_of(one.lowest, totals) - (one.lowest < one.total))
    return Standing(rank, tied, best, worst)


class _Reach:
    """Where each unit stands and how far it could move, to ask for the furthest of those that stand before some place."""

    def __init__(self, moves: Iterable[tuple[Key, Key]]) -> None:
        ordered = sorted((start, end, at) for at, (start, end) in enumerate(moves))
        self._starts = [start for start, _, _ in ordered]
        self._furthest: list[list[tuple[Key, int]]] = []
        """The two furthest of the first units, so that any one unit can be left out."""
        for _, end, at in ordered:
            before = self._furthest[-1] if self._furthest else []
            self._furthest.append(sorted([*before, (end, at)], reverse=True)[:2])

    def furthest(self, *, upto: Key | None = None, below: Key | None = None, but: int) -> Key:
        """Of the units that stand at `upto` or before, or before `below`; without the unit number `but`."""
        count = bisect_right(self._starts, upto) if upto is not None else bisect_left(self._starts, below or NOWHERE)
        reached = self._furthest[count - 1] if count else []
        return next((end for end, at in reached if at != but), NOWHERE)


NOWHERE: Key = (-2, Fraction(0))


def _key(total: Fraction | None) -> Key:
    return (0, Fraction(0)) if total is None else (1, total)


def _down(key: Key) -> Key:
    """The other way round: what falls is what rises upside down."""
    return -key[0], -key[1]
