"""A letterhead or a signature that people set by hand, as plain values: for a document that is no Word file.

Lengths are points; the blocks are those of the body in their order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from danvan.composing.prose.looks import Looks
from danvan.composing.prose.prints import W, pieces
from danvan.documents.docx.xml import number_value

_TWIPS = 20
_USUAL = 28
"""Half-points, where nobody says a size."""


@dataclass(frozen=True, slots=True)
class FramePiece:
    """Text of one look."""

    text: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    raised: bool


@dataclass(frozen=True, slots=True)
class FrameParagraph:
    """`size`: of its mark, how high it is when empty. `ruled`: a line runs below it, from indent to indent."""

    pieces: tuple[FramePiece, ...]
    size: float
    align: str
    left: float
    right: float
    first: float
    before: float
    after: float
    ruled: bool
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class FrameTable:
    """Columns beside each other; a cell holds blocks."""

    widths: tuple[float, ...]
    rows: "tuple[tuple[tuple[FrameBlock, ...], ...], ...]"
    kind: str = "table"


FrameBlock = FrameParagraph | FrameTable


def framed(blocks: Iterable[etree._Element], looks: Looks) -> tuple[FrameBlock, ...]:
    """The paragraphs and tables among `blocks`."""
    return tuple(_framed(blocks, looks))


def _framed(blocks: Iterable[etree._Element], looks: Looks) -> Iterator[FrameBlock]:
    for block in blocks:
        if block.tag == f"{W}p":
            yield _paragraph(block, looks)
        elif block.tag == f"{W}tbl":
            yield _table(block, looks)


def _paragraph(paragraph: etree._Element, looks: Looks) -> FrameParagraph:
    spacing = looks.spacing(paragraph)
    mark = looks.letters(None, paragraph)
    indent = paragraph.find(f"{W}pPr/{W}ind")
    right = number_value(indent, 0, "w:right") or number_value(indent, 0, "w:end")
    lengths = (spacing.left, right, spacing.first_line, spacing.before, spacing.after)
    left, right_, first, before, after = ((length or 0) / _TWIPS for length in lengths)
    ruled = paragraph.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None
    said = tuple(_pieces(paragraph, looks))
    return FrameParagraph(said, _points(mark.size), spacing.align, left, right_, first, before, after, ruled)


def _pieces(paragraph: etree._Element, looks: Looks) -> Iterator[FramePiece]:
    for words, _mark, node in pieces(paragraph):
        run = next(node.iterancestors(f"{W}r"), None)
        if run is not None:
            look = looks.letters(run, paragraph)
            shown = "\n" if node.tag in {f"{W}br", f"{W}cr"} else words
            raised = looks.raised(run, paragraph)
            yield FramePiece(shown, _points(look.size), look.bold, look.italic, look.underlined, raised)


def _points(half_points: int | None) -> float:
    return (half_points or _USUAL) / 2


def _table(table: etree._Element, looks: Looks) -> FrameTable:
    rows = tuple(tuple(framed(cell, looks) for cell in row.findall(f"{W}tc")) for row in table.findall(f"{W}tr"))
    widths = tuple(number_value(column, 0, "w:w") / _TWIPS for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))
    return FrameTable(widths, rows)
