"""What a file is by its first bytes, whatever its name says."""

from enum import StrEnum
from typing import BinaryIO

from danvan.documents.html.markup import is_page
from danvan.documents.letters import wide
from danvan.kernel.said import mark

ALLOWED = mark(
    ".docx, .doc, .rtf, .pdf, .txt, .md, .html, .xlsx, .ods, .csv, pictures of pages (.png, .jpg, .tiff), .zip of these"
)
"""What errors say we read."""

_HEAD = 4096


class Kind(StrEnum):
    """Kinds of files people send instead of a report; the value is how an error calls it."""

    TEXT = "text"
    ZIP = "a zip archive"
    PNG = "a picture (PNG)"
    JPEG = "a picture (JPEG)"
    GIF = "a picture (GIF)"
    BMP = "a picture (BMP)"
    TIFF = "a scanned picture (TIFF)"
    WEBP = "a picture (WebP)"
    HEIC = "a picture from a telephone (HEIC)"
    PDF = "a PDF file"
    RTF = "a rich text file (RTF)"
    HTML = "a web page (HTML)"
    XML = "an XML file"
    OLD_WORD = "an old Word file (.doc)"
    OLD_EXCEL = "an old Excel file (.xls)"
    OLD_POWERPOINT = "an old PowerPoint file (.ppt)"
    OLD_OFFICE = "an old Office file"
    LOCKED_OFFICE = "an Office file locked with a password"
    RAR = "a RAR archive"
    SEVEN_ZIP = "a 7z archive"
    GZIP = "a gzip archive"
    PROGRAM = "a program"
    BINARY = "binary data"
    EXCEL = "an Excel workbook (.xlsx)"
    POWERPOINT = "a PowerPoint file (.pptx)"
    OPEN_TEXT = "an OpenDocument text (.odt)"
    OPEN_SHEET = "an OpenDocument spreadsheet (.ods)"
    OTHER_ENCODING = "a text in an old encoding (TCVN3, VNI, Windows-1258…), not in Unicode (UTF-8)"


_STARTS = (
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"%PDF-", Kind.PDF),
    (b"{\\rtf", Kind.RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"Rar!\x1a\x07", Kind.RAR),
    (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
    (b"\x1f\x8b\x08", Kind.GZIP),
    (b"\x7fELF", Kind.PROGRAM),
)
# Two letters that a text may begin with too: they count only in a file that holds NUL bytes, as no text does.
_WEAK_STARTS = ((b"MZ", Kind.PROGRAM), (b"BM", Kind.BMP))
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OLE_STREAMS = (
    ("EncryptedPackage", Kind.LOCKED_OFFICE),
    ("WordDocument", Kind.OLD_WORD),
    ("Workbook", Kind.OLD_EXCEL),
    ("PowerPoint Document", Kind.OLD_POWERPOINT),
)


def kind_of(file: BinaryIO) -> Kind:
    """What the open file is, from at most two pages of it; its position is left at the start.

    TEXT only means that nothing speaks against it: decoding decides.
    """
    head = file.read(_HEAD)
    kind = _by_signature(head)
    if kind is Kind.OLD_OFFICE:
        kind = _office_kind(file, head)
    file.seek(0)
    return kind


def _by_signature(head: bytes) -> Kind:
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1"}:
        return Kind.HEIC
    if b"\x00" in head and not head.startswith(_WIDE_MARKS) and not wide.order_of(head):
        return next((kind for start, kind in _WEAK_STARTS if head.startswith(start)), Kind.BINARY)
    if is_page(head):
        return Kind.HTML
    return Kind.XML if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(b"<?xml") else Kind.TEXT


def _office_kind(file: BinaryIO, head: bytes) -> Kind:
    """Which program's file an OLE container is: its directory names the streams ([MS-CFB] 2.2 and 2.6)."""
    sector = 1 << min(int.from_bytes(head[30:32], "little"), 12)
    first = int.from_bytes(head[48:52], "little")
    file.seek((first + 1) * sector)
    directory = file.read(_HEAD)
    return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in directory), Kind.OLD_OFFICE)
