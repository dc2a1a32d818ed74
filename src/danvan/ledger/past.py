"""A ledger asked what a unit reported before: one query a unit, one a period."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Self

from danvan.kernel.period import Period
from danvan.ledger.figure import Entry, Figure, Rows, Words
from danvan.ledger.store import Ledger
from danvan.units.names import unit_key


class LedgerPast:
    """The past as one ledger knows it (`danvan.checking.past.Past`). What was asked is kept in memory: a run sees one state."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._units: dict[str, list[Figure]] = {}
        self._periods: dict[tuple[date, date], list[Figure]] = {}

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Raises LedgerError when there is no ledger in `folder`."""
        return cls(Ledger.open(folder, create=False))

    def of_unit(self, unit: str) -> list[Figure]:
        key = unit_key(unit)
        if key not in self._units:
            self._units[key] = _reported(self._ledger.figures(unit=unit))
        return self._units[key]

    def of_level(self, level: str, period: Period) -> list[Figure]:
        days = (period.start, period.end)
        if days not in self._periods:
            self._periods[days] = _reported(self._ledger.figures(period=period))
        return [figure for figure in self._periods[days] if figure.level == level]

    def beside(self, _unit: str) -> list[Figure]:
        """Nothing: a ledger knows what was kept, not what is being checked."""
        return []


def _reported(figures: Iterable[Figure]) -> list[Figure]:
    """Without what was computed, which says nothing the units did not say, and without blanks."""
    return [figure for figure in figures if figure.quantity and isinstance(figure.source, (Words, Entry, Rows))]
