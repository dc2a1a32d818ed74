"""Every sentence the command says has its Vietnamese, with the same blanks."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools/i18n.py"


def _check(tool: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(tool), "check"], capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A tree with the tool, one sentence in the code and its translation; gives the tool."""
    (tmp_path / "tools").mkdir()
    tool = tmp_path / "tools/i18n.py"
    tool.write_bytes(TOOL.read_bytes())
    (tmp_path / "tools/i18n_site.py").write_bytes((TOOL.parent / "i18n_site.py").read_bytes())
    (tmp_path / "src/danvan/locale/vi/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "src/danvan/cli").mkdir()
    (tmp_path / "src/danvan/cli/one.py").write_text('print(_("{n} files"))\n', encoding="utf-8")
    return tool


def _translations(tool: Path, entries: dict[str, str]) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    body = "".join(f'\nmsgid "{text}"\nmsgstr "{said}"\n' for text, said in entries.items())
    file = tool.parents[1] / "src/danvan/locale/vi/LC_MESSAGES/danvan.po"
    file.write_text(head + body, encoding="utf-8")


def test_no_sentence_is_without_its_translation() -> None:
    done = _check(TOOL)
    assert done.stdout == ""
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ({}, "no translation of '{n} files'"),
        ({"{n} files": ""}, "no translation of '{n} files'"),
        ({"{n} files": "{so} tệp"}, "blanks differ in '{n} files'"),
        ({"{n} files": "{n} tệp", "gone": "mất"}, "no longer in the code: 'gone'"),
    ],
)
def test_a_fault_in_the_translations_is_found(copy: Path, entries: dict[str, str], fault: str) -> None:
    _translations(copy, entries)
    done = _check(copy)
    assert done.returncode == 1
    assert fault in done.stdout


def test_what_is_said_of_a_mistake_in_the_catalogue_is_translated(copy: Path) -> None:
    _translations(copy, {"{n} files": "{n} tệp", "again": "lại"})
    place = copy.parents[1] / "src/danvan/one.py"
    place.write_text('place.error("a way" if n == 1 else "{n} ways", "again", "CA09", n=n)\n', encoding="utf-8")
    said = [line for line in _check(copy).stdout.splitlines() if "one.py" in line]
    assert [line.partition(" (")[0].partition("of ")[2] for line in said] == ["'a way'", "'{n} ways'"]


def test_a_sentence_put_together_in_the_code_is_a_fault(copy: Path) -> None:
    _translations(copy, {"{n} files": "{n} tệp"})
    (copy.parents[1] / "src/danvan/one.py").write_text('place.error(f"{n} ways", allowed)\n', encoding="utf-8")
    assert "src/danvan/one.py:1: a sentence put together" in _check(copy).stdout


def test_new_sentences_are_added_to_the_translations(copy: Path) -> None:
    _translations(copy, {"gone": "mất"})
    subprocess.run([sys.executable, str(copy), "update"], check=True)
    made = (copy.parents[1] / "src/danvan/locale/vi/LC_MESSAGES/danvan.po").read_text(encoding="utf-8")
    assert 'msgid "{n} files"' in made
    assert "gone" not in made
