"""Millions of figures into the ledger at once: what `Admission` decides figure by figure, decided here by an engine in sets.

The stream is put down in a table of the engine's beside the ledger (on disk: memory stays bounded), looked at as a whole, and
goes in in one commit or not at all.
"""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period, PeriodKind
from danvan.ledger import bulk_sql as sql
from danvan.ledger import delta
from danvan.ledger.errors import BulkColumns, BulkInexact, FigureConflict, FigureRefused
from danvan.ledger.figure import Source
from danvan.ledger.ids import period_code
from danvan.ledger.ranks import OUTRANKED
from danvan.ledger.rows import digest_of
from danvan.ledger.rules import Counted, Place, Rules
from danvan.ledger.sources import to_json
from danvan.units.names import slug, unit_key

try:
    import duckdb
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

MEMORY = "768MB"
"""What the engine may use; beyond it, it writes to disk. Writing the table needs about as much again."""
_BATCH = 65_536
_EXACT = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\(\d+,([0-9]|1[0-2])\)|\"NULL\"")
_PERIOD_COLUMNS = ("period_kind", "period_start", "period_end", "p", "code")
_UNIT_COLUMNS = ("unit", "given", "level", "period_kind", "period_start", "period_end", "unit_code", "unit_key", "u", "slug")


@dataclass(frozen=True, slots=True)
class Common:
    """What all rows of a table share where it has no column for it."""

    source: Source
    recorded: datetime
    person: str = ""
    catalogue: str = ""


class Bulk:
    """One table of figures on its way into the ledger in `folder`. Open it with `staged`."""

    def __init__(self, engine: Any, folder: Path) -> None:
        self._engine = engine
        self._folder = folder

    def check(self, rules: Rules | None) -> None:
        """Raises FigureRefused and, with `rules`, what these raise: for the first row that is wrong."""
        for reason, condition in sql.FAULTS:
            if wrong := self._rows(f"SELECT indicator, unit FROM stage WHERE {condition} LIMIT 1"):  # noqa: S608 - ours
                raise FigureRefused(file=self._folder, found=", ".join(map(str, wrong[0])), reason=reason)
        if rules:
            for indicator, measure, kind, start, end, least in self._rows(sql.COUNTED):
                rules.check_indicator(Counted(indicator, measure, Period(start, end, PeriodKind(kind)), least), self._folder)

    def place(self, rules: Rules | None) -> None:
        """Gives every row its unit's key and code and its identifier. Raises FigureConflict for a place named twice, and what
        `rules` raise of units."""
        self._engine.execute(sql.INDICATORS)
        self._fill("periods", _PERIOD_COLUMNS, _numbered_periods(self._rows(sql.PERIODS)))
        coded = [(*row, self._code(row, rules)) for row in self._rows(sql.UNITS)]
        self._fill("units", _UNIT_COLUMNS, _numbered_units(coded))
        self._engine.execute(sql.PLACED)
        if twice := self._rows(sql.DUPLICATES):
            self._conflict(twice[0])

    def meet(self, kept: Any, version: int) -> None:
        """Holds the rows against `kept`, the ledger's at `version`: what is there already stays out, what another source says
        of a place is kept beside it. Raises FigureConflict."""
        self._engine.register("ledger", kept)
        near = self._rows(sql.IS_NEAR)[0][0]
        self._engine.execute(sql.STANDING if near else sql.NOTHING_STANDS)
        self._engine.execute(sql.REPEATED)
        if clashes := self._rows(sql.CLASHES):
            self._conflict(clashes[0])
        self._engine.execute(sql.TAKEN if near else sql.NOTHING_TAKEN)
        suffix = f"-v{version + 1}"
        self._engine.execute(sql.FRESH.format(suffix=suffix))
        self._engine.execute(sql.COPIES.format(suffix=suffix, reason=OUTRANKED))

    def forget(self) -> None:
        """Undoes `meet`, to hold the rows against a newer version."""
        for drop in ("VIEW copies", "VIEW fresh", "TABLE taken", "TABLE repeated", "TABLE standing"):
            self._engine.execute(f"DROP {drop}")
        self._engine.unregister("ledger")

    def count(self) -> int:
        """How many figures are new."""
        return int(self._rows("SELECT count(*) FROM stage")[0][0]) - int(self._rows("SELECT count(*) FROM repeated")[0][0])

    def rows(self) -> Any:
        """The rows to write, as a stream of Arrow batches in the ledger's columns."""
        found = self._engine.sql("SELECT * FROM fresh UNION ALL SELECT * FROM copies").to_arrow_reader(_BATCH)
        return pa.RecordBatchReader.from_batches(delta.SCHEMA, (batch.cast(delta.SCHEMA) for batch in found))

    def _code(self, row: tuple[Any, ...], rules: Rules | None) -> str:
        unit, code, level, kind, start, end = row
        place = Place(unit, code or "", level or "", Period(start, end, PeriodKind(kind)))
        return rules.code_of(place, self._folder) if rules else place.unit_code

    def _conflict(self, clash: tuple[Any, ...]) -> None:
        indicator, unit, kind, start, end, found, old, old_source, given, new, new_source, count = clash
        raise FigureConflict(
            file=self._folder,
            indicator=indicator,
            unit=unit,
            period=Period(start, end, PeriodKind(kind)),
            found=_said(found),
            old=old,
            old_source=old_source,
            given=_said(given),
            new=new,
            new_source=new_source,
            others=count - 1,
        )

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return list(self._engine.execute(query).fetchall())

    def _fill(self, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        data = pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)) if rows else [[] for _ in columns], strict=True)))
        self._engine.register("filling", data)
        self._engine.execute(f"CREATE TABLE {table} AS SELECT * FROM filling")  # noqa: S608 - names of our own
        self._engine.unregister("filling")


@contextmanager
def staged(data: Any, common: Common, folder: Path) -> Iterator[Bulk]:
    """`data` (an Arrow table, data set, batch reader or DuckDB relation) put down for admission; gone again afterwards.

    Raises BulkColumns for columns that are missing or of no use, OutputError when there is no room for it.
    """
    delta.check_writable(folder.parent)
    with tempfile.TemporaryDirectory(prefix=".danvan-", dir=folder.parent) as beside, _told(folder):
        engine = duckdb.connect(str(Path(beside) / "stage.duckdb"))
        try:
            engine.execute(f"SET memory_limit = '{MEMORY}'")
            engine.execute("SET preserve_insertion_order = false")
            engine.execute("SET TimeZone = 'UTC'")
            engine.register("given", data)
            statement = _incoming(engine, folder)
            engine.execute(statement, _constants(common, statement))
            yield Bulk(engine, folder)
        finally:
            engine.close()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the engine says of a disk or of values, as our errors."""
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException, duckdb.TransactionException) as error:
        raise delta.not_written(folder, error) from error
    except duckdb.ConversionException as error:
        raise FigureRefused(file=folder, found="–", reason=str(error).splitlines()[0]) from error


def _incoming(engine: Any, folder: Path) -> str:
    given = {row[0]: row[1] for row in engine.execute("DESCRIBE given").fetchall()}
    missing, unknown = sorted(sql.REQUIRED - given.keys()), sorted(given.keys() - sql.REQUIRED - sql.OPTIONAL.keys())
    if missing or unknown:
        raise BulkColumns(file=folder, missing=", ".join(missing) or "–", found=", ".join(unknown) or "–")
    if not _EXACT.fullmatch(given["value"]):
        raise BulkInexact(file=folder, found=given["value"])
    return sql.INCOMING.format(**{name: name if name in given else constant for name, constant in sql.OPTIONAL.items()})


def _constants(common: Common, statement: str) -> dict[str, Any]:
    constants = {
        "source": to_json(common.source),
        "source_kind": common.source.kind,
        "digest": digest_of(common.source),
        "recorded": common.recorded.astimezone(UTC),
        "person": common.person,
        "catalogue": common.catalogue,
    }
    return {name: value for name, value in constants.items() if f"${name}:" in statement}


def _numbered_periods(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """With a number for each pair of days, whatever kind of period they are called."""
    numbers: dict[tuple[date, date], int] = {}
    return [
        (kind, start, end, numbers.setdefault((start, end), len(numbers)), period_code(Period(start, end, PeriodKind(kind))))
        for kind, start, end in rows
    ]


def _numbered_units(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """With code, key and slug, and a number for each unit: the same for all its spellings."""
    codes = {unit_key(row[0]): row[-1] for row in rows if row[-1]}
    numbers: dict[str, int] = {}
    slugs: dict[str, str] = {}
    found = []
    for *given, code in rows:
        key = unit_key(given[0])
        unit = code or codes.get(key) or key
        number = numbers.setdefault(unit, len(numbers))
        found.append((*given, code or None, key, number, _slug(given[0], code, unit, slugs)))
    return found


def _slug(name: str, code: str, unit: str, taken: dict[str, str]) -> str:
    """What identifiers of `unit` begin with: its name, and where it has one its code; different for different units."""
    wanted = f"{slug(name)}-{code}" if code else slug(name)
    found, count = wanted, 1
    while taken.setdefault(found, unit) != unit:
        count += 1
        found = f"{wanted}-{count}"
    return found


def _said(value: str | None) -> str:
    return "–" if value is None else value.rstrip("0").rstrip(".")
