"""Zip archives opened within limits that a zip bomb meets first; what is in them is not unpacked here."""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from danvan.documents import bounded
from danvan.kernel.errors import FileLocked, FileTooLarge, FormatDamaged

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, struct.error)
"""What the zip reader raises on a file that is damaged."""

MAX_ENTRIES = 10_000
MAX_FOLD = 300
"""How many times larger a part may unpack; tables that repeat themselves reach 100."""
_FOLDED_FROM = 5 * bounded.MEGABYTE
_MAX_DIRECTORY = 4 * bounded.MEGABYTE
_TAIL = 66_000
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes: of the archive itself, and of all that is in it when unpacked."""

    packed: int
    unpacked: int


def open_zip(file: BinaryIO, path: Path, limits: Limits, called: str) -> zipfile.ZipFile:
    """The archive in an open file, after its sizes were checked; `called` is what an error calls a damaged one.

    Raises FileTooLarge, FormatDamaged (no directory at its end: cut short), FormatUnknown (locked with a password).
    """
    size = bounded.size(file)
    bounded.check_size(path, size, limits.packed)
    file.seek(max(0, size - _TAIL))
    _check_directory(file.read(_TAIL), path)
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise FormatDamaged(file=path, found=called, reason="its end is missing") from error
    _check_entries(archive.infolist(), path, limits)
    return archive


def _check_directory(tail: bytes, path: Path) -> None:
    """Refuses a table of contents too long to be read at all, before the zip reader loads it (APPNOTE 4.3.14 and 4.3.16)."""
    sizes = [0]
    end = tail.rfind(b"PK\x05\x06")
    if 0 <= end <= len(tail) - 22:
        sizes.append(int.from_bytes(tail[end + 12 : end + 16], "little"))
        large = tail.rfind(b"PK\x06\x06", 0, end)
        if large >= 0:
            sizes.append(int.from_bytes(tail[large + 40 : large + 48], "little"))
        elif tail[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
            raise FormatDamaged(file=path, found="zip", reason="its table of contents is missing")
    unset = 0xFFFFFFFF
    if max(size for size in sizes if size != unset) > _MAX_DIRECTORY:
        raise _too_many(path, f"more than {MAX_ENTRIES}")


def _check_entries(entries: list[zipfile.ZipInfo], path: Path, limits: Limits) -> None:
    if len(entries) > MAX_ENTRIES:
        raise _too_many(path, str(len(entries)))
    bounded.check_size(path, sum(entry.file_size for entry in entries), limits.unpacked, what="unpacked")
    for entry in entries:
        if entry.file_size > _FOLDED_FROM and entry.file_size > MAX_FOLD * entry.compress_size:
            raise FileTooLarge(file=path, found="a part that unpacks to over 300 times its size", allowed=f"{MAX_FOLD} times")
        if entry.flag_bits & 1:
            raise FileLocked(file=path)
        if entry.compress_type not in _PACKINGS:
            raise FormatDamaged(file=path, found="zip", reason="it is packed in a way Word does not use")


def _too_many(path: Path, found: str) -> FileTooLarge:
    return FileTooLarge(file=path, found=f"a zip of {found} files", allowed=f"{MAX_ENTRIES}")
