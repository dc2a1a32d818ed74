"""The ledger: figures over time, appended and superseded, never overwritten."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any, Self

from danvan.kernel.errors import FigureUnknown, LedgerError
from danvan.kernel.period import Period
from danvan.ledger import delta
from danvan.ledger.admission import Admission
from danvan.ledger.delta import among, column
from danvan.ledger.errors import DataDamaged
from danvan.ledger.explanation import Explanation, explained
from danvan.ledger.figure import Figure, Words
from danvan.ledger.rows import from_row, to_row
from danvan.ledger.sources import parts_of
from danvan.units.names import unit_key

_ATTEMPTS = 50
"""Appends that lose the race against another are decided anew; this many in a row means something is wrong."""


class Ledger:
    """The figures in one folder. Every call sees the newest version, unless the ledger was opened `as_of` an older one."""

    def __init__(self, folder: Path, version: int | None = None) -> None:
        self.folder = folder
        self._fixed = version

    @classmethod
    def open(cls, folder: Path | str, *, create: bool = True) -> Self:
        """The ledger in `folder`. With `create` (for adding) a missing or empty folder becomes one; without, it is only read.

        Raises LedgerError when the folder holds something else, or nothing; OutputError when it cannot be written.
        """
        delta.open_table(Path(folder), create=create)
        return cls(Path(folder))

    def as_of(self, version: int) -> Self:
        """The ledger as it was at `version`, read-only. Raises VersionUnknown."""
        delta.load(self.folder, version)
        return type(self)(self.folder, version)

    @property
    def version(self) -> int:
        """The number of the newest commit (0: just created)."""
        return int(self._table().version())

    def append(self, figures: Iterable[Figure], *, replace: bool = False) -> list[str]:
        """Adds `figures` in one commit and gives the identifiers of those that were new.

        What is kept already (same words of the same document, same value) is left out. An identifier in use by another
        figure gets '-2', '-3'… A figure whose place is taken by another value is refused (FigureConflict, nothing is added),
        unless `replace`: then it supersedes the other, as a new version of the document or of the computation.
        A figure with `supersedes` and `reason` set is a correction. Raises LedgerError and its kinds, OutputError.
        """
        batch = list(figures)
        for _ in range(_ATTEMPTS if batch else 0):
            table = self._table_to_write()
            admitted = self._admitted(table, batch, replacing=replace)
            try:
                if admitted:
                    delta.commit(table, self.folder, [to_row(figure) for figure in admitted])
            except delta.Overtaken:
                continue
            return [figure.id for figure in admitted]
        if batch:
            raise LedgerError(file=self.folder, reason="others keep writing to this ledger. Nothing was added; try again.")
        return []

    def supersede(self, old_id: str, figure: Figure, reason: str) -> str:
        """Corrects figure `old_id` by `figure` and gives the identifier of the correction. `reason` says why.

        Raises FigureUnknown, FigureSuperseded when it was corrected already, FigureConflict when `figure` belongs where
        another one stands, OutputError.
        """
        added = self.append([replace(figure, supersedes=old_id, reason=reason)])
        return added[0] if added else self._newer({old_id})[old_id]

    def figures(
        self,
        *,
        indicator: str | None = None,
        unit: str | None = None,
        period: Period | None = None,
        current: bool = True,
    ) -> list[Figure]:
        """The figures of an indicator, a unit (any spelling), a period (same first and last day); only the current versions,
        or every version. In the order of period, unit, indicator, time of recording."""
        conditions = []
        if indicator is not None:
            conditions.append(column("indicator") == indicator)
        if unit is not None:
            conditions.append(column("unit_key") == unit_key(unit))
        if period is not None:
            conditions.append((column("period_start") == period.start) & (column("period_end") == period.end))
        table = self._table()
        found = self._select(table, _all(conditions))
        if current:
            gone = self._superseded(table, None)
            found = [figure for figure in found if figure.id not in gone]
        return sorted(found, key=_order)

    def figure(self, identifier: str) -> Figure:
        """The figure called `identifier`, current or not. Raises FigureUnknown."""
        found = self._by_id({identifier})
        if not found:
            raise FigureUnknown(file=self.folder, found=identifier)
        return found[0]

    def history(self, identifier: str) -> list[Figure]:
        """Every version of a figure, the first one first, from any one of them. Raises FigureUnknown."""
        versions = [self.figure(identifier)]
        while versions[0].supersedes:
            versions.insert(0, self.figure(versions[0].supersedes))
        while newer := self._newer({versions[-1].id}):
            versions.append(self.figure(newer[versions[-1].id]))
        return versions

    def explain(self, identifier: str) -> Explanation:
        """The figure, its source, and the figures it was computed from, all the way down. Raises FigureUnknown."""
        return explained(self.figure(identifier), self._by_id, self._newer)

    def dataset(self) -> Any:
        """All rows as an Arrow data set, for an engine to compute over. Columns: `danvan.ledger.delta.SCHEMA`."""
        return delta.dataset(self._table(), self.folder)

    def _table(self) -> Any:
        return delta.load(self.folder, self._fixed)

    def _table_to_write(self) -> Any:
        if self._fixed is not None:
            raise LedgerError(file=self.folder, reason="an older version of the ledger can be read, not changed.")
        return delta.load(self.folder)

    def _admitted(self, table: Any, batch: Sequence[Figure], *, replacing: bool) -> list[Figure]:
        """What of `batch` goes in. A new identifier may be in use by a figure we did not look up: then we look it up."""
        asked = {name for figure in batch for name in (figure.id, figure.supersedes) if name}
        known = {figure.id: figure for figure in self._related(table, batch, asked)}
        parts = self._present(table, {part for figure in batch for part in parts_of(figure.source)})
        while True:
            admission = Admission(self.folder, known.values(), self._superseded(table, known.keys()), parts)
            admitted = admission.admit(batch, replacing=replacing)
            more = self._select(table, among("id", [figure.id for figure in admitted if figure.id not in asked]))
            if not more:
                return admitted
            known |= {figure.id: figure for figure in more}

    def _related(self, table: Any, batch: Sequence[Figure], asked: Collection[str]) -> list[Figure]:
        """Kept figures the batch may repeat, clash with or correct."""
        keys = {unit_key(figure.unit) for figure in batch}
        indicators = {figure.indicator for figure in batch}
        digests = {figure.source.digest for figure in batch if isinstance(figure.source, Words)}
        same_place = among("unit_key", keys) & among("indicator", indicators)
        return self._select(table, among("id", asked) | same_place | among("digest", digests))

    def _by_id(self, identifiers: Collection[str]) -> list[Figure]:
        return self._select(self._table(), among("id", identifiers))

    def _newer(self, identifiers: Collection[str]) -> Mapping[str, str]:
        return self._superseded(self._table(), identifiers)

    def _present(self, table: Any, identifiers: Collection[str]) -> set[str]:
        """Those of `identifiers` the ledger has."""
        return {row["id"] for row in delta.scan(table, self.folder, among("id", identifiers), ["id"])}

    def _select(self, table: Any, condition: Any) -> list[Figure]:
        try:
            return [from_row(row) for row in delta.scan(table, self.folder, condition)]
        except ValueError as error:
            raise DataDamaged(file=self.folder) from error

    def _superseded(self, table: Any, identifiers: Collection[str] | None) -> dict[str, str]:
        """Old identifier -> the version that superseded it; of `identifiers`, or of all."""
        condition = column("supersedes").is_valid() if identifiers is None else among("supersedes", identifiers)
        return {row["supersedes"]: row["id"] for row in delta.scan(table, self.folder, condition, ["id", "supersedes"])}


def _all(conditions: Sequence[Any]) -> Any:
    return reduce(lambda one, other: one & other, conditions) if conditions else None


def _order(figure: Figure) -> tuple[Any, ...]:
    period = figure.period
    return (period.end, period.start, unit_key(figure.unit), figure.indicator, figure.recorded, figure.id)
