"""Digits taken for letters, and numbers taken apart: mended where nothing else can be meant, and then called doubtful.

The rest stays as it was recognised. 'O5', 'I.2' and '2l' may be names, numbering and litres; '83, 39%' two numbers.
"""

import re
from collections.abc import Iterator, Sequence

from danvan.documents.page.rows import DOUBTFUL_BELOW
from danvan.documents.page.words import Word

_NUMBERLIKE = re.compile(r"[(\"“+-]?[\dOolI.,/]*\d[\dOolI.,/]*%?[)\"”;:]?")
_MISREAD = (
    (re.compile(r"(?<=\d)[Oo](?=[.,/]?\d)|(?<=\d)O(?=%|$)|(?<=[.,]\d)O(?=\b)|(?<=\d[.,])[Oo](?=\d)"), "0"),
    (re.compile(r"(?<=\d)[lI](?=[.,/]?\d)|(?<=\d[.,])[lI](?=\d)|(?<![\w.,/])l(?=\d{2}|\.\d{3}(?!\d)|,\d)"), "1"),
)
_TWO_POINTS = re.compile(r"\W?\d{1,3}(?:\.\d{3}){2,}\W?")
"""'8.254.817' is as often '8.254,817': on a page not quite straight a comma between digits is taken for a point."""
_HEAD = re.compile(r"[(“\"]?\d{1,3}(?:\.\d{3})*\.?")
_REST = re.compile(r"\.?\d{3}(?:\.\d{3})*(?:,\d+)?(?!\d)[^\w]*")
_TOUCHING = 0.22
"""Times the size of the type: within a number the ink lies nearer than that, over a space it lies farther."""


def mended(words: Sequence[Word]) -> Iterator[Word]:
    """The words of a page in the order they are read, numbers whole."""
    waiting: Word | None = None
    for word in map(_with_digits, words):
        if waiting is None:
            waiting = word
        elif _goes_on(waiting, word):
            waiting = _joined(waiting, word)
        else:
            yield waiting
            waiting = word
    if waiting is not None:
        yield waiting


def _with_digits(word: Word) -> Word:
    text = word.text
    if _TWO_POINTS.fullmatch(text):
        return word._replace(confidence=_doubtful(word))
    if text.isdigit() or not _NUMBERLIKE.fullmatch(text):
        return word
    for letter, digit in _MISREAD:
        text = letter.sub(digit, text)
    return word if text == word.text else word._replace(text=text, confidence=_doubtful(word))


def _goes_on(first: Word, then: Word) -> bool:
    """Whether two words are one number: '1.' and '637' that touch, a point between them and three digits after it."""
    gap = then.left - first.right
    points = first.text.endswith(".") + then.text.startswith(".")
    return (
        points == 1
        and -first.size < gap <= _TOUCHING * first.size
        and then.top < first.bottom
        and first.top < then.bottom
        and bool(_HEAD.fullmatch(first.text))
        and bool(_REST.fullmatch(then.text))
    )


def _joined(first: Word, then: Word) -> Word:
    return then._replace(
        text=first.text + then.text,
        left=first.left,
        top=min(first.top, then.top),
        bottom=max(first.bottom, then.bottom),
        confidence=min(_doubtful(first), _doubtful(then)),
    )


def _doubtful(word: Word) -> int:
    """What was mended is told to the reader of the report."""
    return min(word.confidence, DOUBTFUL_BELOW - 1)
