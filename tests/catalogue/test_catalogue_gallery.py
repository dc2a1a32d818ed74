"""Every folder of `gallery` is the small catalogue with one mistake; `expect.txt` holds the words its message must contain."""

import shutil
from pathlib import Path

import pytest

from danvan.catalogue.lint import lint
from danvan.catalogue.loading import load_catalogue
from danvan.kernel.errors import CatalogueError

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in (HERE / "gallery").iterdir())


def complaints(root: Path) -> list[str]:
    try:
        catalogue = load_catalogue(root)
    except CatalogueError as wrong:
        return [str(wrong)]
    return [str(problem) for problem in lint(catalogue)]


def mistaken(case: Path, root: Path) -> Path:
    """The small catalogue with the files of `case` laid over it and those of its remove.txt taken out."""
    shutil.copytree(HERE / "small", root)
    shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expect.txt", "remove.txt"))
    if (case / "remove.txt").exists():
        for name in (case / "remove.txt").read_text("utf-8").splitlines():
            (root / name).unlink()
    return root


def test_the_small_catalogue_has_no_mistake():
    assert complaints(HERE / "small") == []


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_named_with_its_place_and_its_mend(case, tmp_path):
    folder = HERE / "gallery" / case
    messages = complaints(mistaken(folder, tmp_path / "catalogue"))
    words = (folder / "expect.txt").read_text("utf-8").splitlines()
    assert any(all(word in message for word in words) for message in messages), (words, messages)
    for message in messages:
        assert message.startswith("catalogue/")
        assert ", line " in message
        assert "Allowed: " in message
