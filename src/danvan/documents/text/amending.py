"""Replacements in a text file, in the bytes it has: its encoding, line ends and byte order mark stay."""

import codecs
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from danvan.documents.amend import Amendment, amended
from danvan.documents.letters import wide
from danvan.documents.letters.encodings import Encoding
from danvan.documents.letters.original import Original, Unit
from danvan.documents.letters.tables import TCVN3, VIQR, VNI
from danvan.documents.text.plain import plain_text
from danvan.kernel.errors import InputError
from danvan.kernel.said import mark

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8"))
_TABLES: Mapping[Encoding, Mapping[str, str]] = {Encoding.TCVN3: TCVN3, Encoding.VNI: VNI, Encoding.VIQR: VIQR}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NO_WAY_BACK = mark(
    "its old encoding cannot hold the corrected words; save the text as Unicode (UTF-8), then run the command again"
)


def rewritten(data: bytes, file: Path, text: str, amendments: Sequence[Amendment], original: Original | None) -> bytes:
    """The bytes of a text file with `amendments` made (safe ones, in order). `text` and `original` are the reader's.

    Raises InputError when the result, read again, would not be the text with the amendments and nothing else.
    """
    lead, form = next((one for one in _MARKS if data.startswith(one[0])), (b"", wide.order_of(data) or "utf-8"))
    try:
        if original is None:
            new = lead + amended(text, amendments).encode(form)
        elif original.unit is Unit.BYTE:
            new = _in_bytes(data, amendments, original)
        else:
            new = lead + _in_characters(data[len(lead) :].decode(form), amendments, original).encode(form)
        if plain_text(new, str(file)).text == amended(text, amendments):
            return new
    except (InputError, UnicodeError) as error:
        raise InputError(file=file, reason=_NO_WAY_BACK) from error
    raise InputError(file=file, reason=_NO_WAY_BACK)


def _in_bytes(data: bytes, amendments: Sequence[Amendment], original: Original) -> bytes:
    parts: list[bytes] = []
    at = 0
    page = "cp1258" if original.encoding == Encoding.WINDOWS else "cp1252"
    for one in amendments:
        span = original.span(one.span)
        parts += (data[at : span.start], _old(one.text, original.encoding).encode(page))
        at = span.end
    return b"".join((*parts, data[at:]))


def _in_characters(source: str, amendments: Sequence[Amendment], original: Original) -> str:
    parts: list[str] = []
    at = 0
    for one in amendments:
        span = original.span(one.span)
        parts += (source[at : span.start], _old(one.text, original.encoding))
        at = span.end
    return "".join((*parts, source[at:]))


def _old(text: str, encoding: str) -> str:
    """A text in the characters of an old encoding; the caller reads the result again to see whether it holds."""
    if encoding == Encoding.WINDOWS:
        return "".join(_tone_apart(letter) for letter in unicodedata.normalize("NFC", text))
    signs = {letter: sign for sign, letter in _TABLES[Encoding(encoding)].items()}
    return "".join(signs.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def _tone_apart(letter: str) -> str:
    """'ế' as 'ê' and a tone: Windows-1258 has no more."""
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(sign for sign in marks if sign in _TONES)
    whole = unicodedata.normalize("NFC", "".join(sign for sign in marks if sign not in _TONES)) + tone
    return whole if tone and len(whole) <= 1 + len(tone) else letter
