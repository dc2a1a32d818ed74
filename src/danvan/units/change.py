"""A change of units: what became of which territory, when, by what resolution."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from danvan.catalogue.models import Certainty


@dataclass(frozen=True, slots=True)
class Move:
    """Territory that goes from the unit of code `old` to that of code `new`: all of `old` (`whole`), or a part of it.

    `area_km2` and `people` say how much goes, where that is known; `main`: the part most of it is said to be in.
    """

    old: str
    new: str
    whole: bool = True
    area_km2: Decimal | None = None
    people: int | None = None
    main: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A merger, split, move of a boundary, rename or abolition. From `since` on the units are the new ones; the resolution is
    of the day `decided`, and the new offices worked from `starts_work` (None = from `since`).

    What is left of a unit after parts of it went elsewhere stays with its code, and needs no move of its own.
    """

    since: date
    moves: tuple[Move, ...] = ()
    decided: date | None = None
    starts_work: date | None = None
    basis: str = ""
    """Number of the resolution."""
    code: str = ""
    """Of the card it is from; '' for one that is not from a card."""
    name: tuple[str, str] = ("", "")
    """In Vietnamese and English."""
    codes: frozenset[str] = frozenset()
    """Units it touches without moving territory: renamed, or put under another unit."""
    certainty: Certainty = Certainty.CONFIRMED
    since_certainty: Certainty = Certainty.CONFIRMED
    """How sure the day `since` is."""

    def touches(self, code: str) -> bool:
        """Whether it says anything of the unit of this code."""
        return code in self.codes or any(code in (move.old, move.new) for move in self.moves)

    def with_moves(self, moves: Iterable[Move]) -> "Change":
        """The same change with only these moves."""
        return replace(self, moves=tuple(moves))

    def about(self, wanted: Callable[[Move], bool]) -> "Change":
        """The same change with only the moves that are wanted."""
        return self.with_moves(filter(wanted, self.moves))
