"""The sentence around a place in a document: what a reader needs to see that a figure was understood."""

import re
from collections.abc import Sequence
from itertools import takewhile

from danvan.documents.model import Block, BlockKind, Cell, Document
from danvan.kernel.span import Span

_LONGEST = 300
"""Characters kept on either side when no sentence ends sooner."""
# A full stop ends a sentence when space follows (not in 1.637); a new line ends one when a list item begins there.
_END = re.compile(r"[.!?…]+[\"”’)]*\s+|\n\s*(?=(?:[-+*•]|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]+\.|[a-zđ]\))\s)")


def sentence_around(document: Document, span: Span) -> str:
    """The sentence `span` stands in, on one line; in a table the heads of its column and its row, cell by cell. Cut at words
    when very long."""
    block = _block(document, span)
    cells = block.table.cells if block and block.table else ()
    at = next((cell for cell in cells if cell.span.covers(span)), None)
    if at:
        return _in_table(document.text, cells, at)
    # The blocks of a text file are lines as they happened to break, so there a sentence may go beyond its block.
    whole = block.span if block and not document.hard_breaks else Span(0, len(document.text))
    start, end = _start(document.text, whole.start, span.start), _end(document.text, span.end, whole.end)
    return _one_line(document.text[start:end])


def _block(document: Document, span: Span) -> Block | None:
    holding = [block for block in document.blocks if block.span.covers(span) and block.kind is not BlockKind.FURNITURE]
    return min(holding, key=lambda block: block.span.end - block.span.start, default=None)


def _in_table(text: str, cells: Sequence[Cell], at: Cell) -> str:
    """'head / lower head: cell | cell | cell'."""
    row = [_one_line(cell.span.of(text)) for cell in cells if cell.row <= at.row < cell.row + cell.rows]
    above = [cell for cell in cells if cell.row + cell.rows <= at.row and cell.column <= at.column < cell.column + cell.columns]
    # Heads are words; the first cell without a letter ('1', '(2)', '-') is below them.
    heads = takewhile(lambda head: any(letter.isalpha() for letter in head), (_one_line(cell.span.of(text)) for cell in above))
    head = " / ".join(heads)
    return (f"{head}: " if head else "") + " | ".join(row)


def _start(text: str, least: int, at: int) -> int:
    least = max(least, at - _LONGEST)
    ends = [match.end() for match in _END.finditer(text, least, at)]
    if ends:
        return ends[-1]
    return least if least == 0 or text[least - 1].isspace() else _next_word(text, least, at)


def _end(text: str, at: int, most: int) -> int:
    most = min(most, at + _LONGEST)
    match = _END.search(text, max(at - 1, 0), most)
    if match and match.end() > at:
        return match.end()
    if most == len(text) or text[most].isspace():
        return most
    return max(text.rfind(" ", at, most), at)


def _next_word(text: str, least: int, at: int) -> int:
    space = re.compile(r"\s").search(text, least, at)
    return space.end() if space else at


def _one_line(text: str) -> str:
    return " ".join(text.split())
