"""The gallery of files that cannot be read: each ends in a sentence that says what it is and what to do."""

import io
import os
import random
import socket
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.documents import bounded
from danvan.documents.docx import package
from danvan.documents.opening import open_document
from danvan.documents.zips import zipped
from danvan.kernel.errors import (
    DanvanError,
    FileEmpty,
    FileForbidden,
    FileMissing,
    FileTooLarge,
    FormatDamaged,
    FormatUnknown,
    InputError,
)

MakeZip = Callable[..., Path]
WordEntries = Callable[..., dict[str, str]]


def ole(stream: str) -> bytes:
    """The first sectors of an OLE container whose directory names one stream."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = struct.pack("<H", 9)
    header[48:52] = struct.pack("<I", 2)
    return (
        bytes(header)
        + bytes(1024)
        + "Root Entry".encode("utf-16-le").ljust(128, b"\0")
        + stream.encode("utf-16-le").ljust(128, b"\0")
    )


UNKNOWN = {
    "telephone (HEIC)": b"\0\0\0\x18ftypheic" + bytes(20),
    "XML": b"<?xml version='1.0'?><a/>",
    "old Office file": ole("Lạ"),
    "RAR": b"Rar!\x1a\x07\x00",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "gzip": b"\x1f\x8b\x08\x00",
    "program": b"MZ\x90\x00\x03",
    "binary data": bytes(range(256)),
    "not in Unicode": "Ủy ban nhân dân xã đã tiếp nhận đơn".encode("cp1258", "replace"),
}  # fmt: skip


def refusal(path: Path) -> DanvanError:
    with pytest.raises(DanvanError) as raised:
        open_document(path)
    assert str(path) in str(raised.value)
    return raised.value


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def make(data: bytes, name: str = "report.docx") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return make


@pytest.mark.parametrize(("said", "data"), UNKNOWN.items(), ids=UNKNOWN)
def test_what_is_no_report_is_called_what_it_is(file: Callable[..., Path], said: str, data: bytes) -> None:
    error = refusal(file(data))
    assert isinstance(error, FormatUnknown)
    assert said in str(error)


@pytest.mark.parametrize(
    ("said", "entries"),
    [
        ("PowerPoint", {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}),
        ("zip archive", {"a.bin": "x"}),
        ("zip archive", {"word/document.xml": "<html/>"}),
    ],
)
def test_a_zip_that_is_no_word_file_is_called_what_it_is(make_zip: MakeZip, said: str, entries: dict[str, str]) -> None:
    error = refusal(make_zip(entries))
    assert isinstance(error, FormatUnknown)
    assert said in str(error)


BROKEN_OFF = {
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "JPEG": b"\xff\xd8\xff\xe0" + bytes(40),
    "GIF": b"GIF89a" + bytes(40),
    "BMP": b"BM" + bytes(40),
    "TIFF": b"II*\x00" + bytes(40),
    "WEBP": b"RIFF\x10\0\0\0WEBPVP8 ",
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    ".xls": ole("Workbook"),
}


@pytest.mark.parametrize(("said", "data"), BROKEN_OFF.items(), ids=BROKEN_OFF)
def test_a_file_that_breaks_off_after_its_first_bytes_is_damaged(
    file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, said: str, data: bytes
) -> None:
    monkeypatch.setattr("danvan.documents.scan.reader.demand", lambda path: None)
    error = refusal(file(data))
    assert isinstance(error, FormatDamaged)
    assert said in str(error)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u00a0\n".encode()])
def test_an_empty_file_is_empty(file: Callable[..., Path], data: bytes) -> None:
    assert isinstance(refusal(file(data)), FileEmpty)


def test_a_word_file_without_words_is_empty(word_file: Callable[..., Path]) -> None:
    assert isinstance(refusal(word_file("<w:p/>")), FileEmpty)


def test_a_path_that_leads_nowhere_is_missing(file: Callable[..., Path], tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path / "none.txt"), FileMissing)
    assert isinstance(refusal(file(b"a") / "below.txt"), FileMissing)
    assert isinstance(refusal(Path("a\0b")), FileMissing)
    assert isinstance(refusal(tmp_path / ("a" * 300)), InputError)


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    assert "this is a folder" in str(refusal(tmp_path))


def test_a_socket_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        assert "not a file" in str(refusal(path))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may read everything")
def test_a_file_that_may_not_be_read_is_forbidden(file: Callable[..., Path]) -> None:
    path = file(b"a")
    path.chmod(0)
    assert isinstance(refusal(path), FileForbidden)


def test_a_text_of_fifty_megabytes_is_too_large(file: Callable[..., Path]) -> None:
    path = file(b"Tong hop " * 1000, "report.txt")
    os.truncate(path, 50_000_000)
    assert isinstance(refusal(path), FileTooLarge)
    assert "50 MB is more than the 20 MB" in str(refusal(path))


def test_a_text_of_too_many_lines_is_too_large(file: Callable[..., Path]) -> None:
    assert isinstance(refusal(file(b"a\n" * 500_001)), FileTooLarge)


def test_a_text_with_one_broken_letter_is_damaged_and_says_where(file: Callable[..., Path]) -> None:
    data = "Ủy ban nhân dân xã đã tiếp nhận đơn, trả kết quả".encode()
    assert "byte 1 " in str(refusal(file(b"\xff" + data)))
    assert isinstance(refusal(file(data[:-1])), FormatDamaged)
    assert isinstance(refusal(file("Báo cáo".encode("utf-16")[:-1])), FormatDamaged)


def test_a_file_that_grows_while_it_is_read_is_not_read_on(tmp_path: Path) -> None:
    class Growing(io.BytesIO):
        def seek(self, *place: int) -> int:
            super().seek(0)
            return 0

    with pytest.raises(FileTooLarge):
        bounded.read_all(Growing(b"a" * 11), tmp_path / "a.txt", 10)


def test_a_word_file_cut_short_is_damaged_wherever_it_is_cut(word_file: Callable[..., Path]) -> None:
    path = word_file("<w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p>")
    data = path.read_bytes()
    for end in range(40, len(data), 97):
        path.write_bytes(data[:end])
        assert isinstance(refusal(path), FormatDamaged)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_word_file_with_broken_bytes_is_read_or_refused(word_file: Callable[..., Path], seed: int) -> None:
    path = word_file("<w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p>", styles="", numbering="")
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)  # noqa: S311 - a test, not a secret
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(4, len(data))] = chance.choice([0, 1, 0xFF, chance.randrange(256)])
    path.write_bytes(data)
    with suppress(DanvanError):
        open_document(path)


def test_a_word_file_that_lost_its_text_is_damaged(make_zip: MakeZip, word_entries: WordEntries) -> None:
    entries = word_entries()
    del entries["word/document.xml"]
    assert "word/document.xml is missing" in str(refusal(make_zip({**entries, "word/styles.xml": "<a/>"})))


SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "".join(f'<!ENTITY a{at + 1} "{f"&a{at};" * 10}">' for at in range(9))
BROKEN = {
    "broken at line 2": f"<w:document {SPACE}><w:body>\n<w:p></w:body></w:document>",
    "no body": f"<w:document {SPACE}/>",
    "declares a DOCTYPE": f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><w:document {SPACE}><w:body>&a9;</w:body></w:document>',
    "nested more than": f"<w:document {SPACE}><w:body>{'<w:sdt>' * 220}{'</w:sdt>' * 220}</w:body></w:document>",
}


@pytest.mark.parametrize(("said", "xml"), BROKEN.items(), ids=BROKEN)
def test_xml_that_word_would_not_write_is_damaged(make_zip: MakeZip, word_entries: WordEntries, said: str, xml: str) -> None:
    error = refusal(make_zip({**word_entries(), "word/document.xml": xml}))
    assert isinstance(error, FormatDamaged)
    assert said in str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_never_brings_in_another_file(
    make_zip: MakeZip, word_entries: WordEntries, tmp_path: Path, encoding: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {SPACE}><w:body><w:p><w:r><w:t>&s;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "DOCTYPE" in str(refusal(make_zip({**word_entries(), "word/document.xml": xml.encode(encoding)})))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(make_zip: MakeZip, word_entries: WordEntries) -> None:
    bomb = make_zip({**word_entries(), "word/media/a.bin": bytes(6_000_000)})
    assert isinstance(refusal(bomb), FileTooLarge)
    assert "300 times" in str(refusal(bomb))


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("MAX_PACKED", 100, "is more than"),
        ("MAX_UNPACKED", 100, "unpacked"),
        ("MAX_PART", 100, "in one part"),
        ("MAX_ENTRIES", 3, "a zip of 4 files"),
    ],
)
def test_every_size_of_a_zip_has_a_limit(
    monkeypatch: pytest.MonkeyPatch, word_file: Callable[..., Path], limit: str, value: int, said: str
) -> None:
    path = word_file("<w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p>")
    monkeypatch.setattr(zipped if limit == "MAX_ENTRIES" else package, limit, value)
    error = refusal(path)
    assert isinstance(error, FileTooLarge)
    assert said in str(error)


def test_a_table_of_contents_that_claims_too_much_is_refused_unread(word_file: Callable[..., Path]) -> None:
    path = word_file("<w:p/>")
    data = bytearray(path.read_bytes())
    data[-10:-6] = struct.pack("<I", 50_000_000)
    path.write_bytes(data)
    assert isinstance(refusal(path), FileTooLarge)


def test_the_contents_of_a_very_large_zip_are_bounded_too(word_file: Callable[..., Path]) -> None:
    path = word_file("<w:p/>")
    data = path.read_bytes()
    locator = b"PK\x06\x07" + bytes(16)
    record = b"PK\x06\x06" + bytes(36) + struct.pack("<Q", 10**9) + bytes(8)
    path.write_bytes(data[:-22] + record + locator + data[-22:])
    assert isinstance(refusal(path), FileTooLarge)
    path.write_bytes(data[:-22] + locator + data[-22:])
    assert "table of contents is missing" in str(refusal(path))


def test_a_nul_far_inside_a_text_makes_it_binary(file: Callable[..., Path]) -> None:
    assert "binary data" in str(refusal(file(b"a" * 5000 + b"\0")))


def test_a_disk_that_fails_is_said(file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    path = file(b"a")
    monkeypatch.setattr(bounded, "read_all", fail)
    assert "Input/output error" in str(refusal(path))


def test_too_many_tags_are_refused_unparsed(monkeypatch: pytest.MonkeyPatch, word_file: Callable[..., Path]) -> None:
    monkeypatch.setattr("danvan.documents.docx.xml.MAX_TAGS", 5)
    assert isinstance(refusal(word_file("<w:p/>")), FileTooLarge)


def test_a_zip_with_a_password_or_an_unknown_packing_is_said(tmp_path: Path, word_file: Callable[..., Path]) -> None:
    path = word_file("<w:p><w:r><w:t>a</w:t></w:r></w:p>")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"))
    assert "locked with a password" in str(refusal(path))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "does not use" in str(refusal(path))


def test_a_system_that_denies_reading_is_understood(file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = file(b"a")
    monkeypatch.setattr(Path, "open", deny)
    assert isinstance(refusal(path), FileForbidden)


def test_a_word_file_with_macros_is_read_without_them(make_zip: MakeZip, word_entries: WordEntries) -> None:
    entries = word_entries()
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    entries["[Content_Types].xml"] = entries["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind
    )
    document = open_document(make_zip({**entries, "word/vbaProject.bin": ole("VBA")}, "report.docm"))
    assert (document.format, document.text, document.warnings) == ("docx", "Báo cáo", ())


def test_what_a_word_file_refers_to_outside_itself_is_not_fetched(make_zip: MakeZip, word_entries: WordEntries) -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        relations = "".join(
            f'<Relationship Id="{name}" Type="{kinds}/{name}" Target="{place}" TargetMode="External"/>'
            for name in ("styles", "numbering", "header", "attachedTemplate")
        )
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        entries = word_entries() | {
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>'
        }
        assert open_document(make_zip(entries)).text == "Báo cáo"
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_tables_within_tables_without_end_are_refused(word_file: Callable[..., Path]) -> None:
    nested = "<w:tbl><w:tr><w:tc>" * 70 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 70
    assert "nested more than" in str(refusal(word_file(nested)))


def test_a_locked_workbook_or_word_file_under_any_name_is_said(file: Callable[..., Path]) -> None:
    for name in ("report.docx", "report.xlsx", "report.doc", "report"):
        assert "locked with a password" in str(refusal(file(ole("EncryptedPackage"), name)))
