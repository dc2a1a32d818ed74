"""Working days: the calendar's cards over the published holidays."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Certainty
from danvan.catalogue.regimes.published_holidays import published
from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.catalogue.strict_yaml import read_yaml

HERE = Path(__file__).parent
CATALOGUE = load_catalogue(HERE.parents[1] / "catalogue")
DAYS = WorkingDays.of(CATALOGUE)
CASES = read_yaml((HERE / "calendar_days.yml").read_bytes(), "calendar_days.yml").value
YEARS = range(2021, 2046)
"""Under the Labour Code of 2019."""
HOLIDAYS = CATALOGUE.calendars["every_year"].holidays
unhurried = settings(deadline=None)  # the first call loads the published holidays

days = st.dates(date(2019, 1, 1), date(2040, 12, 31))


def called(holiday, year):
    """The days of `year` that the package calls by a holiday's names, with those names."""
    return {day: names for day, names in published(year).off.items() if any(name.startswith(holiday.called) for name in names)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["day"])
def test_a_day_is_what_was_published(case):
    note = DAYS.explain(date.fromisoformat(case["day"]))
    name = note.name.vi if note.name else ""
    assert (note.works, name, note.certainty) == (case["works"], case.get("name", ""), Certainty(case["law"]))


@pytest.mark.parametrize("year", YEARS)
def test_every_holiday_has_the_days_the_labour_code_gives(year):
    made_good = ("(nghỉ bù)", "29 Tết", "Mùng năm", "Mùng sáu")
    for holiday in HOLIDAYS:
        own = {day for day, names in called(holiday, year).items() if not any(word in str(names) for word in made_good)}
        expected = 0 if "24/11" in holiday.name.vi and year < 2026 else holiday.days
        assert len(own) == expected or not holiday.days, (year, holiday.name.vi, own)


@pytest.mark.parametrize("year", YEARS)
def test_every_published_day_belongs_to_a_holiday_of_ours(year):
    for day, names in published(year).off.items():
        for name in names:
            assert sum(name.startswith(holiday.called) for holiday in HOLIDAYS) == 1, (day, name)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("month", "day"), [(1, 1), (4, 30), (5, 1)])
def test_after_a_holiday_on_a_sunday_the_next_working_day_is_off(year, month, day):
    holiday = date(year, month, day)
    if holiday.weekday() == 6:
        assert not DAYS.is_working(holiday + timedelta(days=1))


def test_a_year_is_decided_by_its_card_alone():
    assert [year for year in range(2019, 2030) if DAYS.decided(year)] == [2023, 2024, 2025, 2026]


@unhurried
@given(days)
def test_the_next_and_the_last_working_day_are_worked_and_nearest(day):
    after, before = DAYS.next_working(day), DAYS.last_working(day)
    assert DAYS.is_working(after)
    assert DAYS.is_working(before)
    assert before <= day <= after
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert not any(map(DAYS.is_working, between))


@unhurried
@given(days, st.integers(1, 40))
def test_a_limit_in_working_days_counts_each_and_never_its_first(start, count):
    end = DAYS.add_working_days(start, count)
    counted = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(DAYS.is_working, counted)) == count
    assert DAYS.is_working(end)


@unhurried
@given(days)
def test_no_working_day_added_is_the_day_itself(start):
    assert DAYS.add_working_days(start, 0) == start


def test_a_limit_that_begins_before_tet_skips_it():
    assert DAYS.add_working_days(date(2026, 2, 12), 2) == date(2026, 2, 23)


def test_without_cards_every_day_is_worked():
    assert WorkingDays(()).is_working(date(2026, 1, 1))
