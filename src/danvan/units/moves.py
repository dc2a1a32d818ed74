"""Moves of territory, found by the code they go out of or come into and the day."""

from collections.abc import Iterable, Sequence
from datetime import date

from danvan.units.change import Change, Move


class Moves:
    """The moves of all changes."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._changes = tuple(sorted(changes, key=lambda change: change.since))
        self._out: dict[tuple[str, int], list[Move]] = {}
        self._in: dict[tuple[str, int], list[Move]] = {}
        self._at: dict[date, list[int]] = {}
        for at, change in enumerate(self._changes):
            self._at.setdefault(change.since, []).append(at)
            for move in change.moves:
                self._out.setdefault((move.old, at), []).append(move)
                self._in.setdefault((move.new, at), []).append(move)

    def out_of(self, code: str, day: date) -> list[Move]:
        """The moves of `day` that take from the unit of this code."""
        return [move for at in self._at.get(day, ()) for move in self._out.get((code, at), ())]

    def into(self, code: str, day: date) -> list[Move]:
        """The moves of `day` that bring to the unit of this code."""
        return [move for at in self._at.get(day, ()) for move in self._in.get((code, at), ())]

    def onward(self, codes: set[str], days: Sequence[date]) -> tuple[Change, ...]:
        """The changes after the first of two days, until the second, with the moves that take territory on from `codes` and
        from wherever it went."""
        return tuple(self._following(codes, self._inside(days), forward=True))

    def origin(self, codes: set[str], days: Sequence[date]) -> tuple[Change, ...]:
        """The changes after the first of two days, until the second, with the moves that brought territory into `codes`
        and into wherever it came from."""
        return tuple(reversed(self._following(codes, reversed(self._inside(days)), forward=False)))

    def _inside(self, days: Sequence[date]) -> list[int]:
        return [at for at, change in enumerate(self._changes) if days[0] < change.since <= days[1]]

    def _following(self, codes: set[str], places: Iterable[int], *, forward: bool) -> list[Change]:
        found: list[Change] = []
        table = self._out if forward else self._in
        for at in places:
            change = self._changes[at]
            moves = tuple(move for code in sorted(codes) for move in table.get((code, at), ()))
            if moves or change.codes & codes:
                found.append(change.with_moves(moves))
            codes |= {move.new if forward else move.old for move in moves}
        return found
