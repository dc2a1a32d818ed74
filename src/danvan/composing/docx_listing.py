"""A listing in Word: rows of words and numbers with an ordinal, the head on every page."""

from collections.abc import Iterator

from danvan.composing import wml
from danvan.composing.columns import ORDINAL, PADDING
from danvan.composing.model import Cell, Listing
from danvan.composing.tracer import Tracer
from danvan.composing.wml import paragraph, run, twips
from danvan.composing.word import BaseOxmlElement

_STYLES = {"l": "CellName", "c": "CellCentre", "r": "CellNumber"}
_SHORT = 6
"""A listing of so few rows stays on one page."""


def listing_blocks(listing: Listing, tracer: Tracer) -> Iterator[BaseOxmlElement]:
    """Its caption, where it has one, and the table."""
    if listing.number:
        yield paragraph("Caption", [run(listing.caption)])
    ordinal = (ORDINAL,) if listing.numbered else ()
    widths = [twips(width) for width in (*ordinal, *listing.widths)]
    heads = ("TT", *listing.heads) if listing.numbered else listing.heads
    head = [wml.cell(width, [_head(words)]) for width, words in zip(widths, heads, strict=True)]
    rows = [wml.row(head, header=True)]
    aligns = f"{'c' * len(ordinal)}{listing.aligns}"
    for place, cells in enumerate(listing.rows, start=1):
        keep = place < len(listing.rows) <= _SHORT
        told = zip((Cell(str(place)), *cells) if ordinal else cells, aligns, widths, strict=True)
        rows.append(wml.row([wml.cell(width, [_words(cell, align, tracer, keep)]) for cell, align, width in told]))
    yield wml.table(widths, rows, ruled=True, padding=twips(PADDING))
    yield paragraph("Gap")


def _head(words: str) -> BaseOxmlElement:
    return paragraph("CellHead", [run(words)], keep_next=True)


def _words(cell: Cell, align: str, tracer: Tracer, keep: bool) -> BaseOxmlElement:
    words = run(cell.text)
    pieces = tracer.mark(words, cell.figure) if cell.figure else [words] if cell.text else []
    return paragraph(_STYLES[align], pieces, keep_next=keep)
