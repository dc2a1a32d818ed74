"""`danvan check` with a ledger, and with several files of one unit and period."""

import pytest

HEAD = "UBND XÃ TRÀ SƠN\n\nBÁO CÁO\nKết quả công tác dân vận chính quyền {period} năm 2024\n\n"


@pytest.fixture
def report(tmp_path):
    """Writes a commune's report of a period with these visits."""

    def write(name: str, visits: int, period: str = "9 tháng đầu"):
        file = tmp_path / name
        file.write_text(HEAD.format(period=period) + f"Trong kỳ tiếp {visits} lượt công dân.\n", encoding="utf-8")
        return file

    return write


def test_a_figure_is_held_against_the_units_earlier_ones(danvan, report, tmp_path):
    ledger = tmp_path / "ledger"
    danvan("ledger", "add", report("half.txt", 120, "6 tháng đầu"), "--ledger", ledger)
    told = danvan("check", report("nine.txt", 98), "--ledger", ledger, "--select", "AR")
    assert told.code == 1
    assert "98 lượt, less than 120 lượt reported for 6 tháng đầu năm 2024 (half.txt)" in " ".join(told.out.split())


def test_without_a_ledger_nothing_is_remembered(danvan, report):
    assert danvan("check", report("nine.txt", 98), "--select", "AR").code == 0


def test_a_folder_that_is_no_ledger_is_refused(danvan, report, tmp_path):
    told = danvan("check", report("nine.txt", 98), "--ledger", tmp_path / "none")
    assert told.code == 2
    assert str(tmp_path / "none") in told.err.replace("\n", "")


def test_files_of_one_unit_and_period_are_held_against_each_other(danvan, report):
    told = danvan("check", report("text.txt", 98), report("form.txt", 89), "--together", "--select", "AR")
    said = " ".join(told.out.split())
    assert told.code == 1
    assert "98 lượt here, 89 lượt in form.txt" in said
    assert "89 lượt here, 98 lượt in text.txt" in said


def test_files_that_agree_give_nothing(danvan, report):
    assert danvan("check", report("text.txt", 98), report("form.txt", 98), "--together", "--select", "AR").code == 0


def test_files_kept_one_by_one_cannot_be_held_together(danvan, report, tmp_path):
    told = danvan("check", report("text.txt", 98), "--together", "--out", tmp_path / "out")
    assert told.code == 2
    assert "--out | --together" in told.err.replace("\n", " ")
