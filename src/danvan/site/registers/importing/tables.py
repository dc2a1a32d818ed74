"""A file as tables: .xlsx by calamine, .csv in whatever encoding and dialect it was saved."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from danvan.documents.docx.package import open_package
from danvan.documents.kinds import Kind, kind_of
from danvan.documents.sheet.csv import delimiter_of
from danvan.documents.sheet.numbers import Value as Cell
from danvan.documents.sheet.scan_xlsx import scan_xlsx
from danvan.documents.sheet.values import SheetsUnreadable, SheetValues, sheets_of
from danvan.documents.text.plain import plain_text
from danvan.documents.zips.kind import kind_of_zip
from danvan.kernel.errors import FileEmpty, FileTooLarge, FormatDamaged, FormatUnknown
from danvan.kernel.said import mark

MOST_ROWS, MOST_COLUMNS = 50_000, 200
_MOST_PLACES = 5_000_000
_ALLOWED = mark("an Excel workbook (.xlsx) or a table as text (.csv)")
_NOT_SHOWN = Path("tep")


@dataclass(frozen=True)
class Table:
    """A sheet: its lines from the first on, each a list of cells. The name is '' for a .csv."""

    name: str
    lines: Sequence[Sequence[Cell]]
    guarded: bool = False
    """Whether text that a spreadsheet might take for a formula stands behind an apostrophe."""

    @property
    def has_rows(self) -> bool:
        """Whether anything stands in it besides one line, which is that of the headings."""
        return sum(any(cell not in ("", None) for cell in line) for line in self.lines) > 1


def tables_of(content: bytes) -> list[Table]:
    """The tables of a file that hold anything. Raises FileEmpty, FileTooLarge, FormatUnknown, FormatDamaged,
    EncodingUndecided, FileLocked."""
    kind = kind_of(BytesIO(content))
    if kind is Kind.ZIP:
        kind = kind_of_zip(BytesIO(content), _NOT_SHOWN)
    if kind is Kind.EXCEL:
        found = _workbook(content)
    elif kind is Kind.TEXT:
        found = [_text(content)]
    else:
        raise FormatUnknown(file=_NOT_SHOWN, found=kind, allowed=_ALLOWED)
    filled = [table for table in found if any(any(cell != "" for cell in line) for line in table.lines)]
    if not filled:
        raise FileEmpty(file=_NOT_SHOWN)
    for table in filled:
        _check_size(len(table.lines), max(map(len, table.lines)))
    return filled


def _workbook(content: bytes) -> list[Table]:
    package = open_package(BytesIO(content), _NOT_SHOWN)
    main = next((one.target for one in package.relations().values() if one.kind == "officeDocument"), "xl/workbook.xml")
    sheets_in = [one.target for one in package.relations(main).values() if one.kind == "worksheet" and one.target in package]
    for part in sheets_in:
        # A single cell in the last corner of a sheet would have a reader keep a place for each before it.
        if scan_xlsx(package.read(part), {}).places > _MOST_PLACES:
            raise FileTooLarge(file=_NOT_SHOWN, found=f"> {_MOST_PLACES}", allowed=f"{_MOST_PLACES}")
    try:
        sheets = sheets_of(BytesIO(content))
    except SheetsUnreadable as error:
        raise FormatDamaged(file=_NOT_SHOWN, found=".xlsx", reason="its sheets cannot be read") from error
    return [Table(sheet.name, _from_the_top(sheet)) for sheet in sheets if not sheet.hidden]


def _from_the_top(sheet: SheetValues) -> list[list[Cell]]:
    """With the empty lines and columns before the first value, so that lines have the numbers Excel shows."""
    top, left = sheet.start
    empty: list[list[Cell]] = [[] for _ in range(top)]
    return empty + [[""] * left + list(line) for line in sheet.values]


def _text(content: bytes) -> Table:
    text = plain_text(content, str(_NOT_SHOWN)).text
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
        content = text.encode()
    delimiter = delimiter_of(text) or _by_first_line(text)
    try:
        lines = [list(line) for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise FormatDamaged(file=_NOT_SHOWN, found=".csv", reason=str(error)) from error
    return Table("", lines, guarded=True)


def _by_first_line(text: str) -> str:
    """Of a table too short to tell: the sign its first line has most of."""
    first = text.partition("\n")[0]
    return max(";\t,|", key=first.count)


def _check_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise FileTooLarge(file=_NOT_SHOWN, found=f"{rows} rows", allowed=f"{MOST_ROWS}")
    if columns > MOST_COLUMNS:
        raise FileTooLarge(file=_NOT_SHOWN, found=f"{columns} columns", allowed=f"{MOST_COLUMNS}")
