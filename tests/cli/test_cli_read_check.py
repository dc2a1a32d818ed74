"""What `read` and `check` show people, and how they end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan.cli.app import main
from danvan.reading.read import read_document

Danvan = Callable[..., Any]


def test_reading_shows_letterhead_figures_relations_and_the_account(false_report: Path, danvan: Danvan) -> None:
    ended = danvan("read", false_report)
    assert ended.code == 0
    for words in (
        "xã An Hòa",
        "9 tháng đầu năm 2024",
        "citizen_reception.visits",
        "206 + 129 = 335 ≠ 320",
        "✗",
        "accounted for",
    ):
        assert words in ended.out


def test_the_text_alone_is_printed_unchanged(true_report: Path, danvan: Danvan) -> None:
    assert danvan("read", "--text", true_report).out == true_report.read_text(encoding="utf-8")


def test_the_texts_of_two_files_do_not_run_into_each_other(tmp_path: Path, danvan: Danvan) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Đã tiếp 20 lượt", encoding="utf-8")
    assert danvan("read", "--text", tmp_path).out == "Đã tiếp 20 lượt\nĐã tiếp 20 lượt"


def test_a_code_is_whole_on_a_narrow_screen(false_report: Path, danvan: Danvan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert "citizen_reception.visits" in danvan("read", false_report).out


def test_a_clean_report_ends_with_0(true_report: Path, danvan: Danvan) -> None:
    ended = danvan("check", true_report)
    assert ended.code == 0
    assert ended.out.splitlines()[0].endswith("nothing wrong was found.")


def test_a_false_sum_ends_with_1_and_says_where(false_report: Path, danvan: Danvan) -> None:
    ended = danvan("check", false_report)
    assert ended.code == 1
    assert "line 19" in ended.out
    assert "206" in ended.out


def test_one_bad_file_does_not_stop_the_others(false_report: Path, tmp_path: Path, danvan: Danvan) -> None:
    ended = danvan("check", tmp_path / "missing.txt", false_report)
    assert ended.code == 2
    assert "missing.txt" in ended.err
    assert "line 19" in ended.out


@pytest.fixture
def note_only(tmp_path: Path, true_report: Path) -> Path:
    """Nothing wrong, but a first citation without its date: worth a look."""
    words = "\nThực hiện Nghị quyết số 25-NQ/TW của Ban Chấp hành Trung ương Đảng về công tác dân vận.\n"
    true_report.write_text(true_report.read_text(encoding="utf-8") + words, encoding="utf-8")
    return true_report


@pytest.mark.parametrize(("threshold", "code"), [("error", 0), ("warning", 0), ("note", 1)])
def test_the_threshold_decides_what_counts(threshold: str, code: int, note_only: Path, danvan: Danvan) -> None:
    assert danvan("check", note_only, "--at-least", threshold).code == code


def test_a_terminal_gets_colours_and_the_same_words(
    false_report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["check", str(false_report), "--lang", "en"]) == 1
    shown = capsys.readouterr().out
    assert "\x1b[" in shown
    assert "320 hồ sơ" in shown


def test_a_crash_on_one_file_is_told_and_the_others_go_on(
    true_report: Path, false_report: Path, danvan: Danvan, monkeypatch: pytest.MonkeyPatch
) -> None:

    def crash_on_one(document: Any, catalogue: Any) -> Any:
        if document.file == str(true_report):
            raise ZeroDivisionError("planted")
        return read_document(document, catalogue)

    monkeypatch.setattr("danvan.cli.batch.read_document", crash_on_one)
    ended = danvan("check", true_report, false_report)
    assert ended.code == 2
    assert f"{true_report}: internal error on this file (ZeroDivisionError: planted)" in ended.err
    assert "line 19" in ended.out
