"""A zip of reports: 'bundle.zip/xa-a/bao-cao.docx' names a file in it, read into memory and never unpacked to disk."""

import io
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from danvan.documents import bounded
from danvan.documents.zips.names import name_of
from danvan.documents.zips.zipped import BROKEN, Limits, open_zip
from danvan.kernel.errors import DanvanError, FileMissing, FormatDamaged, InputError
from danvan.kernel.said import Said, mark

LIMITS = Limits(packed=1_000 * bounded.MEGABYTE, unpacked=2_000 * bounded.MEGABYTE)
MAX_MEMBER = 100 * bounded.MEGABYTE
"""Bytes of one file in the zip: it is held in memory while it is read."""

_PACKAGE_PARTS = {"[content_types].xml", "mimetype", "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"}
_ZIP_START = b"PK"
_TWICE = mark("the zip holds two files of this name; unpack it, give each its own name, and try again")
_OUTSIDE = mark(
    "the zip holds a name that leads out of it ({name}), as no office program writes; unpack it and look at it first"
)
_FOLDER = mark("this is a folder in the zip; give a file in it, or the zip itself")


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The ordinary file at `path`, or the file in a zip when `path` goes through one, open for reading.

    Raises as `bounded.opened` does, and for a zip FormatDamaged, FormatUnknown (a password), FileTooLarge, InputError.
    """
    archive = archive_of(path)
    if archive is None:
        with bounded.opened(path) as file:
            yield file
    else:
        yield io.BytesIO(_member(archive, path))


def archive_of(path: Path) -> Path | None:
    """The file that `path` goes on behind, as if it were a folder: 'a.zip' of 'a.zip/b/c.docx'. None for an ordinary path."""
    try:
        if path.exists():
            return None
        return next((above for above in path.parents if above.is_file() and _is_zip(above)), None)
    except (OSError, ValueError):
        # Whatever is wrong with it is said when the path itself is opened.
        return None


def is_bundle(file: BinaryIO, path: Path) -> bool:
    """Whether a zip is one of files, not itself a document: a Word file is a zip too. False for one that cannot be opened."""
    try:
        with open_zip(file, path, LIMITS, "zip") as archive:
            names = {info.filename.replace("\\", "/").lower() for info in archive.infolist()}
    except InputError:
        return False
    finally:
        file.seek(0)
    return not names & _PACKAGE_PARTS


def members(archive: Path) -> list[Path]:
    """The files in a zip of files, as paths that go through it, sorted; hidden ones and those a Mac adds are left out.

    Raises as `opened` does, and InputError for a name that leads out of the zip.
    """
    with bounded.opened(archive) as file, open_zip(file, archive, LIMITS, "zip") as unpacked:
        return sorted(archive / name for name in _named(unpacked, archive) if not _hidden(name))


def _member(archive: Path, path: Path) -> bytes:
    wanted = _normal(path.relative_to(archive).as_posix())
    with bounded.opened(archive) as file, open_zip(file, archive, LIMITS, "zip") as unpacked:
        found = _named(unpacked, archive).get(wanted, [])
        if not found:
            raise _missing(unpacked, archive, path, wanted)
        if len(found) > 1:
            raise InputError(file=path, reason=_TWICE)
        bounded.check_size(path, found[0].file_size, MAX_MEMBER, what="unpacked")
        try:
            with unpacked.open(found[0]) as member:
                return member.read(MAX_MEMBER)
        except BROKEN as error:
            raise FormatDamaged(file=path, found="zip", reason="it cannot be unpacked") from error


def _missing(unpacked: zipfile.ZipFile, archive: Path, path: Path, wanted: str) -> DanvanError:
    below = any(name.startswith(f"{wanted}/") for name in _named(unpacked, archive))
    return InputError(file=path, reason=_FOLDER) if below else FileMissing(file=path)


def _named(unpacked: zipfile.ZipFile, archive: Path) -> dict[str, list[zipfile.ZipInfo]]:
    """The ordinary files of a zip by the name people see; one that is there twice keeps both."""
    named: dict[str, list[zipfile.ZipInfo]] = {}
    for info in unpacked.infolist():
        name = _normal(name_of(info))
        if PurePosixPath(name).is_absolute() or ".." in name.split("/") or name[1:2] == ":":
            raise InputError(file=archive, reason=Said(_OUTSIDE, name=name))
        if not info.is_dir() and not name.endswith("/") and not _link(info):
            named.setdefault(name, []).append(info)
    return named


def _normal(name: str) -> str:
    """A name as one writes it: '/' between folders, no './', letters composed (a Mac takes the tone marks apart)."""
    folder = "/" if name.endswith(("/", "\\")) else ""
    whole = unicodedata.normalize("NFC", name.replace("\\", "/"))
    return f"{PurePosixPath(whole)}{folder}"


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in name.split("/"))


def _link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == _ZIP_START
