"""The words of a paragraph, with their places in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from danvan.reading.lexicon import fold

_LETTER = r"[^\W\d_¹²³⁰⁴-⁹₀-₉ªº]"
_WORD = re.compile(rf"{_LETTER}+(?:[’']{_LETTER}+)?")
_MARK = re.compile(r"[/@.](?=\S)")
_MARKED = re.compile(r"[^\s/@.]*[/@.]\S+")
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


class Words(Sequence[Word]):
    """Every word of `text` that is prose. What is asked of every word stands in lists of its own (`lows`, `joined`); a Word is
    made when it is asked for, which of most is never."""

    __slots__ = ("joined", "lows", "places", "text")

    def __init__(self, text: str) -> None:
        low = fold(text)
        self.text = text
        self.places = _places(text)
        self.lows = [low[start:end] for start, end in self.places]
        self.joined = _joined(text, self.places)

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        return self._word(range(len(self))[at]) if isinstance(at, int) else [self._word(one) for one in range(len(self))[at]]

    def _word(self, at: int) -> Word:
        start, end = self.places[at]
        joined = self.joined[at]
        opens = not joined and _opens(self.text, self.places[at - 1][1] if at else 0, start)
        return Word(self.text[start:end], self.lows[at], start, end, joined, opens)


def words_in(text: str) -> Words:
    """Every word of `text` that is prose."""
    return Words(text)


def _places(text: str) -> list[tuple[int, int]]:
    places = [match.span() for match in _WORD.finditer(text)]
    skipped = list(_not_prose(text))
    return list(_outside(places, skipped)) if skipped else places


def _outside(places: Iterable[tuple[int, int]], skipped: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places that begin in none of `skipped`; both in order."""
    at = 0
    for place in places:
        while at < len(skipped) and skipped[at][1] <= place[0]:
            at += 1
        if at == len(skipped) or place[0] < skipped[at][0]:
            yield place


def _not_prose(text: str) -> Iterator[tuple[int, int]]:
    """Pieces between white space that have a mark inside and are an address or a symbol."""
    last = 0
    for mark in _MARK.finditer(text):
        if mark.start() < last:
            continue
        begin = mark.start()
        while begin > last and not text[begin - 1].isspace():
            begin -= 1
        match = _MARKED.match(text, begin)
        if match is None:
            continue
        last = match.end()
        if _NOT_PROSE.match(match.group()):
            yield match.span()


def _joined(text: str, places: Sequence[tuple[int, int]]) -> list[bool]:
    """Of each word whether only white space stands before it and behind the last one."""
    made, last = [], 0
    for start, end in places:
        between = text[last:start]
        made.append(last > 0 and (between == " " or between.isspace()))
        last = end
    return made


def _opens(text: str, last: int, start: int) -> bool:
    return not last or bool(_OPENS.search(text, max(last, start - _REACH), start))


_CLOSES = re.compile(
    r"[^”\"“;]{0,40}[”\"]\s*[,:]?\s*(?:nay |cần |phải )?(?:đúng là|có lẽ là|đính chính|sửa|viết đúng|phải là|được sửa)(?!\w)"
)
_QUOTED = 48
"""Letters of a short quotation."""
_NAMED = re.compile(r"[“\"][^”\"“;]{0,40}$")


def is_named_wrong(text: str, word: Word) -> bool:
    """Whether the word is quoted to be put right: 'chữ “sử lý”, đúng là “xử lý”'."""
    return bool(_CLOSES.match(text, word.end)) and bool(_NAMED.search(text, max(0, word.start - _QUOTED), word.start))


def in_prose(text: str, word: Word) -> bool:
    """Whether the word stands free, not in an abbreviation or a code ('đ/c', 'tr.đ', 'A2đ') nor quoted as a mistake."""
    if text.find("”", word.end, word.end + _QUOTED) >= 0 and is_named_wrong(text, word):
        return False
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 2]
    glued = len(after) == 2 and after[0] in "/.-" and after[1].isalnum()
    return not glued and not before.isdigit() and not after[:1].isdigit() and before not in ("/", ".", "-", "–", "_", "&")
