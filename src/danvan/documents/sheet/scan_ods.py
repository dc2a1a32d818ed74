"""The scan of an OpenDocument spreadsheet (.ods): OpenDocument 1.3 part 3, 9.1 (tables) and 19.385 (values)."""

from collections.abc import Iterator

from danvan.documents.docx.xml import Element
from danvan.documents.sheet.model import Shown
from danvan.documents.sheet.scan import Scan

_ROWS = frozenset({"table-row"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_GROUPS = frozenset({"table-row-group", "table-rows", "table-header-rows"})
_MOST = 1 << 24


def scan_ods(root: Element) -> dict[str, Scan]:
    """The scans of all sheets of content.xml, by their names."""
    tables = [one for one in root.iter() if _local(one) == "table" and _local(one.getparent()) == "spreadsheet"]
    return {_told(one, "name"): _sheet(one) for one in tables}


def _sheet(table: Element) -> Scan:
    scan = Scan()
    row = 0
    for element in _rows(table):
        rows = _count(element, "number-rows-repeated")
        _row(scan, element, row, rows)
        row += rows
    return scan


def _rows(parent: Element) -> Iterator[Element]:
    for one in parent:
        if _local(one) in _ROWS:
            yield one
        elif _local(one) in _GROUPS:
            yield from _rows(one)


def _row(scan: Scan, element: Element, row: int, rows: int) -> None:
    column = 0
    for cell in element:
        if _local(cell) not in _CELLS:
            continue
        columns = _count(cell, "number-columns-repeated")
        kind = _told(cell, "value-type")
        if kind:
            scan.reach(row + rows - 1, column + columns - 1, rows * columns)
            _cell(scan, cell, row, column, percent=kind == "percentage")
        down, along = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or along > 1:
            scan.merges.append(((row, column), (row + down - 1, column + along - 1)))
        column += columns


def _cell(scan: Scan, cell: Element, row: int, column: int, *, percent: bool) -> None:
    words = "".join(map(str, cell.itertext())).strip()
    if percent:
        decimals = words.rpartition(",")[2] if "," in words else words.rpartition(".")[2] if "." in words else ""
        scan.shown[row, column] = Shown(percent=True, decimals=sum(letter.isdigit() for letter in decimals))
    if _told(cell, "formula") and not _told(cell, "value") and words.startswith(("#", "Err:")):
        scan.errors[row, column] = words


def _local(one: Element | None) -> str:
    return str(one.tag).rpartition("}")[2] if one is not None else ""


def _told(one: Element, wanted: str) -> str:
    """An attribute by its local name; LibreOffice repeats some under a name of its own, with the same value."""
    return next((str(value) for key, value in one.attrib.items() if str(key).rpartition("}")[2] == wanted), "")


def _count(one: Element, wanted: str) -> int:
    told = _told(one, wanted)
    return min(_MOST, max(1, int(told))) if told.isascii() and told.isdigit() else 1
