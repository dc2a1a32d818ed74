"""Adding an area touches one folder and nothing else: it is read, checked, added up and composed with."""

import json

import pytest

from danvan.documents.opening import open_document

REPORT = """\
ỦY BAN NHÂN DÂN
XÃ {unit}

Số: 12/BC-UBND

{place}, ngày 20 tháng 9 năm 2024

BÁO CÁO
Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024

I. GIẢI PHÓNG MẶT BẰNG

Trong kỳ đã tổ chức {held} buổi giải phóng mặt bằng với {attended} lượt người tham dự.
"""


@pytest.fixture
def own(danvan, tmp_path):
    folder = tmp_path / "own"
    danvan("catalogue", "new-area", "land_clearance", "--in", folder, "--vi", "Giải phóng mặt bằng")
    return folder


@pytest.fixture
def reports(tmp_path):
    """Two communes; in the second there were fewer people than sessions."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for unit, held, attended in (("An Hòa", 12, 340), ("Bình Yên", 8, 5)):
        text = REPORT.format(unit=unit.upper(), place=unit, held=held, attended=attended)
        (folder / f"{unit}.txt").write_text(text, "utf-8")
    return folder


def test_its_figures_are_read(danvan, own, reports):
    read = json.loads(danvan("--catalogue", own, "read", reports / "An Hòa.txt", "--format", "json").out)
    assert [figure["indicator"] for figure in read["figures"]] == ["land_clearance.held", "land_clearance.attendances"]


def test_its_identities_are_checked(danvan, own, reports):
    checked = danvan("--catalogue", own, "check", reports / "Bình Yên.txt", "--select", "AR", "--at-least", "note")
    assert checked.code == 1
    assert "5" in checked.out
    assert danvan("--catalogue", own, "check", reports / "An Hòa.txt", "--select", "AR", "--at-least", "note").code == 0


def test_without_the_folder_nothing_of_it_is_known(danvan, reports):
    read = json.loads(danvan("read", reports / "An Hòa.txt", "--format", "json").out)
    assert not [figure for figure in read["figures"] if "land" in (figure["indicator"] or "")]


def test_its_figures_are_added_up_and_written_into_the_report(danvan, own, reports, tmp_path):
    assert danvan("--catalogue", own, "run", reports, "--out", tmp_path / "out").code in (0, 1)
    ledger = tmp_path / "out" / "ledger"
    rolled = json.loads(
        danvan(
            "--catalogue", own, "ledger", "rollup", "--ledger", ledger, "--period", "9 tháng đầu năm 2024", "--format", "json"
        ).out
    )
    totals = {row["indicator"]: row["total"] for row in rolled["rows"] if row["total"]}
    assert (totals["land_clearance.held"], totals["land_clearance.attendances"]) == (20, 345)
    (report,) = (tmp_path / "out").rglob("*.docx")
    text = open_document(report).text
    assert "Trong kỳ đã tổ chức 20 buổi giải phóng mặt bằng với 345 lượt người tham dự." in text


def test_figures_remember_the_catalogue_they_were_counted_by(danvan, own, reports, tmp_path):
    danvan("--catalogue", own, "ledger", "add", reports / "An Hòa.txt", "--ledger", tmp_path / "ledger")
    figures = json.loads(danvan("--catalogue", own, "ledger", "show", "--ledger", tmp_path / "ledger", "--format", "json").out)[
        "figures"
    ]
    assert all("+1." in figure["catalogue"] for figure in figures), figures[0]


def test_the_next_command_is_told_with_the_folder(danvan, own, reports, tmp_path):
    assert f"--catalogue {own} explain" in danvan("--catalogue", own, "run", reports, "--out", tmp_path / "out").out


def test_a_report_without_its_unit_makes_no_consolidated_report_and_says_why(danvan, tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/a.txt").write_text("BÁO CÁO\nKết quả 9 tháng đầu năm 2024\n\nTiếp nhận 12 đơn.\n", "utf-8")
    ran = danvan("run", tmp_path / "reports", "--out", tmp_path / "out")
    assert "No consolidated report: no file says both its unit and its period" in ran.out


def test_a_sentence_of_it_that_cannot_be_filled_is_told_with_its_file_and_line(danvan, own, reports, tmp_path):
    sentences = own / "areas" / "land_clearance" / "sentences.yml"
    sentences.write_text("- says: Trong kỳ đã tổ chức {hold} buổi.\n", "utf-8")
    ledger = tmp_path / "ledger"
    danvan("--catalogue", own, "ledger", "add", reports, "--ledger", ledger)
    composing = ("compose", "--period", "9 tháng đầu năm 2024", "--ledger", ledger, "--out", tmp_path / "report.docx")
    ended = danvan("--catalogue", own, *composing)
    assert ended.code != 0
    assert "sentences.yml, line 1: the blank '{hold}' (did you mean 'held'?)" in " ".join(ended.err.split())
    assert not (tmp_path / "report.docx").exists()
