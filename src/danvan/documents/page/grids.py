"""Tables drawn with ruled lines, as grids: what stands between the lines, with merged cells."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danvan.documents.layout import GridCell
from danvan.documents.page.words import Rule, Word

_NEAR = 2.5
"""Points: lines nearer to each other than this are one; ends nearer than this to a line touch it."""
_THICK = 4.0
_SHORT = 6.0
MAX_RULES = 4000
"""A page with more lines than this shows a drawing."""
_MOST_CELLS = 60_000


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The lines of one table: where columns and rows begin and end, and the cells between them (without their words)."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: tuple[GridCell, ...]

    def cell_at(self, across: float, down: float) -> tuple[int, int] | None:
        """The row and column of a place."""
        if not (self.across[0] - 1 <= across <= self.across[-1] + 1 and self.down[0] - 1 <= down <= self.down[-1] + 1):
            return None
        column = min(max(bisect_right(self.across, across) - 1, 0), len(self.across) - 2)
        row = min(max(bisect_right(self.down, down) - 1, 0), len(self.down) - 2)
        return row, column

    def holds(self, word: Word) -> bool:
        return self.cell_at((word.left + word.right) / 2, (word.top + word.bottom) / 2) is not None


def rule_of(left: float, top: float, right: float, bottom: float) -> Rule | None:
    """The ruled line that a box is, if it is as thin as one."""
    across, down = right - left, bottom - top
    if down <= _THICK and across >= max(_SHORT, 2 * down):
        return Rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
    if across <= _THICK and down >= max(_SHORT, 2 * across):
        return Rule((left + right) / 2, top, (left + right) / 2, bottom)
    return None


def ruled_tables(rules: Sequence[Rule]) -> list[RuledTable]:
    """The tables that lines make, from the top of the page down. A box around text, or underlining, is no table."""
    if len(rules) > MAX_RULES:
        return []
    level = _lines((rule.top, rule.left, rule.right) for rule in rules if _is_level(rule))
    upright = _lines((rule.left, rule.top, rule.bottom) for rule in rules if not _is_level(rule))
    found = [table for group in _groups(level, upright) for part in _stacked(*group) if (table := _table(*part)) is not None]
    return sorted(found, key=lambda table: table.down[0])


Line = tuple[float, float, float]
"""Where a line stands, and from where to where it runs."""


def _is_level(rule: Rule) -> bool:
    return rule.right - rule.left >= rule.bottom - rule.top


def _lines(pieces: Iterable[Line]) -> list[Line]:
    """Pieces of lines joined end to end."""
    levels: list[list[Line]] = []
    for piece in sorted(pieces):
        if levels and piece[0] - levels[-1][0][0] <= _NEAR:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    made: list[Line] = []
    for level in levels:
        at = sum(piece[0] for piece in level) / len(level)
        level.sort(key=lambda piece: piece[1])
        _, start, end = level[0]
        for _, begin, stop in level[1:]:
            if begin <= end + _NEAR:
                end = max(end, stop)
            else:
                made.append((at, start, end))
                start, end = begin, stop
        made.append((at, start, end))
    return made


def _groups(level: Sequence[Line], upright: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Lines that touch each other, directly or through others."""
    group = list(range(len(level) + len(upright)))

    def first(one: int) -> int:
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    for number, (down, left, right) in enumerate(level):
        for other, (across, top, bottom) in enumerate(upright, start=len(level)):
            if left - _NEAR <= across <= right + _NEAR and top - _NEAR <= down <= bottom + _NEAR:
                group[first(number)] = first(other)
    made: dict[int, tuple[list[Line], list[Line]]] = {}
    for number, line in enumerate((*level, *upright)):
        made.setdefault(first(number), ([], []))[number >= len(level)].append(line)
    return list(made.values())


def _stacked(level: list[Line], upright: list[Line]) -> Iterable[tuple[list[Line], list[Line]]]:
    """Tables one right below the other: a line across all of them, with columns above and below it that share no line."""
    left, right = min((line[1] for line in level), default=0.0), max((line[2] for line in level), default=0.0)
    inner = [line for line in upright if left + 2 * _NEAR < line[0] < right - 2 * _NEAR]
    cuts = [line[0] for line in level if line[1] - left < 2 * _NEAR and right - line[2] < 2 * _NEAR and _parts(line[0], inner)]
    ends = [*cuts, float("inf")]
    start = float("-inf")
    for end in ends:
        yield (
            [line for line in level if start - _NEAR <= line[0] <= end + _NEAR],
            [
                (at, max(top, start), min(bottom, end))
                for at, top, bottom in upright
                if top < end - _NEAR and bottom > start + _NEAR
            ],
        )
        start = end


def _parts(down: float, inner: Sequence[Line]) -> bool:
    """Whether columns end above a line and others begin below it, and none goes through."""
    above = any(line[1] < down - 2 * _NEAR and line[2] < down + 2 * _NEAR and line[2] > down - 2 * _NEAR for line in inner)
    below = any(abs(line[1] - down) < 2 * _NEAR and line[2] > down + 2 * _NEAR for line in inner)
    return above and below and not any(line[1] < down - 2 * _NEAR and line[2] > down + 2 * _NEAR for line in inner)


def _table(level: Sequence[Line], upright: Sequence[Line]) -> RuledTable | None:
    """The table of lines that touch. The outermost lines may be missing: the ends of the others then stand for them."""
    if len(level) < 2 or len(upright) < 1:
        return None
    across = _places([line[0] for line in upright] + [line[1] for line in level] + [line[2] for line in level])
    down = _places([line[0] for line in level] + [line[1] for line in upright] + [line[2] for line in upright])
    columns, rows = len(across) - 1, len(down) - 1
    if columns < 2 or rows < 1 or columns * rows > _MOST_CELLS:
        return None
    beside = _walls(upright, across, down)
    below = _walls(level, down, across)
    cells = tuple(_cells(rows, columns, beside, below))
    return RuledTable(tuple(across), tuple(down), cells) if len(cells) > 1 else None


def _places(found: list[float]) -> list[float]:
    """Places that differ by more than a line is thick."""
    found.sort()
    made = [found[0]]
    last = found[0]
    for place in found[1:]:
        if place - last > 2 * _NEAR:
            made.append(place)
        last = place
    return made


def _walls(lines: Sequence[Line], places: Sequence[float], steps: Sequence[float]) -> set[tuple[int, int]]:
    """(place, step): a line at this place runs along that step."""
    walls: set[tuple[int, int]] = set()
    for at, start, end in lines:
        place = min(range(len(places)), key=lambda number: abs(places[number] - at))
        for step in range(len(steps) - 1):
            middle = (steps[step] + steps[step + 1]) / 2
            if start <= middle <= end:
                walls.add((place, step))
    return walls


def _cells(rows: int, columns: int, beside: set[tuple[int, int]], below: set[tuple[int, int]]) -> Iterable[GridCell]:
    """Cells from the upper left; one that no line closes at its right or below goes on there."""
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and (right, row) not in beside and (row, right) not in taken:
                right += 1
            end = row + 1
            while end < rows and all((end, one) not in below for one in range(column, right)):
                end += 1
            taken.update((down, across) for down in range(row, end) for across in range(column, right))
            yield GridCell(row, column, "", end - row, right - column)
