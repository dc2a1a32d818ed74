"""Tables that a Markdown text holds as tags (<table> … </table>): the only way it has to join cells."""

import re
from collections.abc import Iterator, Sequence

from danvan.documents.model import Cell, Table
from danvan.documents.text.lines import PAGE_BREAK, Line, trimmed

_START = re.compile(r"\s*<table\b[^<>]*>", re.IGNORECASE)
_END = re.compile(r"</table\s*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(tr|td|th)\b([^<>]*)>|</table\s*>", re.IGNORECASE)
_EXTENT = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_MOST_COLUMNS, _LONGEST, _MOST_PLACES = 200, 5000, 500_000


def find(text: str, lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """The table of tags that begins at line `at`, and the number of the line after it; None when it does not end."""
    if not _START.match(lines[at].raw):
        return None
    last = next((near for near in range(at, min(len(lines), at + _LONGEST)) if _END.search(lines[near].raw)), None)
    if last is None or any(line.end == PAGE_BREAK for line in lines[at:last]):
        return None
    stop = lines[last].start + len(lines[last].raw)
    cells = list(_cells(text, lines[at].start, stop))
    if not cells:
        return None
    height = 1 + max(cell.row for cell in cells)
    width = max(cell.column + cell.columns for cell in cells)
    if height * width > _MOST_PLACES:
        return None
    fitted = [Cell(cell.row, cell.column, cell.span, min(cell.rows, height - cell.row), cell.columns) for cell in cells]
    return Table(height, width, tuple(fitted)), last + 1


def _cells(text: str, start: int, stop: int) -> Iterator[Cell]:
    taken: dict[int, int] = {}
    row = column = -1
    begun: tuple[int, str] | None = None
    for tag in _TAG.finditer(text, start, stop):
        name = (tag[2] or "").lower()
        if begun is not None:
            inner, extents = begun
            cell = _cell(text, row, column, (inner, tag.start()), extents)
            taken.update(dict.fromkeys(range(column, column + cell.columns), row + cell.rows))
            yield cell
            begun = None
        if tag[1] or not name:
            continue
        if name == "tr":
            row, column = row + 1, -1
        elif row >= 0 and column < _MOST_COLUMNS:
            column = next(one for one in range(column + 1, 2 * _MOST_COLUMNS + 2) if taken.get(one, 0) <= row)
            begun = tag.end(), tag[3]


def _cell(text: str, row: int, column: int, inner: tuple[int, int], extents: str) -> Cell:
    found = {kind.lower(): int(count) for kind, count in _EXTENT.findall(extents)}
    span = trimmed(text[slice(*inner)], inner[0])
    return Cell(row, column, span, max(1, found.get("row", 1)), max(1, min(found.get("col", 1), _MOST_COLUMNS)))
