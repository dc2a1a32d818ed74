"""Every folder of `gallery` is the small catalogue with one mistake; `expect.txt` holds its check and the words its message
must contain."""

import re
import shutil
from pathlib import Path

import pytest

from danvan.catalogue.lint import lint
from danvan.catalogue.loading import load_catalogue
from danvan.cli.language import Language
from danvan.kernel.errors import CatalogueError

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in (HERE / "gallery").iterdir())
QUOTED = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`|\{[^}]*\}""")
ENGLISH = re.compile(r"\b(the|of|is|are|has|an|with|and|or|which|that|must|not|for|each|one)\b(?!:)|(?<!\S)a ")
"""Words of our English sentences, unless they are keys of a file ('of: …')."""


def problems(root: Path) -> list[CatalogueError]:
    try:
        return lint(load_catalogue(root))
    except CatalogueError as wrong:
        return [wrong]


def complaints(root: Path) -> list[str]:
    return [f"{problem.check} {problem}" for problem in problems(root)]


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
        assert message[5:].startswith("catalogue/")
        assert ", line " in message
        assert "Allowed: " in message


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_in_vietnamese(case, tmp_path):
    for problem in problems(mistaken(HERE / "gallery" / case, tmp_path / "catalogue")):
        formula = str(problem.fields.get("formula", ""))
        told = problem.render(Language("vi")).replace(formula, "")
        assert ENGLISH.findall(QUOTED.sub("", told)) == [], told


def test_every_check_of_the_catalogue_has_a_mistake_in_the_gallery():
    shown = {(HERE / "gallery" / case / "expect.txt").read_text("utf-8").split()[0] for case in CASES}
    assert shown == {code for code, card in load_catalogue().checks.items() if card.of_catalogue}
