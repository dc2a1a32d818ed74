"""How a document looks on paper: its pages, its paragraphs, its letters, as far as the file says.

Lengths are twips (1/20 point) and sizes half-points, whole numbers as Word keeps them. None, or '' for a word, is what the
file does not say or says absurdly: it is never taken for right or wrong.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from danvan.kernel.span import Span

TWIPS_IN_INCH = 1440
_MILLIMETRES_IN_INCH = Decimal("25.4")


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look. `colour`: six hexadecimal digits, '' where the file leaves it to the reader (black)."""

    font: str = ""
    size: int | None = None
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look, at their place in the document's text."""

    span: Span
    letters: Letters


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a paragraph is set. `align`: left, center, right, both. `first_line` is negative for a hanging indent, None also
    where the writer made an indent of spaces or tabs. `line` is in twips, or in 240ths of a line when `line_rule` is 'auto'."""

    align: str = ""
    first_line: int | None = None
    left: int | None = None
    before: int | None = None
    after: int | None = None
    line: int | None = None
    line_rule: str = "auto"


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """One paragraph of the body, also of a table's cell. `numbered`: its number is made by Word. `section`: which one."""

    span: Span
    runs: tuple[Run, ...]
    spacing: Spacing
    in_table: bool = False
    in_box: bool = False
    numbered: bool = False
    section: int = 0


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page number in a header or footer. `align` '' where tabs, frames or boxes put it somewhere that is not told.
    `conditional`: a field decides on which pages it is shown."""

    in_header: bool
    align: str
    letters: Letters
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one size. `numbers` stand on all pages but the first, `first` on the first one."""

    width: int | None = None
    height: int | None = None
    top: int | None = None
    bottom: int | None = None
    left: int | None = None
    right: int | None = None
    numbers: tuple[PageNumber, ...] = ()
    first: tuple[PageNumber, ...] = ()

    @property
    def landscape(self) -> bool:
        return self.width is not None and self.height is not None and self.width > self.height


@dataclass(frozen=True, slots=True)
class Appearance:
    """`paragraphs` in the order of the text; `sections` in that of the pages."""

    sections: tuple[Section, ...]
    paragraphs: tuple[ParagraphLook, ...]

    def over(self, span: Span) -> Iterator[ParagraphLook]:
        """The paragraphs that share a character with `span`."""
        at = bisect_left(self.paragraphs, span.start, key=lambda one: one.span.end - 1)
        while at < len(self.paragraphs) and self.paragraphs[at].span.start < span.end:
            yield self.paragraphs[at]
            at += 1

    def runs(self, span: Span) -> Iterator[Run]:
        """The letters of `span`, cut to it."""
        for paragraph in self.over(span):
            for run in paragraph.runs:
                if run.span.overlaps(span):
                    yield Run(Span(max(run.span.start, span.start), min(run.span.end, span.end)), run.letters)


def millimetres(twips: int) -> Decimal:
    """To a tenth, as people measure paper."""
    return (twips * _MILLIMETRES_IN_INCH / TWIPS_IN_INCH).quantize(Decimal("0.1"))
