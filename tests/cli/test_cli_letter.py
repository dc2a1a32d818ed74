"""`letter`: to remind the late, to return what is wrong, to correct a slip of form."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.checking.engine import check_reading
from danvan.documents.opening import open_document
from danvan.reading.read import read_document

Danvan = Callable[..., Any]
PERIOD = "9 tháng đầu năm 2024"
OFFICE = """\
[office]
issuer = "Ủy ban nhân dân huyện Trà Bồng"
superior = "UBND tỉnh Quảng Ngãi"
place = "Trà Bồng"
recipients = ["Chủ tịch, các Phó Chủ tịch UBND huyện"]
signs = ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]
name = "Nguyễn Văn A"
"""


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> None:
    (tmp_path / "danvan.toml").write_text(OFFICE, encoding="utf-8")


@pytest.fixture
def ledger(folder: Path, tmp_path: Path, danvan: Danvan) -> Path:
    made = tmp_path / "ledger"
    assert danvan("ledger", "add", folder / "an-hoa.txt", "--ledger", made).code == 0
    return made


def words(path: Path) -> str:
    return " ".join(open_document(path).text.split())


def test_the_late_are_reminded_by_name_and_those_who_reported_are_not(ledger: Path, tmp_path: Path, danvan: Danvan) -> None:
    out = tmp_path / "a.docx"
    names = ("--units", "xã An Hòa, xã Bình Yên, thị trấn Trà Xuân", "--due", "15/9/2024", "--new-due", "5/10/2024")
    assert danvan("letter", "remind", "--period", PERIOD, "--ledger", ledger, "--out", out, *names).code == 0
    text = words(out)
    for part in (
        "V/v đôn đốc gửi báo cáo 9 tháng đầu năm 2024", "- xã Bình Yên;", "- Ủy ban nhân dân thị trấn Trà Xuân.", "02 đơn vị",
        "chậm nhất ngày 15/9/2024", "chậm nhất ngày 05/10/2024", "CHÁNH VĂN PHÒNG", "/UBND-…",
    ):  # fmt: skip
        assert part in text, part
    assert "An Hòa" not in text


def test_with_nobody_late_there_is_no_letter(ledger: Path, tmp_path: Path, danvan: Danvan) -> None:
    ended = danvan(
        "letter", "remind", "--period", PERIOD, "--ledger", ledger, "--out", tmp_path / "a.docx", "--units", "xã An Hòa"
    )
    assert (ended.code, "nobody to remind" in ended.err) == (2, True)
    assert not (tmp_path / "a.docx").exists()


def test_a_report_is_returned_with_what_is_to_be_mended(folder: Path, tmp_path: Path, danvan: Danvan) -> None:
    out = tmp_path / "a.docx"
    wrong = folder / "an-hoa.txt"
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("335 hồ sơ", "320 hồ sơ"), encoding="utf-8")
    assert danvan("letter", "return", wrong, "--out", out, "--new-due", "2024-10-05").code == 0
    text = words(out)
    assert "V/v trả lại báo cáo 9 tháng đầu năm 2024" in text
    assert "Kính gửi: Ủy ban nhân dân xã An Hòa." in text
    assert "trực tuyến 206 + trực tiếp 129 = 335, khác 320 (thừa 15)." in text
    assert "Dòng " in text


def test_a_clean_report_is_not_returned(folder: Path, tmp_path: Path, danvan: Danvan) -> None:
    ended = danvan("letter", "return", folder / "an-hoa.txt", "--out", tmp_path / "a.docx")
    assert (ended.code, "nothing to return it for" in ended.err) == (2, True)


def test_a_slip_of_form_is_corrected(tmp_path: Path, danvan: Danvan) -> None:
    out = tmp_path / "a.docx"
    slip = "PHÓ CHỦ TICH=PHÓ CHỦ TỊCH"
    assert danvan("letter", "correct", "--of", "Báo cáo số 12/BC-UBND ngày 20/9/2024", "--slip", slip, "--out", out).code == 0
    assert "đã in “PHÓ CHỦ TICH”, nay đính chính là “PHÓ CHỦ TỊCH”." in words(out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("correct", "--of", "Báo cáo", "--slip", "20 lượt=21 lượt"), "by a new report of the same kind"),
        (("correct", "--of", "Báo cáo", "--slip", "20 lượt"), "--slip: '20 lượt' is not allowed"),
        (("correct", "--of", "Báo cáo", "--slip", "=x"), "--slip: '=x' is not allowed"),
        (("return", "none.txt"), "there is no such file"),
    ],
)
def test_what_cannot_be_a_letter_is_refused(arguments: tuple[str, ...], message: str, danvan: Danvan, tmp_path: Path) -> None:
    ended = danvan("letter", *arguments, "--out", tmp_path / "a.docx")
    assert (ended.code, message in ended.err) == (2, True), ended.err
    assert not (tmp_path / "a.docx").exists()


def test_a_letter_is_in_the_form_we_check(ledger: Path, tmp_path: Path, danvan: Danvan) -> None:
    out = tmp_path / "a.docx"
    danvan("letter", "remind", "--period", PERIOD, "--ledger", ledger, "--out", out, "--units", "xã Bình Yên")
    catalogue = load_catalogue()
    report = check_reading(read_document(open_document(out, appearance=True), catalogue), catalogue)
    assert [(one.code, one.found) for one in report.findings if one.severity.value != "note"] == []
