"""Who has sent, who is late, who is reminded."""

import pytest
from reporting import DAY, VISITS, begun
from reviewing import PERIOD, accepted, sent

from danvan.site.core.models import Notice
from danvan.site.offices.models import Office
from danvan.site.reports import flow
from danvan.site.reports.models import ReportEvent
from danvan.site.review.matrix import Wanted, chosen, counts_of, standings
from danvan.site.review.models import DueDay, Reminder
from danvan.site.review.units import awaited

URL = f"/tiep-nhan/{PERIOD}/"


@pytest.fixture
def reviewer(at_work, province):
    return at_work("reviewer", province)


@pytest.fixture
def asked(province):
    """The letter asked for the reports by 1 September."""
    return DueDay.objects.create(office=province, period=PERIOD, due_on="2026-09-01")


def rows(province):
    return standings(awaited(province, PERIOD), DAY)


def test_the_first_page_is_the_period_that_is_received(reviewer, commune):
    assert reviewer.get("/tiep-nhan/").url == URL


def test_each_unit_stands_with_how_far_it_is(province, commune, neighbour):
    sent(commune, **VISITS)
    begun(neighbour)
    assert [(each.unit, each.state) for each in rows(province)] == [(commune, "sent"), (neighbour, "draft")]


def test_who_has_not_begun_is_late_when_the_day_is_over(province, commune, asked):
    (row,) = rows(province)
    assert (row.state, row.timing, row.days_late, row.is_overdue) == ("not_begun", "late", 6, True)


def test_counts_are_told_at_the_top(reviewer, province, commune, neighbour, asked):
    sent(commune, **VISITS)
    counts = counts_of(rows(province))
    assert (counts.there, counts.units, counts.late, counts.overdue) == (1, 2, 2, 1)


def test_a_unit_that_ended_before_its_report_was_due_owes_none(province, commune, neighbour):
    Office.objects.filter(pk=neighbour.pk).update(until="2026-06-30")
    assert [each.unit for each in rows(province)] == [commune]


def test_units_are_found_without_marks(province, commune, neighbour):
    found = chosen(rows(province), Wanted.of({"q": "suoi dao"}))
    assert [each.unit for each in found] == [commune]


def test_only_those_late_are_shown_when_asked(province, commune, neighbour, asked):
    accepted(commune, **VISITS)
    found = chosen(rows(province), Wanted.of({"state": "not_begun", "time": "late"}))
    assert [each.unit for each in found] == [neighbour]


def test_a_reminder_tells_the_unit_and_stands_with_its_report(reviewer, commune, asked):
    begun(commune)
    reviewer.post(f"{URL}nhac/", {"unit": commune.code})
    assert Notice.objects.filter(office=commune, text__contains="has not come").exists()
    assert ReportEvent.objects.filter(report__office=commune, did="reminded").count() == 1


def test_a_unit_is_reminded_once_a_day(reviewer, commune, asked):
    for _ in range(2):
        reviewer.post(f"{URL}nhac/", {"do": "late"})
    assert Reminder.objects.filter(office=commune).count() == 1
    assert Notice.objects.filter(office=commune, right="write_report").count() == 1


def test_all_who_are_late_are_reminded_at_once_and_nobody_else(reviewer, commune, neighbour, asked):
    accepted(commune, **VISITS)
    reviewer.post(f"{URL}nhac/", {"do": "late"})
    assert [each.office for each in Reminder.objects.all()] == [neighbour]


def test_who_has_to_send_a_returned_report_again_is_told_that(reviewer, commune):
    flow.return_(sent(commune, **VISITS), None, "Sai số")
    reviewer.post(f"{URL}nhac/", {"unit": commune.code})
    assert Notice.objects.filter(office=commune, text__contains="has not come back").exists()


def test_the_letter_names_who_is_late(reviewer, commune, asked):
    answer = reviewer.get(f"{URL}don-doc.docx")
    assert answer.content[:2] == b"PK"


def test_a_day_before_the_data_are_complete_is_refused(reviewer, commune):
    reviewer.post(f"{URL}han-gui/", {"due": "2026-09-01"})
    assert not DueDay.objects.exists()


def test_the_day_the_letter_says_is_told_to_the_units(reviewer, commune):
    reviewer.post(f"{URL}han-gui/", {"due": "2026-09-25"})
    assert Notice.objects.filter(office=commune, blanks__due="25/09/2026").exists()


def test_three_hundred_units_take_no_more_queries_than_three(reviewer, province, django_assert_max_num_queries):
    units = [
        Office(code=f"9{at:04}", name=f"xã Số {at}", level="commune", parent=province, path=f"51/9{at:04}/")
        for at in range(300)
    ]
    Office.objects.bulk_create(units)
    with django_assert_max_num_queries(10):
        answer = reviewer.get(f"{URL}?page=2&sort=unit")
    assert answer.content.count(b'name="unit"') == 60


@pytest.mark.parametrize("role", ["clerk", "reporter", "chair"])
def test_a_commune_cannot_open_what_came_in(at_work, commune, role):
    client = at_work(role, commune)
    assert [client.get(path).status_code for path in (URL, f"/tong-hop/{PERIOD}/", f"/cham-diem/{PERIOD}/")] == [403] * 3


def test_a_reviewer_of_another_province_sees_nothing(at_work, commune):
    other = Office.objects.create(code="52", name="tỉnh Khác", level="province")
    client = at_work("reviewer", other)
    paths = (f"{URL}21001/", f"{URL}21001/soat/", f"/cham-diem/{PERIOD}/21001/", f"{URL}21001/van-ban/1/")
    assert [client.get(path).status_code for path in paths] == [403] * 4
    assert "Suối Đào" not in client.get(URL).content.decode()


def test_a_period_nobody_reports_on_is_not_there(reviewer, commune):
    assert reviewer.get("/tiep-nhan/2026-m13/").status_code == 404


def test_an_office_without_units_is_told_what_would_stand_here(at_work, commune):
    answer = at_work("reviewer", commune).get("/tiep-nhan/")
    assert answer.templates[0].name == "review/nothing.html"


def test_communes_of_a_district_report_to_it_and_not_to_the_province(province, person):
    district = Office.objects.create(code="535", name="huyện Trà Bồng", level="district", parent=province)
    below = Office.objects.create(code="21115", name="xã Trà Sơn", level="commune", parent=district)
    assert awaited(district, "2024-9m").units == [below]
    assert awaited(province, "2024-9m").units == [district]
