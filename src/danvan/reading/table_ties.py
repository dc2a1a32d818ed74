"""What must fit inside a table: totals, and this period's result beside last year's and the plan."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from danvan.kernel.quantity import rounded, vietnamese
from danvan.reading.drafts import Draft
from danvan.reading.lexicon import fold
from danvan.reading.model import FigureKind, RelationKind
from danvan.reading.table_columns import Column, Role
from danvan.reading.table_grid import Grid
from danvan.reading.ties import Tie, sum_tie, total_of


@dataclass(frozen=True, slots=True)
class Placed:
    """The draft of a cell, and where it stands."""

    row: int
    column: int
    draft: Draft


_ADDED = frozenset({Role.RESULT, Role.BEFORE, Role.PLAN})
_TABLE = "bảng"


def totals(grid: Grid, columns: Sequence[Column], placed: Sequence[Placed], *, fields: bool) -> Iterator[Tie]:
    """Rows that are the sum of others, column by column: 'Tổng' (first or last), and 'I' of the rows 1, 2, 3 below it.

    Of rows numbered in several steps (I, 1, 1.1) only those of the next step are added. Rates are not.
    """
    by_place = {(one.row, one.column): one.draft for one in placed}
    with_numbers = {one.row for one in placed}
    filled = [row for row in grid.data_rows if row in with_numbers]
    for whole_row, parts_of in _wholes(grid, filled):
        for column, said in enumerate(columns):
            whole = by_place.get((whole_row, column))
            parts = [draft for row in parts_of if (draft := by_place.get((row, column))) is not None]
            if said.role not in _ADDED or whole is None or len(parts) < 2:
                continue
            if fields and len({fold(draft.measure) for draft in (whole, *parts)}) > 1:
                continue
            if all(draft.is_level and draft.over is None for draft in (whole, *parts)):
                holds = _adds_up(whole, parts, complete=len(parts) == len(parts_of))
                if not holds and _PER.search(whole.measure):
                    continue
                for part in parts:
                    part.whole = part.whole or whole
                yield sum_tie(whole, parts, _TABLE, holds=holds)


_PER = re.compile(r"\w\s*/\s*\w")
"""'người/km²', 'tạ/ha': what is told for each of something is not added."""


def _wholes(grid: Grid, rows: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Rows that are a whole, each with the rows of its parts."""
    total = [row for row in rows if grid.is_total(row)]
    if len(total) == 1 and len(rows) > 2 and total[0] in (rows[0], rows[-1]):
        others = [row for row in rows if row != total[0]]
        top = min(grid.level(row) for row in others)
        yield total[0], [row for row in others if grid.level(row) == top]
    for at, row in enumerate(rows):
        if grid.level(row) or row in total:
            continue
        below = list(takewhile(lambda one: grid.level(one) > 0 and one not in total, rows[at + 1 :]))
        if len(below) > 1:
            yield row, [one for one in below if grid.level(one) == min(map(grid.level, below))]


def _adds_up(whole: Draft, parts: Sequence[Draft], *, complete: bool) -> bool | None:
    """Undecided where a row has no number, and where decimals that were cut off may make the difference."""
    total = total_of(parts)
    if total == whole.exact:
        return True
    decimals = max(draft.number.written.decimals for draft in (whole, *parts))
    step = Fraction(1, 10**decimals) * 10**whole.scale
    if decimals and abs(total - whole.exact) * 2 <= step * (len(parts) + 1):
        return None
    return False if complete else None


def comparisons(columns: Sequence[Column], placed: Sequence[Placed]) -> Iterator[Tie]:
    """'Kết quả | Cùng kỳ | Kế hoạch | So cùng kỳ (%) | So KH (%)': the shares against the numbers beside them.

    Only where there is one column of each; a rise that is printed as a share is taken for what it fits.
    """
    places = {role: [at for at, column in enumerate(columns) if column.role is role] for role in Role}
    rows = by_row(placed)
    _anchor(places, rows)
    for share, base, kind in (
        (Role.SHARE_OF_BEFORE, Role.BEFORE, RelationKind.CHANGE),
        (Role.SHARE_OF_PLAN, Role.PLAN, RelationKind.PLAN),
    ):
        if not len(places[share]) == len(places[base]) == len(places[Role.RESULT]) == 1:
            continue
        for row in rows.values():
            told, level, other = (row.get(places[role][0]) for role in (share, Role.RESULT, base))
            if told is not None and level is not None and other is not None and other.exact:
                yield _comparison(told, level, other, kind)


def by_row(placed: Sequence[Placed]) -> dict[int, dict[int, Draft]]:
    """The drafts by row, then by column."""
    rows: dict[int, dict[int, Draft]] = defaultdict(dict)
    for one in placed:
        rows[one.row][one.column] = one.draft
    return rows


def _anchor(places: Mapping[Role, Sequence[int]], rows: Mapping[int, Mapping[int, Draft]]) -> None:
    """A comparison is about the result of its row, where there is one."""
    if len(places[Role.RESULT]) != 1:
        return
    for row in rows.values():
        for role in (Role.SHARE_OF_BEFORE, Role.SHARE_OF_PLAN, Role.CHANGE):
            for at in places[role]:
                if at in row and places[Role.RESULT][0] in row:
                    row[at].anchor = row[places[Role.RESULT][0]]


def differences(columns: Sequence[Column], placed: Sequence[Placed]) -> Iterator[Tie]:
    """'Năm 2023 | Năm 2024 | Tăng, giảm': the third is the second less the first."""
    chosen = [
        [at for at, column in enumerate(columns) if column.role is role] for role in (Role.CHANGE, Role.RESULT, Role.BEFORE)
    ]
    if any(len(places) != 1 for places in chosen):
        return
    for row in by_row(placed).values():
        told, level, base = (row.get(places[0]) for places in chosen)
        if told is None or level is None or base is None or told.kind is not FigureKind.CHANGE:
            continue
        exact = (level.exact - base.exact) / Fraction(10) ** told.scale
        shown = f"{vietnamese(level.value)} - {vietnamese(base.value)} = {_decimal(exact)}"
        holds = abs(exact) == abs(Fraction(told.value))
        shown += "" if holds else f" ≠ {vietnamese(told.value)}"
        yield Tie(RelationKind.CHANGE, (told, level, base), holds, abs(exact), _TABLE, "exact" if holds else "", shown)


def rates(grid: Grid, columns: Sequence[Column], placed: Sequence[Placed]) -> Iterator[Tie]:
    """A column of percentages that are, in nearly all rows, one column left of it over another: the rows where they are not."""
    rows = by_row(placed)
    levels = [at for at, column in enumerate(columns) if column.role is Role.RESULT and not column.percent]
    for at, column in enumerate(columns):
        if column.role is Role.RESULT and column.percent:
            yield from _rates_of(grid, rows, at, [one for one in levels if one < at])


def _rates_of(grid: Grid, rows: Mapping[int, Mapping[int, Draft]], at: int, before: Sequence[int]) -> list[Tie]:
    """The share `at` against the pair of columns near it that fits most rows; where one row is wrong, against a whole further
    off that fits them all: what was made known and what is in force are often the same number, not in every unit."""
    near = before[-_LOOKED_AT:]
    found = next((ties for ties in _tried(grid, rows, at, near, near) if _fits(ties)), [])
    if all(tie.holds for tie in found):
        return found
    others = (ties for ties in _tried(grid, rows, at, near, before) if len(ties) >= len(found) and _fits(ties))
    return next((ties for ties in others if all(tie.holds for tie in ties)), found)


def _tried(
    grid: Grid, rows: Mapping[int, Mapping[int, Draft]], at: int, parts: Sequence[int], wholes: Sequence[int]
) -> Iterator[list[Tie]]:
    pairs = ((above, below) for above in reversed(parts) for below in wholes if above != below)
    return (_rate_ties(grid, rows, (at, above, below)) for above, below in pairs)


_LOOKED_AT = 4
_ROWS = 3


def _fits(ties: Sequence[Tie]) -> bool:
    right = [tie for tie in ties if tie.holds]
    # That 0 of 5 is 0 % and 5 of 5 is 100 % speaks for no pair of columns.
    telling = [tie for tie in right if tie.computed not in (0, 100)]
    return len(right) >= _ROWS and len(telling) > 1 and len(right) * 2 > len(ties)


def _rate_ties(grid: Grid, rows: Mapping[int, Mapping[int, Draft]], places: tuple[int, int, int]) -> list[Tie]:
    ties = []
    for number, row in rows.items():
        told, part, whole = (row.get(at) for at in places)
        if told is None or part is None or whole is None or not whole.exact or told.kind is not FigureKind.RATIO:
            continue
        exact = part.exact * 100 / whole.exact
        mode = told.quantity.agrees(exact)
        shown = f"{vietnamese(part.value)} / {vietnamese(whole.value)} × 100 = {_percent(exact, told)}"
        shown += "" if mode else f" ≠ {vietnamese(told.value)} %"
        told.anchor = told.anchor or part
        if not mode and grid.is_total(number) and _of_other_rows(rows, places, number):
            continue
        ties.append(Tie(RelationKind.RATIO, (told, part, whole), bool(mode), exact, _TABLE, mode.value if mode else "", shown))
    return ties


def _of_other_rows(rows: Mapping[int, Mapping[int, Draft]], places: tuple[int, int, int], total: int) -> bool:
    """Whether the totals of a share and of what it is of are not of the same rows: a unit that told only one of them is in that
    total, and not in the share."""
    return len({frozenset(number for number, row in rows.items() if number != total and at in row) for at in places}) > 1


def _decimal(value: Fraction) -> str:
    return vietnamese(Decimal(value.numerator) / Decimal(value.denominator))


def _percent(exact: Fraction, told: Draft) -> str:
    decimals = max(2, told.number.written.decimals)
    return f"{vietnamese(rounded(exact, decimals), decimals)} %"


def _comparison(told: Draft, level: Draft, base: Draft, kind: RelationKind) -> Tie:
    ratio = Fraction(level.exact) * 100 / base.exact
    change = abs(ratio - 100)
    as_change = told.quantity.agrees(change)
    as_ratio = told.quantity.agrees(ratio)
    changed = told.kind is FigureKind.RATE_OF_CHANGE
    mode = (as_change or as_ratio) if changed else (as_ratio or as_change)
    computed = change if (changed and not as_ratio) or (as_change and not as_ratio) else ratio
    numbers = f"{vietnamese(level.value)} / {vietnamese(base.value)} × 100"
    if computed is change:
        numbers = f"|{vietnamese(level.value)} - {vietnamese(base.value)}| / {vietnamese(base.value)} × 100"
    formula = f"{numbers} = {_percent(computed, told)}" + ("" if mode else f" ≠ {vietnamese(told.value)} %")
    return Tie(kind, (told, level, base), bool(mode), computed, _TABLE, mode.value if mode else "", formula)
