"""The numbered headings of a document as groups of like ones: those of one rank under one heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.checking.subject import Subject
from danvan.kernel.span import Span
from danvan.reading.model import Section
from danvan.reading.outline import Numbered, Rank, number_of
from danvan.reading.paragraphs import Paragraph

LETTERS = "abcdđeghiklmnopqrstuvxy"
_CAPITALS = "ABCDĐEGH"
_SIGN = re.compile(r"[./)–—-]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """`value`: its place among its like; `number` as printed ('IV', '2.1', 'c'); `sign`: what stands behind it ('.', ')');
    `span`: number and words of the heading."""

    section: Section
    paragraph: Paragraph
    rank: Rank
    value: int
    number: str
    sign: str
    span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """Headings of one rank, in order, under `parent` (None for the outermost)."""

    headings: tuple[Heading, ...]
    parent: Heading | None


def groups(subject: Subject) -> list[Group]:
    """In the order of their first headings."""
    made: dict[tuple[int, Rank], list[Heading]] = {}
    parents: dict[int, Heading | None] = {-1: None}
    open_: list[tuple[int, Heading]] = []
    for order, heading in enumerate(_headings(subject)):
        while open_ and open_[-1][1].rank >= heading.rank:
            open_.pop()
        above = open_[-1][0] if open_ else -1
        made.setdefault((above, heading.rank), []).append(heading)
        open_.append((order, heading))
        parents[order] = heading
    return [Group(tuple(headings), parents[above]) for (above, _), headings in made.items()]


def _headings(subject: Subject) -> Iterator[Heading]:
    at = {paragraph.span.start: paragraph for paragraph in subject.paragraphs if paragraph.opening}
    has_second = any(section.number.rpartition(".")[2] == "B" for section in subject.reading.sections)
    for section in subject.reading.sections:
        paragraph = at.get(section.span.start)
        own = number_of(paragraph.opening) if paragraph else None
        if paragraph and own:
            yield _heading(section, paragraph, own, capital=has_second)


def _heading(section: Section, paragraph: Paragraph, own: Numbered, *, capital: bool) -> Heading:
    rank, value = own.rank, own.value
    if capital and (rank is Rank.CAPITAL or own.number in ("C", "D")):
        rank, value = Rank.CAPITAL, _CAPITALS.find(own.number) + 1
    elif rank is Rank.LETTER:
        value = LETTERS.find(own.number[-1:]) + 1
    sign = _SIGN.search(paragraph.opening, _after(paragraph.opening, own.number))
    flow = paragraph.flow
    words = flow.text.find(section.heading)
    end = words + len(section.heading) if words >= 0 else len(paragraph.opening)
    return Heading(
        section, paragraph, rank, value, own.number, sign.group() if sign else "", flow.origin(0, min(end, len(flow.text)))
    )


def _after(opening: str, number: str) -> int:
    at = opening.replace(" ", "").find(number)
    return max(0, opening.find(number[-1:], max(at, 0))) + 1 if number else 0


def stands_between(rank: Rank, numbers: Sequence[str], text: str) -> bool:
    """Whether `text` holds something that may be a heading of one of these numbers, which reading took for none."""
    return any(_candidate(rank, number).search(text) for number in numbers)


def _candidate(rank: Rank, number: str) -> re.Pattern[str]:
    own = r"\s?\.\s?".join(map(re.escape, number.split(".")))
    if rank >= Rank.DECIMAL and rank is not Rank.LETTER:
        return re.compile(rf"(?<![\w,/-])(?<!\d\.)0?{own}\s?(?:[.)/:–-]|\s*$|(?=\s+[^\W\d_a-zà-ỹđ]))", re.MULTILINE)
    if rank is Rank.LETTER:
        return re.compile(rf"(?<![\w/]){own}\s?(?:[).]|/\s)", re.MULTILINE)
    return re.compile(rf"(?<!\w){own}(?!\w)")
