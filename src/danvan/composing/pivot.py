"""The number appendix (phụ lục số liệu): every unit down, every indicator that is reported across, area by area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from danvan.catalogue.catalogue import Catalogue
from danvan.composing import notes
from danvan.composing.columns import ORDINAL, PADDING, least, text_width, widened
from danvan.composing.model import Appendix, Cell, Column, Line, Row, Run, Table
from danvan.composing.numbers import Marks
from danvan.composing.styles import LEFT as MARGIN
from danvan.composing.styles import PAGE, RIGHT
from danvan.composing.tables import reported, shown, table
from danvan.ledger.blanks import MEANINGS
from danvan.ledger.figure import Blank
from danvan.ledger.rolled import RolledRow, RolledUp
from danvan.units.names import unit_key

CODE = "appendix.figures"
CALLED = "Phụ lục số liệu"
"""What sentences call it: its number is given when all appendices are there."""
WIDTH = PAGE[1] - MARGIN - RIGHT
"""Of the text of a sheet that lies on its side, in millimetres."""
HEAD, BODY = 9.5, 10.5
"""Type sizes of the table."""
_NAME_LEAST, _NAME_MOST = 34.0, 52.0
_SIGNS = {
    Blank.NOT_REPORTED: "đơn vị nêu rõ là chưa có số liệu",
    Blank.NOT_APPLICABLE: "chỉ tiêu không áp dụng cho đơn vị",
    Blank.NOT_COMPARABLE: "số liệu không cùng phạm vi, không so sánh được",
    Blank.WITHHELD: "số liệu không công bố",
}


def figures_appendix(rolled: RolledUp, catalogue: Catalogue, blanks: Mapping[tuple[str, str], Blank]) -> Appendix:
    """`blanks`: what units stated instead of a number, by indicator and key of the unit's name."""
    of_area = {code: [row for row in rolled.rows.values() if row.indicator.area == code] for code in catalogue.areas}
    rows = [row for each in of_area.values() for row in shown(each)]
    marks = Marks()
    plain = table(0, "", rows, rolled.units, marks)
    columns = (replace(column, group=catalogue.areas[row.indicator.area].name.vi) for column, row in _pairs(plain, rows))
    lines = tuple(_told(line, rows, blanks) for line in plain.rows)
    whole = replace(plain, columns=tuple(columns), rows=lines)
    below = [*marks.notes(), *notes.signs(plain), *_stated(whole, blanks.values()), notes.other_measures(rows)]
    title = f"Số liệu của từng đơn vị, {rolled.period}"
    return Appendix(CODE, "", title, landscape=True, table=whole, notes=tuple(line for line in below if line))


def has_figures(rolled: RolledUp) -> bool:
    """Whether there is anything for the appendix to show."""
    return len(rolled.units) > 1 and any(reported(row) for row in rolled.rows.values())


def _pairs(whole: Table, rows: Sequence[RolledRow]) -> Iterable[tuple[Column, RolledRow]]:
    return zip(whole.columns, rows, strict=True)


def _told(line: Row, rows: Sequence[RolledRow], blanks: Mapping[tuple[str, str], Blank]) -> Row:
    """A unit's row, each blank it stated with its own sign."""
    key = unit_key(line.name)
    cells = (
        Cell(MEANINGS[blank].mark) if not cell.figure and (blank := blanks.get((row.indicator.code, key))) else cell
        for cell, row in zip(line.cells, rows, strict=True)
    )
    return replace(line, cells=tuple(cells))


def _stated(whole: Table, blanks: Iterable[Blank]) -> list[Line]:
    found = {cell.text for row in whole.rows for cell in row.cells if not cell.figure}
    kinds = [kind for kind in _SIGNS if kind in set(blanks) and MEANINGS[kind].mark in found]
    return [(Run(f"Dấu “{MEANINGS[kind].mark}” ở dòng của đơn vị: {_SIGNS[kind]}."),) for kind in kinds]


@dataclass(frozen=True, slots=True)
class Band:
    """Columns of one sheet, counted over the whole table; the areas over them with how many columns each; widths in
    millimetres (ordinal, name, then these columns). `again`: the first area began on the sheet before."""

    columns: tuple[int, ...]
    groups: tuple[tuple[str, int], ...]
    widths: tuple[float, ...]
    again: bool = False

    @property
    def title(self) -> str:
        names = [f"{name} (tiếp theo)" if self.again and at == 0 else name for at, (name, _) in enumerate(self.groups)]
        return "; ".join(names)


def bands(whole: Table) -> list[Band]:
    """The sheets the appendix takes: as many areas on one as fit across it; an area is parted only where it is wider than a
    sheet by itself."""
    names = [row.name for row in (*whole.rows, whole.total)]
    longest = max((text_width(name, BODY, bold=True) for name in names), default=0) + 2 * PADDING + 1
    name = min(max(longest, _NAME_LEAST), _NAME_MOST)
    syllable = max((text_width(word, BODY, bold=True) for each in names for word in each.split()), default=0)
    name = max(name, syllable + 2 * PADDING)
    narrowest = [least(whole, at, HEAD, BODY) for at in range(len(whole.columns))]
    room = WIDTH - ORDINAL - name
    return [_band(whole, run, narrowest, name) for run in _runs(whole, narrowest, room)]


def _runs(whole: Table, narrowest: Sequence[float], room: float) -> list[list[int]]:
    """Columns sheet by sheet."""
    runs: list[list[int]] = []
    for area in _areas(whole):
        pieces = _pieces(area, narrowest, room)
        first = pieces.pop(0)
        if runs and sum(narrowest[at] for at in (*runs[-1], *first)) <= room and not pieces:
            runs[-1] += first
        else:
            runs += [first, *pieces]
    return runs


def _areas(whole: Table) -> list[list[int]]:
    found: list[list[int]] = []
    for at, column in enumerate(whole.columns):
        if found and whole.columns[found[-1][-1]].group == column.group:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _pieces(area: Sequence[int], narrowest: Sequence[float], room: float) -> list[list[int]]:
    """The columns of an area in runs that fit, as even as can be."""
    for parts in range(1, len(area) + 1):
        ends = [round(len(area) * part / parts) for part in range(parts + 1)]
        runs = [list(area[start:end]) for start, end in pairwise(ends)]
        if all(sum(narrowest[at] for at in run) <= room for run in runs):
            return runs
    return [[at] for at in area]


def _band(whole: Table, run: Sequence[int], narrowest: Sequence[float], name: float) -> Band:
    groups: dict[str, int] = {}
    for at in run:
        groups[whole.columns[at].group] = groups.get(whole.columns[at].group, 0) + 1
    spare = WIDTH - ORDINAL - name - sum(narrowest[at] for at in run)
    columns = widened([whole.columns[at].name for at in run], [narrowest[at] for at in run], spare)
    again = run[0] > 0 and whole.columns[run[0] - 1].group == whole.columns[run[0]].group
    return Band(tuple(run), tuple(groups.items()), (ORDINAL, name, *columns), again)
