"""Opening a report: what kind of file it is, found by its content, and the reader of that kind."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from danvan.documents import bounded
from danvan.documents.docx import read_docx
from danvan.documents.kinds import ALLOWED, Kind, kind_of
from danvan.documents.model import Document
from danvan.documents.text_file import read_text
from danvan.kernel.errors import FileEmpty, FileMissing, FolderEmpty, FormatUnknown, InputError

ENDINGS: tuple[str, ...] = (".docx", ".txt")
"""Endings `find_reports` looks for. A file given by name is opened whatever its ending."""

MAX_TEXT = 20 * bounded.MEGABYTE
_MISNAMED = "The name of this file ends as another kind of file does: it was read by what it holds."


def open_document(path: Path) -> Document:
    """The Document of the file at `path`, its kind found by content, not by name.

    A text under a name that ends in .docx is most likely a report saved wrongly: it is read, with a warning.
    Raises FileMissing, FileForbidden, FileEmpty (no character that is not white space), FileTooLarge, FormatUnknown,
    FormatDamaged, and InputError for a folder. At most the allowed size is ever read into memory.
    """
    with bounded.opened(path) as file:
        if bounded.size(file) == 0:
            raise FileEmpty(file=path)
        document = _read(file, path)
    if not document.text.strip():
        raise FileEmpty(file=path)
    ending = path.suffix.lower()
    if ending in ENDINGS and ending != f".{document.format}":
        return replace(document, warnings=(*document.warnings, _MISNAMED))
    return document


def _read(file: BinaryIO, path: Path) -> Document:
    kind = kind_of(file)
    if kind is Kind.TEXT:
        return read_text(bounded.read_all(file, path, MAX_TEXT), str(path))
    if kind is Kind.ZIP:
        return read_docx(file, path)
    raise FormatUnknown(file=path, found=kind, allowed=ALLOWED)


def find_reports(folder: Path) -> list[Path]:
    """The reports in `folder` and the folders below it, sorted by name.

    Left out: hidden files and folders, the lock files Word keeps beside an open document (`~$…`), and links to folders.
    Raises FileMissing, FileForbidden (also for a folder below), InputError when `folder` is a file, FolderEmpty.
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
        found.extend(Path(place, name) for name in names if _is_report(name))
    return found


def _is_report(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and not name.startswith((".", "~$"))


def _stop(error: OSError) -> None:
    raise error


def digest(path: Path) -> str:
    """SHA-256 of the file at `path`, 64 hexadecimal digits. Raises as `open_document` does for a path it cannot read."""
    sha = hashlib.sha256()
    with bounded.opened(path) as file:
        for piece in bounded.pieces(file):
            sha.update(piece)
    return sha.hexdigest()
