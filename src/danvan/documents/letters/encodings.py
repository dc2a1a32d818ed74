"""Old Vietnamese encodings: their decoders, and which of them a text is in, told by how Vietnamese it reads."""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from danvan.documents.letters.syllables import is_syllable
from danvan.documents.letters.tables import TCVN3, VIQR, VNI

_SAMPLE = 60_000
"""Characters that are enough to tell."""
_CLEAR, _FAINT = 0.8, 0.5
"""The share of words that are syllables: in the right encoding at least `_CLEAR`; in another `_FAINT` leaves a doubt."""
_LEAST, _LEAST_IN_UNICODE = 2, 4
"""So many syllables are needed; more where the bytes are sound Unicode, which is then not taken for chance."""
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~‘’“”…–—•\u00a0]+")
_NEUTRAL = re.compile(r"[A-ZĐ]{1,7}|[^\W\d_]{0,3}[²³°±×]+[^\W\d_]?")
_COMPOSED = re.compile(r".[\u0300-\u036f]{1,4}", re.DOTALL)
_UNICODE = re.compile(r"[ăđĩũơưĂĐĨŨƠƯẠ-ỹ\u0300-\u0303\u0309\u0323]")
_LATIN = re.compile(r"[\x80-\xff]")


class Encoding(StrEnum):
    """How a text is written; the value is what people call it."""

    UNICODE = "Unicode"
    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI-Windows"
    WINDOWS = "Windows-1258"
    VIQR = "VIQR"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text in NFC, and of how many characters of its source each character was made."""

    text: str
    widths: bytes


def _replacer(table: Mapping[str, str]) -> Callable[[str], Decoded]:
    signs = sorted(table, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, signs)))
    return lambda source: _replaced(source, pattern, lambda match: table[match.group()])


def _replaced(source: str, pattern: re.Pattern[str], letter: Callable[[re.Match[str]], str]) -> Decoded:
    """`source` with every match become one letter, or left as it was where its marks make no letter."""
    parts: list[str] = []
    widths = bytearray()
    at = 0
    for match in pattern.finditer(source):
        parts.append(source[at : match.start()])
        new = letter(match)
        parts.append(new)
        width = match.end() - match.start()
        widths += b"\1" * (match.start() - at)
        widths += bytes([width]) if len(new) == 1 else b"\1" * width
        at = match.end()
    parts.append(source[at:])
    widths += b"\1" * (len(source) - at)
    return Decoded("".join(parts), bytes(widths))


def _tcvn3(source: str) -> Decoded:
    return Decoded(source.translate(_TCVN3), b"\1" * len(source))


def composed(source: str) -> Decoded:
    """`source` in NFC as far as marks of tone and shape go."""

    def letter(match: re.Match[str]) -> str:
        whole = unicodedata.normalize("NFC", match.group())
        return whole if len(whole) == 1 else match.group()

    return _replaced(source, _COMPOSED, letter)


_TCVN3 = str.maketrans(TCVN3)
_VIQR_ESCAPED = VIQR | {f"\\{sign}": sign for sign in "\\^(+'`?~.dD"}
DECODERS: Mapping[Encoding, Callable[[str], Decoded]] = {
    Encoding.UNICODE: composed,
    Encoding.TCVN3: _tcvn3,
    Encoding.VNI: _replacer(VNI),
    Encoding.WINDOWS: composed,
    Encoding.VIQR: _replacer(_VIQR_ESCAPED),
}
"""From the characters a text seems to hold to those it means."""


class Undecided(Exception):
    """A text reads well in several encodings, `candidates`, or in none."""

    def __init__(self, candidates: tuple[Encoding, ...]) -> None:
        super().__init__(candidates)
        self.candidates = candidates


def _page(name: str) -> str:
    """The 256 characters of a Windows page; a byte that has none stands for itself."""
    return "".join(bytes([code]).decode(name, "ignore") or chr(code) for code in range(256))


_WESTERN, _VIETNAMESE = _page("cp1252"), _page("cp1258")


def western(data: bytes) -> str:
    """The bytes as Windows-1252 shows them, one character for each."""
    return codecs.charmap_decode(data, "strict", _WESTERN)[0]


def vietnamese(data: bytes) -> str:
    """The bytes as Windows-1258 shows them, one character for each, marks apart."""
    return codecs.charmap_decode(data, "strict", _VIETNAMESE)[0]


def of_bytes(data: bytes) -> Encoding:
    """The encoding of a text that is not UTF-8. Raises Undecided."""
    old = western(data[:_SAMPLE])
    return _best(
        {
            Encoding.TCVN3: DECODERS[Encoding.TCVN3](old).text,
            Encoding.VNI: DECODERS[Encoding.VNI](old).text,
            Encoding.WINDOWS: composed(vietnamese(data[:_SAMPLE])).text,
        }
    )


def of_text(text: str) -> Encoding:
    """The encoding of a text that reached us as Unicode: an old one may hide in the characters. UNICODE in any doubt."""
    if text.isascii():
        return Encoding.VIQR if _is_viqr(text[:_SAMPLE]) else Encoding.UNICODE
    if _UNICODE.search(text) or not _LATIN.search(text):
        return Encoding.UNICODE
    sample = text[:_SAMPLE]
    choices = (Encoding.UNICODE, Encoding.TCVN3, Encoding.VNI)
    try:
        return _best({encoding: DECODERS[encoding](sample).text for encoding in choices}, _LEAST_IN_UNICODE)
    except Undecided:
        return Encoding.UNICODE


def holds_unicode(text: str) -> bool:
    """Whether there are letters that only Vietnamese in Unicode has."""
    return bool(_UNICODE.search(text))


def share(text: str) -> tuple[int, int]:
    """How many of the words with letters beyond ASCII are Vietnamese syllables, and how many are not."""
    right = wrong = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii():
            continue
        if is_syllable(word):
            right += 1
        elif not _NEUTRAL.fullmatch(word):
            wrong += 1
    return right, wrong


def _best(readings: Mapping[Encoding, str], least: int = _LEAST) -> Encoding:
    """The one encoding in which the text reads as Vietnamese."""
    rates = {}
    for encoding, text in readings.items():
        right, wrong = share(text)
        rates[encoding] = right / (right + wrong) if right >= least else 0.0
    likely = [encoding for encoding, rate in rates.items() if rate > _FAINT]
    clear = [encoding for encoding in likely if rates[encoding] >= _CLEAR]
    if len(clear) == 1 and len(likely) == 1:
        return clear[0]
    raise Undecided(tuple(likely))


_VIQR_WORD = re.compile(r"[A-Za-z][A-Za-z^(+'`?~.]*")
_VIQR_SURE = re.compile(r"[aeoAEO]\^|[aA]\(|[uoUO]\+|[aeiouyAEIOUY]['`?~.][A-Za-z]|[dD]{2}[aeiouyAEIOUY]")
_VIQR_LEAST, _VIQR_SHARE = 5, 0.25


def _is_viqr(text: str) -> bool:
    """Whether many words carry signs inside them and become syllables. 'qua.' at the end of a sentence says nothing."""
    every = sure = right = 0
    for word in _viqr_words(text):
        every += 1
        if _VIQR_SURE.search(word):
            sure += 1
            right += is_syllable(DECODERS[Encoding.VIQR](word).text.rstrip(".'?(+~`^"))
    return right >= _VIQR_LEAST and right >= _CLEAR * sure and sure >= _VIQR_SHARE * every


def _viqr_words(text: str) -> Iterator[str]:
    return (match.group() for match in _VIQR_WORD.finditer(text))
