"""The characters of a web page: by its mark, its words, and what it says of itself, in this order."""

import codecs
import re

from danvan.documents.letters import encodings, wide
from danvan.documents.letters.encodings import Encoding, Undecided
from danvan.documents.text.plain import undecided
from danvan.kernel.errors import EncodingUndecided, FormatUnknown
from danvan.kernel.said import mark

BROKEN = mark("Some bytes of the page are not Unicode; what they stood for is missing.")
_TAG = re.compile(rb"<[^<>]*>")
_SAID = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SAID_WITHIN = 4096
_HIGH = re.compile(rb"[\x80-\xff]")
_MANY = 10
"""Broken places are few when there are so many times more sound letters."""
_LEAST_WORDS = 4
"""Words with letters beyond ASCII: fewer are broken places."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def characters(data: bytes, file: str, said: str = "") -> tuple[str, bool]:
    """The page as text, and whether all its bytes were sound. `said`: the charset told outside the page, '' for none.

    A page in TCVN3 or VNI comes back as it looks without its font. Raises EncodingUndecided and FormatUnknown.
    """
    for start, name in _MARKS:
        if data.startswith(start):
            return _lenient(data[len(start) :], name)
    order = wide.order_of(data)
    if order:
        return _lenient(data, order)
    text, sound = _lenient(data, "utf-8")
    if sound or text.count("\ufffd") * _MANY < len(_HIGH.findall(data)) // 2:
        return text, sound
    found = _old(data, file, said or _declared(data))
    return (text, False) if found is None else (found, True)


def _lenient(data: bytes, name: str) -> tuple[str, bool]:
    text = data.decode(name, "replace")
    return text, "\ufffd" not in text


def _declared(data: bytes) -> str:
    found = _SAID.search(data[:_SAID_WITHIN])
    return found[1].decode("ascii", "ignore").lower() if found else ""


def _old(data: bytes, file: str, said: str) -> str | None:
    """The page in an old encoding; None where a few bytes are broken in letters that are plain otherwise."""
    words = _TAG.sub(b" ", data)
    try:
        encoding = encodings.of_bytes(words)
    except Undecided as doubt:
        if said == "windows-1258" and Encoding.WINDOWS in doubt.candidates:
            encoding = Encoding.WINDOWS
        else:
            return _plain(data, encodings.share(encodings.western(words)), undecided(doubt, file))
    return encodings.composed(encodings.vietnamese(data)).text if encoding is Encoding.WINDOWS else encodings.western(data)


def _plain(data: bytes, words: tuple[int, int], error: FormatUnknown | EncodingUndecided) -> str | None:
    """A page whose only bytes beyond ASCII are spaces, dashes and quotes; None for one with a few broken places."""
    if sum(words) >= _LEAST_WORDS:
        raise error
    return None if any(words) else encodings.western(data)
