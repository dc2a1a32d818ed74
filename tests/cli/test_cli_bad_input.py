"""Every mistake people make with files and options: a sentence that says what and what to do, exit 2, nothing written."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

Danvan = Callable[..., object]
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


def _file(name: str, content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        file = folder / name
        file.write_bytes(content)
        return file

    return make


def _truncated(folder: Path) -> Path:
    from_word = b"PK\x03\x04" + bytes(400)
    return _file("half.docx", from_word)(folder)


def _huge(folder: Path) -> Path:
    return _file("huge.txt", b"20 luot\n" * 6_250_000)(folder)


@dataclass(frozen=True)
class Mistake:
    """`make` gives the thing the mistake is about; `call` is the command line, in which FILE stands for it."""

    name: str
    make: Callable[[Path], Path]
    call: str
    english: str
    vietnamese: str


def _nothing(folder: Path) -> Path:
    return folder / "nothing"


def _empty_folder(folder: Path) -> Path:
    made = folder / "empty"
    made.mkdir()
    return made


def _file_for_folder(folder: Path) -> Path:
    (folder / "in").mkdir()
    _file("in/a.txt", "1. Tiếp 20 lượt công dân".encode())(folder)
    return _file("taken", b"mine")(folder)


def _foreign_folder(folder: Path) -> Path:
    _file_for_folder(folder)
    (folder / "theirs").mkdir()
    return _file("theirs/letter.txt", b"mine")(folder).parent


GALLERY = [
    Mistake("missing file", _nothing, "check FILE", "there is no such file", "không có tệp này"),
    Mistake("empty file", _file("empty.txt", b""), "read FILE", "the file is empty", "tệp rỗng"),
    Mistake("blank file", _file("blank.txt", b" \n\n"), "check FILE", "the file is empty", "tệp rỗng"),
    Mistake("broken picture named .docx", _file("a.docx", PICTURE), "check FILE", "not a whole picture", "ảnh không trọn vẹn"),
    Mistake("truncated .docx", _truncated, "read FILE", "damaged or cut short", "bị hỏng hoặc bị cắt mất"),
    Mistake("binary file", _file("a.txt", bytes(range(256)) * 8), "check FILE", "binary data", "dữ liệu nhị phân"),
    Mistake("50 MB of text", _huge, "check FILE", "50 MB is more than the", "50 MB là quá lớn"),
    Mistake("folder without a report", _empty_folder, "check FILE", "no report in this folder", "không có báo cáo nào"),
    Mistake("folder with no reports", _empty_folder, "run FILE --out OUT", "no report in this folder", "không có báo cáo nào"),
    Mistake("missing folder", _nothing, "run FILE --out OUT", "there is no such file", "không có tệp này"),
    Mistake("file for a folder", _file("a.txt", b"x"), "run FILE --out OUT", "not a folder", "không phải thư mục"),
    Mistake("output is a file", _file_for_folder, "run IN --out FILE", "it is a file, not a folder", "đây là một tệp"),
    Mistake("output is not ours", _foreign_folder, "run IN --out FILE", "danvan did not make", "không phải do danvan"),
    Mistake("unknown option", _nothing, "check FILE --al", "There is no option --al", "Không có tùy chọn --al"),
    Mistake("unknown command", _nothing, "chek FILE", "Which command?", "Lệnh nào?"),
    Mistake("unknown ledger command", _nothing, "ledger ad FILE", "add, show, rollup", "add, show, rollup"),
    Mistake("missing argument", _nothing, "check", "FILES is missing", "Thiếu FILES"),
    Mistake("missing option", _nothing, "run FILE", "--out is missing", "Thiếu --out"),
    Mistake("option without its value", _nothing, "check a.txt --format", "--format wants a value", "--format thiếu giá trị"),
    Mistake("too many words", _nothing, "run FILE more --out OUT", "Too many words", "Dòng lệnh thừa"),
    Mistake("unknown format", _nothing, "read FILE --format xml", "Allowed: text, json", "Có thể dùng: text, json"),
    Mistake("unknown threshold", _nothing, "check FILE --at-least bad", "error, warning, note", "error, warning, note"),
    Mistake("no day", _file_for_folder, "run IN --out OUT --date 31/2/2024", "'31/2/2024' is not allowed", "'31/2/2024' không"),
    Mistake("no ledger", _empty_folder, "ledger show --ledger FILE", "no ledger in this folder", "không có sổ cái"),
    Mistake("no period", _empty_folder, "ledger rollup --ledger FILE --period mai", "'mai' names no period", "'mai' không"),
    Mistake("figure without ledger", _nothing, "explain some.figure", "Which ledger", "nằm trong sổ cái nào"),
    Mistake("report that is missing", _nothing, "explain FILE.docx 5", "there is no such file", "không có tệp này"),
]


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("mistake", GALLERY, ids=lambda mistake: mistake.name)
def test_a_mistake_is_answered_with_a_sentence(mistake: Mistake, lang: str, tmp_path: Path, danvan: Danvan) -> None:
    file = mistake.make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    places = {"FILE": str(file), "IN": str(tmp_path / "in"), "OUT": str(tmp_path / "out"), "FILE.docx": f"{file}.docx"}
    ended = danvan(*(places.get(word, word) for word in mistake.call.split()), "--lang", lang)
    assert ended.code == 2
    assert (mistake.english if lang == "en" else mistake.vietnamese) in ended.err
    assert ended.out == ""
    assert "Traceback" not in ended.err
    assert sorted(tmp_path.rglob("*")) == before


def test_an_unknown_language_is_refused_with_those_we_speak(danvan: Danvan) -> None:
    ended = danvan("--lang", "fr", "--help")
    assert (ended.code, ended.err) == (2, "--lang: 'fr' không dùng được. Có thể dùng: vi, en.\n")


def test_a_folder_that_cannot_be_written_to_is_named(folder: Path, danvan: Danvan) -> None:
    locked = folder.parent / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    if os.access(locked, os.W_OK):
        pytest.skip("this account may write everywhere")
    ended = danvan("run", folder, "--out", locked / "out")
    assert ended.code == 2
    assert f"{locked / 'out'}: cannot be written (Permission denied)" in ended.err


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no file system here that nobody can write to")
def test_a_place_where_nobody_can_write_is_named(folder: Path, danvan: Danvan) -> None:
    ended = danvan("run", folder, "--out", "/proc/danvan")
    assert ended.code == 2
    assert "/proc/danvan: cannot be written" in ended.err
