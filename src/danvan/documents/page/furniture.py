"""Running heads, feet and page numbers: what stands at the edge of page after page."""

import re
from collections.abc import Sequence

from danvan.documents.page.rows import Row

_SAID = re.compile(
    r"(?:trang|page)\s*:?\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*/\s*\d{1,4}",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}", re.ASCII)
_LEADERS = re.compile(r".*?(?:\.{5,}|…{2,}|(?:\. ){5,})\s*\d{1,3}")
_EDGE = 3
"""Rows at the top and at the foot of a page that may be furniture."""
_NEAR = 4.0
_HALF = 0.5


def furniture_of(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> list[set[int]]:
    """For each page, which of its rows are furniture."""
    found: list[set[int]] = [set() for _ in pages]
    seen: dict[tuple[str, int], list[tuple[int, int]]] = {}
    bare: list[tuple[int, int, int]] = []
    for page, rows in enumerate(pages):
        for at in _edges(rows, heights[page]):
            text = rows[at].text
            if _BARE.fullmatch(text):
                bare.append((page, at, int(text)))
            elif _SAID.fullmatch(text):
                found[page].add(at)
            elif any(letter.isalpha() for letter in text):
                place = round(rows[at].top / _NEAR)
                seen.setdefault((re.sub(r"\d+", "#", text), place), []).append((page, at))
    for (text, place), places in seen.items():
        near = places + seen.get((text, place + 1), []) + seen.get((text, place - 1), [])
        on = sorted({page for page, _ in near})
        span = on[-1] - on[0] + 1
        if len(on) > 1 and len(on) >= _HALF * max(2, span):
            for page, at in places:
                found[page].add(at)
    _number(found, bare, pages)
    for page, rows in enumerate(pages):
        found[page].update(at for at, row in enumerate(rows) if _has_leaders(row.text))
    return found


def _has_leaders(text: str) -> bool:
    """A line of a table of contents: its page number stands behind dots."""
    return text[-1:].isdigit() and _LEADERS.fullmatch(text) is not None


def _edges(rows: Sequence[Row], height: float) -> list[int]:
    """The rows near the top or the foot of a page."""
    count = len(rows)
    edge = {*range(min(_EDGE, count)), *range(max(0, count - _EDGE), count)}
    return [at for at in sorted(edge) if rows[at].bottom < 0.2 * height or rows[at].top > 0.8 * height]


def _number(found: list[set[int]], bare: Sequence[tuple[int, int, int]], pages: Sequence[Sequence[Row]]) -> None:
    """Bare numbers are page numbers when they count on from page to page, or when the only one is right for its page."""
    by_offset: dict[int, list[tuple[int, int]]] = {}
    for page, at, value in bare:
        by_offset.setdefault(value - page, []).append((page, at))
    for offset, places in by_offset.items():
        first = [at for page, at in places if at in (0, len(pages[page]) - 1)]
        if len({page for page, _ in places}) > 1 or (offset == 1 and first and len(pages) > 1):
            for page, at in places:
                found[page].add(at)
