"""Tables of a web page as grids."""

from collections.abc import Callable, Iterator

from lxml import etree

from danvan.documents.html.lists import number
from danvan.documents.layout import Grid, GridCell

MAX_COLUMNS = 200
_ORDER = {"thead": 0, "tfoot": 2}


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    """The rows of a table by group, in the order they are shown: the head first, the foot last."""
    groups = sorted((one for one in table if one.tag in {"thead", "tbody", "tfoot"}), key=lambda one: _ORDER.get(one.tag, 1))
    loose = [one for one in table if one.tag == "tr"]
    return [*([loose] if loose else []), *([row for row in group if row.tag == "tr"] for group in groups)]


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row."""
    return (one for one in row if one.tag in {"td", "th"})


def read_grid(groups: list[list[etree._Element]], read_cell: Callable[[etree._Element], str]) -> Grid:
    """The grid of rows in groups. A cell ends with its group at the latest, and with column `MAX_COLUMNS`."""
    rows: list[list[GridCell]] = []
    width = 0
    for group in groups:
        taken: dict[int, int] = {}
        end = len(rows) + len(group)
        for row in group:
            cells = _row(row, len(rows), end, taken, read_cell)
            rows.append(cells)
            width = max([width, *(cell.column + cell.columns for cell in cells)])
    return Grid(rows, width)


def _row(
    row: etree._Element, at: int, end: int, taken: dict[int, int], read_cell: Callable[[etree._Element], str]
) -> list[GridCell]:
    """The cells that begin in row `at`; `taken` tells until which row a column belongs to a cell above."""
    cells: list[GridCell] = []
    column = 0
    for element in cells_of(row):
        while taken.get(column, 0) > at:
            column += 1
        if column >= MAX_COLUMNS:
            break
        high = number(element.get("rowspan"), 1)
        rows = end - at if high <= 0 else min(high, end - at)
        wanted = range(column, min(column + max(1, number(element.get("colspan"), 1)), MAX_COLUMNS))
        columns = next((each for each in wanted if taken.get(each, 0) > at), wanted.stop) - column
        cells.append(GridCell(at, column, read_cell(element), rows, columns))
        taken.update(dict.fromkeys(range(column, column + columns), at + rows))
        column += columns
    return cells
