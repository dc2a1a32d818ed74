"""Old Word files, rich texts and OpenDocument texts go through LibreOffice; where it is not, a sentence says so."""

import os
import socket
import stat
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from danvan.documents.model import BlockKind
from danvan.documents.office import reader
from danvan.documents.office.reader import CONVERTED, OfficeMissing, OfficeTooSlow
from danvan.documents.opening import open_document
from danvan.kernel.errors import FileLocked, FormatDamaged

RTF = rb"{\rtf1\ansi\uc0 {\*\generator a}B\u225 o c\u225 o: \b 206\b0  h\u7891  s\u417 .\par}"
PAGE = """<html><head><meta charset="utf-8"></head><body><p>Đã tiếp nhận 206 hồ sơ.</p>
<table border="1"><tr><td>Stt</td><td>Nữ</td></tr><tr><td>1</td><td>12</td></tr></table></body></html>"""
needs_office = pytest.mark.skipif(
    not reader.office_program() and not os.environ.get("CI"), reason="LibreOffice is not installed"
)


def old_word(flags: int) -> bytes:
    """An OLE container with a stream WordDocument, whose information block has these flags."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    header[30:32], header[48:52] = struct.pack("<H", 9), struct.pack("<I", 0)
    entry = bytearray("WordDocument".encode("utf-16-le").ljust(128, b"\0"))
    entry[116:120] = struct.pack("<I", 1)
    block = b"\xec\xa5\xc1\0".ljust(10, b"\0") + struct.pack("<H", flags)
    return bytes(header) + bytes(entry).ljust(512, b"\0") + block.ljust(4096, b"\0")


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def make(data: bytes, name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return make


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """stand_in(script): a program called instead of LibreOffice."""

    def make(script: str) -> Path:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(reader, "office_program", lambda: str(path))
        return path

    return make


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_a_file_of_another_office_program_is_read_with_a_remark(tmp_path: Path, ending: str) -> None:
    page = tmp_path / "report.html"
    page.write_text(PAGE, encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--infilter=HTML (StarWriter)", "--convert-to", ending, "--outdir"]
    subprocess.run([*command, str(tmp_path), str(page)], check=True, capture_output=True, timeout=300)
    document = open_document(tmp_path / f"report.{ending}")
    assert (document.format, document.warnings) == (ending, (CONVERTED,))
    assert document.text.splitlines() == ["Đã tiếp nhận 206 hồ sơ.", "Stt\tNữ", "1\t12"]
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE]


@pytest.mark.office
@needs_office
def test_a_rich_text_named_as_an_old_word_file_is_read_as_what_it_is(file: Callable[..., Path]) -> None:
    document = open_document(file(RTF, "report.doc"))
    assert (document.format, document.text) == ("rtf", "Báo cáo: 206 hồ sơ.")
    assert "ends as another kind" in document.warnings[-1]


@pytest.mark.office
@needs_office
def test_a_broken_file_is_damaged(file: Callable[..., Path]) -> None:
    with pytest.raises(FormatDamaged, match="LibreOffice cannot open it"):
        open_document(file(old_word(0), "report.doc"))


@pytest.mark.parametrize(("name", "data"), [("report.rtf", RTF), ("report.doc", old_word(0))])
def test_without_libreoffice_the_way_out_is_said(
    file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, name: str, data: bytes
) -> None:
    monkeypatch.setattr(reader, "office_program", lambda: "")
    path = file(data, name)
    with pytest.raises(OfficeMissing, match=r"libreoffice-writer-nogui.* save the file as \.docx") as raised:
        open_document(path)
    assert str(path) in str(raised.value)


def test_an_old_word_file_with_a_password_is_locked(file: Callable[..., Path]) -> None:
    with pytest.raises(FileLocked, match="locked with a password"):
        open_document(file(old_word(0x0100), "report.doc"))


def test_an_open_document_with_a_password_is_locked(make_zip: Callable[..., Path]) -> None:
    manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    entries = {"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": manifest}
    with pytest.raises(FileLocked):
        open_document(make_zip(entries, "report.odt"))


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for LibreOffice")
def test_a_conversion_without_end_is_ended_with_all_it_started(
    file: Callable[..., Path], stand_in: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in(f"sleep 60 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(reader, "SECONDS", 1)
    with pytest.raises(OfficeTooSlow, match="in 1 seconds"):
        open_document(file(RTF, "report.rtf"))
    child = Path("/proc", (tmp_path / "child").read_text().strip(), "stat")
    assert not child.exists() or child.read_text().split()[2] == "Z"


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for LibreOffice")
def test_every_conversion_has_a_profile_of_its_own_without_macros(
    file: Callable[..., Path], stand_in: Callable[[str], Path], tmp_path: Path
) -> None:
    stand_in(f'for one; do case $one in -env:*) cp "${{one#*file://}}/user/registrymodifications.xcu" {tmp_path};; esac; done')
    with pytest.raises(FormatDamaged):
        open_document(file(RTF, "report.rtf"))
    settings = (tmp_path / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert "DisableMacrosExecution" in settings


OPEN_DOCUMENT = """<?xml version="1.0"?><office:document-content office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"><office:body><office:text>
 <text:section text:name="a"><text:section-source xlink:href="{secret}" text:filter-name="Text"/>
 <text:p>Một</text:p></text:section>
 <text:section text:name="b"><text:section-source xlink:href="{page}" text:filter-name="Text"/>
 <text:p>Hai</text:p></text:section>
 <text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{page}" xlink:actuate="onLoad"/></draw:frame>
 Ba</text:p></office:text></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
 <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
 <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


@pytest.mark.office
@needs_office
def test_nothing_is_fetched_that_is_not_in_the_file(make_zip: Callable[..., Path], tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        page = f"http://127.0.0.1:{server.getsockname()[1]}/a.txt"
        content = OPEN_DOCUMENT.format(secret=secret.as_uri(), page=page)
        entries = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
        entries["META-INF/manifest.xml"] = MANIFEST
        document = open_document(make_zip(entries, "report.odt"))
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert document.text.split() == ["Một", "Hai", "Ba"]
