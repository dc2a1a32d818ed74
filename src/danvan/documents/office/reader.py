"""Old Word files, rich text and OpenDocument texts: LibreOffice turns them into .docx, and that is read."""

import io
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from danvan.documents import bounded
from danvan.documents.docx.reader import read_docx
from danvan.documents.kinds import Kind
from danvan.documents.model import Document
from danvan.documents.office.locks import locked
from danvan.documents.office.program import ProgramStopped, run
from danvan.kernel.errors import FileLocked, FormatDamaged, InputError
from danvan.kernel.said import mark

MAX_SIZE = 100 * bounded.MEGABYTE
SECONDS = 180
"""A report of a hundred pages takes five; the first start of the program on a slow machine takes twenty."""
CONVERTED = (
    "The file was turned into .docx by LibreOffice before it was read; its text is the same, its layout may differ a little."
)

_REFUSED = mark("LibreOffice cannot open it")
_ENDINGS = {Kind.OLD_WORD: "doc", Kind.RTF: "rtf", Kind.OPEN_TEXT: "odt"}
_USUAL_PLACES = (
    "/usr/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe",
)
# No macros, no links followed, no page fetched: what is not in the file is no part of the report.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""
_NO_NETWORK = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "SAL_USE_VCLPLUGIN": "svp"}


class OfficeMissing(InputError):
    """Fields: file, found."""

    template = (
        "{file}: {found} is read through LibreOffice, which is not installed here. Install it (Debian, Ubuntu: apt install"
        " libreoffice-writer-nogui; Windows: libreoffice.org), or save the file as .docx and try again."
    )


class OfficeTooSlow(InputError):
    """Fields: file, allowed."""

    template = (
        "{file}: LibreOffice did not finish with this file in {allowed} seconds."
        " Open it in Word, save it as .docx, and try again."
    )


def read_office_file(file: BinaryIO, path: Path, kind: Kind) -> Document:
    """The Document of an old Word file, a rich text or an OpenDocument text; its format is 'doc', 'rtf' or 'odt'.

    Raises OfficeMissing, FileLocked, OfficeTooSlow, FormatDamaged, FileTooLarge.
    """
    ending = _ENDINGS[kind]
    data = bounded.read_all(file, path, MAX_SIZE)
    if locked(data, kind, path):
        raise FileLocked(file=path)
    program = office_program()
    if not program:
        raise OfficeMissing(file=path, found=kind)
    document = read_docx(io.BytesIO(_converted(data, ending, program, path)), path)
    return replace(document, format=ending, warnings=(*document.warnings, CONVERTED))


def office_program() -> str:
    """Where LibreOffice is, '' when it is not on this machine."""
    return shutil.which("soffice") or next((place for place in _USUAL_PLACES if os.access(place, os.X_OK)), "")


def _converted(data: bytes, ending: str, program: str, path: Path) -> bytes:
    with tempfile.TemporaryDirectory(prefix="danvan-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        source, result = folder / f"report.{ending}", folder / "out" / "report.docx"
        source.write_bytes(data)
        command = [
            program,
            *_options(folder),
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(result.parent),
            str(source),
        ]
        try:
            run(command, seconds=SECONDS, settings=_NO_NETWORK)
        except ProgramStopped as error:
            raise OfficeTooSlow(file=path, allowed=SECONDS) from error
        except OSError as error:
            raise OfficeMissing(file=path, found=f".{ending}") from error
        if not result.is_file():
            raise FormatDamaged(file=path, found=f".{ending}", reason=_REFUSED)
        with result.open("rb") as made:
            return bounded.read_all(made, path, MAX_SIZE)


def _options(folder: Path) -> list[str]:
    """A profile of its own, so that nobody's settings or open windows matter, and two conversions do not meet."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return [
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        f"-env:UserInstallation={profile.as_uri()}",
    ]
