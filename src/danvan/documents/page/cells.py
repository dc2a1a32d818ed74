"""What stands in the cells of a table, and tables that go on over a page break."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from danvan.documents.layout import Grid, GridCell
from danvan.documents.page.grids import RuledTable
from danvan.documents.page.rows import Row, rows_of
from danvan.documents.page.text import PageText, in_one
from danvan.documents.page.words import Word

_ITEM = re.compile(r"[-–+*•]\s|\d{1,2}[.)]\s|[a-zđ]\)\s")
_ENDED = re.compile(r"[.;:]$")
_SAME = 4.0
_MOST_HEADS = 8


@dataclass(slots=True)
class PageTable:
    """A table with its words. `across` are the places of its columns, `texts` the words of each cell, `starts` the row with
    which it goes on over page after page."""

    across: tuple[float, ...]
    rows: list[list[GridCell]]
    texts: dict[tuple[int, int], PageText] = field(default_factory=dict)
    starts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def width(self) -> int:
        return len(self.across) - 1

    @property
    def grid(self) -> Grid:
        return Grid(self.rows, self.width)


def filled(table: RuledTable, words: Iterable[Word]) -> PageTable:
    """A ruled table with the words that stand between its lines."""
    inside: dict[tuple[int, int], list[Word]] = {}
    owner = {
        (cell.row + down, cell.column + right): (cell.row, cell.column)
        for cell in table.cells
        for down in range(cell.rows)
        for right in range(cell.columns)
    }
    for word in words:
        place = table.cell_at((word.left + word.right) / 2, (word.top + word.bottom) / 2)
        if place is not None:
            inside.setdefault(owner[place], []).append(word)
    rows: list[list[GridCell]] = [[] for _ in range(len(table.down) - 1)]
    made = PageTable(table.across, rows)
    for cell in table.cells:
        text = cell_text(rows_of(inside.get((cell.row, cell.column), ())))
        cell.text = text.text
        rows[cell.row].append(cell)
        made.texts[cell.row, cell.column] = text
    return made


def cell_text(rows: Sequence[Row]) -> PageText:
    """The lines of a cell as one text; the items of a list keep lines of their own."""
    paragraphs: list[list[PageText]] = []
    for row in rows:
        line = in_one((PageText(run.text, run.doubts) for run in row.runs), " ")
        if not paragraphs or (_ITEM.match(line.text) and _ENDED.search(paragraphs[-1][-1].text)):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return in_one(map(in_one, paragraphs), "\n")


def goes_on(above: PageTable, below: PageTable) -> bool:
    """Whether the table at the top of a page is the rest of the one that ended the page before: the same columns."""
    return len(above.across) == len(below.across) and all(
        abs(one - other - (above.across[0] - below.across[0])) <= _SAME
        for one, other in zip(above.across, below.across, strict=True)
    )


def append(above: PageTable, below: PageTable, page: int) -> None:
    """Adds the rows of `below`, but for heads that only repeat those of `above`."""
    skip = _repeated(above, below)
    first = len(above.rows)
    above.starts.append((page, first))
    for row in below.rows[skip:]:
        for cell in row:
            text = below.texts.get((cell.row, cell.column), PageText(cell.text))
            cell.row += first - skip
            above.texts[cell.row, cell.column] = text
        above.rows.append(row)
    _mend(above, first)


def _repeated(above: PageTable, below: PageTable) -> int:
    """How many rows of `below` are the heads of `above` once more."""
    most = min(len(above.rows), len(below.rows) - 1, _MOST_HEADS)
    same = 0
    while same < most and _look(above.rows[same]) == _look(below.rows[same]):
        same += 1
    # A merged head must be repeated whole, or its rows are not heads.
    while same and any(cell.row + cell.rows > same for row in below.rows[:same] for cell in row):
        same -= 1
    return same if any(cell.text for row in below.rows[:same] for cell in row) else 0


def _look(row: Sequence[GridCell]) -> list[tuple[int, str, int, int]]:
    return [(cell.column, " ".join(cell.text.split()), cell.rows, cell.columns) for cell in row]


def _mend(table: PageTable, first: int) -> None:
    """Puts a row cut by the page break together again: only words, and those in the middle of a sentence, stand in its rest."""
    if not 0 < first < len(table.rows):
        return
    above, below = table.rows[first - 1], table.rows[first]
    written = [cell for cell in below if cell.text]
    uppers = {cell.column: cell for cell in above}
    if len(below) != len(above) or not written or any(cell.rows > 1 for cell in (*above, *below)):
        return
    alone = len(written) == 1 and not below[0].text and bool(above[0].text)
    if not all(_is_rest(uppers.get(cell.column), cell, alone=alone) for cell in written):
        return
    for cell in written:
        upper = uppers[cell.column]
        text = in_one([table.texts[upper.row, upper.column], table.texts[cell.row, cell.column]])
        upper.text = text.text
        table.texts[upper.row, upper.column] = text
    del table.rows[first]
    moved = {}
    for (row, column), text in table.texts.items():
        if row != first:
            moved[row - (row > first), column] = text
    table.texts = moved
    for cells in table.rows[first:]:
        for cell in cells:
            cell.row -= 1


def _is_rest(upper: GridCell | None, cell: GridCell, *, alone: bool) -> bool:
    """Whether a cell goes on with the words above it; one that stands alone in its row may open with a capital or a number."""
    if upper is None or not any(letter.isalpha() for letter in upper.text) or _ENDED.search(upper.text):
        return False
    return alone or cell.text[:1].islower()
