"""Words without accents and signs, so that what was typed in haste meets the name it means."""

import re
import unicodedata
from functools import lru_cache

_SIGNS = re.compile(r"[^0-9a-z]+")
_ZEROS = re.compile(r"\b0+(?=\d)")


def fold(words: str) -> str:
    """`words` in small letters without accents, apostrophes and leading zeros, one space between: 'Cư M’gar' -> 'cu mgar'."""
    letters = unicodedata.normalize("NFD", words.casefold().replace("đ", "d"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = plain.replace("'", "").replace("’", "").replace("ʼ", "")
    return _ZEROS.sub("", _SIGNS.sub(" ", plain).strip())


KINDS_FOLDED = {
    "thanh pho": "thành phố",
    "thi tran": "thị trấn",
    "thi xa": "thị xã",
    "dac khu": "đặc khu",
    "phuong": "phường",
    "huyen": "huyện",
    "quan": "quận",
    "tinh": "tỉnh",
    "xa": "xã",
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "dk": "đặc khu",
    "p": "phường",
    "h": "huyện",
    "q": "quận",
    "t": "tỉnh",
    "x": "xã",
}
"""Kinds of units and what they are abbreviated to, without accents."""
SHORT_NAMES = {"ho chi minh": ("hcm",), "ha noi": ("hn",), "ba ria vung tau": ("brvt",), "thua thien hue": ("tt hue",)}
"""Provinces people write by their initials."""
_FORMS = {kind: tuple(word for word, meant in KINDS_FOLDED.items() if meant == kind) for kind in set(KINDS_FOLDED.values())}


def tokens(words: str) -> list[tuple[str, str]]:
    """The words one by one, each folded and as it was written; 'P.5' is two."""
    parted = re.sub(r"(?i)\b(p|q|x|h|tp|tx|tt)\.?\s*(?=\d|hcm\b)", r"\1 ", unicodedata.normalize("NFC", words))
    pieces = re.split(r"[\s.]+|(?<=\w)-(?=\w)", parted)
    return [(folded, piece) for piece in pieces if (folded := fold(piece))]


@lru_cache(maxsize=4096)
def forms(kind: str, proper: str) -> tuple[str, ...]:
    """The ways a unit above may be named, folded: with its kind, without, abbreviated."""
    names = (proper, *SHORT_NAMES.get(proper, ()))
    words = ("", *(f"{word} " for word in _FORMS.get(kind, ())))
    return tuple(word + name for name in names for word in words)
