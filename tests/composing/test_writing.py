"""A file is written whole, or not at all and somebody is told why."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from danvan.composing.writing import FileOpen, write_whole
from danvan.kernel.errors import OutputError

NEW = b"new" * 1000


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "báo cáo quý.docx"
    path.write_bytes(b"old")
    return path


def word_lock(user):
    name = user.encode("utf-16-le")
    return bytes([len(user)]) + b" " * 53 + bytes([len(user), 0]) + name.ljust(106, b"\0")


def test_no_space_left_on_the_disk_is_told_and_the_old_file_stands(report, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match=r"No space left on device.*nothing was changed"):
        write_whole(report, NEW)
    monkeypatch.undo()
    assert (report.read_bytes(), [*report.parent.iterdir()]) == (b"old", [report])


def test_a_write_that_stops_half_way_leaves_the_old_file(report):
    """The kernel lets this process write 1000 bytes to a file, as a full disk would."""
    code = (
        "import resource, signal, sys; from pathlib import Path; from danvan.composing.writing import write_whole;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "write_whole(Path(sys.argv[1]), b'new' * 1000)"
    )
    ended = subprocess.run([sys.executable, "-c", code, report], capture_output=True, text=True, check=False)
    assert "OutputError" in ended.stderr
    assert (report.read_bytes(), [*report.parent.iterdir()]) == (b"old", [report])


@pytest.mark.parametrize("place", ["/proc/report.docx", "/dev/null/report.docx", "/nowhere/report.docx"])
def test_a_place_that_takes_no_files_is_told(place):
    with pytest.raises(OutputError, match="cannot be written"):
        write_whole(Path(place), NEW)


def test_a_name_as_long_as_a_folder_takes_is_written(tmp_path):
    path = tmp_path / f"{'b' * 250}.docx"
    write_whole(path, NEW)
    assert path.read_bytes() == NEW


def test_a_name_longer_than_a_folder_takes_is_told(tmp_path):
    with pytest.raises(OutputError, match="File name too long"):
        write_whole(tmp_path / f"{'b' * 300}.docx", NEW)


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("bc.docx", "~$bc.docx"),
        ("report.docx", "~$report.docx"),
        ("reports.docx", "~$eports.docx"),
        ("bao-cao-9-thang.docx", "~$o-cao-9-thang.docx"),
    ],
)
def test_a_file_open_in_word_is_left_alone(name, lock, tmp_path):
    (tmp_path / name).write_bytes(b"old")
    (tmp_path / lock).write_bytes(word_lock("Nguyễn Văn An"))
    with pytest.raises(FileOpen, match=r"open in Microsoft Office \(Nguyễn Văn An\)"):
        write_whole(tmp_path / name, NEW)
    assert (tmp_path / name).read_bytes() == b"old"


def test_a_file_open_in_libreoffice_is_left_alone(report):
    report.with_name(f".~lock.{report.name}#").write_text("Trần Thị B,may,user,21.11.2026 08:00,file:///;", encoding="utf-8")
    with pytest.raises(FileOpen, match=r"LibreOffice \(Trần Thị B\).*delete \.~lock"):
        write_whole(report, NEW)


@pytest.mark.parametrize("content", [b"", b"\x05short", bytes(162), b"\xff" * 162])
def test_a_lock_of_another_making_is_a_lock_too(content, report):
    report.with_name(f"~${report.name[2:]}").write_bytes(content)
    with pytest.raises(FileOpen, match="open in Microsoft Office"):
        write_whole(report, NEW)


def test_the_lock_of_another_file_is_none_of_ours(report):
    report.with_name("~$cao khác.docx").write_bytes(word_lock("An"))
    write_whole(report, NEW)
    assert report.read_bytes() == NEW
