"""Engines by their addresses, and what is said when there is none."""

import os
import subprocess
import sys

import pytest

from danvan.ledger import delta
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.engines.errors import EngineFailed, EngineUnknown, EngineUnreachable
from danvan.ledger.errors import DataDamaged


@pytest.mark.parametrize("address", ["", "duckdb", "duckdb://", " DuckDB "])
def test_duckdb_is_the_engine_when_nothing_else_is_said(address):
    with open_engine(address) as engine:
        assert engine.address == "duckdb"


@pytest.mark.parametrize("address", ["mysql://lan:secret@host/base", "duckdb://file", "postgres", "spark://", "lan"])
def test_an_unknown_engine_is_told_with_those_there_are(address):
    with pytest.raises(EngineUnknown, match=r"is no engine of ours\. Allowed: duckdb, postgres://") as told:
        open_engine(address)
    assert "secret" not in str(told.value)


def test_a_server_that_does_not_answer_is_told_without_its_password():
    pytest.importorskip("psycopg")
    with pytest.raises(EngineUnreachable, match=r"postgres://lan@127\.0\.0\.1:1/base cannot be reached") as told:
        open_engine("postgres://lan:secret@127.0.0.1:1/base")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("address", "package", "extra"), [("postgres://a/b", "psycopg", "postgres"), ("spark://a", "pyspark", "spark")]
)
def test_an_engine_that_is_not_installed_is_told_with_what_to_install(address, package, extra):
    code = (
        f"import sys; sys.modules[{package!r}] = None\nfrom danvan.ledger.engines import open_engine\nopen_engine({address!r})"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False)
    assert f"pip install 'danvan[{extra}]'" in done.stderr


def test_no_other_engine_is_loaded_than_the_one_asked_for():
    code = (
        "import sys\nfrom danvan.ledger.engines import open_engine\nopen_engine()\n"
        "print([name for name in ('psycopg', 'pyspark') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_file_that_is_cut_short_is_told(engine, kept, make):
    ledger = kept([make("visits", 1)])
    [path] = ledger.snapshot().paths
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises((DataDamaged, EngineFailed)):
        engine.run(current(engine.figures(ledger)))


def test_a_file_that_is_gone_is_told(engine, kept, make):
    ledger = kept([make("visits", 1)])
    ledger.snapshot().paths[0].unlink()
    with pytest.raises(DataDamaged, match="missing or damaged"):
        engine.figures(ledger)


def test_figures_are_copied_to_a_server_once(postgres_address, kept, make):
    ledger = kept([make("visits", 1)])
    for _ in range(2):
        with open_engine(postgres_address) as engine:
            assert engine.run(engine.figures(ledger)).num_rows == 1


def test_two_ledgers_are_open_at_once(engine, kept, make):
    one, two = kept([make("visits", 1)]), kept([make("visits", 2), make("received", 3)])
    tables = [engine.figures(ledger) for ledger in (one, two)]
    assert [engine.run(table).num_rows for table in tables] == [1, 2]


# Ibis leaves its cursor on a PostgreSQL server to the garbage.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_failed_question_does_not_end_the_engine(engine, kept, make):
    figures = engine.figures(kept([make("visits", 1)]))
    with pytest.raises((EngineFailed, DataDamaged)):
        engine.run(figures.select(bad=figures.unit.cast("decimal(38, 12)")))
    assert engine.run(figures).num_rows == 1


def test_every_column_of_the_table_is_there(engine, kept, make):
    assert engine.figures(kept([make("visits", 1)])).columns == tuple(delta.SCHEMA.names)


def test_postgres_understands_dates_after_a_formula_was_printed_in_its_dialect():
    code = (
        "import sqlglot; sqlglot.parse_one('a + 1').sql('postgres')\n"
        "import danvan.ledger.engines.postgres, ibis, datetime\n"
        "table = ibis.table({'day': 'date'}, name='t')\n"
        "print(ibis.to_sql(table.filter(table.day == datetime.date(2024, 1, 2)), dialect='postgres'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MAKE_DATE(2024, 1, 2)" in done.stdout.upper(), done.stderr
