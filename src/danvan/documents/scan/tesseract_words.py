"""What tesseract answers, a table of boxes parted by tabs, as words of a page."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from statistics import median

from danvan.documents.page.words import Word
from danvan.documents.scan.digits import mended
from danvan.documents.scan.image import Picture
from danvan.documents.scan.spaces import gaps_in, spaced

_POINTS_PER_INCH = 72
_COLUMNS = 12
_LINE, _WORD = "4", "5"
_TYPE = 0.9
"""The size of the type over the height of a line's box: from the tone marks down to the tails, Vietnamese fills it."""
_USUAL = 12.0
_PROSE = 4
"""Words: a line of so many has letters of all heights, while one of digits is low."""
_SMALLEST, _LARGEST = 0.7, 1.6
"""Times the usual size of the page: what is beyond is a line of dots, or several lines taken for one."""
_SPACE = 0.2
"""Times the size of the type: the least that parts two words."""
_DIRT = re.compile(r"[^\w%+\-–—.,;:/()\[\]\"“”'’‘*…&<>=°²³]+|[|_]+|[^\w]*[|¦_~—]+[^\w]*")
"""What is no word: remnants of lines, specks."""


def recognised(answer: str, picture: Picture) -> list[Word]:
    """The words in an answer about `picture`."""
    scale = _POINTS_PER_INCH / picture.dpi
    rows = [row for row in (line.split("\t") for line in answer.splitlines()[1:]) if len(row) == _COLUMNS]
    heights = {_place(row): float(row[9]) * scale for row in rows if row[0] == _LINE}
    words = [row for row in rows if row[0] == _WORD and row[11].strip() and not _DIRT.fullmatch(row[11].strip())]
    sizes = dict(_sizes(heights, words))
    made = list(mended([_word(row, picture, sizes.get(_place(row), 0.0)) for row in words]))
    return [_apart(word, after) for word, after in zip_longest(made, made[1:])]


def _apart(word: Word, after: Word | None) -> Word:
    """A word that ends before the next one begins, as it was told apart from it: boxes of words set tight touch."""
    if after is None or not word.left < after.left < word.right + _SPACE * word.size or after.top > word.bottom:
        return word
    return word._replace(right=max(word.left, after.left - _SPACE * word.size))


def _place(row: list[str]) -> tuple[str, ...]:
    """Block, paragraph and line."""
    return tuple(row[2:5])


def _sizes(heights: dict[tuple[str, ...], float], words: Iterable[list[str]]) -> Iterator[tuple[tuple[str, ...], float]]:
    """The size of the type of each line, in points of the page."""
    counts: dict[tuple[str, ...], int] = {}
    for row in words:
        counts[_place(row)] = counts.get(_place(row), 0) + 1
    prose = [heights[place] for place, count in counts.items() if count >= _PROSE and place in heights]
    usual = _TYPE * median(prose) if prose else _USUAL
    for place, count in counts.items():
        own = _TYPE * heights.get(place, 0.0) if count >= _PROSE else usual
        yield place, min(max(own, _SMALLEST * usual), _LARGEST * usual)


def _word(row: list[str], picture: Picture, size: float) -> Word:
    across, down, width, height = (int(one) for one in row[6:10])
    box = across, down, across + width, down + height
    text = spaced(row[11].strip(), lambda count: gaps_in(picture.image.crop(box), count))
    scale = _POINTS_PER_INCH / picture.dpi
    left, top, right, bottom = (side * scale for side in box)
    return Word(text, left, top, right, bottom, size, confidence=min(100, max(0, round(float(row[10])))))
