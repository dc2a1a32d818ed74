"""What the ledger needs, and what it can do without."""

import subprocess
import sys

import pytest

ENGINES = ("deltalake", "pyarrow", "ibis", "duckdb", "pandas", "numpy")


def run(code):
    # Warnings are not the matter here, and other packages have their own tests for them.
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "module",
    [
        "ledger.figure",
        "ledger.collect",
        "ledger.rolled",
        "ledger.admission",
        "ledger.explanation",
        "ledger.totals",
        "units.unit",
    ],
)
def test_figures_are_made_without_any_engine(module):
    done = run(f"import sys, danvan.{module}; print([name for name in {ENGINES} if name in sys.modules])")
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize(("module", "engine"), [("store", "deltalake"), ("store", "pyarrow"), ("rollup", "ibis")])
def test_a_missing_engine_is_told_with_what_to_install(module, engine):
    done = run(f"import sys; sys.modules[{engine!r}] = None\nimport danvan.ledger.{module}")
    assert "ExtraMissing" in done.stderr
    assert "pip install 'danvan[ledger]'" in done.stderr
