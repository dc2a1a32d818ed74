"""Several years put together from each year: counts added, stocks of the last year, shares computed anew."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from danvan.kernel.period import Period
from danvan.ledger.figure import Formula
from danvan.ledger.terms import of_term, years_of

TERM = Period.years(2022, 2024)
NOW = datetime(2025, 1, 10, tzinfo=UTC)


@pytest.fixture
def years(make):
    """A figure of each indicator in each year; `values`: name -> one value a year, None where there is none."""

    def given(**values):
        found = []
        for at, year in enumerate(years_of(TERM)):
            there = {name: each[at] for name, each in values.items() if each[at] is not None}
            found.append({f"work.{name}": make(name, value, period=year, digest=str(year)) for name, value in there.items()})
        return found

    return given


@pytest.fixture
def put_together(years, catalogue):
    def put(**values):
        return {each.indicator: each for each in of_term(years(**values), TERM, catalogue, NOW)}

    return put


def test_a_count_is_added_and_says_of_what(put_together):
    figure = put_together(visits=(10, 20, 30))["work.visits"]
    assert figure.amount.value == 60
    assert isinstance(figure.source, Formula)
    assert figure.source.formula == "visits(2022) + visits(2023) + visits(2024)"
    assert len(figure.source.figures) == 3
    assert figure.period == TERM


def test_a_stock_is_the_last_years_and_never_added(put_together):
    assert put_together(households=(900, 950, 1000))["work.households"].amount.value == 1000


def test_a_share_is_computed_from_the_sums_of_its_parts(put_together):
    made = put_together(received=(100, 100, 300), on_time=(100, 50, 300), on_time_rate=(100, 50, 100))
    assert made["work.on_time_rate"].amount.value == Decimal("90.00")


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_half_a_term_is_not_a_term(missing, put_together):
    values = [10, 20, 30]
    values[missing] = None
    assert "work.visits" not in put_together(visits=tuple(values))


def test_a_stock_needs_only_the_last_year(put_together):
    assert put_together(households=(None, None, 5))["work.households"].amount.value == 5
    assert "work.households" not in put_together(households=(5, 5, None))


def test_a_year_is_no_term():
    assert years_of(Period.year(2024)) == []
