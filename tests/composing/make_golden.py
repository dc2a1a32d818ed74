"""Writes golden/model.txt and the pictures beside it anew: `python tests/composing/make_golden.py`. Look at the difference
before you commit it: the pictures say how a report looks on paper."""

import hashlib
import runpy
from collections.abc import Iterator
from pathlib import Path

from danvan.composing.consolidate import consolidate
from danvan.composing.model import AreaResult, Line, Listing, ReportModel, Table

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "model.txt"
STAMP = "sha-256 of all below, stamped by `python tests/composing/make_golden.py`; never edited by hand: "


def text():
    sample = runpy.run_path(str(HERE / "sample.py"))
    return as_text(consolidate(sample["usual"](), sample["outline"](), sample["catalogue"]()))


def stamped(body):
    return f"{STAMP}{hashlib.sha256(body.encode()).hexdigest()}\n{body}"


def as_text(model: ReportModel) -> str:
    """The whole report as lines, behind each number the identifier of its figure in square brackets."""
    return "\n".join(_lines(model)) + "\n"


def _lines(model: ReportModel) -> Iterator[str]:
    yield from ("BÁO CÁO", model.title, "")
    for part in model.parts:
        if part.heading:
            yield part.title
        yield from part.text.splitlines()
        for area in part.areas:
            yield from _area(area)
        yield ""
    yield model.closing


def _area(area: AreaResult) -> Iterator[str]:
    if area.heading:
        yield area.heading
    yield from (_line(sentence) for sentence in area.sentences)
    if area.table:
        yield from _table(area.table)
    if area.listing:
        yield from _listing(area.listing)
    yield from (_line(note) for note in area.notes)


def _line(line: Line) -> str:
    return "".join(_number(piece.text, piece.figure) for piece in line)


def _number(text: str, figure: str) -> str:
    return f"{text}[{figure}]" if figure else text


def _table(table: Table) -> Iterator[str]:
    yield f"Bảng {table.number}. {table.title}"
    heads = (f"{column.name} ({column.measure})" if column.measure else column.name for column in table.columns)
    yield " | ".join(("Đơn vị", *heads))
    for row in (*table.rows, table.total):
        cells = (_number(cell.text, cell.figure) + (f"({cell.mark})" if cell.mark else "") for cell in row.cells)
        yield " | ".join((row.name, *cells))


def _listing(listing: Listing) -> Iterator[str]:
    if listing.number:
        yield listing.caption
    yield " | ".join(("TT", *listing.heads))
    for place, row in enumerate(listing.rows, start=1):
        yield " | ".join((str(place), *(_number(cell.text, cell.figure) for cell in row)))


if __name__ == "__main__":
    GOLDEN.write_text(stamped(text()), encoding="utf-8")
    runpy.run_path(str(HERE / "pictures.py"))["make"]()
