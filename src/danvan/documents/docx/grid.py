"""Tables of a Word file as grids; merged cells stand once, at their upper left corner."""

from collections.abc import Callable
from dataclasses import dataclass, field

from danvan.documents.docx.tree import shown
from danvan.documents.docx.xml import Element, child, name, number_value, text_value
from danvan.documents.layout import Grid, GridCell

MAX_COLUMNS = 63
"""As many as Word allows; a larger number in the file is a mistake or an attack."""


@dataclass(slots=True)
class _Building:
    """The rows so far, and for each column the cell above that may be carried down."""

    rows: list[list[GridCell]] = field(default_factory=list)
    above: dict[int, GridCell] = field(default_factory=dict)
    width: int = 0


def read_grid(table: Element, read_cell: Callable[[Element], str]) -> Grid:
    """The grid of a w:tbl. What stands in the carried-on cells of a vertical merge is not shown by Word, nor read here."""
    building = _Building()
    for row in shown(table):
        if name(row) == "w:tr" and not _removed(row, "w:trPr", "w:del"):
            _add_row(building, row, read_cell)
    return Grid(building.rows, building.width)


def _add_row(building: _Building, row: Element, read_cell: Callable[[Element], str]) -> None:
    properties = child(row, "w:trPr")
    column = _columns(child(properties, "w:gridBefore"), 0)
    cells: list[GridCell] = []
    carried: dict[int, GridCell] = {}
    last: GridCell | None = None
    for element in shown(row):
        if name(element) != "w:tc" or _removed(element, "w:tcPr", "w:cellDel"):
            continue
        columns = _columns(child(child(element, "w:tcPr"), "w:gridSpan"), 1)
        vertical, horizontal = _merge(element, "w:vMerge"), _merge(element, "w:hMerge")
        above = building.above.get(column) if vertical == "continue" else None
        if horizontal == "continue" and last is not None:
            last.columns += columns
        elif above is not None:
            above.rows += 1
            carried[column] = above
        else:
            last = GridCell(len(building.rows), column, read_cell(element), columns=columns)
            cells.append(last)
            if vertical:
                carried[column] = last
        column += columns
    building.rows.append(cells)
    building.above = carried
    building.width = max(building.width, column + _columns(child(properties, "w:gridAfter"), 0))


def _merge(cell: Element, wanted: str) -> str:
    """'restart', 'continue' (also when the file says nothing more), or '' for a cell that is not merged."""
    merge = child(child(cell, "w:tcPr"), wanted)
    return "" if merge is None else text_value(merge, default="continue")


def _removed(element: Element, properties: str, mark: str) -> bool:
    """Whether a tracked change deletes the row or cell."""
    return child(child(element, properties), mark) is not None


def _columns(element: Element | None, default: int) -> int:
    return max(default, min(MAX_COLUMNS, number_value(element, default)))
