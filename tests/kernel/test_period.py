"""Periods as reports name them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.kernel.errors import PeriodError
from danvan.kernel.period import Period, PeriodKind

NAMED = {
    "9 tháng đầu năm 2024": (date(2024, 1, 1), date(2024, 9, 30), PeriodKind.NINE_MONTHS),
    "9 tháng năm 2024": (date(2024, 1, 1), date(2024, 9, 30), PeriodKind.NINE_MONTHS),
    "chín tháng đầu năm 2024": (date(2024, 1, 1), date(2024, 9, 30), PeriodKind.NINE_MONTHS),
    "6 tháng năm 2023": (date(2023, 1, 1), date(2023, 6, 30), PeriodKind.HALF),
    "06 tháng cuối năm 2023": (date(2023, 7, 1), date(2023, 12, 31), PeriodKind.HALF),
    "3 tháng cuối năm 2024": (date(2024, 10, 1), date(2024, 12, 31), PeriodKind.QUARTER),
    "Quý IV/2018": (date(2018, 10, 1), date(2018, 12, 31), PeriodKind.QUARTER),
    "quý 2 năm 2025": (date(2025, 4, 1), date(2025, 6, 30), PeriodKind.QUARTER),
    "tháng 02/2024": (date(2024, 2, 1), date(2024, 2, 29), PeriodKind.MONTH),
    "năm 2024": (date(2024, 1, 1), date(2024, 12, 31), PeriodKind.YEAR),
    "giai đoạn 2021 – 2025": (date(2021, 1, 1), date(2025, 12, 31), PeriodKind.YEARS),
    "nhiệm kỳ 2020-2025": (date(2020, 1, 1), date(2025, 12, 31), PeriodKind.YEARS),
    "từ năm 2021-3/2025": (date(2021, 1, 1), date(2025, 3, 31), PeriodKind.CUSTOM),
    "từ ngày 15/12/2023 đến ngày 14/9/2024": (date(2023, 12, 15), date(2024, 9, 14), PeriodKind.CUSTOM),
    "từ 15/6 đến 14/12/2024": (date(2024, 6, 15), date(2024, 12, 14), PeriodKind.CUSTOM),
}


@pytest.mark.parametrize("words", NAMED)
def test_the_words_of_a_period_give_its_days(words):
    period = Period.parse(words)
    assert (period.start, period.end, period.kind) == NAMED[words]


@pytest.mark.parametrize(
    "words", ["", "năm nay", "9 tháng đầu năm", "quý V/2024", "từ 30/02/2024 đến 01/3/2024", "năm 2023 và năm 2024"]
)
def test_words_that_name_no_single_period_are_refused(words):
    with pytest.raises(PeriodError, match="Allowed, for example"):
        Period.parse(words)


def test_a_year_left_out_may_be_given():
    assert Period.parse("9 tháng đầu năm", year=2024) == Period.nine_months(2024)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(PeriodError):
        Period(date(2024, 2, 1), date(2024, 1, 1))


def test_the_same_period_of_the_year_before_keeps_its_kind():
    assert Period.half(2024, 1).previous() == Period.half(2023, 1)
    assert Period.years(2021, 2025).previous() == Period.years(2016, 2020)


def test_the_29th_of_february_has_a_day_the_year_before():
    assert Period.month(2024, 2).previous().start == date(2023, 2, 1)
    assert Period(date(2024, 2, 29), date(2024, 3, 1)).previous().start == date(2023, 2, 28)


YEARS = st.integers(1950, 2090)
PERIODS = st.one_of(
    st.builds(Period.year, YEARS),
    st.builds(Period.nine_months, YEARS),
    st.builds(Period.half, YEARS, st.integers(1, 2)),
    st.builds(Period.quarter, YEARS, st.integers(1, 4)),
    st.builds(Period.month, YEARS, st.integers(1, 12)),
    st.builds(lambda first, more: Period.years(first, first + more), YEARS, st.integers(1, 9)),
    st.builds(lambda days: Period(*sorted(days)), st.tuples(*[st.dates(date(1950, 1, 1), date(2090, 1, 1))] * 2)),
)


@given(PERIODS)
def test_what_is_printed_is_read_again_as_the_same_period(period):
    assert Period.parse(str(period)) == period
