"""Where an optional library is not installed, every module that is built on it says which part of ours to install."""

import ast
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import danvan
from danvan.kernel.errors import ExtraMissing

SOURCE = Path(danvan.__file__).parent


def guarded() -> Iterator[tuple[Path, list[str]]]:
    """Modules that try an import at their top, with what they import there."""
    for file in sorted(SOURCE.rglob("*.py")):
        if SOURCE / "site" in file.parents:
            continue
        for one in ast.parse(file.read_text("utf-8")).body:
            if isinstance(one, ast.Try) and "ExtraMissing" in ast.unparse(one.handlers[0]):
                yield file, [name for line in one.body for name in _imported(line)]


def _imported(line: ast.stmt) -> list[str]:
    if isinstance(line, ast.ImportFrom):
        return [line.module or ""]
    return [alias.name for alias in line.names] if isinstance(line, ast.Import) else []


@pytest.mark.parametrize(
    ("file", "libraries"), [pytest.param(*each, id=each[0].relative_to(SOURCE).as_posix()) for each in guarded()]
)
def test_a_module_without_its_library_names_the_part_to_install(
    file: Path, libraries: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in libraries:
        monkeypatch.setitem(sys.modules, library, None)
    spec = importlib.util.spec_from_file_location("without_its_library", file)
    assert spec
    assert spec.loader
    with pytest.raises(ExtraMissing, match=r"danvan\[[a-z]+\]"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
