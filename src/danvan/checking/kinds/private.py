"""Personal data that a report has no need of: shown by its place, never by its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import field_validator

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.persons import any_of, groups_of, with_persons
from danvan.checking.privacy import PRIVATE, masked_name, masked_number
from danvan.checking.subject import Subject
from danvan.documents.model import Cell, Table
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span
from danvan.reading.paragraphs import is_frame
from danvan.reading.persons import is_somebody

KIND = "private"
BLANKS = frozenset({"found", "expected", "others"})
_SENTENCE = re.compile(r"[.;!?…]\s")
_BESIDE = 60


class Settings(Card):
    """`signs`: words one of which stands in the paragraph, or nothing is looked for. `patterns`: regular expressions whose
    group `datum` is the personal datum, {person} in them a person's name; `doubtful`: those that give no more than a warning,
    `faint` no more than a note. `never`: words in the sentence that excuse it. `positions`: words right before or behind a
    person that show an official. `heads` and `cell`: the same for columns of tables, by the words at the column's head.
    `shown`: what is left of the datum in what we print. `person`: findings on one person are one (`cause`)."""

    signs: tuple[str, ...]
    patterns: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    faint: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    cell: str = ""
    shown: Literal["name", "number", "words"] = "number"

    @field_validator("patterns", "doubtful", "faint")
    @classmethod
    def _compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        """A pattern that does not compile, or marks no datum, is a mistake on the card."""
        for pattern in patterns:
            try:
                groups = groups_of(pattern)
            except re.error as error:
                raise ValueError(f"{error}: {pattern}") from error
            if "datum" not in groups:
                raise ValueError(f"(?P<datum>…) is missing: {pattern}")
        return patterns


@dataclass(frozen=True, slots=True)
class _Datum:
    """`key` tells whether two are the same; it stays in memory for this document only."""

    span: Span
    key: str
    severity: Severity


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding for each datum; its other places in the document are related."""
    same: dict[str, list[_Datum]] = {}
    taken: set[int] = set()
    for datum in (*_in_text(card, settings, subject), *_in_tables(card, settings, subject)):
        if datum.span.start not in taken:
            taken.add(datum.span.start)
            same.setdefault(datum.key, []).append(datum)
    for first, *others in same.values():
        severity = min((first, *others), key=lambda one: one.severity.rank).severity
        data = {PRIVATE: "1", "others": str(len(others)) if others else "", "cause": f"person:{first.span.start}"}
        yield Finding(
            code=card.code,
            severity=capped(severity, card.source.certainty),
            span=first.span,
            data=data,
            found=_shown(first.key, settings),
            related=tuple(one.span for one in others),
        )


def _in_text(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[_Datum]:
    signs = _Signs.of(settings.signs)
    graded = (
        (settings.patterns, card.severity),
        (settings.doubtful, max(card.severity, Severity.WARNING, key=lambda one: one.rank)),
        (settings.faint, Severity.NOTE),
    )
    for at, paragraph in enumerate(subject.paragraphs):
        if not signs.may_be_in(paragraph.text, subject.small_paragraphs[at]):
            continue
        for patterns, severity in graded:
            for pattern in patterns:
                if at in subject.with_person or not _needs_person(pattern):
                    yield from _data(paragraph.flow, pattern, severity, settings)


@cache
def _needs_person(pattern: str) -> bool:
    """Whether it finds nothing where no person is named: outside all brackets it has one, or its datum is one."""
    top = _CLASS_OR_SIGN.sub("", pattern.replace("(?P<datum>{person})", _DATUM_IS_PERSON))
    while (shorter := _BRACKETS.sub("", top)) != top:
        top = shorter
    return _DATUM_IS_PERSON in top or ("{person}" in top and "|" not in top)


_CLASS_OR_SIGN = re.compile(r"\\.|\[[^\]]*\]")
_BRACKETS = re.compile(r"\([^()]*\)")
_DATUM_IS_PERSON = "<person>"


@dataclass(frozen=True, slots=True)
class _Signs:
    """Signs by how they are looked for: a plain word is found in small letters much quicker than a pattern in either case."""

    words: tuple[str, ...]
    patterns: tuple[str, ...]

    @classmethod
    @cache
    def of(cls, signs: tuple[str, ...]) -> "_Signs":
        plain = tuple(sign for sign in signs if re.escape(sign).replace(r"\ ", " ") == sign)
        return cls(tuple(sign.lower() for sign in plain), tuple(sign for sign in signs if sign not in plain))

    def may_be_in(self, text: str, small: str) -> bool:
        if any(word in small for word in self.words):
            return True
        return bool(self.patterns) and any_of(self.patterns).search(text) is not None


def _data(flow: Mapped, pattern: str, severity: Severity, settings: Settings) -> Iterator[_Datum]:
    for match in with_persons(pattern).finditer(flow.text):
        start, end = match.span("datum")
        if not _excused(flow.text, start, end, settings):
            yield _Datum(flow.origin(start, end), match["datum"], severity)


def _excused(text: str, start: int, end: int, settings: Settings) -> bool:
    if settings.shown == "name" and not is_somebody(text, start, end):
        return True
    left = _SENTENCE.split(text[:start])[-1]
    right = _SENTENCE.split(text[end:], maxsplit=1)[0]
    if settings.never and any_of(settings.never).search(f"{left}|{right}"):
        return True
    return bool(settings.positions) and _official(left, right, settings.positions)


def _official(left: str, right: str, positions: tuple[str, ...]) -> bool:
    """'đồng chí Trần Văn Bình', 'bà Lê Thị Hoa - Phó Chủ tịch', 'Bí thư chi bộ, ông Ngô Văn Sơn'."""
    words = "|".join(positions)
    behind = any_of((rf"^\s*[,(–-]\s*(?:(?:là|nguyên|quyền)\s)?(?:{words})",)).search(right)
    return bool(behind or any_of((rf"(?:{words})(?:\s[^,;.:()]{{0,30}})?[,:]?\s*$",)).search(left[-_BESIDE:]))


def _in_tables(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[_Datum]:
    if not settings.heads:
        return
    for block in subject.document.blocks:
        if block.table and not is_frame(subject.document, block):
            yield from _in_columns(card, settings, subject.text, block.table)


def _in_columns(card: CheckCard, settings: Settings, text: str, table: Table) -> Iterator[_Datum]:
    heads = [cell for cell in table.cells if any_of(settings.heads).search(_words(cell, text))]
    for head in heads:
        for cell in table.cells:
            below = cell.row >= head.row + head.rows and cell.column == head.column
            found = with_persons(settings.cell).search(_words(cell, text)) if below else None
            if found:
                yield _Datum(_place(cell, text, found["datum"]), found["datum"], card.severity)


def _words(cell: Cell, text: str) -> str:
    return " ".join(Mapped.of(text, cell.span.start, cell.span.end).text.split())


def _place(cell: Cell, text: str, datum: str) -> Span:
    """The datum itself where the cell prints it as it is; else the whole cell."""
    at = text.find(datum, cell.span.start, cell.span.end)
    return Span(at, at + len(datum)) if at >= 0 else cell.span


def _shown(datum: str, settings: Settings) -> str:
    if settings.shown == "name":
        return masked_name(datum)
    return masked_number(datum) if settings.shown == "number" else f"{datum.split(maxsplit=1)[0]} …"
