"""Headings and the sections under them, whatever the numbering: I. / 1. / 1.1. / a)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.catalogue.models import Area
from danvan.kernel.span import Span
from danvan.reading.lexicon import Lexicon, fold, whole_words
from danvan.reading.model import Section
from danvan.reading.paragraphs import Paragraph, Role

_ROMAN = re.compile(r"(?:PHẦN\s+|Phần\s+)?([IVXLC]{1,5})\s*[./)-]?\s*$")
_DECIMAL = re.compile(r"(\d{1,2}(?:\s?\.\s?\d{1,2})*)\s*[./)]?\s*$")
_LETTER = re.compile(r"([a-zđ])\s?[).]\s*$")
_LONG_HEADING = 700
"""Longer than this, a numbered paragraph is a task or a statement, not a heading over others."""


@dataclass(frozen=True, slots=True)
class _Heading:
    at: int
    number: str
    level: int
    text: str


def find_sections(paragraphs: Sequence[Paragraph], areas: Sequence[Area], words: Lexicon) -> tuple[list[Section], list[int]]:
    """The sections in order, and for each paragraph the index of the section it stands in (-1 before the first)."""
    headings = list(_headings(paragraphs))
    patterns = [(area.code, whole_words(area.headings)) for area in areas if area.headings]
    sections: list[Section] = []
    for at, heading in enumerate(headings):
        stop = headings[at + 1].at if at + 1 < len(headings) else len(paragraphs)
        last = max((index for index in range(heading.at, stop) if paragraphs[index].role is Role.BODY), default=heading.at)
        span = paragraphs[heading.at].span.join(paragraphs[last].span)
        sections.append(_section(heading, span, sections, headings[:at], patterns, words))
    inside = [-1] * len(paragraphs)
    for at, heading in enumerate(headings):
        stop = headings[at + 1].at if at + 1 < len(headings) else len(paragraphs)
        for index in range(heading.at, stop):
            if paragraphs[index].role is Role.BODY:
                inside[index] = at
    return sections, inside


def _section(
    heading: _Heading,
    span: Span,
    earlier: Sequence[Section],
    headings: Sequence[_Heading],
    patterns: Sequence[tuple[str, re.Pattern[str]]],
    words: Lexicon,
) -> Section:
    parent = next((earlier[at] for at in range(len(headings) - 1, -1, -1) if headings[at].level < heading.level), None)
    low = fold(heading.text)
    hits = [(len(match.group()), code) for code, pattern in patterns if (match := pattern.search(low))]
    area = max(hits)[1] if hits else (parent.area if parent else "")
    target = bool(parent and parent.target) or (
        heading.level == 1 and bool(words.target_heading.search(low)) and "kết quả" not in low
    )
    return Section(_path(heading, parent), heading.text, span, heading.level, area, target)


def _path(heading: _Heading, parent: Section | None) -> str:
    if parent is None:
        return heading.number
    own = heading.number.split(".")
    # '1.1' under '1' under 'III' repeats the 1: the path is III.1.1.
    above = parent.number.split(".")
    if len(own) > 1 and above[-1] == own[0]:
        own = own[1:]
    elif len(own) > 1 and len(above) > 1 and above[-len(own) + 1 :] == own[:-1]:
        own = own[-1:]
    return ".".join([*above, *own])


def _headings(paragraphs: Sequence[Paragraph]) -> Iterator[_Heading]:
    numbered_lists = _lists(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        if not paragraph.opening or paragraph.role is Role.NOTE or at in numbered_lists:
            continue
        found = _number(paragraph.opening)
        text = paragraph.text[len(paragraph.opening) :].strip(" .:")
        if found and text and len(text) <= _LONG_HEADING:
            yield _Heading(at, found[0], found[1], paragraph.text[len(paragraph.opening) :].strip())


def _number(opening: str) -> tuple[str, int] | None:
    mark = opening.strip()
    if match := _ROMAN.fullmatch(mark):
        return match[1], 1
    if match := _DECIMAL.fullmatch(mark):
        parts = [str(int(part)) for part in re.split(r"\s?\.\s?", match[1])]
        return ".".join(parts), 1 + len(parts)
    if match := _LETTER.fullmatch(mark):
        return match[1], 6
    return None


def _lists(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Numbered items of a list inside a section ('1. Mô hình…' under '3. …'): a 1. right after a line that promises a list."""
    found: set[int] = set()
    for at, paragraph in enumerate(paragraphs[1:], start=1):
        before = paragraphs[at - 1]
        mark = _number(paragraph.opening) if paragraph.opening else None
        if mark and mark[1] == 2 and mark[0] == "1" and not before.opening and before.text.endswith((":", "sau.", "gồm.")):
            items: list[int] = []
            index, expected = at, 1
            while index < len(paragraphs) and (own := _number(paragraphs[index].opening)) and own == (str(expected), 2):
                items.append(index)
                index, expected = index + 1, expected + 1
            found.update(items if len(items) > 1 else ())
    return found
