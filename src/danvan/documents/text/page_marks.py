"""Page numbers that a printed page left in a text, as lines of their own."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from danvan.documents.text.lines import PAGE_BREAK, Line

_SAID = re.compile(r"(?:trang|page)\s*:?\s*\d{1,3}(?:\s*(?:/|of|trên)\s*\d{1,3})?|[-–—]\s*\d{1,3}\s*[-–—]", re.IGNORECASE)
_BARE = re.compile(r"\d{1,3}", re.ASCII)
_NEAREST, _FARTHEST = 15, 90
"""Lines of text between two page numbers: fewer is a column of figures, more is chance."""


def find(lines: Sequence[Line]) -> frozenset[int]:
    """Which of `lines` are page numbers.

    'Trang 3/12' and '- 3 -' say so themselves. A bare number is one when it stands at a page break, or when the number before
    or after it stands alone too, a page away.
    """
    written = [at for at, line in enumerate(lines) if not line.blank]
    bare = {order: int(lines[at].stripped) for order, at in enumerate(written) if _BARE.fullmatch(lines[at].stripped)}
    places: dict[int, list[int]] = defaultdict(list)
    for order, value in bare.items():
        places[value].append(order)
    found = {at for at in written if _SAID.fullmatch(lines[at].stripped)}
    for order, value in bare.items():
        follows = _within(places.get(value - 1, []), order - _FARTHEST, order - _NEAREST)
        precedes = _within(places.get(value + 1, []), order + _NEAREST, order + _FARTHEST)
        if follows or precedes or _at_page_break(lines, written, order):
            found.add(written[order])
    return frozenset(found)


def _within(places: list[int], low: int, high: int) -> bool:
    at = bisect_left(places, low)
    return at < len(places) and places[at] <= high


def _at_page_break(lines: Sequence[Line], written: list[int], order: int) -> bool:
    """Whether only blank lines stand between this line and a form feed, on either side."""
    before = written[order - 1] if order else 0
    after = written[order + 1] if order + 1 < len(written) else len(lines)
    return any(line.end == PAGE_BREAK for line in lines[before:after])
