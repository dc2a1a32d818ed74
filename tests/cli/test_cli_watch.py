"""`danvan watch`: a real folder, files saved as programs save them. Nothing is timed; what is awaited has a generous limit."""

import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from danvan.cli.language import Language
from danvan.cli.session import Session
from danvan.cli.work import watch as work

PATIENCE = 120
"""Seconds after which what is awaited will not come."""


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(work, "QUIET", 100)
    monkeypatch.setattr(work, "_PAUSE", 0.05)


class Watching:
    """The command at work on a folder in a thread; what it says is in `out` and `err`."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, **wanted: object) -> None:
        self.out, self.err = StringIO(), StringIO()
        consoles = (Console(file=self.out, width=200), Console(file=self.err, width=200))
        session = Session(Language("en"), datetime(2024, 10, 1, tzinfo=UTC), *consoles)
        monkeypatch.setattr(Session, "write", lambda _session, text: self.out.write(text))
        self.stop = threading.Event()
        self.code: int | None = None
        arguments = (folder, work.Wanted(**wanted), session, self.stop)
        self.thread = threading.Thread(target=lambda: setattr(self, "code", work.watch(*arguments)))
        self.thread.start()
        self.until("Watching", self.err)

    def until(self, words: str, where: StringIO | None = None) -> str:
        """What was said, once `words` are among it."""
        said = where or self.out
        end = time.monotonic() + PATIENCE
        while words not in said.getvalue():
            assert time.monotonic() < end, f"never said: {words}\n{self.out.getvalue()}{self.err.getvalue()}"
            time.sleep(0.02)
        return said.getvalue()

    def end(self) -> None:
        self.stop.set()
        self.thread.join(PATIENCE)


@pytest.fixture
def watching(monkeypatch):
    """Starts the command on a folder."""
    started: list[Watching] = []

    def start(folder: Path, **wanted: object) -> Watching:
        started.append(Watching(folder, monkeypatch, **wanted))
        return started[-1]

    yield start
    for one in started:
        one.end()
        assert one.code == 0


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "watched"
    folder.mkdir()
    return folder


def test_a_report_is_checked_when_it_is_saved(false_report, reports, watching):
    at_work = watching(reports)
    (reports / "a.txt").write_bytes(false_report.read_bytes())
    assert "a.txt: 1 wrong" in at_work.until("AR02")


def test_a_report_saved_by_changing_names_is_checked(false_report, reports, watching):
    """As Word and most editors save: beside, then into the old one's place."""
    (reports / "a.txt").write_text("Đã tiếp 20 lượt", encoding="utf-8")
    at_work = watching(reports)
    beside = reports / "~WRD0001.tmp"
    beside.write_bytes(false_report.read_bytes())
    beside.replace(reports / "a.txt")
    assert "~WRD0001" not in at_work.until("AR02")


def test_it_can_look_again_and_again_where_nothing_tells_of_a_change(false_report, reports, watching):
    at_work = watching(reports, poll=True)
    (reports / "a.txt").write_bytes(false_report.read_bytes())
    at_work.until("AR02")


def test_reports_that_are_there_are_checked_first_when_asked(false_report, reports, watching):
    (reports / "a.txt").write_bytes(false_report.read_bytes())
    at_work = watching(reports, now=True, only=("AR",))
    assert "a.txt: 1 wrong." in at_work.until("AR02")


def test_what_a_program_keeps_beside_a_document_and_what_is_deleted_are_left_alone(false_report, reports, watching):
    at_work = watching(reports)
    for name in ("~$a.docx", ".hidden.txt", "a.tmp"):
        (reports / name).write_bytes(false_report.read_bytes())
    (reports / "gone.txt").write_bytes(false_report.read_bytes())
    (reports / "gone.txt").unlink()
    (reports / "b.txt").write_bytes(false_report.read_bytes())
    said = at_work.until("AR02")
    assert said.count("txt: 1 wrong") == 1
    assert "gone.txt" not in at_work.err.getvalue()


def test_a_settings_file_that_is_wrong_is_told_and_the_watch_goes_on(false_report, reports, watching):
    at_work = watching(reports)
    (reports / "danvan.toml").write_text("[[waive]\n", encoding="utf-8")
    (reports / "a.txt").write_bytes(false_report.read_bytes())
    at_work.until("danvan.toml, line 1", at_work.err)
    (reports / "danvan.toml").unlink()
    (reports / "b.txt").write_bytes(false_report.read_bytes())
    at_work.until("b.txt: 1 wrong")


@pytest.fixture
def watched(catalogue, capsys):
    session = Session(Language("en"), datetime(2024, 10, 1, tzinfo=UTC), Console(), Console(stderr=True))
    return work.Watched(catalogue, work.Selection(), session)


@pytest.fixture(scope="module")
def catalogue():
    from_session = Session(Language("en"), datetime(2024, 10, 1, tzinfo=UTC), Console(), Console())
    return from_session.catalogue()


def test_a_file_is_not_told_twice_while_it_stays_the_same(watched, reports, false_report, capsys):
    file = reports / "a.txt"
    file.write_bytes(false_report.read_bytes())
    watched.look_at([file])
    watched.look_at([file])
    assert capsys.readouterr().out.count("txt: 1 wrong") == 1


def test_a_half_written_file_is_tried_again(watched, reports, false_report, capsys, monkeypatch):
    file = reports / "a.txt"
    file.write_bytes(b"")
    monkeypatch.setattr(work.time, "sleep", lambda _seconds: file.write_bytes(false_report.read_bytes()))
    watched.look_at([file])
    said = capsys.readouterr()
    assert (said.out.count("a.txt: 1 wrong"), said.err) == (1, "")


def test_a_file_that_stays_broken_is_told_once(watched, reports, capsys):
    (reports / "a.txt").write_bytes(b"")
    watched.look_at([reports / "a.txt"])
    assert capsys.readouterr().err.count("the file is empty") == 1


@pytest.mark.parametrize(
    ("name", "watched_too"),
    [
        ("a.docx", True),
        ("2024/a.pdf", True),
        ("~$a.docx", False),
        (".git/a.txt", False),
        ("a.docx.tmp", False),
        ("README.md", False),
    ],
)
def test_which_files_are_watched(name, watched_too, tmp_path):
    assert work.is_watched(tmp_path / name, tmp_path) is watched_too


@pytest.mark.parametrize(("what", "words"), [("nowhere", "there is no such file"), ("a.txt", "this is a file, not a folder")])
def test_what_is_no_folder_is_refused(what, words, tmp_path, danvan):
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    ended = danvan("watch", tmp_path / what)
    assert (ended.code, words in ended.err) == (2, True)


def test_ctrl_c_ends_it_well(reports):
    command = [sys.executable, "-m", "danvan", "watch", str(reports), "--lang", "en"]
    # A shell that runs tests in the background has its children ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    first = process.stderr.readline()
    assert first.startswith("Watching")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (0, "", "")


def test_the_extra_it_needs_is_named(reports):
    code = (
        "import sys; sys.modules['watchfiles'] = None; from danvan.cli import main;"
        f"sys.exit(main(['watch', {str(reports)!r}, '--lang', 'en']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, "pip install 'danvan[watch]'" in done.stderr) == (2, True)
