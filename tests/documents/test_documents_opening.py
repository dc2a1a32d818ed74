"""Files are opened by what they hold, and a folder is searched for reports."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from danvan.documents.opening import ENDINGS, digest, find_reports, open_document
from danvan.kernel.errors import FileMissing, FolderEmpty, InputError


def test_a_word_file_named_as_text_is_read_as_word(word_file: Callable[..., Path]) -> None:
    document = open_document(word_file("<w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p>", name="report.txt"))
    assert (document.format, document.text) == ("docx", "Báo cáo")
    assert "ends as another kind" in document.warnings[0]


def test_a_text_named_as_word_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_text("Báo cáo", encoding="utf-8")
    document = open_document(path)
    assert (document.format, document.text, document.file) == ("txt", "Báo cáo", str(path))
    assert "ends as another kind" in document.warnings[0]


@pytest.mark.parametrize("name", ["report.txt", "report.TXT", "report.md", "report"])
def test_a_text_under_any_other_name_is_read_without_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Báo cáo", encoding="utf-8")
    assert open_document(path).warnings == ()


def test_reports_are_found_below_the_folder_by_name(tmp_path: Path) -> None:
    wanted = ["b.DOCX", "xã A/a.txt", "xã A/c.docx"]
    others = ["~$b.docx", ".ẩn.txt", ".git/d.txt", "nhạc.mp3", "cũ.ppt"]
    for name in wanted + others:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.relative_to(tmp_path).as_posix() for path in find_reports(tmp_path)] == wanted


def test_a_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "vòng").symlink_to(tmp_path)
    assert find_reports(tmp_path) == [tmp_path / "a.txt"]


def test_a_hidden_folder_the_user_names_is_searched(tmp_path: Path) -> None:
    folder = tmp_path / ".reports"
    folder.mkdir()
    (folder / "a.txt").touch()
    assert find_reports(folder) == [folder / "a.txt"]


def test_a_folder_with_no_report_says_what_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "~$a.docx").touch()
    with pytest.raises(FolderEmpty) as raised:
        find_reports(tmp_path)
    assert all(ending in str(raised.value) for ending in ENDINGS)


def test_a_folder_that_is_not_there_or_is_a_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        find_reports(tmp_path / "none")
    (tmp_path / "a.txt").touch()
    with pytest.raises(InputError, match="not a folder"):
        find_reports(tmp_path / "a.txt")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may read everything")
def test_a_folder_below_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    below = tmp_path / "kín"
    below.mkdir(mode=0)
    with pytest.raises(InputError):
        find_reports(tmp_path)
    below.chmod(0o700)


def test_a_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Báo cáo".encode())
    assert digest(path) == hashlib.sha256("Báo cáo".encode()).hexdigest()
    with pytest.raises(FileMissing):
        digest(tmp_path / "none.txt")
