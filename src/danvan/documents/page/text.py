"""Lines of a page put together to one text: a symbol cut at a line's end is whole again."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from danvan.documents.page.rows import Doubt

_UPPER = "A-ZĐÀ-ỸĂÂÊÔƠƯ"
_CUT = re.compile(r"[^\W_][-‑/\u00ad]$")
"""'QĐ-', '30/', '2021-': Vietnamese words are not divided at a line's end, so what ends in a hyphen is a symbol or a pair."""
_SYMBOL = re.compile(r"\d\s?/\s?[\w-]+$|\d$")
_REST = re.compile(rf"[-‑/][{_UPPER}]{{2}}")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹](?![⁰¹²³⁴-⁹]*\s)")
_NEAR = 25
_HYPHENS = frozenset("-‑/\u00ad")
_OPENERS = frozenset("-‑⁰¹²³⁴⁵⁶⁷⁸⁹")


class PageText(NamedTuple):
    """A text, and the words in it that were hard to recognise."""

    text: str
    doubts: tuple[Doubt, ...] = ()


def between(above: str, below: str) -> str:
    """What stands between two lines of a paragraph: a space, or nothing within a symbol."""
    if above[-1:] not in _HYPHENS and below[:1] not in _OPENERS:
        return " "
    end = above[-_NEAR:]
    if _CUT.search(end) or _RAISED.match(below) or (_REST.match(below) and _SYMBOL.search(end)):
        return ""
    return " "


def in_one(lines: Iterable[PageText], breaks: str = "") -> PageText:
    """Lines as one text; with `breaks`, that between them."""
    lines = tuple(lines)
    if len(lines) == 1:
        return lines[0]
    parts: list[str] = []
    doubts: list[Doubt] = []
    at = 0
    last = ""
    for line in lines:
        if parts:
            gap = breaks or between(last, line.text)
            parts.append(gap)
            at += len(gap)
        if line.doubts:
            doubts.extend((at + start, at + end, sure) for start, end, sure in line.doubts)
        parts.append(line.text)
        at += len(line.text)
        last = line.text
    return PageText("".join(parts), tuple(doubts))
