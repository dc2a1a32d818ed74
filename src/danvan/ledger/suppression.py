"""Small counts hidden in a table that leaves the office, so that nobody in it is recognised and nothing is computed back.

A count of 1 to `least - 1` is hidden. A cell hidden alone in its row or column would follow from the total, so others are
hidden with it (complementary suppression), the smallest that do; a ratio goes with the cells it is computed from. What is left
is then read as a stranger would: whatever follows from the visible cells by adding, subtracting, and counts not being negative.
Nothing hidden may follow from it, and what is hidden of a sum is never small itself. Pure; the ledger keeps everything.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from danvan.ledger.deduction import deduced

Cell = TypeVar("Cell", bound=Hashable)

LEAST = 5
"""The smallest count that may be shown, where an office sets no other: counts of 1 to 4 are hidden. No law gives a number."""


@dataclass(frozen=True, slots=True)
class Sum(Generic[Cell]):
    """`total` is the sum of `parts`, and a reader knows it."""

    total: Cell
    parts: tuple[Cell, ...]

    def cells(self) -> tuple[Cell, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class Hidden(Generic[Cell]):
    """`small`: counts too small to show. `with_them`: cells hidden only so that those cannot be computed back. On paper both
    get the same mark: one who saw which is which would know more."""

    small: frozenset[Cell]
    with_them: frozenset[Cell]

    @property
    def cells(self) -> frozenset[Cell]:
        """Everything that is not shown."""
        return self.small | self.with_them


def suppress(
    values: Mapping[Cell, Decimal | None],
    sums: Sequence[Sum[Cell]],
    *,
    least: int = LEAST,
    computed: Mapping[Cell, Iterable[Cell]] | None = None,
    open_to_all: Iterable[Cell] = (),
) -> Hidden[Cell]:
    """Which cells of a table to hide. `values`: cell -> count, None for a blank; `sums`: rows and columns with their totals.

    `computed`: cells that are no counts (ratios), with the counts they are computed from: hidden when one of those is.
    `open_to_all`: cells that are never small to anyone (households of a commune), shown unless a sum needs them hidden.
    Raises ValueError for `least` below 2, and for a sum that is not the sum of its parts: such a table is to be mended first.
    """
    if least < 2:
        raise ValueError(f"a count of 1 is the smallest there is to hide: least is {least}, allowed: 2 or more")
    derived, shown = dict(computed or {}), frozenset(open_to_all)
    counts = {cell: value for cell, value in values.items() if value is not None and cell not in derived}
    known = [_known(each, counts) for each in sums]
    small = frozenset(cell for cell, value in counts.items() if 0 < value < least and cell not in shown)
    hidden = _closed(set(small), counts, known, least)
    gone = {cell for cell, parts in derived.items() if not hidden.isdisjoint(parts)}
    return Hidden(small, frozenset(hidden | gone) - small)


def table_sums(rows: Sequence[Hashable], columns: Sequence[Hashable], total: Hashable) -> list[Sum[tuple[Hashable, Hashable]]]:
    """The sums of a table with a total in its last row and its last column, both called `total`; cells are (row, column)."""
    across = [Sum((row, total), tuple((row, column) for column in columns)) for row in (*rows, total)]
    return across + [Sum((total, column), tuple((row, column) for row in rows)) for column in (*columns, total)]


def _known(each: Sum[Cell], counts: Mapping[Cell, Decimal]) -> Sum[Cell]:
    """`each` without its blanks. A sum whose total is blank tells nothing."""
    parts = tuple(part for part in each.parts if part in counts)
    if each.total not in counts:
        return Sum(each.total, ())
    if sum(counts[part] for part in parts) != counts[each.total]:
        raise ValueError(f"{each.total} is {counts[each.total]}, and its parts add up to {sum(counts[part] for part in parts)}")
    return Sum(each.total, parts)


def _closed(hidden: set[Cell], counts: Mapping[Cell, Decimal], sums: Sequence[Sum[Cell]], least: int) -> set[Cell]:
    """`hidden` with what must be hidden too, one cell after the other. Ends at the latest when everything is."""
    while more := _next(_telling(hidden, counts, sums, least), hidden, counts, sums):
        hidden.add(more)
    return hidden


def _telling(hidden: set[Cell], counts: Mapping[Cell, Decimal], sums: Sequence[Sum[Cell]], least: int) -> list[Sum[Cell]]:
    """Sums that tell too much: the first by what is missing from its visible total, or else all that take part in giving
    something away together."""
    for each in sums:
        if _tells(each, hidden, counts, least):
            return [each]
    found = deduced(hidden, counts, [(each.total, each.parts) for each in sums]) if hidden else set()
    return [each for each in sums if each.parts and not found.isdisjoint(each.cells())]


def _tells(each: Sum[Cell], hidden: set[Cell], counts: Mapping[Cell, Decimal], least: int) -> bool:
    inside = hidden.intersection(each.parts)
    if each.total in hidden:
        return bool(each.parts) and not inside
    return bool(inside) and (len(inside) == 1 or sum(counts[cell] for cell in inside) < least)


def _next(
    telling: Sequence[Sum[Cell]], hidden: set[Cell], counts: Mapping[Cell, Decimal], sums: Sequence[Sum[Cell]]
) -> Cell | None:
    """What to hide next: a part before a total, a number before a zero, one whose other sums hide something already before one
    that opens a new line, the smallest first. None when nothing tells, or nothing is left to hide."""

    def cost(cell: Cell) -> tuple[bool, bool, int, Decimal, str]:
        fresh = sum(hidden.isdisjoint(each.cells()) for each in sums if cell in each.cells())
        return (any(cell == each.total for each in telling), counts[cell] == 0, fresh, counts[cell], str(cell))

    return min((cell for each in telling if each.parts for cell in each.cells() if cell not in hidden), key=cost, default=None)
