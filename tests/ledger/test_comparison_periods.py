from datetime import date
from itertools import pairwise

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.kernel.period import Period
from danvan.ledger.comparison.periods import convention, period_before, tilings

CLOSING_YEAR = Period(date(2023, 12, 15), date(2024, 12, 14))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.quarter(2024, 1), Period.quarter(2023, 4)),
        (Period.quarter(2024, 3), Period.quarter(2024, 2)),
        (Period.half(2024, 1), Period.half(2023, 2)),
        (Period.half(2024, 2), Period.half(2024, 1)),
        (Period.month(2024, 1), Period.month(2023, 12)),
        (Period.year(2024), Period.year(2023)),
        (Period.years(2021, 2025), Period.years(2016, 2020)),
        (Period.nine_months(2024), None),
        (CLOSING_YEAR, None),
    ],
)
def test_the_period_before_is_the_last_of_its_kind(period, before):
    assert period_before(period) == before


@pytest.mark.parametrize(
    "period", [Period.year(2024), Period.half(2024, 2), Period.nine_months(2024), CLOSING_YEAR, Period.years(2021, 2023)]
)
def test_every_tiling_covers_the_period_without_gap_or_overlap(period):
    found = tilings(period)
    assert found
    for pieces in found:
        assert (pieces[0].start, pieces[-1].end) == (period.start, period.end)
        assert all((other.start - one.end).days == 1 for one, other in pairwise(pieces))
        assert period not in pieces


def test_a_year_is_put_together_from_halves_before_quarters():
    assert tilings(Period.year(2024))[0] == (Period.half(2024, 1), Period.half(2024, 2))


def test_days_that_are_no_closing_dates_are_put_together_from_nothing():
    assert tilings(Period(date(2024, 1, 3), date(2024, 2, 20))) == []


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (Period.year(2024), (1, 31)),
        (Period(date(2024, 2, 1), date(2024, 2, 29)), (1, 31)),
        (CLOSING_YEAR, (15, 14)),
        (Period(date(2019, 12, 16), date(2020, 12, 15)), (16, 15)),
    ],
)
def test_the_convention_of_a_period_is_told_by_its_days(period, days):
    found = convention(period)
    assert (found.first, found.last) == days


def test_a_regime_tells_the_convention_of_a_period_named_without_days():
    versions = tuple(each for each in load_catalogue().regimes.values() if each.series == "inspection")
    old, new = convention(Period.year(2019), versions), convention(Period.year(2022), versions)
    assert (str(old), str(new)) == ("16 → 15", "15 → 14")
