"""Names of units: one spelling to show, one key to compare, one slug to write in identifiers."""

import re
import unicodedata
from functools import lru_cache

KIND_WORDS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã")
_SHORT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}
_COMMITTEE = re.compile(r"^(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+", re.IGNORECASE)
_SHORT_KIND = re.compile(r"^(tp|tx|tt)(?:\.\s*|\s+)(?=\S)", re.IGNORECASE)
_KIND = re.compile(rf"^({'|'.join(KIND_WORDS)})(?=\s)", re.IGNORECASE)
# The five tone marks, as combining characters: grave, acute, tilde, hook above, dot below.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")


def plain_name(name: str) -> str:
    """`name` as it is shown: NFC, single spaces, without 'UBND', its kind spelled out in small letters ('xã Trà Sơn').

    A name all in capitals, as letterheads print it, gets ordinary ones.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split()).strip(" .,;:")
    name = _COMMITTEE.sub("", name)
    name = _SHORT_KIND.sub(lambda match: _SHORT[match[1].lower()] + " ", name)
    kind = _KIND.match(name)
    if not kind:
        return name
    proper = name[kind.end() :].strip()
    if proper.isupper() and not _is_roman(proper):
        proper = " ".join(word.capitalize() for word in proper.split())
    return f"{kind[1].lower()} {proper}"


@lru_cache(maxsize=20_000)  # a whole country's units, each asked for once a figure
def unit_key(name: str) -> str:
    """What two spellings of one name have in common: letter case, place of the tone mark (hóa, hoá), 'UBND', a leading zero
    ('phường 05') and spaces around hyphens do not count."""
    words = unicodedata.normalize("NFD", plain_name(name).casefold())
    words = _SYLLABLE.sub(_tone_last, words)
    words = re.sub(r"\b0+(?=\d)", "", words)
    words = re.sub(r"\s*[-‐–—]\s*", "-", words)
    return unicodedata.normalize("NFC", words)


def slug(name: str) -> str:
    """`name` in plain ASCII for identifiers: 'xã Trà Sơn' -> 'xa-tra-son'."""
    letters = unicodedata.normalize("NFD", plain_name(name).casefold().replace("đ", "d"))
    ascii_only = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def _tone_last(match: re.Match[str]) -> str:
    syllable = match[0]
    tones = "".join(letter for letter in syllable if letter in _TONES)
    return "".join(letter for letter in syllable if letter not in _TONES) + tones


def _is_roman(word: str) -> bool:
    return bool(re.fullmatch(r"[IVX]+", word))
