"""Sentences of a paragraph and the parentheses in them."""

import re
from collections.abc import Iterator

from danvan.reading.letters import UPPER

_END = re.compile(rf"(?:[.!?…]+|/\./)[\"”’)]*\s+(?=[\"“‘(]?[{UPPER}]|\d{{1,2}}[.)]\s|[-+]\s)")
_ABBREVIATED = 8
"""Letters before a full stop in which an abbreviation stands."""
_ABBREVIATION = re.compile(r"(?:^|[\s(/])(?:[A-ZĐ]|TT|TM|KT|TL|TUQ|TP|TX|TS|ThS|Ths|PGS|GS|BS|CN|KS|Tr|Th|St|No|vv|v)\.$")


_LONGEST = 3000
"""Letters of the longest stretch looked at as one sentence: a longer one is no sentence, and is looked at piece by piece."""
_PAUSE = re.compile(r"[;,]\s|\s")


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence. A full stop after an abbreviation ('TT. HĐND') ends none."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[max(0, match.start() - _ABBREVIATED) : match.start() + 1]):
            continue
        bounds += _pieces(text, start, match.end())
        start = match.end()
    bounds += _pieces(text, start, len(text))
    return bounds


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch itself, or cut at its pauses where it is too long for a sentence."""
    while end - start > _LONGEST:
        pauses = list(_PAUSE.finditer(text, start + _LONGEST // 2, start + _LONGEST))
        marked = [pause for pause in pauses if len(pause.group()) > 1] or pauses
        if not marked:
            break
        yield start, marked[-1].end()
        start = marked[-1].end()
    yield start, end


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
