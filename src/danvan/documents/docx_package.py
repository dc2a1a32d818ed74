"""The zip of a Word file: its parts and how they refer to each other, within limits that a zip bomb meets first."""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from danvan.documents import bounded
from danvan.documents.docx_xml import FOUND, Element, children, name, parse
from danvan.documents.kinds import ALLOWED, Kind
from danvan.kernel.errors import FileTooLarge, FormatDamaged, FormatUnknown

MAX_PACKED = 100 * bounded.MEGABYTE
MAX_UNPACKED = 200 * bounded.MEGABYTE
MAX_PART = 50 * bounded.MEGABYTE
MAX_ENTRIES = 10_000
MAX_FOLD = 300
"""How many times larger a part may unpack; tables that repeat themselves reach 100."""
_FOLDED_FROM = 5 * bounded.MEGABYTE
_MAX_DIRECTORY = 4 * bounded.MEGABYTE

_TAIL = 66_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, struct.error)
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_OTHER_OFFICE = {"xl": Kind.EXCEL, "ppt": Kind.POWERPOINT}
_OPEN_DOCUMENT = (
    (b"application/vnd.oasis.opendocument.text", Kind.OPEN_TEXT),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind.OPEN_SHEET),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from one part to another: what it is for ('styles', 'header'), and the name of the other part."""

    kind: str
    target: str


class Package:
    """The parts of an open Word file, by name."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self.file = str(path)
        self._archive = archive
        self._parts = {_part_name(info.filename): info for info in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return _part_name(part) in self._parts

    @property
    def folders(self) -> set[str]:
        return {part.partition("/")[0] for part in self._parts}

    def read(self, part: str) -> bytes:
        """The bytes of a part that is there. Raises FormatDamaged when they cannot be unpacked, FileTooLarge."""
        info = self._parts[_part_name(part)]
        if info.file_size > MAX_PART:
            bounded.check_size(Path(self.file), info.file_size, MAX_PART, what="in one part")
        try:
            with self._archive.open(info) as opened:
                return opened.read(MAX_PART)
        except _BROKEN as error:
            raise FormatDamaged(file=self.file, found=FOUND, reason=f"{part} cannot be unpacked") from error

    def root(self, part: str) -> Element | None:
        """The XML of a part, None when the file has no such part."""
        return parse(self.read(part), self.file) if part in self else None

    def relations(self, part: str = "") -> Mapping[str, Relation]:
        """What `part` refers to inside the file, by identifier; '' asks the file as a whole."""
        folder, base = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{base}.rels"))
        return {
            one.get("Id", ""): Relation(posixpath.basename(one.get("Type", "")), _target(folder, one.get("Target", "")))
            for one in children(root, "rel:Relationship")
            if one.get("TargetMode") != "External"
        }

    def main(self) -> tuple[str, Element]:
        """The name and the root of the part that holds the text.

        Raises FormatUnknown for a zip that is no Word file, FormatDamaged for a Word file that has lost it.
        """
        target = next((one.target for one in self.relations().values() if one.kind == "officeDocument"), "word/document.xml")
        root = self.root(target)
        if root is not None and name(root) == "w:document":
            return target, root
        if root is None and "word" in self.folders:
            raise FormatDamaged(file=self.file, found=FOUND, reason=f"{target} is missing")
        raise FormatUnknown(file=self.file, found=self._kind(), allowed=ALLOWED)

    def _kind(self) -> Kind:
        if "mimetype" in self:
            said = self.read("mimetype")
            return next((kind for start, kind in _OPEN_DOCUMENT if said.startswith(start)), Kind.ZIP)
        return next((kind for folder, kind in _OTHER_OFFICE.items() if folder in self.folders), Kind.ZIP)


def open_package(file: BinaryIO, path: Path) -> Package:
    """The package in an open file, after its sizes were checked.

    Raises FileTooLarge, FormatDamaged (no directory at its end: cut short), FormatUnknown (locked with a password).
    """
    size = bounded.size(file)
    bounded.check_size(path, size, MAX_PACKED)
    file.seek(max(0, size - _TAIL))
    _check_directory(file.read(_TAIL), path)
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise FormatDamaged(file=path, found=_likely(file, path), reason="its end is missing") from error
    _check_entries(archive.infolist(), path)
    return Package(archive, path)


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


def _check_entries(entries: list[zipfile.ZipInfo], path: Path) -> None:
    if len(entries) > MAX_ENTRIES:
        raise _too_many(path, str(len(entries)))
    bounded.check_size(path, sum(entry.file_size for entry in entries), MAX_UNPACKED, what="unpacked")
    for entry in entries:
        if entry.file_size > _FOLDED_FROM and entry.file_size > MAX_FOLD * entry.compress_size:
            raise FileTooLarge(file=path, found="a part that unpacks to over 300 times its size", allowed=f"{MAX_FOLD} times")
        if entry.flag_bits & 1:
            raise FormatUnknown(file=path, found=Kind.LOCKED_ZIP, allowed=ALLOWED)
        if entry.compress_type not in _PACKINGS:
            raise FormatDamaged(file=path, found="zip", reason="it is packed in a way Word does not use")


def _too_many(path: Path, found: str) -> FileTooLarge:
    return FileTooLarge(file=path, found=f"a zip of {found} files", allowed=f"{MAX_ENTRIES}")


def _likely(file: BinaryIO, path: Path) -> str:
    """What a broken zip was most likely meant to be."""
    file.seek(0)
    return FOUND if b"word/" in file.read(_TAIL) or path.suffix.lower() == FOUND else "zip"


def _part_name(raw: str) -> str:
    """Names of parts do not tell capitals from small letters (ECMA-376 part 2); some writers turn the slashes round."""
    return raw.replace("\\", "/").lstrip("/").lower()


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
