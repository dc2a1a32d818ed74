"""Spark, on this machine (`local[2]`) or a cluster, over the Parquet files of a ledger's version.

On a cluster the ledger's folder must be where every machine finds it under the same name.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession, functions

from danvan.kernel.errors import ExtraMissing
from danvan.ledger.delta import PARTITIONS, SCHEMA
from danvan.ledger.engines.base import Engine, told_by_then
from danvan.ledger.engines.errors import EngineFailed, EngineUnreachable, first_line
from danvan.ledger.engines.partitions import partitioned
from danvan.ledger.engines.quiet import quietly
from danvan.ledger.errors import DataDamaged

try:
    import ibis
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

if TYPE_CHECKING:
    from danvan.ledger.store import Ledger

_SETTINGS = {
    "spark.app.name": "danvan",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.driver.extraJavaOptions": "-Duser.timezone=UTC",
    # A number too large for its decimal must stop the query, not become nothing.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}
_PATTERN = "*?{}[]\\"


class Spark(Engine):
    """`master` as Spark names it: 'local[2]', 'spark://HOST:7077'. One session a process: a second engine shares it."""

    def __init__(self, master: str) -> None:
        self.address = master
        try:
            with quietly():
                self._session = _session(master)
                self._connection = ibis.pyspark.connect(self._session)
        except (PySparkException, Py4JError, OSError, RuntimeError) as error:
            raise EngineUnreachable(address=master, reason=first_line(error)) from error
        self._names = (f"danvan_figures_{id(self)}_{number}" for number in count())

    def figures(self, ledger: "Ledger") -> Any:
        snapshot = ledger.snapshot()
        if not snapshot.files:
            return ibis.memtable(SCHEMA.empty_table())
        name = next(self._names)
        try:
            with quietly():
                parts = [self._part(values, files) for values, files in partitioned(snapshot)]
                reduce(DataFrame.unionByName, parts).createOrReplaceTempView(name)
                return told_by_then(self._connection.table(name), ledger)
        except (PySparkException, Py4JError) as error:
            raise DataDamaged(file=snapshot.folder) from error

    def _part(self, values: Mapping[str, str | None], files: Sequence[Path]) -> DataFrame:
        """The rows of the files of one partition. Spark would take its values from the paths, but stops at an empty one."""
        rows = self._session.read.schema(_IN_FILES).parquet(*(_literal(str(file.absolute())) for file in files))
        columns = [functions.lit(value).cast(_TYPES[name]).alias(name) for name, value in values.items()]
        return rows.select("*", *columns)

    def run(self, expression: Any) -> Any:
        try:
            with quietly():
                return _in_utc(self._connection.to_pyarrow(expression))
        except (PySparkException, Py4JError) as error:
            raise EngineFailed(address=self.address, reason=first_line(error)) from error

    def close(self) -> None:
        """Leaves the session to others in this process: it ends with it."""


_NAMES = {"string": "string", "date32[day]": "date", "bool": "boolean", "int32": "int", "timestamp[us, tz=UTC]": "timestamp"}
_TYPES = {field.name: _NAMES.get(str(field.type), "decimal(38,12)") for field in SCHEMA}
_MOMENT = SCHEMA.field("recorded").type
_IN_FILES = ", ".join(f"{name} {kind}" for name, kind in _TYPES.items() if name not in PARTITIONS)


def _session(master: str) -> SparkSession:
    builder = SparkSession.builder.master(master)
    # Two hundred parts, Spark's own choice, are for clusters.
    local = {"spark.sql.shuffle.partitions": "4"} if master.startswith("local") else {}
    for name, value in (_SETTINGS | local).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _in_utc(found: Any) -> Any:
    """Spark's moments come without their zone: it is that of the session."""
    fields = [field.with_type(_MOMENT) if pa.types.is_timestamp(field.type) else field for field in found.schema]
    return found.cast(pa.schema(fields))


def _literal(path: str) -> str:
    """`path` with no letter read as a pattern."""
    return "".join(f"\\{letter}" if letter in _PATTERN else letter for letter in path)
