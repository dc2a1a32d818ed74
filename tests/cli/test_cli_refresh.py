"""`refresh`: new figures into a composed report, its words untouched."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan.composing.trace import ids_in
from danvan.documents.opening import open_document

Danvan = Callable[..., Any]
PERIOD = "9 tháng đầu năm 2024"


@pytest.fixture
def ledger(folder: Path, tmp_path: Path, danvan: Danvan) -> Path:
    made = tmp_path / "ledger"
    assert danvan("ledger", "add", *sorted(folder.glob("*.txt")), "--ledger", made).code == 0
    return made


@pytest.fixture
def report(ledger: Path, tmp_path: Path, danvan: Danvan) -> Path:
    made = tmp_path / "report.docx"
    assert danvan("compose", "--period", PERIOD, "--ledger", ledger, "--out", made).code == 0
    return made


@pytest.fixture
def corrected(folder: Path, ledger: Path, report: Path, danvan: Danvan) -> Path:
    """The report, after An Hòa sent its own anew: 21 visits and not 20."""
    file = folder / "an-hoa.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("20 lượt", "21 lượt"), encoding="utf-8")
    assert danvan("ledger", "add", file, "--ledger", ledger, "--replace").code == 0
    return report


def rewritten(report: Path, old: str, new: str) -> None:
    """The report with `old` replaced by `new` in its text, as somebody would in Word."""
    beside = report.with_suffix(".new")
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(beside, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    beside.replace(report)


def parts(report: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(report) as package:
        return {name: package.read(name) for name in package.namelist()}


def numbers(report: Path, indicator: str) -> list[str]:
    return [number for number, figure in ids_in(report) if indicator in figure]


def test_a_corrected_figure_and_the_total_of_it_are_replaced(corrected: Path, danvan: Danvan) -> None:
    before = numbers(corrected, "citizen_reception.visits")
    ended = danvan("refresh", corrected)
    assert ended.code == 0
    assert "replaced" in ended.out
    changed = [
        (old, new) for old, new in zip(before, numbers(corrected, "citizen_reception.visits"), strict=True) if old != new
    ]
    assert ("20", "21") in changed
    assert all(int(new.replace(".", "")) == int(old.replace(".", "")) + 1 for old, new in changed)


def test_the_words_of_people_stay(corrected: Path, danvan: Danvan) -> None:
    rewritten(corrected, "Nêu ưu điểm", "Bà con rất hài lòng; nêu ưu điểm")
    danvan("refresh", corrected)
    assert "Bà con rất hài lòng" in open_document(corrected).text


def test_a_number_typed_over_by_hand_stays_and_is_told(corrected: Path, danvan: Danvan) -> None:
    rewritten(corrected, '<w:t xml:space="preserve">20</w:t>', '<w:t xml:space="preserve">99</w:t>')
    ended = danvan("refresh", corrected)
    assert "typed over by hand" in ended.out
    assert "99" in numbers(corrected, "citizen_reception.visits")


def test_every_other_part_of_the_file_is_as_it_was(corrected: Path, danvan: Danvan) -> None:
    before = parts(corrected)
    danvan("refresh", corrected)
    after = parts(corrected)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "customXml/item1.xml"}


def test_a_report_that_is_up_to_date_is_not_touched(report: Path, danvan: Danvan) -> None:
    before = report.read_bytes()
    ended = danvan("refresh", report)
    assert (ended.code, report.read_bytes()) == (0, before)
    assert "0 of " in ended.out


def test_with_out_the_report_itself_stays(corrected: Path, tmp_path: Path, danvan: Danvan) -> None:
    before = corrected.read_bytes()
    danvan("refresh", corrected, "--out", tmp_path / "new.docx")
    assert corrected.read_bytes() == before
    assert "21" in numbers(tmp_path / "new.docx", "citizen_reception.visits")


def test_refreshing_twice_changes_nothing_more(corrected: Path, danvan: Danvan) -> None:
    danvan("refresh", corrected)
    once = corrected.read_bytes()
    assert "0 of " in danvan("refresh", corrected).out
    assert corrected.read_bytes() == once


def test_a_ledger_that_does_not_know_the_figures_is_told(report: Path, folder: Path, tmp_path: Path, danvan: Danvan) -> None:
    danvan("ledger", "add", folder / "binh-yen.txt", "--ledger", tmp_path / "other")
    ended = danvan("refresh", report, "--ledger", tmp_path / "other")
    assert ended.code == 1
    assert "not in this ledger" in ended.out


def test_a_report_of_others_is_refused(tmp_path: Path, folder: Path, danvan: Danvan) -> None:
    shutil.copy(next(folder.glob("*.txt")), tmp_path / "a.docx")
    ended = danvan("refresh", tmp_path / "a.docx")
    assert ended.code == 2
    assert "a.docx" in ended.err


def test_a_figure_taken_back_since_stays_and_is_told(ledger: Path, report: Path, danvan: Danvan) -> None:
    (figure,) = {figure for number, figure in ids_in(report) if "xa-an-hoa" in figure and "citizen_reception.visits" in figure}
    asked = ("--ledger", ledger, "--reason", "của xã khác", "--person", "Mai")
    assert danvan("ledger", "withdraw", figure, *asked).code == 0
    ended = danvan("refresh", report)
    assert (ended.code, "taken back since: left, see to it" in ended.out) == (1, True)
    assert "20" in numbers(report, "citizen_reception.visits")
