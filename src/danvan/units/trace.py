"""Where the territory of a unit lies on another day."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from danvan.kernel.said import Said
from danvan.units.change import Change
from danvan.units.unit import Unit


@dataclass(frozen=True, slots=True)
class Piece:
    """One unit of the other day, and how much of the OLDER of the two units lies in the newer: all of it (`whole`), or a part.

    `share` is that part, between 0 and 1; None when nobody published it. `basis` says by what it was measured ('people',
    'area', 'people, area' over several changes; '' for a whole). A figure multiplied by the share of a part is an estimate.
    The shares of an older unit over all newer ones make 1.
    """

    unit: Unit
    whole: bool
    share: Fraction | None
    basis: str = ""
    main: bool = False
    """A part of unknown size that the source of the map takes for the largest."""

    @property
    def estimated(self) -> bool:
        return not self.whole


@dataclass(frozen=True, slots=True)
class Trace:
    """The pieces of a unit on another day, the largest first, and the changes between the two days that made them.

    With `reason` None the shares are all known. Back in time, figures of the pieces, each times its share, then add up to the
    unit's territory. Forward, the unit's own figure goes into each piece by its share: it is comparable with that of a piece
    only together with what else the piece was made of, unless it is the `same` territory.
    """

    unit: Unit
    day: date
    target_day: date
    pieces: tuple[Piece, ...]
    changes: tuple[Change, ...] = ()
    reason: Said | None = None
    """Why figures cannot be carried over."""
    same: bool = False
    """One unit on both days, with the same territory, whatever it is called."""

    @property
    def comparable(self) -> bool:
        return self.reason is None

    @property
    def estimated(self) -> bool:
        """Whether a figure carried over is an estimate."""
        return any(piece.estimated for piece in self.pieces)
