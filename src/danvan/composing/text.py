"""A report model as plain text: for a terminal, and for people who compare two reports line by line."""

import re
from collections.abc import Iterator

from danvan.composing.model import AreaResult, Line, Listing, ReportModel, Table

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no document has a way to hold; a name read from a damaged file may have it."""


def as_text(model: ReportModel, *, figures: bool = False) -> str:
    """The whole report as lines. `figures`: behind each number the identifier of its figure, in square brackets."""
    return "\n".join(_lines(model, figures)) + "\n"


def _lines(model: ReportModel, figures: bool) -> Iterator[str]:
    yield from ("BÁO CÁO", model.title, "")
    for part in model.parts:
        if part.heading:
            yield part.title
        yield from part.text.splitlines()
        for area in part.areas:
            yield from _area(area, figures)
        yield ""
    yield model.closing


def _area(area: AreaResult, figures: bool) -> Iterator[str]:
    if area.heading:
        yield area.heading
    yield from (_line(sentence, figures) for sentence in area.sentences)
    if area.table:
        yield from _table(area.table, figures)
    if area.listing:
        yield from _listing(area.listing, figures)
    yield from (_line(note, figures) for note in area.notes)


def _line(line: Line, figures: bool) -> str:
    return "".join(_number(piece.text, piece.figure, figures) for piece in line)


def _number(text: str, figure: str, figures: bool) -> str:
    return f"{text}[{figure}]" if figures and figure else text


def _table(table: Table, figures: bool) -> Iterator[str]:
    yield f"Bảng {table.number}. {table.title}"
    heads = (f"{column.name} ({column.measure})" if column.measure else column.name for column in table.columns)
    yield " | ".join(("Đơn vị", *heads))
    for row in (*table.rows, table.total):
        cells = (_number(cell.text, cell.figure, figures) + (f"({cell.mark})" if cell.mark else "") for cell in row.cells)
        yield " | ".join((row.name, *cells))


def _listing(listing: Listing, figures: bool) -> Iterator[str]:
    if listing.number:
        yield listing.caption
    yield " | ".join(("TT", *listing.heads))
    for place, row in enumerate(listing.rows, start=1):
        yield " | ".join((str(place), *(_number(cell.text, cell.figure, figures) for cell in row)))
