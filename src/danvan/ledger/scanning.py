"""Rows of a ledger's files picked by DuckDB: it reads the columns of a condition first, of the others only what it needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.ledger.delta import SCHEMA, Snapshot
from danvan.ledger.errors import DataDamaged
from danvan.ledger.rows import Row

try:
    import duckdb
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

_FEW = 200
"""Values that are written out: the engine holds them against each file's least and greatest before it reads anything."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What rows must fulfil, in SQL, with the values of its question marks. Built by `among`, `at_most` and the like."""

    sql: str = "true"
    values: tuple[Any, ...] = field(default=())

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(f"({self.sql}) AND ({other.sql})", self.values + other.values)


def among(name: str, values: Collection[str]) -> Condition:
    """A column holds one of `values`."""
    if len(values) > _FEW:
        return Condition(f"{name} IN (SELECT unnest(?::VARCHAR[]))", (list(values),))
    return Condition(f"{name} IN ({', '.join('?' * len(values))})", tuple(values)) if values else Condition("false")


def equal(name: str, value: Any) -> Condition:
    """A column holds `value`."""
    return Condition(f"{name} = ?", (value,))


def at_most(name: str, value: Any) -> Condition:
    """A column holds `value` or less."""
    return Condition(f"{name} <= ?", (value,))


def given(name: str) -> Condition:
    """A column is not empty."""
    return Condition(f"{name} IS NOT NULL")


def scan(snapshot: Snapshot, conditions: Sequence[Condition], columns: Sequence[str] = tuple(SCHEMA.names)) -> list[Row]:
    """The rows that fulfil any of `conditions`, each once. `columns` has the identifier. Raises DataDamaged."""
    if not snapshot.files:
        return []
    # An empty level is an empty value in the rows, and an empty name in the path.
    picked = ", ".join("nullif(level, '') AS level" if name == "level" else name for name in columns)
    source = "read_parquet(?, hive_partitioning = true, hive_types = {'year': INTEGER, 'level': VARCHAR})"
    paths = [_plain(str(path.absolute())) for path in snapshot.paths]
    found: dict[str, Row] = {}
    try:
        with duckdb.connect() as engine:
            engine.execute("SET TimeZone = 'UTC'")
            for each in conditions:
                query = f"SELECT {picked} FROM {source} WHERE {each.sql}"  # noqa: S608 - names of ours, values apart
                rows = engine.sql(query, params=[paths, *each.values]).to_arrow_table()
                found |= {row["id"]: row for row in rows.to_pylist()}
    except duckdb.Error as error:
        raise DataDamaged(file=snapshot.folder) from error
    return list(found.values())


def _plain(name: str) -> str:
    """`name` as the name of one file, also with letters of a pattern in it."""
    return "".join(f"[{letter}]" if letter in "*?" else letter for letter in name)
