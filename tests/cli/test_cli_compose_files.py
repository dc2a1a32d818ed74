"""What `danvan compose` does with the files it is to write: open elsewhere, edited, with letters no typeface has."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan.documents.opening import open_document

Danvan = Callable[..., Any]
Compose = Callable[..., Any]


@pytest.fixture
def compose(folder: Path, tmp_path: Path, danvan: Danvan) -> Compose:
    made = tmp_path / "ledger"
    assert danvan("ledger", "add", *sorted(folder.glob("*.txt")), "--ledger", made).code == 0

    def call(*outs: str, options: tuple[object, ...] = ()) -> Any:
        files = [part for out in outs for part in ("--out", tmp_path / out)]
        return danvan("compose", "--of", "xã An Hòa", "--period", "9 tháng đầu năm 2024", "--ledger", made, *files, *options)

    return call


def text_of(path: Path) -> str:
    return " ".join(open_document(path).text.split())


def test_a_report_open_in_an_office_program_is_left_alone(compose: Compose, tmp_path: Path) -> None:
    assert compose("report.docx").code == 0
    before = (tmp_path / "report.docx").read_bytes()
    (tmp_path / ".~lock.report.docx#").write_text("Nguyễn Văn An,may,an,;", encoding="utf-8")
    ended = compose("report.docx")
    assert ended.code != 0
    assert "open in LibreOffice (Nguyễn Văn An)" in " ".join(ended.err.split())
    assert (tmp_path / "report.docx").read_bytes() == before


def test_a_frame_filled_in_by_hand_is_in_the_pdf_composed_with_it(compose: Compose, tmp_path: Path) -> None:
    assert compose("report.docx").code == 0
    with zipfile.ZipFile(tmp_path / "report.docx") as source, zipfile.ZipFile(tmp_path / "new", "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace("Số:          /BC-…".encode(), "Số: 15/BC-UBND".encode()))
    (tmp_path / "new").replace(tmp_path / "report.docx")
    assert compose("report.docx", "report.pdf").code == 0
    assert "Số: 15/BC-UBND" in text_of(tmp_path / "report.docx")
    assert "Số: 15/BC-UBND" in text_of(tmp_path / "report.pdf")


def test_a_letter_no_typeface_has_is_told(compose: Compose, tmp_path: Path) -> None:
    ended = compose("report.pdf", options=("--place", "An Hòa 🌾"))
    assert ended.code == 0, ended.err
    assert "🌾 (U+1F33E)" in " ".join(ended.out.split())
    assert "An Hòa [U+1F33E]" in text_of(tmp_path / "report.pdf")
