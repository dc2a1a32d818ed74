"""Columns that are parts of another one: 'Tổng số | Trong đó: Trực tuyến | Trực tiếp', row by row."""

import re
from collections.abc import Iterator, Sequence

from danvan.reading.drafts import Draft
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.measures import adopt_measure
from danvan.reading.table_columns import Column, Role
from danvan.reading.table_grid import Grid
from danvan.reading.table_ties import Placed, by_row
from danvan.reading.ties import Tie, sum_tie, total_of

_SPLIT = re.compile(r"^\W*(?:trong đó|chia (?:ra|theo)|gồm|bao gồm|cụ thể|phân (?:theo|loại)|theo)(?!\w)")
_WHY = "bảng, theo cột"
_MOST_WRONG = 3
"""One row in so many may be wrong before the columns are taken for parts of something else."""


def partitions(grid: Grid, columns: Sequence[Column], placed: Sequence[Placed], words: Lexicon) -> Iterator[Tie]:
    """The sums of the groups of columns that split the one at their left. Whether the parts are all parts, the rows say: where
    nearly all add up, one that does not is wrong."""
    rows = by_row(placed)
    for whole, parts in _groups(grid, columns):
        told = [(row[whole], [row[at] for at in parts if at in row]) for row in rows.values() if whole in row]
        told = [(draft, own) for draft, own in told if len(own) > 1 and _may_add(draft, own, words)]
        right = sum(_adds_up(draft, own) for draft, own in told)
        for draft, own in told:
            for part in own:
                part.whole = part.whole or draft
                if not part.measure:
                    adopt_measure(part, draft.measure, words)
            more = total_of(own) > draft.exact
            if _adds_up(draft, own):
                yield sum_tie(draft, own, _WHY, holds=True)
            elif right > 1 and len(own) == len(parts) and (more or right * _MOST_WRONG >= len(told) * (_MOST_WRONG - 1)):
                yield sum_tie(draft, own, _WHY, holds=False)


def _groups(grid: Grid, columns: Sequence[Column]) -> Iterator[tuple[int, list[int]]]:
    """A column of results, and the columns right of it that stand together under 'Trong đó', 'Chia theo…'."""
    at = 1
    while at < grid.width:
        head = _split_head(grid, at)
        if not head:
            at += 1
            continue
        end = at
        while end < grid.width and head in grid.path(end):
            end += 1
        parts = [one for one in range(at, end) if columns[one].role is Role.RESULT and not columns[one].percent]
        whole = columns[at - 1]
        if whole.role is Role.RESULT and not whole.percent and len(parts) == end - at > 1:
            yield at - 1, parts
        at = end


def _split_head(grid: Grid, column: int) -> str:
    """The head over this column that splits, where the column at its left does not stand under it."""
    left = grid.path(column - 1)
    return next((head for head in grid.path(column)[:-1] if _SPLIT.match(fold(head)) and head not in left), "")


def _may_add(whole: Draft, parts: Sequence[Draft], words: Lexicon) -> bool:
    return all(draft.is_level and draft.over is None and words.same(whole.measure, draft.measure) for draft in (whole, *parts))


def _adds_up(whole: Draft, parts: Sequence[Draft]) -> bool:
    return total_of(parts) == whole.exact
