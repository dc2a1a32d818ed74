"""`danvan check --annotate FOLDER` writes copies with remarks; `--fix` mends what is safe first."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from tests.cli.conftest import Danvan

from danvan.documents.opening import open_document

WORDS = ("BÁO CÁO", "Kết quả công tác dân vận quý III năm 2024", "Đã tiếp nhận 335 hồ sơ, gồm: trực tuyến 206 hồ sơ, ")


def word_report(path: Path, tail: str = "trực tiếp 119 hồ sơ.", doubled: str = "") -> Path:
    made = docx.Document()
    for words in (*WORDS[:2], WORDS[2] + tail, doubled):
        made.add_paragraph(words)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(path))
    return path


DOUBLED = "Xã đã ban hành các các kế hoạch của của Ủy ban nhân dân."


def remarks(path: Path) -> list[str]:
    return [one.text for one in docx.Document(str(path)).comments]


def test_a_copy_has_the_findings_as_comments_and_the_original_none(danvan: Danvan, tmp_path: Path) -> None:
    report = word_report(tmp_path / "a.docx")
    before = report.read_bytes()
    ended = danvan("check", report, "--annotate", tmp_path / "out")
    assert ended.code == 1
    assert any("335" in one and "AR" in one for one in remarks(tmp_path / "out" / "a.docx"))
    assert report.read_bytes() == before
    assert f"{tmp_path / 'out' / 'a.docx'}" in ended.err


@pytest.mark.parametrize("layout", ["text", "json", "sarif", "html"])
def test_a_copy_is_written_whatever_the_form_of_the_answer(danvan: Danvan, tmp_path: Path, layout: str) -> None:
    report = word_report(tmp_path / "a.docx")
    said = danvan("check", report, "--format", layout).out
    ended = danvan("check", report, "--format", layout, "--annotate", tmp_path / "out")
    clock = re.compile(r"\d\d:\d\d:\d\dZ")  # SARIF says when it was made
    assert clock.sub("", ended.out) == clock.sub("", said)
    assert remarks(tmp_path / "out" / "a.docx")


def test_files_of_one_name_keep_their_folders(danvan: Danvan, tmp_path: Path) -> None:
    for folder in ("xa-a", "xa-b"):
        word_report(tmp_path / "in" / folder / "bao-cao.docx")
    danvan("check", tmp_path / "in", "--annotate", tmp_path / "out")
    assert sorted(path.parent.name for path in (tmp_path / "out").rglob("*.docx")) == ["xa-a", "xa-b"]


def test_a_report_in_a_zip_gets_its_copy(danvan: Danvan, tmp_path: Path) -> None:
    report = word_report(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as bundle:
        bundle.write(report, "xa-a/bao-cao.docx")
    danvan("check", tmp_path / "bundle.zip", "--annotate", tmp_path / "out")
    assert remarks(tmp_path / "out" / "bundle.zip" / "xa-a" / "bao-cao.docx")


def test_copies_never_go_among_the_reports(danvan: Danvan, tmp_path: Path) -> None:
    report = word_report(tmp_path / "a.docx")
    before = report.read_bytes()
    ended = danvan("check", report, "--annotate", tmp_path)
    assert ended.code == 2
    assert "reports to be checked stand in it" in ended.err
    assert report.read_bytes() == before


def test_a_text_file_is_checked_all_the_same(danvan: Danvan, tmp_path: Path, false_report: Path) -> None:
    ended = danvan("check", false_report, "--annotate", tmp_path / "out")
    assert ended.code == 1
    assert "carries no remarks" in ended.err
    assert "--format html" in ended.err
    assert not (tmp_path / "out").exists()


def test_copies_and_kept_answers_do_not_go_together(danvan: Danvan, tmp_path: Path, false_report: Path) -> None:
    ended = danvan("check", false_report, "--annotate", tmp_path / "a", "--out", tmp_path / "b")
    assert ended.code == 2
    assert "--out | --annotate" in ended.err


def test_a_folder_that_cannot_be_made_is_said(danvan: Danvan, tmp_path: Path) -> None:
    report = word_report(tmp_path / "in" / "a.docx")
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    ended = danvan("check", report, "--annotate", tmp_path / "out")
    assert ended.code == 2
    assert "it is a file, not a folder" in ended.err


def test_a_copy_that_cannot_be_written_makes_the_exit_code_two(
    danvan: Danvan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    report = word_report(tmp_path / "in" / "a.docx")
    monkeypatch.setattr(Path, "write_bytes", refuse)
    ended = danvan("check", report, "--annotate", tmp_path / "out")
    assert ended.code == 2
    assert "Permission denied" in ended.err


def test_fix_mends_a_word_file_by_tracked_changes_once(danvan: Danvan, tmp_path: Path) -> None:
    report = word_report(tmp_path / "a.docx", doubled=DOUBLED)
    ended = danvan("check", report, "--fix")
    assert "2 places mended as tracked changes" in ended.err
    assert DOUBLED.replace("các các", "các").replace("của của", "của") in open_document(report).text
    assert "các các" not in ended.out
    again = report.read_bytes()
    assert "mended" not in danvan("check", report, "--fix").err
    assert report.read_bytes() == again


def test_fix_mends_a_text_file_in_place(danvan: Danvan, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_bytes("\r\n".join((*WORDS, DOUBLED, "")).encode("utf-8-sig"))
    assert "2 places mended." in danvan("check", report, "--fix").err
    mended = DOUBLED.replace("các các", "các").replace("của của", "của")
    assert report.read_bytes() == "\r\n".join((*WORDS, mended, "")).encode("utf-8-sig")


def test_what_was_mended_is_not_remarked_upon(danvan: Danvan, tmp_path: Path) -> None:
    report = word_report(tmp_path / "a.docx", doubled=DOUBLED)
    danvan("check", report, "--fix", "--annotate", tmp_path / "out")
    said = remarks(tmp_path / "out" / "a.docx")
    assert any("335" in one for one in said)
    assert not any("các các" in one for one in said)


@pytest.fixture
def web_page(tmp_path: Path) -> Callable[[str], Path]:
    def make(words: str) -> Path:
        path = tmp_path / "a.html"
        path.write_text(f"<html><body><p>{WORDS[0]}</p><p>{WORDS[1]}</p><p>{words}</p></body></html>", encoding="utf-8")
        return path

    return make


def test_fix_leaves_other_formats_alone_and_says_so(danvan: Danvan, web_page: Callable[[str], Path]) -> None:
    page = web_page(DOUBLED)
    before = page.read_bytes()
    assert "a .html file is not mended" in danvan("check", page, "--fix").err
    assert page.read_bytes() == before


def test_fix_leaves_a_file_in_a_zip_alone_and_says_so(danvan: Danvan, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as bundle:
        bundle.writestr("a.txt", "\n".join((*WORDS, DOUBLED)))
    before = (tmp_path / "bundle.zip").read_bytes()
    assert "unpack the zip" in danvan("check", tmp_path / "bundle.zip", "--fix").err
    assert (tmp_path / "bundle.zip").read_bytes() == before
