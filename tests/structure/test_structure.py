"""The tree keeps its shape: every test is collected, every module imports, imports go downwards, every refusal has a reason."""

import ast
import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

import danvan

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
MODULES = sorted(module.name for module in pkgutil.walk_packages(danvan.__path__, "danvan."))
KEPT = ("src", "catalogue", "tests", "tools", "benchmarks", "docs", "examples", "changelog.d", ".ci")
WORDS = (".md", ".py", ".toml", ".yml", ".yaml", ".json", ".txt", ".po", "")


def _files(*folders: str) -> Iterator[Path]:
    """Files somebody wrote: no caches, nothing compiled."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and not {"__pycache__", ".hypothesis"} & set(path.parts) and path.suffix not in (".pyc", ".mo"):
                yield path


def _python(*folders: str) -> list[Path]:
    return [path for path in _files(*folders) if path.suffix == ".py"]


def test_every_python_file_of_the_tests_is_a_test_or_is_used_by_one() -> None:
    text = {path: path.read_text(encoding="utf-8") for path in _python("tests")}
    helpers = [path for path in text if not path.name.startswith("test_") and path.name != "conftest.py"]
    unused = [
        path.relative_to(ROOT).as_posix()
        for path in helpers
        if not any(re.search(rf"\b{re.escape(path.stem)}\b", words) for other, words in text.items() if other != path)
    ]
    assert unused == []


def test_every_file_of_tests_has_tests_in_it() -> None:
    without = [
        path.name
        for path in _python("tests")
        if path.name.startswith("test_") and not re.search(r"^\s*def test_", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert without == []


def test_no_two_test_files_have_one_name() -> None:
    names = [path.name for path in _python("tests") if path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))


def test_no_function_that_looks_like_a_test_is_hidden_by_another_of_its_name() -> None:
    for path in _python("tests"):
        functions = [
            node.name for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)
        ]
        assert len(functions) == len(set(functions)), path


def test_every_data_folder_of_the_tests_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in _python("tests"))
    folders = {path.parent for path in _files("tests") if path.suffix != ".py"}
    unused = [folder.name for folder in folders if folder.name not in code and folder.parent.name not in code]
    assert unused == []


@pytest.mark.parametrize("module", MODULES)
def test_every_module_imports(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if module.startswith("danvan.site"):
        monkeypatch.syspath_prepend(ROOT / "tests/site")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")
        django.setup()
    if module not in ("danvan.__main__", "danvan.site.wsgi"):  # both begin to work when they are imported
        importlib.import_module(module)


def test_imports_go_downwards_only() -> None:
    tool = shutil.which("lint-imports", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    assert tool, "import-linter is not installed: run `make test`, which installs it"
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_is_imported_inside_a_function_but_lazy_commands_and_named_exceptions() -> None:
    """Commands load their work when they run; anything else that is imported late says why on the line."""
    for path in _python("src"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for function in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
                for node in ast.walk(function):
                    if isinstance(node, (ast.Import, ast.ImportFrom)):
                        assert re.search(r"# noqa: PLC0415 - \w", lines[node.lineno - 1]), f"{path}:{node.lineno}"


def test_every_refusal_of_the_linter_has_its_reason() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ignored = settings[settings.index("\nignore = [") : settings.index("\n]", settings.index("\nignore = ["))].splitlines()[2:]
    by_file = settings[settings.index("per-file-ignores]") :].split("\n\n", maxsplit=1)[0].splitlines()[1:]
    assert ignored
    for line in (*ignored, *by_file):
        assert re.search(r"#\s+\S", line), line


def test_every_exception_in_the_code_has_its_reason() -> None:
    """'noqa' names its rule and says why, 'type: ignore' names what it ignores."""
    for path in _python("src", "tests", "tools", "benchmarks"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if "# noqa" in line and "regex" not in line and path != Path(__file__):
                assert re.search(r"# noqa: [A-Z]+\d+(, [A-Z]+\d+)* - \S", line), f"{path}:{number}"
            if "# type: ignore" in line and path != Path(__file__):
                assert re.search(r"# type: ignore\[[\w-]+(, ?[\w-]+)*\]", line), f"{path}:{number}"


def test_the_tree_names_no_machine_it_was_written_on() -> None:
    """A path of one machine works on no other."""
    pattern = re.compile(r"(?<![\w./])/(?:work|root|home|Users)/\w")
    written_by_tests = ".coverage"
    top = [path for path in ROOT.iterdir() if path.is_file() and path.suffix in WORDS and path.name != written_by_tests]
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in (*top, *_files(*KEPT))
        if path.suffix in WORDS and path != Path(__file__)
        for match in [pattern.search(path.read_text(encoding="utf-8", errors="replace"))]
        if match
    ]
    assert found == []
