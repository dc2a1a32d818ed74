"""The periods an office works on, as the regimes of the catalogue say."""

from datetime import date

import pytest

from danvan.site.figures.periods import (
    awaited_by,
    code_of,
    current_period,
    obligations_of,
    open_periods,
    period_by_code,
    year_before,
)
from danvan.site.offices.models import Office

DAY = date(2026, 9, 7)


def days(reported):
    return str(reported.first), str(reported.closing)


def test_the_period_that_closes_first_is_the_current_one(commune):
    assert code_of(current_period(commune, DAY)) == "2026-9m"


def test_each_period_is_open_once_however_many_regimes_ask_for_it(commune):
    assert [code_of(each) for each in open_periods(commune, DAY)] == ["2026-9m", "2026-q3", "2026"]


def test_what_is_owed_comes_by_deadline(commune):
    assert [one.day for one in obligations_of(commune, DAY)] == sorted(one.day for one in obligations_of(commune, DAY))


@pytest.mark.parametrize(
    ("code", "first", "closing"),
    [
        ("2026-9m", "2025-12-15", "2026-09-14"),
        ("2026-h1", "2025-12-15", "2026-06-14"),
        ("2026", "2025-12-15", "2026-12-14"),
        ("2021-2025", "2020-12-15", "2025-12-14"),
    ],
)
def test_a_period_of_an_address_has_the_days_of_its_data(commune, code, first, closing):
    assert days(period_by_code(commune, code)) == (first, closing)


@pytest.mark.parametrize("code", ["", "x", "2026-m13", "2026-9m-x", "2025-2021", "9999"])
def test_a_period_nobody_asks_for_is_none(commune, code):
    assert period_by_code(commune, code) is None


def test_the_year_before_is_the_same_period(commune):
    assert code_of(year_before(commune, period_by_code(commune, "2026-9m"))) == "2025-9m"


def test_a_province_works_on_what_its_communes_send(province):
    assert code_of(open_periods(province, DAY)[0]) == "2026-9m"
    assert "danvan" in {one.regime.series for one in awaited_by(province, DAY)}


def test_a_province_with_rules_of_its_own_is_asked_by_these(db):
    city = Office.objects.create(code="92", name="thành phố Cần Thơ", level="province")
    ward = Office.objects.create(code="31117", name="phường Ninh Kiều", level="commune", parent=city)
    assert "can_tho" in {one.regime.code for one in obligations_of(ward, DAY)}
