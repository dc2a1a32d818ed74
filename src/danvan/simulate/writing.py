"""A simulation on disk: registers as Parquet or CSV, reports' times, the truth about errors, and a ledger."""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.period import Period, PeriodKind
from danvan.kernel.quantity import Quantity
from danvan.ledger.bulk import Common
from danvan.ledger.figure import Entry, Figure
from danvan.ledger.rows import plain
from danvan.ledger.store import Ledger
from danvan.ledger.submission_table import Submissions
from danvan.ledger.submissions import VIETNAM, Event, Submission
from danvan.simulate.blocks import YearOfBlock
from danvan.simulate.filling import UNIT
from danvan.simulate.mistakes import TRUTH
from danvan.simulate.plan import Plan
from danvan.simulate.reports import PERSON
from danvan.simulate.reports import SCHEMA as SENDINGS

LEDGER, REGISTERS = "ledger", "registers"
SUBMISSIONS, ERRORS, SUMMARY = "submissions.csv", "errors.csv", "simulation.json"
_TOGETHER = 1_000_000
"""Figures that go into the ledger in one commit."""
_REASON = "đính chính (mô phỏng)"
_RETURNED = "trả lại để đính chính (mô phỏng)"
_MORNING = time(8)
_NEVER_ASKED = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of rows that do not say theirs: all of ours do."""


class Tally(dict[str, int]):
    """How much of what was written: figures, rows, reports, errors…"""

    def more(self, name: str, number: int) -> None:
        self[name] = self.get(name, 0) + number


class Written:
    """Writes what it is given into `folder`; close it with `finish`. Files grow block by block: nothing is held but one commit
    of figures. `registers`: which registers go to disk ('' none, 'parquet', 'csv')."""

    def __init__(
        self, folder: Path, plan: Plan, catalogue: Catalogue, *, registers: str = "parquet", figures: bool = True
    ) -> None:
        self.folder, self.plan, self.catalogue = folder, plan, catalogue
        self.tally = Tally()
        self._registers = registers
        self._ledger = Ledger.open(folder / LEDGER) if figures else None
        self._waiting: list[pa.Table] = []
        self._corrections: list[pa.Table] = []
        self._events: list[Submission] = []
        self._series = next(each.series for each in catalogue.regimes.values() if plan.regime in (each.code, each.series))
        self._open = ExitStack()
        self._files: dict[str, Any] = {}

    def add(self, year: YearOfBlock) -> None:
        """One block in one year."""
        if self._registers:
            for name, table in year.registers.items():
                self._rows(name, _named(table, year))
        for told in year.told:
            self._table(SUBMISSIONS, told.sendings, SENDINGS)
            self._events += _events(told.sendings, self._series)
            self.tally.more("reports", len(told.sendings))
            if self._ledger:
                self._table(ERRORS, _flat(told.truth), _flat(TRUTH.empty_table()).schema)
                self.tally.more("errors", len(told.truth))
                self._waiting.append(told.figures)
                self._corrections.append(told.corrections)
        if sum(map(len, self._waiting)) >= _TOGETHER:
            self._commit()

    def finish(self) -> Tally:
        """Commits what waits, puts right what was corrected, writes the summary, closes every file."""
        self._commit()
        self._correct()
        self._open.close()
        said = {
            **asdict(self.plan),
            "catalogue": self.catalogue.version,
            "counts": self.tally,
        }
        (self.folder / SUMMARY).write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return self.tally

    def close(self) -> None:
        """Closes the files, whatever became of them."""
        self._open.close()

    def _rows(self, name: str, table: pa.Table) -> None:
        self.tally.more("rows", len(table))
        self._table(f"{REGISTERS}/{name}.{self._registers}", table, table.schema)

    def _table(self, name: str, table: pa.Table, schema: pa.Schema) -> None:
        if name not in self._files:
            file = self.folder / name
            file.parent.mkdir(exist_ok=True)
            make = pq.ParquetWriter if name.endswith(".parquet") else pa.csv.CSVWriter
            self._files[name] = self._open.enter_context(make(file, schema))
        self._files[name].write_table(table.cast(schema))

    def _commit(self) -> None:
        if not self._ledger or not self._waiting:
            return
        source = Entry(PERSON)
        common = Common(source, _NEVER_ASKED, PERSON, self.catalogue.version)
        together = pa.concat_tables([_words(table) for table in self._waiting])
        self.tally.more("figures", self._ledger.append_table(together, common))
        self._waiting.clear()
        Submissions(self.folder / LEDGER).add_all(self._events)
        self._events.clear()

    def _correct(self) -> None:
        if not self._ledger:
            return
        rows = [row for table in self._corrections for row in table.to_pylist()]
        figures = [_correction(row, self.catalogue.version) for row in rows]
        if figures:
            self.tally.more("corrections", len(self._ledger.append(figures)))


def _events(sendings: pa.Table, series: str) -> list[Submission]:
    """What happened to each report, as the ledger keeps it."""
    found: list[Submission] = []
    for row in sendings.to_pylist():
        period = Period(row["period_start"], row["period_end"], PeriodKind(row["period_kind"]))
        for name, event in (("sent_on", Event.SENT), ("returned_on", Event.RETURNED), ("sent_again_on", Event.SENT)):
            if row[name]:
                at = datetime.combine(row[name], _MORNING, VIETNAM)
                reason = _RETURNED if event is Event.RETURNED else ""
                one = Submission(event, row["unit"], row["unit_code"], series, period, at, at, reason=reason, person=PERSON)
                found.append(one)
    return found


def _correction(row: Mapping[str, Any], catalogue: str) -> Figure:
    return Figure(
        id=f"{row['supersedes']}-2",
        indicator=row["indicator"],
        unit=row["unit"],
        unit_code=row["unit_code"] or "",
        level="commune",
        period=Period(row["period_start"], row["period_end"], PeriodKind(row["period_kind"])),
        quantity=Quantity(plain(row["value"]), row["measure"], row["decimals"]),
        source=Entry(PERSON, _REASON),
        recorded=row["recorded"],
        catalogue=catalogue,
        supersedes=row["supersedes"],
        reason=_REASON,
        person=PERSON,
    )


def _named(table: pa.Table, year: YearOfBlock) -> pa.Table:
    """The rows with their unit's code and name in front, without our own columns."""
    units = year.block.units
    number = table[UNIT].combine_chunks()
    columns = {
        "unit_code": pa.DictionaryArray.from_arrays(number, pa.array([unit.code for unit in units])).cast(pa.string()),
        "unit": pa.DictionaryArray.from_arrays(number, pa.array([unit.name for unit in units])).cast(pa.string()),
    }
    for name in table.column_names:
        if name != UNIT:
            column = table[name]
            columns[name] = column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
    return pa.table(columns)


def _words(table: pa.Table) -> pa.Table:
    """Dictionaries written out: those of different blocks have different words."""
    types = [(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type) for field in table.schema]
    return table.cast(pa.schema(types))


def _flat(truth: pa.Table) -> pa.Table:
    """The broken identities in one text, as a CSV has no lists."""
    at = truth.schema.get_field_index("breaks")
    joined = pa.array([" ".join(codes) for codes in truth["breaks"].to_pylist()], pa.string())
    return truth.set_column(at, "breaks", joined)
