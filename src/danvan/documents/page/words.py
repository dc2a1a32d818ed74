"""What stands on one page, where: the words of a text layer or of a recognised scan, and the ruled lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """A word, or several on one line with single spaces between them, and the box around it.

    Boxes are in points (1/72 inch) from the page's top left corner, `top` < `bottom`. `size` is the height of the type in
    points (0: unknown, the box then says). `confidence` is in percent: 100 for a text layer.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0
    bold: bool = False
    confidence: int = 100


class Rule(NamedTuple):
    """A straight horizontal or vertical line, in points from the page's top left corner: left <= right, top <= bottom."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page of `width` by `height` points, upright as people read it. `words` in any order."""

    width: float
    height: float
    words: Sequence[Word]
    rules: Sequence[Rule] = ()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a picture: red, green and blue of each pixel, row by row from the top; `width` by `height` points, upright."""

    colours: bytes
    columns: int
    rows: int
    width: float
    height: float
