"""A Vietnamese syllable taken apart: its letters without tone, and its tone."""

import unicodedata
from functools import lru_cache

LEVEL, HUYEN, SAC, HOI, NGA, NANG = "", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
TONES = (HUYEN, SAC, HOI, NGA, NANG)
_MARKS = {"\u0302", "\u0306", "\u031b"}


@lru_cache(maxsize=65536)
def parted(syllable: str) -> tuple[str, str]:
    """(letters without tone, the tones that stand in it): 'tuyên' -> ('tuyên', ''), 'tộc' -> ('tôc', NANG).

    Small letters are given. More than one tone stands as more than one character.
    """
    letters = unicodedata.normalize("NFD", syllable.lower())
    tones = "".join(letter for letter in letters if letter in TONES)
    if tones:
        letters = "".join(letter for letter in letters if letter not in TONES)
    return unicodedata.normalize("NFC", letters), tones


@lru_cache(maxsize=65536)
def bare(letters: str) -> str:
    """Without any mark: 'tuyên' -> 'tuyen', 'đô' -> 'do'."""
    apart = unicodedata.normalize("NFD", letters.lower())
    return "".join(letter for letter in apart if letter not in _MARKS and letter not in TONES).replace("đ", "d")


def with_case_of(model: str, word: str) -> str:
    """`word` written large where `model` is: all capitals, a first capital, or none."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
