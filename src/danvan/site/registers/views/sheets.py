"""Files out of a book: its rows as they are filtered, and the empty sample."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from danvan.site.access.policy import Right, asks
from danvan.site.core.catalogue import today
from danvan.site.registers.books import Book, get_book_or_404
from danvan.site.registers.exporting import csv_lines, sample_line, write_sample, write_xlsx
from danvan.site.registers.listing import Listing
from danvan.site.registers.models import Record
from danvan.site.registers.views.books import office_of

_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AT_ONCE = 1000


@asks(Right.READ_REGISTERS)
def export(request: HttpRequest, area: str, register: str, kind: str) -> HttpResponse | HttpResponseBase:
    """The rows of the list as it is filtered, without personal columns."""
    book = get_book_or_404(area, register)
    listing = Listing(book, office_of(request), request.GET.dict(), today())
    records = listing.rows.iterator(chunk_size=_AT_ONCE)
    name = f"{book.area.code}-{book.name}-{listing.stretch.code or 'ngay'}.{kind}"
    if kind == "csv":
        return StreamingHttpResponse(_pieces(book, records), content_type=_CSV, headers=_as_file(name))
    if kind == "xlsx":
        return _file(name, lambda path: write_xlsx(book, records, path))
    raise Http404


@asks(Right.READ_REGISTERS)
def sample(_request: HttpRequest, area: str, register: str, kind: str) -> HttpResponse | HttpResponseBase:
    """The headings of the book, to be filled in and imported."""
    book = get_book_or_404(area, register)
    name = f"mau-{book.area.code}-{book.name}.{kind}"
    if kind == "csv":
        return HttpResponse(sample_line(book), content_type=_CSV, headers=_as_file(name))
    if kind == "xlsx":
        return _file(name, lambda path: write_sample(book, path))
    raise Http404


def _file(name: str, write: "object") -> FileResponse:
    """A workbook, written beside the memory and gone when it was sent."""
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        path = Path(folder) / "file.xlsx"
        write(path)  # type: ignore[operator]
        # On systems where an open file outlives its name; the response closes it.
        return FileResponse(path.open("rb"), content_type=_XLSX, headers=_as_file(name))


def _pieces(book: Book, records: Iterator[Record]) -> Iterator[str]:
    """Many lines at a time: each piece is a packet of its own."""
    piece: list[str] = []
    for line in csv_lines(book, records):
        piece.append(line)
        if len(piece) >= _AT_ONCE:
            yield "".join(piece)
            piece.clear()
    yield "".join(piece)


def _as_file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "X-Content-Type-Options": "nosniff"}
