"""What a reader can work out of a table with hidden cells: by its sums, and because counts are never negative."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

Cell = TypeVar("Cell", bound=Hashable)
Equation = dict[Cell, Fraction]
"""Coefficients of the hidden cells in one sum; what is visible of it does not matter here."""
_ROUNDS = 100
"""Bounds are narrowed so many times at most; a table never needs nearly as many."""


def deduced(hidden: Collection[Cell], counts: Mapping[Cell, Decimal], sums: Sequence[tuple[Cell, Sequence[Cell]]]) -> set[Cell]:
    """The hidden cells whose value follows. `sums`: total and parts; `counts`: every value, hidden ones too."""
    equations = []
    for total, parts in sums:
        terms = {part: Fraction(1) for part in parts if part in hidden}
        if total in hidden and parts:
            terms[total] = Fraction(-1)
        if terms:
            equations.append(terms)
    return _solved(equations) | _cornered(equations, counts)


def _solved(equations: Sequence[Equation[Cell]]) -> set[Cell]:
    """Cells the equations determine: after elimination each stands alone in a row."""
    rows: dict[Cell, Equation[Cell]] = {}
    for equation in equations:
        row = _reduced(dict(equation), rows)
        if not row:
            continue
        pivot = next(iter(row))
        row = {cell: factor / row[pivot] for cell, factor in row.items()}
        for other in list(rows):
            if factor := rows[other].get(pivot):
                rows[other] = _minus(rows[other], row, factor)
        rows[pivot] = row
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _reduced(row: Equation[Cell], rows: Mapping[Cell, Equation[Cell]]) -> Equation[Cell]:
    for pivot in [cell for cell in row if cell in rows]:
        if factor := row.get(pivot):
            row = _minus(row, rows[pivot], factor)
    return row


def _minus(row: Equation[Cell], other: Equation[Cell], factor: Fraction) -> Equation[Cell]:
    found = {cell: row.get(cell, Fraction(0)) - factor * other.get(cell, Fraction(0)) for cell in {**row, **other}}
    return {cell: value for cell, value in found.items() if value}


def _cornered(equations: Sequence[Equation[Cell]], counts: Mapping[Cell, Decimal]) -> set[Cell]:
    """Cells between whose least and greatest possible value nothing is left. Each sum narrows the bounds of its cells by those
    of the others."""
    low: dict[Cell, Fraction] = {cell: Fraction(0) for terms in equations for cell in terms}
    high: dict[Cell, Fraction | None] = dict.fromkeys(low)
    known = [sum((factor * Fraction(counts[cell]) for cell, factor in terms.items()), Fraction(0)) for terms in equations]
    for _ in range(_ROUNDS):
        before = (dict(low), dict(high))
        for terms, right in zip(equations, known, strict=True):
            for cell in terms:
                _narrow(cell, terms, right, low, high)
        if (low, high) == before:
            break
    return {cell for cell in low if low[cell] == high[cell]}


def _narrow(
    cell: Cell, terms: Equation[Cell], right: Fraction, low: dict[Cell, Fraction], high: dict[Cell, Fraction | None]
) -> None:
    least, most = Fraction(0), Fraction(0)
    endless_least = endless_most = False
    for other, factor in terms.items():
        if other == cell:
            continue
        top = high[other]
        if factor > 0:
            least += factor * low[other]
            endless_most |= top is None
            most += factor * (top or 0)
        else:
            most += factor * low[other]
            endless_least |= top is None
            least += factor * (top or 0)
    own = terms[cell]
    ends = [None if endless_most else (right - most) / own, None if endless_least else (right - least) / own]
    lower, upper = ends if own > 0 else ends[::-1]
    low[cell] = max(low[cell], lower) if lower is not None else low[cell]
    top = high[cell]
    if upper is not None:
        high[cell] = upper if top is None else min(top, upper)
