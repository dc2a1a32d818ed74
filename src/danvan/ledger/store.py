"""The ledger: figures over time, appended and superseded, never overwritten."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, Self

from danvan.kernel.errors import FigureUnknown, LedgerError
from danvan.kernel.period import Period
from danvan.kernel.said import mark
from danvan.ledger import delta
from danvan.ledger.admission import Admission
from danvan.ledger.bulk import Common, staged
from danvan.ledger.errors import DataDamaged, VersionCleared
from danvan.ledger.explanation import Explanation, explained
from danvan.ledger.figure import Entry, Figure, Formula, RollUp
from danvan.ledger.moments import moment_of
from danvan.ledger.rows import Row, digest_of, from_row, to_row
from danvan.ledger.rules import Rules
from danvan.ledger.scanning import Condition, among, at_most, equal, given, scan
from danvan.ledger.sources import parts_of
from danvan.units.names import unit_key

_ATTEMPTS = 50
"""Appends that lose the race against another are decided anew; this many in a row means something is wrong."""
_ALWAYS_OVERTAKEN = mark("others keep writing to this ledger. Nothing was added; try again.")


@dataclass(frozen=True, slots=True)
class Mode:
    """What becomes of a figure whose place is taken by another value from the same kind of source."""

    replacing: bool = False
    beside: bool = False


class Ledger:
    """The figures in one folder. Every call sees the newest version, unless the ledger was opened `as_of` an older one."""

    def __init__(
        self, folder: Path, version: int | None = None, rules: Rules | None = None, moment: datetime | None = None
    ) -> None:
        self.folder = folder
        self.moment = moment
        """What was recorded later is not seen; None: all is."""
        self._fixed = version
        self._rules = rules
        self._seen: tuple[int, Any] | None = None

    @classmethod
    def open(cls, folder: Path | str, *, create: bool = True, rules: Rules | None = None) -> Self:
        """The ledger in `folder`. With `create` (for adding) a missing or empty folder becomes one; without, it is only read.
        What is added must follow `rules`, where they are given.

        Raises LedgerError when the folder holds something else, or nothing; OutputError when it cannot be written.
        """
        delta.open_table(Path(folder), create=create)
        return cls(Path(folder), rules=rules)

    def as_of(self, when: int | date | datetime, *, by: Literal["recorded", "commit"] = "recorded") -> Self:
        """The ledger as it was, read-only: at a version, or at a time (of a day, its end in Vietnam).

        By 'recorded': what had been recorded by then, exactly as it stood; compacting, clearing away and rebuilding keep it.
        By 'commit': the version that was there then, also where figures were recorded under an earlier time than they came in.
        Raises VersionUnknown, VersionCleared, NothingYet.
        """
        if isinstance(when, int):
            return self._at(when)
        moment = moment_of(when)
        if by == "commit":
            return self._at(delta.version_at(self.folder, moment))
        return type(self)(self.folder, self._fixed, moment=moment)

    @property
    def version(self) -> int:
        """The number of the newest commit (0: just created)."""
        return int(self._table().version())

    def append(self, figures: Iterable[Figure], *, replace: bool = False, beside: bool = False) -> list[str]:
        """Adds `figures` in one commit and gives the identifiers of those that were new.

        What is kept already (same words of the same document, same value) is left out. An identifier in use by another
        figure gets '-2', '-3'… Where figures from different kinds of source stand at one place, all are kept: one is of record,
        the others are witnesses (`danvan.ledger.ranks`). A figure whose place is taken by another value from the same kind of
        source is refused (FigureConflict, nothing is added), unless `replace`: then it supersedes the other, as a new version
        of the document or of the computation; or `beside`: then it is kept as a witness.
        A figure with `supersedes` and `reason` set is a correction. Raises LedgerError and its kinds, OutputError.
        """
        batch = [self._rules.admitted(figure, self.folder) if self._rules else figure for figure in figures]
        for _ in range(_ATTEMPTS if batch else 0):
            table = self._table_to_write()
            admission, admitted = self._admitted(table, batch, Mode(replace, beside))
            try:
                if admitted:
                    delta.commit(table, self.folder, [to_row(figure) for figure in admitted])
            except delta.Overtaken:
                continue
            return [figure.id for figure in admitted if figure.id not in admission.copies]
        if batch:
            raise LedgerError(file=self.folder, reason=_ALWAYS_OVERTAKEN)
        return []

    def append_table(self, data: Any, common: Common) -> int:
        """Adds a whole table of figures in one commit, without a Python object for each, and gives how many were new.

        `data`: an Arrow table, data set or stream of batches, a DuckDB relation; a row is the first version of a figure, never
        a correction. Columns: `danvan.ledger.bulk_sql.REQUIRED` and OPTIONAL, as in `danvan.ledger.delta.SCHEMA`; values exact
        (whole or decimal). `common`: source, time, person and catalogue version of rows that do not say their own.
        What is kept already is left out; all or nothing goes in. Raises LedgerError and its kinds, OutputError.
        """
        self._table_to_write()
        with staged(data, common, self.folder) as bulk:
            bulk.check(self._rules)
            bulk.place(self._rules)
            for _ in range(_ATTEMPTS):
                table = self._table_to_write()
                bulk.meet(self._rows(table), table.version())
                try:
                    if added := bulk.count():
                        delta.commit_table(table, self.folder, bulk.rows())
                except delta.Overtaken:
                    bulk.forget()
                    continue
                return added
        raise LedgerError(file=self.folder, reason=_ALWAYS_OVERTAKEN)

    def supersede(self, old_id: str, figure: Figure, reason: str, person: str = "") -> str:
        """Corrects figure `old_id` by `figure` and gives the identifier of the correction. `reason` says why, `person` who.

        Raises FigureUnknown, FigureSuperseded when it was corrected already, FigureConflict when `figure` belongs where
        another one stands, FigureRefused without a reason or, for what was typed, without a person; OutputError.
        """
        added = self.append([replace(figure, supersedes=old_id, reason=reason, person=person or figure.person)])
        return added[0] if added else self._newer({old_id})[old_id]

    def withdraw(self, identifier: str, reason: str, person: str, recorded: datetime) -> str:
        """Takes a figure back: from now on its place is empty, or a witness stands there. Gives the identifier of the version
        that says so. Raises as `supersede` does."""
        old = self.figure(identifier)
        taken_back = replace(
            old, quantity=None, blank=None, estimated=False, source=Entry(person, reason), recorded=recorded, withdrawn=True
        )
        return self.supersede(identifier, taken_back, reason, person)

    def figures(
        self,
        *,
        indicator: str | None = None,
        unit: str | None = None,
        period: Period | None = None,
        current: bool = True,
        witnesses: bool = False,
    ) -> list[Figure]:
        """The figures of an indicator, a unit (any spelling, or its code), a period (same first and last day): only those of
        record, with `witnesses` the current ones of other sources too, without `current` every version there ever was.
        In the order of period, unit, indicator, time of recording."""
        wanted = Condition()
        if indicator is not None:
            wanted &= equal("indicator", indicator)
        if period is not None:
            wanted &= equal("period_start", period.start) & equal("period_end", period.end)
        units = [] if unit is None else [wanted & equal("unit_key", unit_key(unit)), wanted & equal("unit_code", unit)]
        table = self._table()
        found = self._select(table, *(units or [wanted]))
        if current:
            gone = self._superseded(table, None)
            found = [
                figure
                for figure in found
                if figure.id not in gone and not figure.withdrawn and (witnesses or not figure.witness)
            ]
        return sorted(found, key=_order)

    def totals(self, unit: str, period: Period) -> dict[str, Figure]:
        """Indicator -> the current total computed for `unit`; a witness where the unit itself stated one."""
        found = self.figures(unit=unit, period=period, witnesses=True)
        return {figure.indicator: figure for figure in found if isinstance(figure.source, (Formula, RollUp))}

    def figure(self, identifier: str) -> Figure:
        """The figure called `identifier`, current or not. Raises FigureUnknown."""
        found = self._by_id({identifier})
        if not found:
            raise FigureUnknown(file=self.folder, found=identifier)
        return found[0]

    def figures_called(self, identifiers: Collection[str]) -> dict[str, Figure]:
        """The figures of these identifiers, current or not, by identifier; unknown ones are left out."""
        return {figure.id: figure for figure in self._by_id(identifiers)}

    def history(self, identifier: str) -> list[Figure]:
        """Every version of a figure, the first one first, from any one of them. Raises FigureUnknown."""
        versions = [self.figure(identifier)]
        while versions[0].supersedes:
            versions.insert(0, self.figure(versions[0].supersedes))
        while newer := self._newer({versions[-1].id}):
            versions.append(self.figure(newer[versions[-1].id]))
        return versions

    def newest(self, identifiers: Collection[str]) -> dict[str, Figure]:
        """For each of the identifiers that is known, the newest version of its figure."""
        now = {identifier: identifier for identifier in identifiers}
        while newer := self._newer(set(now.values())):
            now = {identifier: newer.get(version, version) for identifier, version in now.items()}
        found = self.figures_called(set(now.values()))
        return {identifier: found[version] for identifier, version in now.items() if version in found}

    def explain(self, identifier: str) -> Explanation:
        """The figure, its source, and the figures it was computed from, all the way down. Raises FigureUnknown."""
        return explained(self.figure(identifier), self._by_id, self._newer)

    def dataset(self) -> Any:
        """All rows as an Arrow data set, for an engine to compute over. Columns: `danvan.ledger.delta.SCHEMA`."""
        rows = self._rows(self._table())
        return rows if self.moment is None else rows.filter(delta.recorded_by(self.moment))

    def snapshot(self) -> delta.Snapshot:
        """The Parquet files of this version, for an engine to read (`danvan.ledger.engines`). Raises DataDamaged."""
        return delta.snapshot(self._table(), self.folder)

    def _at(self, version: int) -> Self:
        table = delta.load(self.folder, version)
        try:
            delta.snapshot(table, self.folder)
        except DataDamaged as error:
            if version < self.version:
                raise VersionCleared(file=self.folder, found=version) from error
            raise
        return type(self)(self.folder, version)

    def _table(self) -> Any:
        return delta.load(self.folder, self._fixed)

    def _rows(self, table: Any) -> Any:
        """The rows of a version as a data set, put together once: of hundreds of files that takes longer than reading them."""
        version = table.version()
        if self._seen is None or self._seen[0] != version:
            self._seen = (version, delta.dataset(table, self.folder))
        return self._seen[1]

    def _table_to_write(self) -> Any:
        if self._fixed is not None or self.moment is not None:
            raise LedgerError(file=self.folder, reason="an older version of the ledger can be read, not changed.")
        return delta.load(self.folder)

    def _admitted(self, table: Any, batch: Sequence[Figure], mode: Mode) -> tuple[Admission, list[Figure]]:
        """What of `batch` goes in. A new identifier may be in use by a figure we did not look up: then we look it up."""
        asked = {name for figure in batch for name in (figure.id, figure.supersedes) if name}
        known = self._related(table, batch, asked)
        parts = self._present(table, {part for figure in batch for part in parts_of(figure.source)})
        while True:
            admission = Admission(self.folder, known.values(), self._superseded(table, known.keys()), parts)
            admitted = admission.admit(batch, replacing=mode.replacing, beside=mode.beside)
            new = {figure.id for figure in admitted} - asked - known.keys()
            more = self._select(table, among("id", new)) if new else []
            if not more:
                return admission, admitted
            known |= {figure.id: figure for figure in more}

    def _related(self, table: Any, batch: Sequence[Figure], asked: Collection[str]) -> dict[str, Figure]:
        """Kept figures the batch may repeat, clash with or correct, and the older versions of these."""
        corrected = {figure.supersedes for figure in batch if figure.supersedes}
        places = [*batch, *(self._select(table, among("id", corrected)) if corrected else ())]
        indicators = among("indicator", {figure.indicator for figure in places})
        conditions = [among("id", asked), indicators & among("unit_key", {unit_key(figure.unit) for figure in places})]
        if codes := {figure.unit_code for figure in places if figure.unit_code}:
            conditions.append(indicators & among("unit_code", codes))
        if digests := {digest for figure in batch if (digest := digest_of(figure.source))}:
            conditions.append(among("digest", digests))
        known = {figure.id: figure for figure in self._select(table, *conditions)}
        while older := {figure.supersedes for figure in known.values() if figure.supersedes} - known.keys():
            known |= {figure.id: figure for figure in self._select(table, among("id", older))}
        return known

    def _by_id(self, identifiers: Collection[str]) -> list[Figure]:
        return self._select(self._table(), among("id", identifiers))

    def _newer(self, identifiers: Collection[str]) -> Mapping[str, str]:
        return self._superseded(self._table(), identifiers)

    def _present(self, table: Any, identifiers: Collection[str]) -> set[str]:
        """Those of `identifiers` the ledger has."""
        return {row["id"] for row in self._scan(table, [among("id", identifiers)], ["id"])} if identifiers else set()

    def _select(self, table: Any, *conditions: Condition) -> list[Figure]:
        """The figures that fulfil any of `conditions`."""
        try:
            return [from_row(row) for row in self._scan(table, conditions)]
        except ValueError as error:
            raise DataDamaged(file=self.folder) from error

    def _superseded(self, table: Any, identifiers: Collection[str] | None) -> dict[str, str]:
        """Old identifier -> the version that superseded it; of `identifiers`, or of all."""
        if identifiers is not None and not identifiers:
            return {}
        condition = given("supersedes") if identifiers is None else among("supersedes", identifiers)
        return {row["supersedes"]: row["id"] for row in self._scan(table, [condition], ["id", "supersedes"])}

    def _scan(
        self, table: Any, conditions: Sequence[Condition], columns: Sequence[str] = tuple(delta.SCHEMA.names)
    ) -> list[Row]:
        told = Condition() if self.moment is None else at_most("recorded", self.moment)
        return scan(delta.snapshot(table, self.folder), [each & told for each in conditions], columns)


def _order(figure: Figure) -> tuple[Any, ...]:
    period = figure.period
    return (period.end, period.start, unit_key(figure.unit), figure.indicator, figure.recorded, figure.id)
