"""The words of a paragraph, with their places in it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from danvan.reading.lexicon import fold

_LETTER = r"[^\W\d_¹²³⁰⁴-⁹₀-₉ªº]"
_WORD = re.compile(rf"{_LETTER}+(?:[’']{_LETTER}+)?")
_MARKED = re.compile(r"(?<!\S)[^\s/@.]*[/@.]\S+")
_NOT_PROSE = re.compile(r"https?|www\.|ftp:|.*@|.*\.(?:vn|com|org|net|edu|gov|info)(?:/|\W*$)|.*\d.*/|.*/.*\d")
"""Addresses of the net, and symbols of documents."""


class Word(NamedTuple):
    """`low` is folded (small letters, one way of placing tones), `start` and `end` count the paragraph's text. `joined`: only
    white space stands between this word and the one before it."""

    text: str
    low: str
    start: int
    end: int
    joined: bool
    opens: bool
    """It opens the paragraph or a sentence of it."""

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


_OPENS = re.compile(r"(?:[.!?:…;]|[-–+*•]|\))[\s“\"'‘(]*$")
_REACH = 6
"""Letters looked back for the mark that ends a sentence."""


def words_in(text: str) -> tuple[Word, ...]:
    """Every word of `text` that is prose."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    low = fold(text)
    skipped = [match.span() for match in _MARKED.finditer(text) if _NOT_PROSE.match(match.group())]
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while skipped and skipped[0][1] <= start:
            skipped.pop(0)
        if skipped and skipped[0][0] <= start:
            continue
        between = text[last:start]
        joined = last > 0 and bool(between) and between.isspace()
        yield Word(match.group(), low[start:end], start, end, joined, not joined and _opens(text, last, start))
        last = end


def _opens(text: str, last: int, start: int) -> bool:
    return not last or bool(_OPENS.search(text, max(last, start - _REACH), start))


def in_prose(text: str, word: Word) -> bool:
    """Whether the word stands free, not in an abbreviation or a code: 'đ/c', 'tr.đ', 'A2đ'."""
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 2]
    glued = len(after) == 2 and after[0] in "/.-" and after[1].isalnum()
    return not glued and not before.isdigit() and not after[:1].isdigit() and before not in ("/", ".", "-", "–", "_", "&")
