"""Sentences of a paragraph and the parentheses in them."""

import re
from collections.abc import Iterator

from danvan.reading.letters import UPPER

_END = re.compile(rf"(?:[.!?…]+|/\./)[\"”’)]*\s+(?=[\"“‘(]?[{UPPER}]|\d{{1,2}}[.)]\s|[-+]\s)")
_ABBREVIATION = re.compile(r"(?:^|[\s(/])(?:[A-ZĐ]|TT|TM|KT|TL|TUQ|TP|TX|TS|ThS|Ths|PGS|GS|BS|CN|KS|Tr|Th|St|No|vv|v)\.$")


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence. A full stop after an abbreviation ('TT. HĐND') ends none."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[: match.start() + 1]):
            continue
        bounds.append((start, match.end()))
        start = match.end()
    bounds.append((start, len(text)))
    return bounds


def parentheses(text: str) -> list[tuple[int, int]]:
    """(open, close) of each pair, outer before inner; one that is never closed ends with its sentence's text."""
    pairs = list(_pairs(text))
    return sorted(pairs)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    waiting: list[int] = []
    for at, letter in enumerate(text):
        if letter == "(":
            waiting.append(at)
        elif letter == ")" and waiting:
            yield waiting.pop(), at


def depth_at(pairs: list[tuple[int, int]], at: int) -> tuple[int, int]:
    """How deep in parentheses `at` lies, and where the innermost one opens (-1 outside)."""
    around = [start for start, end in pairs if start < at < end]
    return len(around), max(around, default=-1)
