"""DuckDB in this process, straight over the Parquet files of a ledger's version: nothing is copied."""

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from danvan.kernel.errors import ExtraMissing
from danvan.ledger.delta import SCHEMA
from danvan.ledger.engines.base import Engine, told_by_then
from danvan.ledger.engines.errors import EngineFailed, first_line
from danvan.ledger.engines.quiet import quietly
from danvan.ledger.errors import DataDamaged

try:
    import duckdb
    import ibis
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

if TYPE_CHECKING:
    from danvan.ledger.store import Ledger


class DuckDB(Engine):
    """Fast from the first query on; holds as many ledgers as it is given."""

    address = "duckdb"

    def __init__(self) -> None:
        self._connection = ibis.duckdb.connect()
        # Times come back in the zone of the connection; the ledger's are UTC.
        self._connection.raw_sql("SET TimeZone = 'UTC'")
        self._names = (f"figures_{number}" for number in count())
        self._folder = Path()

    def figures(self, ledger: "Ledger") -> Any:
        snapshot = ledger.snapshot()
        self._folder = snapshot.folder
        if not snapshot.files:
            return ibis.memtable(SCHEMA.empty_table())
        name = next(self._names)
        files = ", ".join(_quoted(path) for path in snapshot.paths)
        columns = ", ".join("nullif(level, '') AS level" if name == "level" else name for name in SCHEMA.names)
        self._raw(
            f"CREATE VIEW {name} AS SELECT {columns} FROM read_parquet([{files}], hive_partitioning = true, "  # noqa: S608 - our names
            "hive_types = {'year': INTEGER, 'level': VARCHAR})"
        )
        with quietly():
            return told_by_then(self._connection.table(name), ledger)

    def run(self, expression: Any) -> Any:
        try:
            with quietly():
                return self._connection.to_pyarrow(expression)
        except duckdb.Error as error:
            raise self._told(error) from error

    def close(self) -> None:
        self._connection.disconnect()

    def _raw(self, statement: str) -> None:
        try:
            self._connection.raw_sql(statement)
        except duckdb.Error as error:
            raise self._told(error) from error

    def _told(self, error: Exception) -> Exception:
        # A Parquet file that is cut short is 'invalid input', one that vanished meanwhile an error of reading.
        if isinstance(error, (duckdb.IOException, duckdb.InvalidInputException)):
            return DataDamaged(file=self._folder)
        return EngineFailed(address=self.address, reason=first_line(error))


def _quoted(path: Path) -> str:
    """`path` as a text of SQL that names this one file, also where its folder's name has letters of a pattern in it."""
    name = str(path.absolute()).replace("'", "''")
    return "'" + "".join(f"[{letter}]" if letter in "*?" else letter for letter in name) + "'"
