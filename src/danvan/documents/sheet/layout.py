"""A sheet as pieces: the lines above a table, the table, the lines below it (notes, signatures).

Nothing in a sheet says where its table begins. A row with three filled cells, or with two of which one is a number, belongs to
a table; rows of a single cell stand inside one only between such rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.documents.layout import Grid, GridCell, Piece
from danvan.documents.model import BlockKind
from danvan.documents.sheet.model import Place, Sheet

SHEET_STYLE = "Sheet name"
_UNNAMED = re.compile(r"(?:sheet|trang[\s_]?tính|bảng|table|worksheet)?[\s_]*\d*", re.IGNORECASE)
"""What programs call a sheet nobody named."""
_NUMBER = re.compile(r"[-+−–]?\(?\d[\d.,]*\s?[%‰]?\)?|[-–]|\d[\d.,]*\s?/\s?\d[\d.,]*")
_CORE = 3


def sheet_pieces(sheet: Sheet) -> Iterator[Piece]:
    """The pieces of a sheet, none for an empty one. Empty rows and columns around the content are dropped."""
    rows = _Rows(sheet)
    if not rows.filled:
        return
    named = not _UNNAMED.fullmatch(sheet.name.strip())
    yield Piece(sheet.name.strip(), BlockKind.PARAGRAPH if named else BlockKind.FURNITURE, style=SHEET_STYLE)
    at = 0
    for start, stop in _tables(rows):
        yield from rows.lines(at, start)
        yield Piece(rows.grid(start, stop), BlockKind.TABLE)
        at = stop
    yield from rows.lines(at, rows.height)


@dataclass(slots=True)
class _Row:
    """A row's filled columns, and whether one of them holds a number."""

    columns: list[int]
    number: bool

    @property
    def core(self) -> bool:
        return len(self.columns) >= _CORE or (len(self.columns) > 1 and self.number)


class _Rows:
    """The rows of a sheet, what is filled in them, and its merged cells."""

    def __init__(self, sheet: Sheet) -> None:
        self.words = sheet.rows
        self.height = len(sheet.rows)
        self.rows = [_row(words) for words in sheet.rows]
        self.filled = any(row.columns for row in self.rows)
        self.extents: dict[Place, Place] = dict(sheet.merges)
        self.joined = {
            row for (top, _), (bottom, _) in sheet.merges for row in range(top + 1, min(bottom, self.height - 1) + 1)
        }
        """Rows that a cell merged downwards ties to the row above."""

    def lines(self, start: int, stop: int) -> Iterator[Piece]:
        """Each filled cell as a paragraph; letterheads stand in two columns, which are read one row after the other."""
        for row in range(start, stop):
            for column in self.rows[row].columns:
                yield Piece(self.words[row][column])

    def grid(self, start: int, stop: int) -> Grid:
        columns = [column for row in self.rows[start:stop] for column in row.columns]
        left, right = min(columns), max(columns)
        # A head merged over columns that are empty below belongs to the table no more than they do.
        covered: set[Place] = set()
        cells: list[list[GridCell]] = []
        for row in range(start, stop):
            line: list[GridCell] = []
            for column in range(left, right + 1):
                if (row, column) in covered:
                    continue
                bottom, end = self.extents.get((row, column), (row, column))
                bottom, end = min(bottom, stop - 1), min(end, right)
                if (bottom, end) != (row, column):
                    covered |= {(down, along) for down in range(row, bottom + 1) for along in range(column, end + 1)}
                line.append(GridCell(row - start, column - left, self.words[row][column], bottom - row + 1, end - column + 1))
            cells.append(line)
        return Grid(cells, right - left + 1)


def _row(words: Sequence[str]) -> _Row:
    columns = [column for column, word in enumerate(words) if word]
    return _Row(columns, any(_NUMBER.fullmatch(words[column]) for column in columns))


def _tables(rows: _Rows) -> Iterator[tuple[int, int]]:
    """First row and the row after the last of each table, from the top."""
    at = 0
    for first, last in _runs(rows):
        start = _up(rows, first, at)
        stop = _without_signatures(rows, start, last)
        if stop - start > 1:
            yield start, stop
            at = stop


def _runs(rows: _Rows) -> list[tuple[int, int]]:
    """Rows of tables that follow each other. Lines of one cell and empty lines between two runs belong to the table when what
    follows goes on with numbers, as it does under 'II. Đất đai' or after an empty row."""
    found: list[tuple[int, int]] = []
    for at, row in enumerate(rows.rows):
        if not row.core and not (at in rows.joined and found and found[-1][1] == at):
            continue
        if found and (found[-1][1] == at or (row.number and _goes_on(rows, found[-1], at))):
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found


def _goes_on(rows: _Rows, table: tuple[int, int], at: int) -> bool:
    """Whether row `at` carries the table on: its cells stand in the table's columns."""
    known = {column for row in rows.rows[slice(*table)] for column in row.columns}
    return known.issuperset(rows.rows[at].columns)


def _up(rows: _Rows, start: int, floor: int) -> int:
    """The heads above: rows of two cells, and rows tied to the one below by a merged cell."""
    while start > floor and rows.rows[start - 1].columns and (rows.joined & {start - 1, start} or _is_head(rows, start - 1)):
        start -= 1
    return start


def _is_head(rows: _Rows, at: int) -> bool:
    """Two cells right above the table: over its two columns, or the second over several of them."""
    above, below = rows.rows[at].columns, rows.rows[at + 1].columns
    if len(above) != _CORE - 1:
        return False
    _, last = rows.extents.get((at, above[1]), (at, above[1]))
    wide = last > above[1] and above[0] <= below[0] and above[1] - above[0] == 1
    return wide or above == below


def _without_signatures(rows: _Rows, start: int, stop: int) -> int:
    """The end of a table without rows of one or two cells of words: 'Người lập biểu', 'Thủ trưởng'."""
    if max(len(row.columns) for row in rows.rows[start:stop]) < _CORE:
        return stop
    while stop > start and not rows.rows[stop - 1].number and len(rows.rows[stop - 1].columns) < _CORE:
        stop -= 1
    return stop
