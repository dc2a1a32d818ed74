"""Reporting regimes: the cards we ship, the days they lead to, and who owes what."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.catalogue.lint import lint
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Certainty
from danvan.catalogue.models.regimes import Item
from danvan.catalogue.regimes import due as module
from danvan.catalogue.regimes.due import Reporter, State, due, obligations
from danvan.catalogue.regimes.items import given as items_given
from danvan.catalogue.regimes.items import missing, required
from danvan.catalogue.regimes.periods import day_in, reported_in
from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.catalogue.strict_yaml import read_yaml
from danvan.kernel.period import Period

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CATALOGUE = load_catalogue(ROOT / "catalogue")
REGIMES = CATALOGUE.regimes
DAYS = WorkingDays.of(CATALOGUE)
LEVELS = ("commune", "district", "department", "province", "ministry")
PLACES = ("", "thành phố Cần Thơ", "tỉnh Khánh Hòa")
ONE_DAY = timedelta(days=1)
unhurried = settings(deadline=None)  # the first call loads the published holidays

years = st.integers(2014, 2035)
reporters = st.builds(Reporter, st.sampled_from(LEVELS), st.sampled_from(PLACES))
days = st.dates(date(2015, 1, 1), date(2032, 12, 31))


def cases(name):
    return read_yaml((HERE / name).read_bytes(), name).value


def called(case):
    return f"{case['regime']}-{case['period']}"


@pytest.mark.parametrize("case", cases("regime_windows.yml"), ids=called)
def test_the_data_of_a_period_come_from_the_days_the_law_says(case):
    period = Period.parse(case["period"])
    found = next(each for each in reported_in(REGIMES[case["regime"]], period.end.year) if each.period == period)
    assert (found.first, found.closing) == (date.fromisoformat(case["first"]), date.fromisoformat(case["last"]))


@pytest.mark.parametrize("case", cases("regime_deadlines.yml"), ids=called)
def test_a_report_is_due_on_the_day_the_regime_says(case):
    period = Period.parse(case["period"])
    who = Reporter(case["level"], case.get("place", ""))
    owed = obligations(CATALOGUE, who, [period.end.year], only=case["regime"])
    one = next(each for each in owed if each.reported.period == period)
    day = one.deadline.day.isoformat() if one.deadline else None
    written = one.deadline.written.isoformat() if one.deadline else None
    assert (one.sending.to.vi, day, one.certainty) == (case["to"], case.get("day"), Certainty(case["law"]))
    assert written == case.get("written", case.get("day"))
    assert bool(one.deadline and one.deadline.moved) == ("written" in case)


@unhurried
@given(reporters, years)
def test_a_deadline_is_a_working_day_after_the_closing_date(who, year):
    for one in obligations(CATALOGUE, who, [year]):
        if one.deadline:
            assert DAYS.is_working(one.deadline.day)
            assert one.deadline.day >= DAYS.add_working_days(one.reported.closing, 1)
            assert one.deadline.written <= one.deadline.day


@pytest.mark.parametrize("code", ["decree_09_2019", "statistics", "can_tho", "khanh_hoa"])
@unhurried
@given(year=years)
def test_the_data_of_a_month_begin_where_those_of_the_month_before_end(code, year):
    months = [each for y in (year, year + 1) for each in reported_in(REGIMES[code], y) if each.of.kind == "month"]
    for one, following in pairwise(months):
        assert following.first == one.closing + ONE_DAY


@pytest.mark.parametrize("code", sorted(REGIMES))
@unhurried
@given(year=years)
def test_every_window_keeps_to_the_convention_of_its_regime(code, year):
    first, last = {"inspection_2013": (16, 15)}.get(code, (15, 14))
    for each in reported_in(REGIMES[code], year):
        if code == "statistics":
            assert (each.first, each.closing) == (each.period.start, each.period.end)
        else:
            assert (each.first.day, each.closing.day) == (first, last)
            assert (each.closing.year, each.closing.month) == (each.period.end.year, each.period.end.month)
            assert each.first < each.period.start <= each.closing


@unhurried
@given(years)
def test_the_quarters_of_a_year_together_are_the_year(year):
    found = list(reported_in(REGIMES["inspection_2025"], year))
    quarters = [each for each in found if each.of.kind == "quarter"]
    whole = next(each for each in found if each.of.kind == "year")
    assert (quarters[0].first, quarters[-1].closing) == (whole.first, whole.closing)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"day": 15, "of": "month_before"}, date(2023, 12, 15)),
        ({"day": 31, "of": "first_month"}, date(2024, 1, 31)),
        ({"day": 31, "of": "last_month"}, date(2024, 6, 30)),
        ({"day": 5, "of": "month_after"}, date(2024, 7, 5)),
    ],
    ids=str,
)
def test_a_day_is_said_by_its_month_in_the_period(said, expected):
    from_card = REGIMES["decree_09_2019"].window.first.model_copy(update=said)
    assert day_in(Period.half(2024, 1), from_card) == expected


def test_the_month_after_december_is_in_the_next_year():
    said = REGIMES["decree_09_2019"].window.first.model_copy(update={"day": 31, "of": "month_after"})
    assert day_in(Period.year(2024), said) == date(2025, 1, 31)


def test_the_version_that_holds_on_the_closing_date_rules_a_period():
    owed = obligations(CATALOGUE, Reporter("commune"), [2025], only="inspection")
    versions = {str(one.reported.period): one.regime.code for one in owed}
    assert versions["9 tháng đầu năm 2025"] == "inspection_2024"
    assert versions["năm 2025"] == "inspection_2025"


@unhurried
@given(days)
def test_a_district_owes_nothing_after_the_districts_ended(on):
    for one in due(CATALOGUE, Reporter("district"), on, ahead=400):
        assert one.day <= date(2025, 6, 30)


@unhurried
@given(reporters, days, st.integers(0, 120))
def test_what_is_shown_is_near_or_being_collected_for(who, on, ahead):
    found = due(CATALOGUE, who, on, ahead=ahead)
    assert [one.day for one in found] == sorted(one.day for one in found)
    for one in found:
        near = -module.BACK <= (one.day - on).days <= ahead
        assert near or one.state(on) is State.OPEN
        assert not one.regime.frame
        assert one.regime.place in ("", who.place)
        assert one.regime.holds_at(one.reported.closing)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2024, 6, 14), State.COMING),
        (date(2024, 6, 15), State.OPEN),
        (date(2024, 9, 14), State.OPEN),
        (date(2024, 9, 15), State.CLOSED),
        (date(2024, 9, 17), State.CLOSED),
        (date(2024, 9, 18), State.PAST),
    ],
    ids=str,
)
def test_a_report_is_collected_for_then_sent_then_over(on, state):
    owed = obligations(CATALOGUE, Reporter("commune"), [2024], only="government_office")
    assert next(one for one in owed if one.reported.period == Period.quarter(2024, 3)).state(on) is state


def test_a_report_without_a_deadline_is_never_over():
    owed = obligations(CATALOGUE, Reporter("commune"), [2024], only="danvan")
    assert {one.state(date(2026, 1, 1)) for one in owed} == {State.CLOSED}


def test_frames_are_shown_only_when_asked_for():
    assert due(CATALOGUE, Reporter("province"), date(2024, 5, 20), only="decree_09_2019")
    assert not [one for one in due(CATALOGUE, Reporter("province"), date(2024, 5, 20)) if one.regime.frame]


def test_what_is_not_tied_to_a_calendar_is_never_due():
    owed = obligations(CATALOGUE, Reporter("commune"), range(2020, 2030), only="danvan")
    assert {one.reported.of.kind for one in owed} == {"half", "nine_months", "year"}


@pytest.mark.parametrize("code", sorted(REGIMES))
def test_every_item_is_given_or_owned_to_be_missing(code):
    regime = REGIMES[code]
    assert missing(regime) == ()
    assert not items_given(regime) & set(regime.not_found)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("periodic", list(Item)[:9]),
        ("thematic", [*list(Item)[:6], Item.OUTLINE]),
        ("ad_hoc", list(Item)[:6]),
    ],
)
def test_each_kind_of_regime_must_have_the_items_of_its_article(kind, asked):
    assert list(required(REGIMES["danvan"].model_copy(update={"kind": kind}))) == asked


def documented(name):
    """The YAML blocks of docs/reporting-regimes.md, by the file they name."""
    page = (ROOT / "docs/reporting-regimes.md").read_text("utf-8")
    return {match[1]: match[2] for match in re.finditer(r"```yaml\n# (\S+)\n(.*?)```", page, re.DOTALL)}[name]


@pytest.fixture
def province(tmp_path):
    """A province's own folder, as the documentation writes it."""
    (tmp_path / "catalogue.yml").write_text('name: {vi: Thanh Hóa, en: Thanh Hóa}\nversion: "1"\nowner: UBND\n', "utf-8")
    for name in ("regimes/thanh_hoa.yml", "calendars/year_2027.yml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(documented(name), "utf-8")
    return load_catalogue(ROOT / "catalogue", tmp_path)


def test_what_the_documentation_writes_has_no_mistake(province):
    own = ("thanh_hoa.yml", "year_2027.yml")
    assert [str(problem) for problem in lint(province) if str(problem.fields["file"]).endswith(own)] == []


def test_a_province_takes_the_place_of_the_country_in_its_own_land_only(province):
    there = obligations(province, Reporter("commune", "tỉnh Thanh Hóa"), [2026], only="inspection")
    elsewhere = obligations(province, Reporter("commune"), [2026], only="inspection")
    by_period = {str(one.reported.period): one.regime.code for one in there}
    assert by_period["quý I năm 2026"] == "thanh_hoa"
    assert by_period["6 tháng đầu năm 2026"] == "inspection_2025"
    assert {one.regime.code for one in elsewhere} == {"inspection_2025"}


def test_a_province_keeps_the_country_s_steps_it_does_not_name(province):
    owed = obligations(province, Reporter("province", "tỉnh Thanh Hóa"), [2026], only="inspection")
    assert {one.regime.code for one in owed} == {"inspection_2025"}


def test_a_decided_year_makes_its_days_sure(province):
    day = date(2027, 2, 10)
    before, after = DAYS.explain(day), WorkingDays.of(province).explain(day)
    assert (before.certainty, after.certainty) == (Certainty.INFERRED, Certainty.CONFIRMED)
