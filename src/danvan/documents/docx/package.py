"""The zip of a Word file: its parts and how they refer to each other, within limits that a zip bomb meets first."""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from danvan.documents import bounded
from danvan.documents.docx.xml import FOUND, Element, children, name, parse
from danvan.documents.kinds import ALLOWED, Kind
from danvan.documents.zips.zipped import BROKEN, Limits, open_zip
from danvan.kernel.errors import FormatDamaged, FormatUnknown

MAX_PACKED = 100 * bounded.MEGABYTE
MAX_UNPACKED = 200 * bounded.MEGABYTE
MAX_PART = 50 * bounded.MEGABYTE

_TAIL = 66_000
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

    def entry(self, part: str) -> str:
        """The name of a part as the zip writes it; the part's own where there is none yet."""
        return self._parts[_part_name(part)].orig_filename if part in self else part

    def read(self, part: str) -> bytes:
        """The bytes of a part that is there. Raises FormatDamaged when they cannot be unpacked, FileTooLarge."""
        info = self._parts[_part_name(part)]
        if info.file_size > MAX_PART:
            bounded.check_size(Path(self.file), info.file_size, MAX_PART, what="in one part")
        try:
            with self._archive.open(info) as opened:
                return opened.read(MAX_PART)
        except BROKEN as error:
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
    return Package(open_zip(file, path, Limits(MAX_PACKED, MAX_UNPACKED), _likely(file, path)), path)


def _likely(file: BinaryIO, path: Path) -> str:
    """What a broken zip was most likely meant to be."""
    file.seek(0)
    return FOUND if b"word/" in file.read(_TAIL) or path.suffix.lower() == FOUND else "zip"


def _part_name(raw: str) -> str:
    """Names of parts do not tell capitals from small letters (ECMA-376 part 2); some writers turn the slashes round."""
    return raw.replace("\\", "/").lstrip("/").lower()


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
