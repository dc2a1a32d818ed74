"""A PostgreSQL server: each Parquet file of a ledger is copied into it once, and queries see the files of their version."""

from typing import TYPE_CHECKING, Any

import psycopg

from danvan.kernel.errors import ExtraMissing
from danvan.ledger.delta import SCHEMA, Snapshot
from danvan.ledger.engines.base import Engine, told_by_then
from danvan.ledger.engines.errors import EngineFailed, EngineUnreachable, first_line
from danvan.ledger.engines.partitions import values_in
from danvan.ledger.engines.quiet import quietly
from danvan.ledger.errors import DataDamaged

try:
    import ibis
    import ibis.backends.sql.dialects
    import pyarrow as pa
    from pyarrow import csv, parquet
    from sqlglot import generator
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

# Ibis adds its own words to sqlglot's PostgreSQL when it is imported (DATE_FROM_PARTS as make_date). sqlglot keeps what it knew
# when it first wrote PostgreSQL, which a formula printed before may have made it do: then it has to look again.
getattr(generator, "_DISPATCH_CACHE", {}).clear()

if TYPE_CHECKING:
    from danvan.ledger.store import Ledger

_TYPES = {
    pa.string(): "text",
    pa.date32(): "date",
    pa.bool_(): "boolean",
    pa.int32(): "integer",
    SCHEMA.field("value").type: "numeric(38, 12)",
    SCHEMA.field("recorded").type: "timestamptz",
}
_COLUMNS = ", ".join(f'"{field.name}" {_TYPES[field.type]}' for field in SCHEMA)
_LOCK = 4_062_025
"""Two programs never copy at the same time: the second finds the first one's rows."""


class Postgres(Engine):
    """The rows are kept in the schema `danvan` of the database, so that only new files are copied the next time."""

    def __init__(self, uri: str, address: str) -> None:
        self.address = address
        # One connection copies, each file or none; the other asks, and may fail without undoing what was copied.
        self._copier: Any = self._reached(lambda: psycopg.connect(uri, connect_timeout=10, autocommit=True))
        self._asker: Any = self._reached(lambda: psycopg.connect(uri, connect_timeout=10))
        # What a figure is superseded by is looked up in memory, also when many are.
        self._asker.execute("SET TIME ZONE 'UTC'; SET work_mem = '256MB'")
        self._connection = self._reached(lambda: ibis.postgres.from_connection(self._asker))

    def figures(self, ledger: "Ledger") -> Any:
        snapshot = ledger.snapshot()
        name = f"figures_{snapshot.table.replace('-', '')}"
        try:
            with self._copier.transaction():
                numbers = self._copied(snapshot, name)
        except psycopg.Error as error:
            raise self._failed(error) from error
        table = self._connection.table(name, database="danvan")
        if not numbers:
            return ibis.memtable(SCHEMA.empty_table())
        return told_by_then(table.filter(table.file.isin(numbers)).drop("file"), ledger)

    def run(self, expression: Any) -> Any:
        try:
            with quietly():
                return self._connection.to_pyarrow(expression)
        except psycopg.Error as error:
            self._asker.rollback()
            raise self._failed(error) from error

    def close(self) -> None:
        self._asker.close()
        self._copier.close()

    def _copied(self, snapshot: Snapshot, name: str) -> list[int]:
        """The numbers under which the server has the files of `snapshot`, once those it lacked are copied."""
        run = self._copier.execute
        run("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        run("CREATE SCHEMA IF NOT EXISTS danvan")
        run(f"CREATE TABLE IF NOT EXISTS danvan.{name} (file integer NOT NULL, {_COLUMNS})")
        run(f"CREATE TABLE IF NOT EXISTS danvan.{name}_files (number serial PRIMARY KEY, path text NOT NULL UNIQUE)")
        there = {path for (path,) in run(f"SELECT path FROM danvan.{name}_files")}  # noqa: S608 - our name
        new = [path for path in snapshot.files if path not in there]
        for path in new:
            self._copy(snapshot, path, name)
        if new:
            run(f"ANALYZE danvan.{name}")
        wanted = f"SELECT number FROM danvan.{name}_files WHERE path = ANY(%s)"  # noqa: S608 - our name
        return [number for (number,) in run(wanted, (list(snapshot.files),))]

    def _copy(self, snapshot: Snapshot, path: str, name: str) -> None:
        added = f"INSERT INTO danvan.{name}_files (path) VALUES (%s) RETURNING number"  # noqa: S608 - our name
        (number,) = self._copier.execute(added, (path,)).fetchone()
        try:
            file = parquet.ParquetFile(snapshot.folder / path)
            columns = ", ".join(["file", *(f'"{column}"' for column in SCHEMA.names)])
            with (
                self._copier.cursor() as cursor,
                cursor.copy(f"COPY danvan.{name} ({columns}) FROM STDIN (FORMAT csv)") as copy,
            ):
                for batch in file.iter_batches():
                    copy.write(_as_csv(batch, number, values_in(path)))
        except (OSError, pa.ArrowInvalid) as error:
            raise DataDamaged(file=snapshot.folder) from error

    def _reached(self, connect: Any) -> Any:
        try:
            return connect()
        except psycopg.Error as error:
            raise EngineUnreachable(address=self.address, reason=first_line(error)) from error

    def _failed(self, error: Exception) -> EngineFailed:
        return EngineFailed(address=self.address, reason=first_line(error))


def _as_csv(batch: Any, number: int, partition: dict[str, str | None]) -> memoryview:
    """The rows of `batch` under the number of their file; a text is always in quotation marks, so nothing and '' differ."""
    rows = pa.Table.from_batches([batch])
    columns = [pa.array([number] * len(rows), pa.int32())]
    for field in SCHEMA:
        if field.name in partition:
            columns.append(pa.array([partition[field.name]] * len(rows), pa.string()).cast(field.type))
        else:
            columns.append(rows[field.name])
    buffer = pa.BufferOutputStream()
    csv.write_csv(
        pa.table(columns, names=["file", *SCHEMA.names]), buffer, csv.WriteOptions(include_header=False, quoting_style="needed")
    )
    return memoryview(buffer.getvalue())
