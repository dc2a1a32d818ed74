"""Tables of a text file: cells between tabs, and cells between vertical bars as in Markdown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danvan.documents.model import Cell, Table
from danvan.documents.text.lines import PAGE_BREAK, Line, trimmed
from danvan.kernel.span import Span

_LIST_MARK = re.compile(r"[-–—+*•●○▪➢✓]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[ivxlIVXL]+)[.)]|\d{1,3}(?:\.\d{1,3})+")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_SHORT = 80
_PROSE = 100
_RAGGED = 8
_HEADING_ROWS = 5
"""A table shows a row with two filled cells within its first rows, or it is indented prose."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line seen as a row of cells."""

    line: Line
    parts: tuple[str, ...]

    @property
    def filled(self) -> int:
        return sum(1 for part in self.parts if part.strip())

    @property
    def listed(self) -> bool:
        """'a)' or '-', a tab, and the item: a list, not a table."""
        return len(self.parts) == 2 and bool(_LIST_MARK.fullmatch(self.parts[0].strip()))

    @property
    def plain(self) -> bool:
        """Two filled cells: a row in its own right."""
        return self.filled >= 2 and not self.listed

    @property
    def wide(self) -> bool:
        """Words among several tabs, such as the heading of merged columns."""
        return self.filled >= 1 and len(self.parts) >= 3 and not self.listed

    def follows(self, previous: "_Row") -> bool:
        """Whether this line carries on the table `previous` is a row of."""
        if self.plain or self.wide:
            return True
        return 1 < len(self.parts) == len(previous.parts) and len(self.line.raw) <= _SHORT


def tabs(lines: Sequence[Line], at: int, numbers: frozenset[int]) -> tuple[Table, int] | None:
    """The table of tabs that begins at line `at`, and the number of the line after it.

    A tab that only indents a paragraph, or stands behind the mark of a list, makes no table. Rows stand on lines one below
    the other, or all with one blank line between. `numbers`: lines that are page numbers; they end a table.
    """
    row = _row(lines[at])
    if not (row.plain or row.wide):
        return None
    rows = [at]
    while (after := _next(lines, rows, numbers)) is not None:
        rows.append(after)
        if len(rows) > _HEADING_ROWS and not _any_plain(lines, rows[:_HEADING_ROWS]):
            return None
    while lines[rows[-1]].blank:
        rows.pop()
    lone_prose = len(rows) == 1 and len(row.parts) == 2 and len(row.line.raw) > _PROSE
    if lone_prose or not _any_plain(lines, rows):
        return None
    return _grid(_tab_cells(lines[number]) for number in rows), rows[-1] + 1


def pipes(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """The table of vertical bars that begins at line `at`, and the number of the line after it."""
    if at + 1 >= len(lines) or lines[at].end == PAGE_BREAK or not _BAR.search(lines[at].raw):
        return None
    framed = lines[at].stripped.startswith("|")
    if not _is_rule(lines[at + 1], framed=framed) or (not framed and _bars(lines[at]) != _bars(lines[at + 1])):
        return None
    stop = at + 2
    while stop < len(lines) and _goes_on(lines[stop], framed=framed) and lines[stop - 1].end != PAGE_BREAK:
        stop += 1
    return _grid(_bar_cells(line) for line in (lines[at], *lines[at + 2 : stop])), stop


def _row(line: Line) -> _Row:
    return _Row(line, tuple(line.raw.split("\t")))


def _any_plain(lines: Sequence[Line], rows: Iterable[int]) -> bool:
    return any(_row(lines[number]).plain for number in rows)


def _next(lines: Sequence[Line], rows: list[int], numbers: frozenset[int]) -> int | None:
    """The line of the next row, if the table goes on. The first two rows show how far apart its rows stand."""
    last = rows[-1]
    steps = (rows[1] - rows[0],) if len(rows) > 1 else (1, 2)
    for step in steps:
        at = last + step
        between = lines[last:at]
        if at >= len(lines) or at in numbers or any(line.end == PAGE_BREAK for line in between):
            return None
        above, below = _row(lines[last]), _row(lines[at])
        if step == 1 and below.follows(above):
            return at
        if step == 2 and lines[last + 1].blank and above.plain and below.plain and len(above.parts) == len(below.parts):
            return at
    return None


def _tab_cells(line: Line) -> list[Span]:
    cells: list[Span] = []
    start = line.start
    for part in line.raw.split("\t"):
        cells.append(trimmed(part, start))
        start += len(part) + 1
    return cells


def _is_rule(line: Line, *, framed: bool) -> bool:
    """'|---|:--|', or '---|---' in a table whose rows have no bar at their ends."""
    barred = line.stripped.startswith("|") if framed else "|" in line.raw
    return barred and bool(_RULE.fullmatch(line.stripped))


def _bars(line: Line) -> int:
    return sum(1 for _ in _BAR.finditer(line.raw))


def _goes_on(line: Line, *, framed: bool) -> bool:
    return line.stripped.startswith("|") if framed else bool(_BAR.search(line.raw))


def _bar_cells(line: Line) -> list[Span]:
    bars = [match.start() for match in _BAR.finditer(line.raw)]
    if line.raw[: bars[0]].strip():
        bars.insert(0, -1)
    ends = bars[1:] if not line.raw[bars[-1] + 1 :].strip() and len(bars) > 1 else [*bars[1:], len(line.raw)]
    return [trimmed(line.raw[bar + 1 : end], line.start + bar + 1) for bar, end in zip(bars, ends, strict=False)]


def _grid(rows: Iterable[list[Span]]) -> Table:
    """A full grid: a row cut short is filled with empty cells at its end, unless that would be most of the table."""
    all_rows = list(rows)
    width = max(len(row) for row in all_rows)
    if width * len(all_rows) <= _RAGGED * sum(len(row) for row in all_rows):
        all_rows = [row + [Span(row[-1].end, row[-1].end)] * (width - len(row)) for row in all_rows]
    cells = [Cell(number, column, span) for number, row in enumerate(all_rows) for column, span in enumerate(row)]
    return Table(len(all_rows), width, tuple(cells))
