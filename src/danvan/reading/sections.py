"""Headings and the sections under them, whatever the numbering: PHẦN I / A. / I. / 1. / 1.1. / a)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from danvan.catalogue.models import Area
from danvan.kernel.span import Span
from danvan.reading.contexts import run_in
from danvan.reading.lexicon import Lexicon, fold, whole_words
from danvan.reading.model import Section
from danvan.reading.outline import Numbered, Rank, fits, number_of
from danvan.reading.paragraphs import Paragraph, Role

_LONG_HEADING = 700
"""Longer than this, a numbered paragraph is a task or a statement, not a heading over others."""
_LONG_LINE = 200
"""A line under 'PHẦN I' longer than this is its text, not its heading."""
_WORD = re.compile(r"[“\"'(‘]*[^\W\d_](?:[^\W\d_]|\s+[^\W\d_]{2})")
"""A heading opens with a word ('Ở thôn', 'Y tế'), not with an initial."""


@dataclass(frozen=True, slots=True)
class _Heading:
    at: int
    own: Numbered
    text: str


_any_of = cache(whole_words)
"""The headings of an area as one pattern; made once, not for each document."""


def find_sections(paragraphs: Sequence[Paragraph], areas: Sequence[Area], words: Lexicon) -> tuple[list[Section], list[int]]:
    """The sections in order, and for each paragraph the index of the section it stands in (-1 before the first)."""
    headings = list(_headings(paragraphs))
    patterns = [(area.code, _any_of(area.headings)) for area in areas if area.headings]
    sections: list[Section] = []
    above: list[tuple[Rank, Section]] = []
    inside = [-1] * len(paragraphs)
    for order, heading in enumerate(headings):
        stop = headings[order + 1].at if order + 1 < len(headings) else len(paragraphs)
        body = [index for index in range(heading.at, stop) if paragraphs[index].role is Role.BODY]
        while above and above[-1][0] >= heading.own.rank:
            above.pop()
        span = paragraphs[heading.at].span.join(paragraphs[max(body, default=heading.at)].span)
        sections.append(_section(heading, span, above, patterns, words))
        above.append((heading.own.rank, sections[-1]))
        for index in body:
            inside[index] = order
    return sections, inside


def _section(
    heading: _Heading,
    span: Span,
    above: Sequence[tuple[Rank, Section]],
    patterns: Sequence[tuple[str, re.Pattern[str]]],
    words: Lexicon,
) -> Section:
    parent = above[-1][1] if above else None
    low = fold(heading.text)
    hits = {code: match for code, pattern in patterns if (match := pattern.search(low))}
    area = max(hits, key=lambda code: (len(hits[code].group()), code)) if hits else (parent.area if parent else "")
    target = bool(parent and parent.target) or _is_for_later(low, words, top=heading.own.rank <= Rank.ROMAN or parent is None)
    also = _also(hits, area) if hits else (parent.also if parent else ())
    return Section(_path(heading.own, parent), heading.text, span, heading.own.level, area, target, also)


def _also(hits: Mapping[str, re.Match[str]], area: str) -> tuple[str, ...]:
    """Other areas a heading names ('Ban Thanh tra nhân dân, Ban Giám sát đầu tư…'); the 'thi đua' of 'phong trào thi đua “Dân vận
    khéo”' is within the name of the first."""
    first = hits[area]
    return tuple(
        code for code, hit in hits.items() if code != area and (hit.end() <= first.start() or hit.start() >= first.end())
    )


_DONE = re.compile(
    r"(?:kết quả|tình hình|đánh giá|triển khai|thực hiện|hoàn thành|lãnh đạo|chỉ đạo|công tác tham mưu|ưu điểm|hạn chế)"
)
_NEXT = re.compile(r"(?:thời gian tới|thời gian tiếp theo|giai đoạn tiếp theo|năm tới|quý tới|kỳ tới|năm tiếp theo|trọng tâm)")


def _is_for_later(low: str, words: Lexicon, *, top: bool) -> bool:
    """A heading (folded) over plans and tasks: 'PHƯƠNG HƯỚNG, NHIỆM VỤ …', not 'KẾT QUẢ THỰC HIỆN NHIỆM VỤ'. One that is not
    at the `top` must say that it is about the time to come."""
    match = words.target_heading.search(low)
    if match is None or _DONE.search(low, 0, match.start()):
        return False
    return (top and "kết quả" not in low) or (match.start() <= len("một số ") and bool(_NEXT.search(low)))


def _path(own: Numbered, parent: Section | None) -> str:
    if parent is None:
        return own.number
    parts = own.number.split(".")
    # '1.1' under '1' under 'III' repeats the 1: the path is III.1.1.
    above = parent.number.split(".")
    if len(parts) > 1 and above[-1] == parts[0]:
        parts = parts[1:]
    elif len(parts) > 1 and len(above) > 1 and above[-len(parts) + 1 :] == parts[:-1]:
        parts = parts[-1:]
    return ".".join([*above, *parts])


def _headings(paragraphs: Sequence[Paragraph]) -> Iterator[_Heading]:
    listed = _lists(paragraphs)
    body = [at for at, paragraph in enumerate(paragraphs) if paragraph.role is Role.BODY and at not in listed]
    found = [(at, own, _text(paragraphs, at)) for at in body if (own := number_of(paragraphs[at].opening))]
    found = [(at, own, text) for at, own, text in found if _WORD.match(text) and len(text) <= _LONG_HEADING]
    seconds = [order for order, (_, own, _) in enumerate(found) if own.capital == 2]
    open_: list[Numbered] = []
    for order, (at, own, text) in enumerate(found):
        has_next = own.capital == 1 and seconds[-1:] > [order]
        placed = fits(own, open_, text, has_next)
        if placed is None:
            continue
        while open_ and open_[-1].rank >= placed.rank:
            open_.pop()
        open_.append(placed)
        yield _Heading(at, placed, text)


def _text(paragraphs: Sequence[Paragraph], at: int) -> str:
    """The heading's words: those behind the number, or the line below where the number stands alone ('PHẦN I')."""
    text = _heading_of(paragraphs[at].text, len(paragraphs[at].opening))
    if text or at + 1 == len(paragraphs):
        return text
    below = paragraphs[at + 1]
    return "" if below.opening or below.role is Role.NOTE or len(below.text) > _LONG_LINE else below.text


_SENTENCE = re.compile(r"[^.]{15,}?\.(?=\s+[^\W\d_a-zà-ỹđ][^\W\d_]*\s)")
"""The first sentence of a paragraph; 'TT. HĐND' ends none."""


def _heading_of(text: str, opening: int) -> str:
    """What is heading of a numbered paragraph: the words its text runs in from, or its first sentence, or all of it."""
    stop = run_in(text, opening)
    if text[opening:stop].strip():
        return text[opening:stop].strip().removesuffix(":").strip()
    own = text[opening:].strip()
    sentence = _SENTENCE.match(own)
    return sentence.group() if sentence else own


def _lists(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Numbered items of a list inside a section ('1. Mô hình…' under '3. …'): a 1. right after a line that promises a list."""
    found: set[int] = set()
    for at, paragraph in enumerate(paragraphs[1:], start=1):
        before = paragraphs[at - 1]
        if _is_item(paragraph, 1) and not before.opening and before.text.endswith((":", "sau.", "gồm.")):
            items: list[int] = []
            while at + len(items) < len(paragraphs) and _is_item(paragraphs[at + len(items)], len(items) + 1):
                items.append(at + len(items))
            found.update(items if len(items) > 1 else ())
    return found


def _is_item(paragraph: Paragraph, value: int) -> bool:
    own = number_of(paragraph.opening)
    return own is not None and own.rank == Rank.DECIMAL and own.value == value
