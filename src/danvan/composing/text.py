"""A report model as plain text: for a terminal, and for people who compare two reports line by line."""

from collections.abc import Iterator

from danvan.composing.model import AreaResult, Line, ReportModel, Table


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
