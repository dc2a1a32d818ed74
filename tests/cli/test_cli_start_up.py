"""Nothing heavy is imported before it is needed. What is imported is counted, not the time it takes."""

import subprocess
import sys

import pytest

HEAVY = {"deltalake", "duckdb", "ibis", "pyarrow", "docx", "pydantic", "lxml", "sqlglot", "yaml", "holidays", "watchfiles"}


def _imported(*arguments: str) -> set[str]:
    code = f"import sys; from danvan.cli import main; main({list(arguments)!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("command", ["", "check", "read", "ledger", "compose", "explain", "regime", "watch", "run"])
def test_help_imports_nothing_heavy(command: str) -> None:
    assert not _imported(*command.split(), "--help") & HEAVY


def test_the_top_help_imports_no_command() -> None:
    assert not {name for name in _imported("--help") if name.startswith("danvan.cli.commands.")}


def test_reading_and_checking_import_no_engine(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("reports") / "a.txt"
    file.write_text("Đã tiếp 20 lượt công dân.", encoding="utf-8")
    assert not _imported("check", str(file)) & {"deltalake", "duckdb", "ibis", "pyarrow", "docx"}


def test_python_m_danvan_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "danvan", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("danvan ")


@pytest.mark.parametrize(
    ("missing", "arguments", "extra"),
    [
        ("ibis", ["ledger", "show", "--ledger", "none"], "danvan[ledger]"),
        ("deltalake", ["explain", "some.figure", "--ledger", "none"], "danvan[ledger]"),
        ("docx", ["compose", "--period", "năm 2024", "--ledger", "none", "--out", "a.docx"], "danvan[compose]"),
        ("docx", ["run", "none", "--out", "out"], "danvan[compose]"),
    ],
)
def test_a_part_that_is_not_installed_is_named_with_the_way_to_get_it(missing: str, arguments: list[str], extra: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; from danvan.cli import main; sys.exit(main({arguments!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"pip install '{extra}'" in done.stderr
    assert "Traceback" not in done.stderr
