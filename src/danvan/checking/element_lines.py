"""The lines of paragraphs as they stand in a document, apart by column, each with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.documents.model import Document
from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span
from danvan.reading.formal_lines import column_places, plain
from danvan.reading.paragraphs import Paragraph

_LINE = re.compile(r"[^\r\n\v]+")
_EDGE = " \t\xa0*_\\"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or its part in one column. `text`: composed, without marks of emphasis; `paragraph`: which one it is of."""

    text: str
    span: Span
    paragraph: int

    @property
    def exact(self) -> bool:
        """Whether a place in `text` is the same place in the document."""
        return self.span.end - self.span.start == len(self.text)

    def part(self, start: int, end: int) -> Span:
        """Where characters `start` to `end` of the text stand; the whole line where that cannot be told."""
        return Span(self.span.start + start, self.span.start + end) if self.exact else self.span


def pieces(document: Document, paragraphs: Sequence[Paragraph], first: int = 0) -> Iterator[Piece]:
    """The lines of `paragraphs`; the number of the first paragraph is `first`."""
    for number, paragraph in enumerate(paragraphs, start=first):
        for line in lines_in(document.text, paragraph.span):
            made = _piece(document, line, number)
            if made.text:
                yield made


def by_column(document: Document, paragraphs: Sequence[Paragraph], first: int = 0) -> list[Piece]:
    """The same, the left column first; lines that stand in one column keep their order (as `formal_lines.in_columns`)."""
    rows = [
        _columns(document, line, number)
        for number, paragraph in enumerate(paragraphs, start=first)
        for line in lines_in(document.text, paragraph.span)
    ]
    if not any(left and right for left, right in rows):
        return [one for row in rows for one in row if one]
    return [left for left, _ in rows if left] + [right for _, right in rows if right]


def lines_in(text: str, span: Span) -> Iterator[Span]:
    """The lines of `span` that are not blank."""
    for match in _LINE.finditer(text, span.start, span.end):
        if match.group().strip():
            yield Span(match.start(), match.end())


def trimmed(text: str, span: Span) -> Span:
    """Without white space and marks of emphasis at its edges."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    return Span(start, max(start, span.start + len(words.rstrip(_EDGE))))


def _columns(document: Document, line: Span, paragraph: int) -> tuple[Piece | None, Piece | None]:
    """The left and the right part of a line, told also by its indent, which is no part of a paragraph."""
    start = document.text.rfind("\n", 0, line.start) + 1
    indented = document.hard_breaks and not document.text[start : line.start].strip()
    mapped = Mapped.of(document.text, start if indented else line.start, line.end)
    left, right = (_part(document, mapped, column, paragraph) for column in column_places(mapped.text))
    return left, right


def _part(document: Document, line: Mapped, column: Span, paragraph: int) -> Piece | None:
    if column.start == column.end:
        return None
    made = _piece(document, line.origin(column.start, column.end), paragraph)
    return made if made.text else None


def _piece(document: Document, span: Span, paragraph: int) -> Piece:
    bare = trimmed(document.text, span)
    return Piece(plain(Mapped.of(document.text, bare.start, bare.end).text), bare, paragraph)
