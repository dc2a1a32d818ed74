from decimal import Decimal

import pytest

from danvan.composing.changes import changes
from danvan.composing.numbers import is_change
from danvan.composing.own import is_own, own_figures
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Entry, Figure


@pytest.fixture
def figure(sample):
    def make(code, number, *, measure=None, decimals=0, period=sample.PERIOD, blank=None):
        indicator = sample.catalogue().indicators[code]
        value = None if number is None else Quantity(Decimal(number), measure or indicator.measure, decimals)
        return Figure(
            id=f"x.{code}", indicator=code, unit="xã An Hòa", level="commune", period=period, quantity=value,
            source=Entry("x"), recorded=sample.MADE, catalogue="1", blank=blank,
        )  # fmt: skip

    return make


@pytest.fixture
def told(sample, figure):
    """How 'reception.visits' is said to have changed."""

    def tell(now, before, period=sample.PERIOD, **more):
        rolled = own_figures([figure("reception.visits", now, period=period)], "xã An Hòa", period, sample.catalogue())
        found = changes(rolled.rows.values(), [figure("reception.visits", before, **more)], period)
        return "".join(run.text for run in found.get("reception.visits", ()))

    return tell


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (53, 40, " (tăng 13 lượt, tương ứng 32,5% so với cùng kỳ năm 2023)"),
        (40, 53, " (giảm 13 lượt, tương ứng 24,53% so với cùng kỳ năm 2023)"),
        (40, 40, " (bằng cùng kỳ năm 2023)"),
        (40, 0, " (cùng kỳ năm 2023 không phát sinh)"),
        (0, 0, " (bằng cùng kỳ năm 2023)"),
        (0, 40, " (giảm 40 lượt, tương ứng 100% so với cùng kỳ năm 2023)"),
        (3000, 1000, " (tăng 2.000 lượt, tương ứng 200% so với cùng kỳ năm 2023)"),
    ],
)
def test_a_count_is_compared_by_its_difference_and_share(told, now, before, words):
    assert told(now, before) == words


def test_a_share_is_compared_in_percentage_points(sample, figure):
    now, before = (figure("procedures.on_time_rate", number, decimals=2) for number in ("98.50", "97.25"))
    rolled = own_figures([now], "xã An Hòa", sample.PERIOD, sample.catalogue())
    found = changes(rolled.rows.values(), [before], sample.PERIOD)
    assert [run.text for run in found["procedures.on_time_rate"]] == [" (tăng 1,25 điểm phần trăm so với cùng kỳ năm 2023)"]


def test_a_whole_year_is_compared_with_the_year_before(told):
    assert told(2, 1, Period.year(2024)).endswith("so với năm 2023)")


def test_several_years_are_compared_with_the_years_before(told):
    assert told(2, 1, Period.years(2021, 2025)).endswith("so với giai đoạn 2016 - 2020)")


def test_nothing_is_said_of_another_unit_of_measure(told):
    assert not told(53, 40, measure="người")


def test_nothing_is_said_where_the_year_before_has_no_value(told):
    assert not told(53, None, blank="not_reported")


def test_what_is_not_reported_is_as_if_it_were_not_there(sample, figure):
    own = own_figures([figure("reception.visits", None, blank="withheld")], "xã An Hòa", sample.PERIOD, sample.catalogue())
    assert own.rows["reception.visits"].total is None


def test_figures_of_one_unit_are_its_own_and_totals_are_not(sample, figure):
    assert is_own(own_figures([figure("reception.visits", 1)], "xã An Hòa", sample.PERIOD, sample.catalogue()))
    assert not is_own(sample.usual())


def test_a_units_own_report_asks_for_what_is_missing_and_draws_no_table(composed, sample, figure):
    own = own_figures([figure("reception.visits", 5)], "xã An Hòa", sample.PERIOD, sample.catalogue())
    areas = [area for part in composed(own).parts for area in part.areas]
    text = "".join(run.text for area in areas for line in area.sentences for run in line)
    assert "Tiếp công dân 5 lượt" in text
    assert "[Chưa có số liệu" in text
    assert all(area.table is None for area in areas)


def test_a_change_a_thousand_percent_and_more_is_told_by_its_number(told):
    assert told(2000, 2) == " (tăng 1.998 lượt so với cùng kỳ năm 2023)"


@pytest.mark.parametrize(
    ("before", "change"), [("Đã sắp xếp 3 đầu mối, giảm ", True), ("tăng thêm ", True), ("giảm nghèo cho ", False)]
)
def test_how_a_rise_or_a_fall_changed_is_not_told_behind_it(before, change):
    assert is_change(before) is change
