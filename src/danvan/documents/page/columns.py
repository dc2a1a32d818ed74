"""Columns side by side: a letterhead, a signature block, newspaper columns, a table without lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan.documents.layout import GridCell
from danvan.documents.page.cells import PageTable, cell_text
from danvan.documents.page.rows import Row, Run, joined

_GUTTER = 0.6
"""Times the size of the type: the white space all rows leave free is wider."""
_DATA = re.compile(r"[-–]|[<>≥≤~]?\(?[-+]?\d[\d.,/\s]*\)?\s?(?:%|‰)?")
_LISTED = re.compile(r"[-–+*•]|\(?(?:\d{1,2}|[a-zđ]|[IVX]+)[.)]")
_SHARE_DATA = 0.3
_LOOSE = 4.0
_FAR = 3.5
_CENTRED = 0.25
_NEWSPAPER_ROWS = 8
_NEWSPAPER_FILL = 0.7
_TIGHT = 1.5
_INDENT = 4
Gap = tuple[float, float]


@dataclass(slots=True)
class Column:
    """Rows of one column, one below the other. `lines`: each row is a line of its own, as in a letterhead."""

    rows: list[Row]
    left: float
    right: float
    lines: bool = False
    whole: bool = True
    """Whether it is as wide as the page."""


def columns_of(rows: Sequence[Row], left: float, right: float) -> list[Column | PageTable]:
    """Rows of a page, between `left` and `right` margins, in the order they are read."""
    found: list[Column | PageTable] = []
    prose: list[Row] = []
    at = 0
    while at < len(rows):
        stop, gaps = _band(rows, at)
        if stop == at or _is_stretched(rows[at:stop], left, right):
            prose.append(rows[at])
            at += 1
            continue
        if prose:
            found.append(Column(prose, left, right))
            prose = []
        found += _divided(rows[at:stop], gaps)
        at = stop
    if prose:
        found.append(Column(prose, left, right))
    return found


def _band(rows: Sequence[Row], at: int) -> tuple[int, list[Gap]]:
    """The rows from `at` on that leave the same white space free, and that space."""
    gaps = _gaps(rows[at])
    if not gaps:
        return at, []
    stop = at + 1
    kept = gaps
    for number in range(at + 1, len(rows)):
        row = rows[number]
        if row.top - rows[number - 1].bottom > 6 * _FAR * row.size:
            break
        narrowed = [free for gap in gaps if (free := _free(gap, row))[1] - free[0] > _GUTTER * row.size]
        if not narrowed:
            break
        gaps = narrowed
        if len(row.runs) > 1 and any(row.left < gap[0] + 1 and row.right > gap[1] - 1 for gap in gaps):
            stop, kept = number + 1, gaps
    while stop < len(rows) and (left_free := _hangs_on(rows[at:stop], rows[stop], kept)) is not None:
        stop, kept = stop + 1, [left_free]
    return stop, kept


def _gaps(row: Row) -> list[Gap]:
    if len(row.runs) == 2 and _LISTED.fullmatch(row.runs[0].text):
        return []
    return [(one.right, other.left) for one, other in zip(row.runs, row.runs[1:], strict=False)]


def _free(gap: Gap, row: Row) -> Gap:
    """What a row leaves free of a gap."""
    start, end = gap
    for run in row.runs:
        if run.right <= start or run.left >= end:
            continue
        if run.left <= start and run.right >= end:
            return start, start
        if run.left - start > end - run.right:
            end = run.left
        else:
            start = run.right
    return start, max(start, end)


def _hangs_on(band: Sequence[Row], row: Row, gaps: Sequence[Gap]) -> Gap | None:
    """Whether a row below with words in one column only belongs to the columns above (a name below a signature, the last of
    those who receive the report): the white space it leaves free."""
    if len(gaps) != 1 or len(row.runs) != 1 or row.top - band[-1].bottom > 2 * _FAR * row.size:
        return None
    free = _free(gaps[0], row)
    if free[1] - free[0] < _GUTTER * row.size:
        return None
    middle = sum(gaps[0]) / 2
    at_left = (row.left + row.right) / 2 < middle
    beside = [run for one in band for run in one.runs if ((run.left + run.right) / 2 < middle) == at_left]
    if not beside:
        return None
    left, right = min(run.left for run in beside), max(run.right for run in beside)
    if at_left:
        inside = left - row.size < row.left < left + _INDENT * row.size
        near = 2.5 if len(band) >= _NEWSPAPER_ROWS else 1.0
        return free if inside and row.top - band[-1].bottom < near * row.size else None
    if row.left < left - row.size or row.right > right + row.size:
        return None
    return free if abs((row.left + row.right) - (left + right)) / 2 < _CENTRED * (right - left) / 2 else None


def _is_stretched(band: Sequence[Row], left: float, right: float) -> bool:
    """A single line that fills the page: its words were only set far apart."""
    row = band[0]
    if len(band) > 1:
        return False
    fills = row.left < left + 4 * row.size and row.right > right - row.size
    return fills and all(gap[1] - gap[0] < _LOOSE * row.size for gap in _gaps(row))


def _divided(band: Sequence[Row], gaps: Sequence[Gap]) -> list[Column | PageTable]:
    cuts = [(start + end) / 2 for start, end in gaps]
    cells = [_cut(row, cuts) for row in band]
    if _is_table(cells):
        return [_table(band, cells, cuts)]
    found: list[Column | PageTable] = []
    for number in range(len(cuts) + 1):
        rows = [Row([run]) for row in cells if (run := row[number]) is not None]
        if rows:
            left, right = min(row.left for row in rows), max(row.right for row in rows)
            found.append(Column(rows, left, right, lines=not _is_newspaper(rows, left, right), whole=False))
    return found


def _cut(row: Row, cuts: Sequence[float]) -> list[Run | None]:
    """The words of a row in each column."""
    cells: list[Run | None] = [None] * (len(cuts) + 1)
    for run in row.runs:
        number = sum((run.left + run.right) / 2 > cut for cut in cuts)
        last = cells[number]
        cells[number] = run if last is None else joined(last, run, " ")
    return cells


def _is_table(cells: Sequence[Sequence[Run | None]]) -> bool:
    """Figures in every row but the heads', in more than a few places: not a letterhead."""
    several = [row for row in cells if sum(run is not None for run in row) > 1]
    beyond = [run for row in several for run in row[1:] if run is not None]
    data = sum(bool(_DATA.fullmatch(run.text)) for run in beyond)
    return len(several) > 1 and data > 1 and data >= _SHARE_DATA * len(beyond)


def _is_newspaper(rows: Sequence[Row], left: float, right: float) -> bool:
    full = sum(row.right - row.left > _NEWSPAPER_FILL * (right - left) for row in rows)
    return len(rows) >= _NEWSPAPER_ROWS and full > _NEWSPAPER_FILL * len(rows)


def _table(band: Sequence[Row], cells: Sequence[Sequence[Run | None]], cuts: Sequence[float]) -> PageTable:
    """A table told only by its columns. A row with words in few columns goes on with the row above, if it stands close."""
    grouped: list[list[list[Run]]] = []
    for number, row in enumerate(cells):
        few = sum(run is not None for run in row) * 2 <= len(row)
        words_only = not any(run is not None and _DATA.fullmatch(run.text) for run in row)
        close = number > 0 and band[number].bottom - band[number - 1].bottom < _TIGHT * band[number].size
        if grouped and few and words_only and close:
            for column, run in enumerate(row):
                if run is not None:
                    grouped[-1][column].append(run)
        else:
            grouped.append([[] if run is None else [run] for run in row])
    across = (min(row.left for row in band), *cuts, max(row.right for row in band))
    made = PageTable(across, [])
    for number, columns in enumerate(grouped):
        made.rows.append([])
        for column, runs in enumerate(columns):
            text = cell_text([Row([run]) for run in runs])
            made.rows[-1].append(GridCell(number, column, text.text))
            made.texts[number, column] = text
    return made
