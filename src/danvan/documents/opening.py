"""Opening a report: what kind of file it is, found by its content, and the reader of that kind."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from danvan.documents import bounded
from danvan.documents.docx.reader import read_docx
from danvan.documents.html.reader import read_html
from danvan.documents.kinds import ALLOWED, Kind, kind_of
from danvan.documents.model import Document
from danvan.documents.office.reader import read_office_file
from danvan.documents.pdf.reader import read_pdf
from danvan.documents.scan.reader import PICTURES, read_scan
from danvan.documents.sheet.csv import read_csv
from danvan.documents.sheet.workbook import read_workbook
from danvan.documents.text.reader import read_text
from danvan.documents.zips import bundle
from danvan.documents.zips.kind import kind_of_zip
from danvan.kernel.errors import FileEmpty, FileLocked, FileMissing, FolderEmpty, FormatUnknown, InputError
from danvan.kernel.said import mark

ENDINGS: tuple[str, ...] = (
    ".docx", ".doc", ".odt", ".pdf", ".rtf", ".txt", ".md", ".markdown", ".html", ".htm", ".mhtml", ".mht",
    ".xlsx", ".xls", ".ods", ".csv", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".zip",
)  # fmt: skip
"""Endings `find_reports` looks for. A file given by name is opened whatever its ending."""

_SHEETS_OF_TEXT = (".csv", ".tsv")
"""A text alone does not tell whether its commas part cells: that takes such a name, and lines that fit it."""

_ALSO = {
    ".jpeg": ".jpg",
    ".tiff": ".tif",
    ".htm": ".html",
    ".mhtml": ".html",
    ".mht": ".html",
    ".md": ".txt",
    ".markdown": ".txt",
}
"""Other endings of one format."""

MAX_TEXT = 20 * bounded.MEGABYTE
_NESTED = mark("this is a zip inside a zip, which is not opened; unpack the outer one and give the inner one by itself")
_SEVERAL = mark(
    "this is a zip of reports, not one report; unpack it, or name the report behind the zip: bundle.zip/report.docx"
)
_MISNAMED = "The name of this file ends as another kind of file does: it was read by what it holds."


def open_document(path: Path, *, appearance: bool = False) -> Document:
    """The Document of the file at `path`, its kind found by content, not by name; of a Word file (.docx) also how it looks,
    when `appearance` is asked for.

    A text under a name that ends in .docx is most likely a report saved wrongly: it is read, with a warning.
    Raises FileMissing, FileForbidden, FileEmpty (no character that is not white space), FileTooLarge, FileLocked,
    NothingRecognised, FormatUnknown, FormatDamaged, and InputError for a folder.
    At most the allowed size is ever read into memory.
    """
    with bundle.opened(path) as file:
        if bounded.size(file) == 0:
            raise FileEmpty(file=path)
        document = _read(file, path, appearance=appearance)
    if not document.text.strip():
        raise FileEmpty(file=path)
    ending = path.suffix.lower()
    if ending in ENDINGS and _ALSO.get(ending, ending) != f".{document.format}":
        return replace(document, warnings=(*document.warnings, _MISNAMED))
    return document


def _read(file: BinaryIO, path: Path, *, appearance: bool) -> Document:
    kind = kind_of(file)
    if kind is Kind.LOCKED_OFFICE:
        raise FileLocked(file=path)
    if kind is Kind.ZIP:
        return _read_zip(file, path, appearance=appearance)
    reader = _READERS.get(kind)
    if reader is None:
        raise FormatUnknown(file=path, found=kind, allowed=ALLOWED)
    return reader(file, path)


def _read_text(file: BinaryIO, path: Path) -> Document:
    data = bounded.read_all(file, path, MAX_TEXT)
    sheet = read_csv(data, str(path)) if path.suffix.lower() in _SHEETS_OF_TEXT else None
    return sheet or read_text(data, str(path))


def _read_zip(file: BinaryIO, path: Path, *, appearance: bool) -> Document:
    if bundle.is_bundle(file, path):
        raise _not_one_report(path)
    reader = _READERS_OF_ZIPS.get(kind_of_zip(file, path))
    return reader(file, path) if reader else read_docx(file, path, appearance=appearance)


def _not_one_report(path: Path) -> InputError:
    """What to say of a zip of files where one report was asked for."""
    if bundle.archive_of(path):
        return InputError(file=path, reason=_NESTED)
    if any(is_report(one.name) for one in bundle.members(path)):
        return InputError(file=path, reason=_SEVERAL)
    return FormatUnknown(file=path, found=Kind.ZIP, allowed=ALLOWED)


_READERS: dict[Kind, Callable[[BinaryIO, Path], Document]] = {
    Kind.TEXT: _read_text,
    Kind.HTML: read_html,
    Kind.PDF: read_pdf,
    **{kind: partial(read_scan, kind=kind) for kind in PICTURES},
    Kind.OLD_EXCEL: partial(read_workbook, kind=Kind.OLD_EXCEL),
    **{kind: partial(read_office_file, kind=kind) for kind in (Kind.OLD_WORD, Kind.RTF)},
}
"""The reader of each kind of file but zips; a kind that is not here is refused with its name."""

_READERS_OF_ZIPS: dict[Kind, Callable[[BinaryIO, Path], Document]] = {
    Kind.OPEN_TEXT: partial(read_office_file, kind=Kind.OPEN_TEXT),
    **{kind: partial(read_workbook, kind=kind) for kind in (Kind.EXCEL, Kind.OPEN_SHEET)},
}
"""The reader of each kind of file that is a zip; all others are left to that of Word files, which says what they are."""


def expand(path: Path) -> list[Path]:
    """A zip of reports stands for the reports in it ('bundle.zip/xa-a/bao-cao.docx'), any other path for itself.

    Never raises: a zip that cannot be opened, or holds no report, stands for itself, and opening it says why.
    """
    return _expanded(path) or [path]


def _expanded(path: Path) -> list[Path]:
    """The same, but nothing for a sound zip without a report in it."""
    try:
        with bounded.opened(path) as file:
            if kind_of(file) is not Kind.ZIP or not bundle.is_bundle(file, path):
                return [path]
        return [one for one in bundle.members(path) if is_report(one.name)]
    except InputError:
        return [path]


def find_reports(folder: Path) -> list[Path]:
    """The reports in `folder`, the folders below it and the zips in them, sorted by name.

    Left out: hidden files and folders, the lock files Word keeps beside an open document (`~$…`), README files, and links to
    folders. Raises FileMissing, FileForbidden (also for a folder below), InputError when `folder` is a file, FolderEmpty.
    """
    with bounded.sentences(folder):
        if not folder.exists():
            raise FileMissing(file=folder)
        if not folder.is_dir():
            raise InputError(file=folder, reason="this is a file, not a folder; give the folder that holds the reports")
        found = _walk(folder)
    if not found:
        raise FolderEmpty(file=folder, allowed=", ".join(ENDINGS))
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _walk(folder: Path) -> list[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=_stop):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in filter(is_report, names):
            path = Path(place, name)
            found.extend(_expanded(path) if path.suffix.lower() == ".zip" else [path])
    return found


def is_report(name: str) -> bool:
    """Whether a file of this name may be a report: not hidden, no lock file of Word, no README."""
    return name.lower().endswith(ENDINGS) and not name.startswith((".", "~$")) and not name.upper().startswith("README")


def _stop(error: OSError) -> None:
    raise error


def digest(path: Path) -> str:
    """SHA-256 of the file at `path`, 64 hexadecimal digits. Raises as `open_document` does for a path it cannot read."""
    sha = hashlib.sha256()
    with bundle.opened(path) as file:
        for piece in bounded.pieces(file):
            sha.update(piece)
    return sha.hexdigest()
