"""One indicator of every unit over the years: what changed, what may not be compared, and in which order."""

from datetime import date
from decimal import Decimal

import pytest
from reporting import DAY, begun, figure
from reviewing import PERIOD, accepted, sent

from danvan.kernel.errors import FormatDamaged
from danvan.site.offices.models import Office
from danvan.site.reports import flow
from danvan.site.review.models import Made
from danvan.site.review.rolling import rolled_up
from danvan.site.review.rollup import making
from danvan.site.review.rollup.drawing import Bubble, bubble_map, columns
from danvan.site.review.units import awaited, duties

VISITED = "citizen_reception.visits"
URL = f"/tong-hop/{PERIOD}/"


@pytest.fixture(autouse=True)
def _own_ledger(settings, tmp_path):
    settings.LEDGER = tmp_path / "ledger"


@pytest.fixture
def reviewer(at_work, province):
    client = at_work("reviewer", province)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def ward(province):
    """One the list of units knows; it began in July 2025."""
    return Office.objects.create(code="21025", name="phường Cẩm Thành", level="commune", parent=province)


def words(answer):
    return " ".join(answer.content.decode().split())


def accepted_of(office, year, visits, capture):
    """Its report of nine months of a year, accepted and in the ledger."""
    code = f"{year}-9m"
    figure(office, VISITED, visits, period=code, start=date(year, 1, 1), end=date(year, 9, 30))
    ours = duties(office.parent, code)[office.level]
    with capture(execute=True):
        flow.accept(flow.send(flow.submit(flow.begin(office, ours, None), None), None), None)


@pytest.fixture
def two_years(ward, commune, django_capture_on_commit_callbacks):
    """The ward reported both years, a commune no list knows this year alone."""
    for year, visits in ((2025, 40), (2026, 49)):
        accepted_of(ward, year, visits, django_capture_on_commit_callbacks)
    accepted(commune, citizen_reception__visits=11)


def test_on_the_boundaries_of_then_no_change_is_told_of_a_unit_that_is_another(two_years, reviewer):
    page = words(reviewer.get(f"{URL}{VISITED}/"))
    assert "Units changed since last year: where the territory is another, no change is told." in page
    assert '<span class="blank">not comparable</span>' in page
    assert "2023, 2024, 2025, 2026" in page


def test_a_number_of_another_territory_is_told_with_why_it_does_not_stand_there(two_years, reviewer):
    (line, _other) = reviewer.get(f"{URL}{VISITED}/?boundaries=today").context["table"].lines
    assert (line.before, line.change, bool(line.why)) == (None, None, True)
    assert f'title="{line.why}"' in words(reviewer.get(f"{URL}{VISITED}/?boundaries=today"))


def test_years_of_the_same_territory_stand_beside_each_other_with_the_change(
    ward, commune, reviewer, settings, django_capture_on_commit_callbacks
):
    settings.TODAY = "2027-09-07"
    for year, visits in ((2026, 40), (2027, 49)):
        accepted_of(ward, year, visits, django_capture_on_commit_callbacks)
    accepted_of(commune, 2027, 1000, django_capture_on_commit_callbacks)
    page = words(reviewer.get(f"/tong-hop/2027-9m/{VISITED}/?sort=change"))
    assert 'data-label="Change">+9</td>' in page
    assert 'aria-label="phường Cẩm Thành: 2024: –; 2025: –; 2026: 40; 2027: 49"' in page
    assert page.index("phường Cẩm Thành</a>") < page.index("xã Suối Đào</a>")


def test_without_a_list_of_units_there_are_no_earlier_years(reviewer, commune):
    accepted(commune, citizen_reception__visits=11)
    assert "No earlier years: no list of units is installed that these belong to." in words(reviewer.get(f"{URL}{VISITED}/"))


def test_units_stand_by_name_when_asked(reviewer, commune, neighbour):
    accepted(commune, citizen_reception__visits=1)
    accepted(neighbour, citizen_reception__visits=100)
    names = [line.name for line in reviewer.get(f"{URL}{VISITED}/?sort=unit").context["table"].lines]
    assert names == ["xã Nghĩa Hòa", "xã Suối Đào"]
    names = [line.name for line in reviewer.get(f"{URL}{VISITED}/").context["table"].lines]
    assert names == ["xã Nghĩa Hòa", "xã Suối Đào"]


def test_a_unit_whose_report_does_not_count_yet_has_not_reported(reviewer, commune, neighbour):
    accepted(commune, citizen_reception__visits=11)
    sent(neighbour, citizen_reception__visits=7)
    lines = {line.name: line.said for line in reviewer.get(f"{URL}{VISITED}/").context["table"].lines}
    assert lines == {"xã Suối Đào": "11", "xã Nghĩa Hòa": "not reported"}


def test_what_cannot_be_compared_leaves_this_year_alone(reviewer, province, commune, monkeypatch):
    def damaged(*_asked, **_more):
        raise FormatDamaged(file="x", found="y", reason="z")

    accepted(commune, citizen_reception__visits=11)
    monkeypatch.setattr("danvan.site.review.rollup.one.past_of", damaged)
    answer = reviewer.get(f"{URL}{VISITED}/")
    assert (answer.status_code, answer.context["table"].past) == (200, None)


def test_an_indicator_there_is_none_of_is_not_found(reviewer, commune):
    accepted(commune, citizen_reception__visits=11)
    assert reviewer.get(f"{URL}no.such/").status_code == 404


def test_the_first_page_leads_to_the_period_or_says_that_nobody_reports_here(reviewer, commune, at_work):
    assert reviewer.get("/tong-hop/").url == URL
    below = at_work("reviewer", commune)
    assert below.get("/tong-hop/").templates[0].name == "review/nothing.html"


def test_a_province_without_units_is_told_so(reviewer):
    assert reviewer.get(URL).templates[0].name == "review/nothing.html"


def test_the_consolidated_report_is_compared_with_the_year_before_of_the_same_units(
    province, ward, django_capture_on_commit_callbacks
):
    for year, visits in ((2025, 40), (2026, 49)):
        accepted_of(ward, year, visits, django_capture_on_commit_callbacks)
    found = awaited(province, PERIOD)
    before = making.before_of(found, rolled_up(found), sent=False)
    assert {each.indicator: each.amount.value for each in before} == {VISITED: 40}


def test_totals_of_other_units_are_not_compared_with(province, ward, commune, django_capture_on_commit_callbacks):
    accepted_of(ward, 2025, 40, django_capture_on_commit_callbacks)
    accepted(commune, citizen_reception__visits=11)
    found = awaited(province, PERIOD)
    assert making.before_of(found, rolled_up(found), sent=False) == []


def going(province, **more):
    return Made.objects.create(office=province, period=PERIOD, step="docx", progress=55, **more)


def test_a_second_one_is_not_made_beside_the_first(reviewer, province, commune):
    one = going(province)
    answer = reviewer.post(f"{URL}lap/", follow=True)
    assert "One is being made already." in words(answer)
    assert Made.objects.get() == one


def test_the_page_of_one_being_made_shows_how_far_it_is_and_is_led_on_at_its_end(reviewer, province):
    one = going(province)
    page = f"{URL}lap/{one.pk}/"
    assert reviewer.get(page, headers={"HX-Request": "true"}).templates[0].name == "review/_made.html"
    Made.objects.update(step="done")
    assert reviewer.get(page, headers={"HX-Request": "true"})["HX-Redirect"] == page


def test_one_that_is_done_is_not_made_again(province):
    one = going(province)
    Made.objects.update(step="done")
    making.make_later.call(one.pk)
    one.refresh_from_db()
    assert one.begun_at is None


def test_why_one_could_not_be_made_is_kept_without_the_words_of_the_error(reviewer, province, commune, monkeypatch):
    def broken(*_asked, **_more):
        raise ValueError("Đinh Thị Quvang")

    accepted(commune, citizen_reception__visits=11)
    monkeypatch.setattr(making, "composed", broken)
    reviewer.post(f"{URL}lap/")
    one = Made.objects.get()
    assert (one.step, one.failed) == ("failed", "ValueError")
    assert "Quvang" not in words(reviewer.get(f"{URL}lap/{one.pk}/"))


@pytest.mark.parametrize("kind", ["docx", "exe"])
def test_a_file_that_is_not_there_is_not_found(reviewer, province, kind):
    assert reviewer.get(f"{URL}lap/{going(province).pk}/{kind}/").status_code == 404


def test_columns_leave_a_gap_where_a_year_has_no_number():
    svg = columns([None, Decimal(5), Decimal(10)], ["2024", "2025", "2026"], "xã A", Decimal(10))
    assert (svg.count("<line"), svg.count('class="then"'), svg.count('class="now"')) == (1, 1, 1)


def test_units_in_one_place_are_drawn_in_the_middle_of_the_map():
    units = [Office(name=name, code=name, latitude=15, longitude=108) for name in ("xã A", "xã B")]
    svg = bubble_map([Bubble(unit, unit.name, Decimal(1), "") for unit in units], "Bản đồ")
    assert svg.count("<circle") == 2
    assert len({part.split('"')[1] for part in svg.split("<circle")[1:]}) == 1


def test_words_of_a_returned_report_and_of_a_late_one_are_told_in_the_completeness(province, commune, neighbour):
    flow.return_(sent(commune, citizen_reception__visits=3), None, "Thiếu")
    begun(neighbour)
    found = awaited(province, PERIOD)
    states = [line.state.value for line in making.completeness_of(found, making.standings(found, DAY)).lines]
    assert states == ["returned", "not_yet_due"]
