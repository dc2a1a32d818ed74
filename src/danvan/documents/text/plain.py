"""The bytes of a text file as Unicode: UTF-8, UTF-16, or an old Vietnamese encoding converted, with the way back kept."""

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum

from danvan.documents.kinds import ALLOWED, Kind
from danvan.documents.letters import encodings, wide
from danvan.documents.letters.encodings import Encoding, Undecided
from danvan.documents.letters.original import Original, Unit
from danvan.documents.letters.tcvn3_capitals import with_capitals
from danvan.kernel.errors import EncodingUndecided, FormatDamaged, FormatUnknown
from danvan.kernel.said import mark

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LETTERS = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_LOST = re.compile(r"\?(?<=[^\W\d_]\?)(?=[^\W\d_]{1,6}(?![\w=/]))")
_MANY_LOST = 3


class Note(StrEnum):
    """What a reader should know about how the text was decoded; each is the key of its translation."""

    TCVN3 = mark("The text was in the old encoding TCVN3 (ABC); it was converted to Unicode.")
    VNI = mark("The text was in the old encoding VNI-Windows; it was converted to Unicode.")
    WINDOWS = mark("The text was in the old encoding Windows-1258; it was converted to Unicode.")
    VIQR = mark("The text was in the old spelling VIQR (Vie^.t Nam); it was converted to Unicode.")
    LOST = mark("Words hold question marks where letters were lost when the file was saved; save it again as Unicode (UTF-8).")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The characters of a file. `original` leads back to what they were converted from; None for Unicode, kept as it is."""

    text: str
    original: Original | None = None
    notes: tuple[str, ...] = ()


def plain_text(data: bytes, file: str) -> PlainText:
    """The characters of `data`; a byte order mark is not one of them.

    Raises FormatUnknown for binary data and for encodings that are not Vietnamese, EncodingUndecided when several fit,
    FormatDamaged for Unicode with broken places.
    """
    order = "" if data.startswith(_WIDE_MARKS) else wide.order_of(data)
    if order:
        return _plain(_unicode(data, order, file), file)
    try:
        text = data.decode("utf-16" if data.startswith(_WIDE_MARKS) else "utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(_WIDE_MARKS) or _mostly_utf8(data):
            raise _damaged(error, file) from error
        return _plain(_converted_bytes(data, file), file)
    return _plain(_converted_text(text), file)


def _unicode(data: bytes, order: str, file: str) -> PlainText:
    try:
        return PlainText(data.decode(order))
    except UnicodeDecodeError as error:
        raise _damaged(error, file) from error


def _converted_bytes(data: bytes, file: str) -> PlainText:
    if b"\x00" in data:
        raise FormatUnknown(file=file, found=Kind.BINARY, allowed=ALLOWED)
    try:
        encoding = encodings.of_bytes(data)
    except Undecided as doubt:
        raise undecided(doubt, file) from doubt
    source = encodings.vietnamese(data) if encoding is Encoding.WINDOWS else encodings.western(data)
    return _converted(source, encoding, Unit.BYTE)


def undecided(doubt: Undecided, file: str) -> FormatUnknown | EncodingUndecided:
    """The error that says which encodings a text could be in."""
    if len(doubt.candidates) > 1:
        return EncodingUndecided(file=file, found=", ".join(doubt.candidates))
    return FormatUnknown(file=file, found=Kind.OTHER_ENCODING, allowed=ALLOWED)


def _converted_text(text: str) -> PlainText:
    encoding = encodings.of_text(text)
    return PlainText(text) if encoding is Encoding.UNICODE else _converted(text, encoding, Unit.CHARACTER)


def _converted(source: str, encoding: Encoding, unit: Unit) -> PlainText:
    decoded = encodings.DECODERS[encoding](source)
    text = with_capitals(source, decoded.text) if encoding is Encoding.TCVN3 else decoded.text
    return PlainText(text, Original.of(encoding, unit, decoded.widths), (Note[encoding.name].value,))


def _plain(found: PlainText, file: str) -> PlainText:
    if "\x00" in found.text:
        raise FormatUnknown(file=file, found=Kind.BINARY, allowed=ALLOWED)
    if sum(1 for _, _ in zip(range(_MANY_LOST), _LOST.finditer(found.text), strict=False)) < _MANY_LOST:
        return found
    return PlainText(found.text, found.original, (*found.notes, Note.LOST.value))


def _damaged(error: UnicodeDecodeError, file: str) -> FormatDamaged:
    found = "UTF-16" if error.encoding.startswith("utf-16") else "UTF-8"
    return FormatDamaged(file=file, found=found, reason=f"byte {error.start + 1} is not Unicode")


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few bytes are broken in a text that is UTF-8 otherwise (an old encoding hardly ever looks like it)."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    return broken * 10 < len(_LETTERS.findall(data))
