"""Exact quantities and how printed numbers stand to exact ones."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.kernel.quantity import Quantity, Rounding, rounded, truncated, vietnamese

PRINTED = [
    ("99.85", 2, Fraction(1951700, 19545), Rounding.TRUNCATED),
    ("99.86", 2, Fraction(1951700, 19545), Rounding.ROUNDED),
    ("99.87", 2, Fraction(1951700, 19545), None),
    ("12.5", 1, Fraction(100, 8), Rounding.EXACT),
    ("33", 0, Fraction(100, 3), Rounding.ROUNDED),
    ("0.5", 1, Fraction(45, 100), Rounding.ROUNDED),
]


@pytest.mark.parametrize(("printed", "decimals", "exact", "expected"), PRINTED)
def test_rounding_and_cutting_off_are_told_apart(printed, decimals, exact, expected):
    assert Quantity(Decimal(printed), "%", decimals).agrees(exact) is expected


def test_a_number_is_printed_as_vietnamese_offices_write_it():
    assert str(Quantity(Decimal(1637), "hồ sơ")) == "1.637 hồ sơ"
    assert str(Quantity(Decimal("83.39"), "%", 2)) == "83,39%"
    assert vietnamese(Decimal("1234567.5")) == "1.234.567,5"


@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_rounding_is_off_by_half_a_digit_at_most(exact, decimals):
    step = Fraction(1, 10**decimals)
    assert abs(Fraction(rounded(exact, decimals)) - exact) <= step / 2
    assert 0 <= abs(exact) - abs(Fraction(truncated(exact, decimals))) < step


@given(st.fractions(0, 1000), st.integers(0, 4))
def test_what_is_rounded_agrees_with_what_it_was_rounded_from(exact, decimals):
    assert Quantity(rounded(exact, decimals), "%", decimals).agrees(exact) in (Rounding.EXACT, Rounding.ROUNDED)
