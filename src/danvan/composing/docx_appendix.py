"""The number appendix in Word: a wide table in sheets, its heads on every page."""

from collections.abc import Iterator, Sequence

from danvan.composing import wml
from danvan.composing.columns import PADDING
from danvan.composing.model import Cell, Row, Table
from danvan.composing.pivot import Band, bands
from danvan.composing.tracer import Tracer
from danvan.composing.wml import paragraph, run, twips
from danvan.composing.word import BaseOxmlElement

_LETTERS = ("A", "B")
"""Over the ordinal and the name, in the row that numbers the columns."""


def pivot(whole: Table, tracer: Tracer) -> Iterator[BaseOxmlElement]:
    """Each sheet of `whole` with its title where there are several."""
    sheets = bands(whole)
    for number, band in enumerate(sheets, start=1):
        if len(sheets) > 1:
            yield paragraph("Caption", [run(f"Biểu {number}. {band.title}")])
        widths = [twips(width) for width in band.widths]
        rows = [*_head(whole, band, widths)]
        for place, row in enumerate(whole.rows, start=1):
            rows.append(_row(str(place), row, band, widths, tracer, keep=place == len(whole.rows)))
        rows.append(_row("", whole.total, band, widths, tracer, bold=True))
        yield wml.table(widths, rows, ruled=True, padding=twips(PADDING))
        yield paragraph("Gap")


def _head(whole: Table, band: Band, widths: Sequence[int]) -> Iterator[BaseOxmlElement]:
    """Areas, names, units of measure, numbers of the columns."""
    columns = [whole.columns[at] for at in band.columns]
    upper = [
        wml.cell(width, [_words("PivotHead", words)], merge="restart")
        for width, words in zip(widths, ("TT", "Đơn vị"), strict=False)
    ]
    at = 2
    for name, count in band.groups:
        upper.append(wml.cell(sum(widths[at : at + count]), [_words("PivotHead", name)], span=count))
        at += count
    yield wml.row(upper, header=True)
    yield _head_row("PivotHead", [column.name for column in columns], widths)
    yield _head_row("PivotMeasure", [f"({column.measure})" if column.measure else "" for column in columns], widths)
    numbers = [*_LETTERS, *(str(place + 1) for place in band.columns)]
    yield wml.row(
        [wml.cell(width, [_words("PivotMeasure", words)]) for width, words in zip(widths, numbers, strict=True)], header=True
    )


def _head_row(style: str, words: Sequence[str], widths: Sequence[int]) -> BaseOxmlElement:
    """A row under the heads of ordinal and name, which run down over it."""
    first = [wml.cell(width, [_words(style, "")], merge="continue") for width in widths[:2]]
    return wml.row(
        [*first, *(wml.cell(width, [_words(style, each)]) for width, each in zip(widths[2:], words, strict=True))], header=True
    )


def _words(style: str, words: str) -> BaseOxmlElement:
    return paragraph(style, [run(words)] if words else [], keep_next=True)


def _row(
    ordinal: str, row: Row, band: Band, widths: Sequence[int], tracer: Tracer, *, bold: bool = False, keep: bool = False
) -> BaseOxmlElement:
    cells = [
        wml.cell(widths[0], [paragraph("PivotCentre", [run(ordinal)] if ordinal else [], keep_next=keep)]),
        wml.cell(widths[1], [paragraph("PivotName", [run(row.name, bold=bold)], keep_next=keep)]),
    ]
    for width, at in zip(widths[2:], band.columns, strict=True):
        cells.append(wml.cell(width, [paragraph("PivotNumber", _number(row.cells[at], tracer, bold=bold), keep_next=keep)]))
    return wml.row(cells)


def _number(cell: Cell, tracer: Tracer, *, bold: bool) -> list[BaseOxmlElement]:
    words = run(cell.text, bold=bold)
    made = tracer.mark(words, cell.figure) if cell.figure else [words]
    return [*made, run(f"({cell.mark})", raised=True, bold=bold)] if cell.mark else made
