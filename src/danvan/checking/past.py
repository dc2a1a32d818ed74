"""What is known of a unit besides the document at hand: its earlier figures, those of the units below it, and those of
documents checked together with this one.

Checking asks a `Past` and does not know where it remembers: `danvan.ledger.past` reads a ledger, `Remembered` holds figures in
memory. Nothing of storage is imported unless a ledger is given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.period import Period
from danvan.ledger.collect import collect
from danvan.ledger.figure import Figure, Words
from danvan.reading.model import Reading, StatedFigure
from danvan.units.names import unit_key

LEVEL_BELOW = {"province": ("district", "commune"), "district": ("commune",)}
"""Whose figures a unit's are the sum of: the first of these levels that reported."""


class Past(Protocol):
    """Figures are current versions, each in its indicator's unit of measure. Units are asked for by name, in any spelling."""

    def of_unit(self, unit: str) -> Sequence[Figure]:
        """What the unit reported or entered, of any period. Nothing computed."""

    def of_level(self, level: str, period: Period) -> Sequence[Figure]:
        """What all units of a level reported for exactly that period."""

    def beside(self, unit: str) -> Sequence[Figure]:
        """What other documents of the unit say that are checked in the same run."""


@dataclass(frozen=True)
class Remembered:
    """A past held in memory, perhaps on top of a longer one. `others`: figures of the documents of this run, all of them."""

    figures: Sequence[Figure] = ()
    others: Sequence[Figure] = ()
    longer: Past | None = None

    def of_unit(self, unit: str) -> list[Figure]:
        return [*_of(unit, self.figures), *(self.longer.of_unit(unit) if self.longer else ())]

    def of_level(self, level: str, period: Period) -> list[Figure]:
        own = [figure for figure in self.figures if figure.level == level and same_days(figure.period, period)]
        return [*own, *(self.longer.of_level(level, period) if self.longer else ())]

    def beside(self, unit: str) -> list[Figure]:
        return [*_of(unit, self.others), *(self.longer.beside(unit) if self.longer else ())]


@dataclass(frozen=True)
class Own:
    """A figure of the document that can be held against others: as the ledger would keep it, and as it is stated."""

    figure: Figure
    stated: StatedFigure


@dataclass(frozen=True)
class Memory:
    """A document's own figures, and the past of its unit, asked once each."""

    unit: str
    level: str
    period: Period | None
    own: tuple[Own, ...]
    past: Past
    _asked: dict[str, tuple[Figure, ...]] = field(default_factory=dict)

    def earlier(self) -> tuple[Figure, ...]:
        """The unit's figures in the ledger."""
        if "unit" not in self._asked:
            self._asked["unit"] = tuple(self.past.of_unit(self.unit))
        return self._asked["unit"]

    def below(self) -> tuple[Figure, ...]:
        """The figures of the units a level below, for the document's period."""
        if "below" not in self._asked:
            levels = LEVEL_BELOW.get(self.level, ()) if self.period else ()
            found = (tuple(self.past.of_level(level, self.period)) for level in levels if self.period)
            self._asked["below"] = next((figures for figures in found if figures), ())
        return self._asked["below"]

    def beside(self) -> tuple[Figure, ...]:
        """What the other documents of this run say of the unit."""
        return tuple(self.past.beside(self.unit))


def memory_of(reading: Reading, catalogue: Catalogue, past: Past | None) -> Memory | None:
    """None without a past, or where the document names no unit."""
    unit = reading.letterhead.unit
    if past is None or not unit:
        return None
    stated = {(figure.span.start, figure.span.end): figure for figure in reading.figures}
    # Only compared and thrown away: neither the bytes nor the time of reading matter.
    kept = collect(reading, "", catalogue, datetime.min.replace(tzinfo=UTC)).figures
    own = tuple(
        Own(figure, stated[figure.source.start, figure.source.end]) for figure in kept if isinstance(figure.source, Words)
    )
    return Memory(unit, reading.letterhead.level, reading.letterhead.period, own, past)


def same_days(one: Period, other: Period) -> bool:
    """Whether they begin and end on the same days, whatever they are called."""
    return (one.start, one.end) == (other.start, other.end)


def _of(unit: str, figures: Iterable[Figure]) -> list[Figure]:
    key = unit_key(unit)
    return [figure for figure in figures if unit_key(figure.unit) == key]
