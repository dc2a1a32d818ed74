"""Small counts in what leaves the office: hidden, and not to be computed back."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.ledger.suppression import Sum, suppress, table_sums

ALL = "tổng"


def table(*rows):
    """Cells by (row, column) of the numbers given, with totals; and its sums."""
    cells = {(f"r{r}", f"c{c}"): value for r, row in enumerate(rows) for c, value in enumerate(row)}
    names, columns = [f"r{r}" for r in range(len(rows))], [f"c{c}" for c in range(len(rows[0]))]
    for row in names:
        cells[row, ALL] = sum(cells[row, column] or 0 for column in columns)
    for column in [*columns, ALL]:
        cells[ALL, column] = sum(cells[row, column] or 0 for row in names)
    values = {cell: None if value is None else Decimal(value) for cell, value in cells.items()}
    return values, table_sums(names, columns, ALL)


def shown(values, hidden):
    """The table as it goes out, row by row."""
    names = dict.fromkeys(row for row, _ in values)
    return [["*" if cell in hidden.cells else str(value) for cell, value in values.items() if cell[0] == row] for row in names]


def test_large_counts_and_zeros_are_shown():
    values, sums = table([10, 0], [20, 30])
    assert suppress(values, sums).cells == frozenset()


def test_a_small_count_is_hidden_with_what_would_give_it_away():
    values, sums = table([3, 10], [20, 30])
    hidden = suppress(values, sums)
    assert hidden.small == {("r0", "c0")}
    assert hidden.with_them == {("r0", "c1"), ("r1", "c0"), ("r1", "c1")}


def test_without_totals_nothing_else_has_to_go():
    values, _ = table([3, 10], [20, 30])
    assert suppress(values, []).cells == {("r0", "c0")}


def test_two_small_counts_whose_sum_is_small_take_a_third_with_them():
    counts = {"a": 1, "b": 2, "c": 40, "d": 9, ALL: 52}
    hidden = suppress({name: Decimal(value) for name, value in counts.items()}, [Sum(ALL, ("a", "b", "c", "d"))])
    assert hidden.with_them == {"d"}


def test_how_small_is_too_small_can_be_set():
    values, _ = table([3, 10], [20, 30])
    assert suppress(values, [], least=3).cells == frozenset()
    assert suppress(values, [], least=11).cells == {("r0", "c0"), ("r0", "c1")}


def test_a_blank_is_not_a_number_to_hide_or_to_hide_with():
    values, sums = table([3, None, 10], [20, 30, 40])
    assert ("r0", "c1") not in suppress(values, sums).cells


def test_a_ratio_goes_with_the_counts_it_is_computed_from():
    values = {"settled": Decimal(3), "received": Decimal(40), "rate": Decimal("7.5")}
    assert suppress(values, [], computed={"rate": ("settled", "received")}).cells == {"settled", "rate"}


def test_what_is_open_to_all_is_not_small():
    assert suppress({"villages": Decimal(3)}, [], open_to_all=["villages"]).cells == frozenset()


def test_a_small_total_is_hidden_with_its_parts():
    values = {"a": Decimal(3), "b": Decimal(0), ALL: Decimal(3)}
    assert suppress(values, [Sum(ALL, ("a", "b"))]).small == {"a", ALL}


def test_a_sum_that_is_none_is_refused():
    with pytest.raises(ValueError, match="add up to 12"):
        suppress({"a": Decimal(3), "b": Decimal(9), ALL: Decimal(13)}, [Sum(ALL, ("a", "b"))])


def test_nothing_is_smaller_than_one_person():
    with pytest.raises(ValueError, match="least is 1"):
        suppress({}, [], least=1)


def possible(values, sums, hidden):
    """Every way to fill the hidden cells with counts that fits what is visible."""
    inner = sorted(cell for cell in hidden.cells if ALL not in cell)
    for guess in product(range(12), repeat=len(inner)):  # two cells of a line are at most 10 together
        filled = values | dict(zip(inner, map(Decimal, guess), strict=True))
        if all(
            each.total in hidden.cells or sum(filled[part] for part in each.parts if part in filled) == values[each.total]
            for each in sums
            if not any(ALL in part for part in each.parts)
        ):
            yield dict(zip(inner, guess, strict=True))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=2), min_size=2, max_size=2), st.integers(2, 6))
def test_no_hidden_cell_can_be_worked_out(rows, least):
    """By trying every table there can be. When all counts are tiny there is nothing to hide behind, and the totals go too."""
    values, sums = table(*rows)
    hidden = suppress(values, sums, least=least)
    ways = list(possible(values, sums, hidden))
    for cell in hidden.cells:
        if ALL not in cell:
            assert len({way[cell] for way in ways}) > 1, shown(values, hidden)
