"""Brackets and quotation marks that open and never close, or close what was never opened."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.mapped import Mapped

KIND = "brackets"
BLANKS = frozenset({"found", "expected", "open", "close", "odd"})
_QUOTE, _BRACKET = re.compile(r"[“”\"„‟]"), re.compile(r"[()]")
_NUMBERING = re.compile(
    r"(?:^|(?<=[\s,;:.+–*-]))(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[IVX]{1,4}|[a-zđ]\d?|[*+•-])\s?\)|(?<=[.:;]\s)\)"
)
_NO_QUOTE = re.compile(r"(?<=\d)\s?[\"”](?!\w)")
"""Inches, seconds, and a closing mark that may be either."""


class Settings(Card):
    """`of`: which marks."""

    of: Literal["brackets", "quotes"]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """At most one finding a paragraph. What opens in one paragraph and closes in the next is let be."""
    passages = subject.passages
    for at, passage in enumerate(passages):
        own = _open(passage.text, settings.of)
        if own is None:
            continue
        place, data = own
        cut_off = at == len(passages) - 1 and "open" in data and passage.text.rstrip()[-1:].isalnum()
        if not cut_off and not any(_open(other.text, settings.of) for other in _neighbours(passages, at)):
            yield _finding(card, passage, place, data)


def _neighbours(passages: Sequence[Mapped], at: int) -> list[Mapped]:
    return [passages[near] for near in (at - 1, at + 1) if 0 <= near < len(passages)]


def _open(text: str, marks: str) -> tuple[int, dict[str, str]] | None:
    """The place of a mark without its mate in `text`, and which blank says so."""
    return _odd_bracket(text) if marks == "brackets" else _odd_quote(text)


def _odd_bracket(text: str) -> tuple[int, dict[str, str]] | None:
    if "(" not in text and ")" not in text:
        return None
    if text.count("(") == text.count(")") and "(" in text and text.index("(") < text.index(")"):
        return None  # in pairs, as nearly always; two mistakes that cancel out are let be
    numbering = {match.end() - 1 for match in _NUMBERING.finditer(text)}
    opened: list[int] = []
    for mark in _BRACKET.finditer(text):
        at, letter = mark.start(), mark.group()
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            opened.pop()
        elif letter == ")" and at not in numbering and any(map(str.isalnum, text[:at])):
            return at, {"close": ")"}
    return (opened[-1], {"open": "("}) if opened else None


def _odd_quote(text: str) -> tuple[int, dict[str, str]] | None:
    places = [mark.start() for mark in _QUOTE.finditer(text)]
    if len(places) % 2 == 0 or _NO_QUOTE.search(text):
        return None
    return _alone(text, places), {"odd": "1"}


def _alone(text: str, places: Sequence[int]) -> int:
    """The first mark that opens where one is open, or the last one."""
    inside = False
    for before, at in zip((-1, *places), places, strict=False):
        if text[at] == "“" and inside:
            return before
        inside = text[at] == "“" or (text[at] != "”" and not inside)
    return places[-1]


def _finding(card: CheckCard, passage: Mapped, place: int, data: dict[str, str]) -> Finding:
    start, end = max(0, place), place + 1
    words = re.compile(r"\S*").match(passage.text, end)
    stop = words.end() if words and passage.text[place] != ")" else end
    before = re.search(r"\S*$", passage.text[:place])
    begin = before.start() if before and passage.text[place] == ")" else start
    span = passage.origin(begin, max(stop, end))
    return Finding(card.code, capped(card.severity, card.source.certainty), span, data, passage.text[begin : max(stop, end)])
