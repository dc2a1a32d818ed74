"""Anybody finds a unit and sees what it publishes, without an account; what is missing is said."""

from datetime import date
from decimal import Decimal

import pytest
from publishing import publication, wave
from reporting import figure

from danvan.site.public.results import results_of
from danvan.site.registers.saving import save_row
from danvan.site.reports.models import Report, ReportVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, commune):
    return lambda path="": client.get(f"/cong-khai/{commune.code}/{path}").content.decode()


def accepted(office, **values):
    """The accepted report of nine months with these figures, by 'area__name'."""
    figures = {name.replace("__", ".", 1): [0, str(value), ""] for name, value in values.items()}
    days = {"start": "2026-01-01", "end": "2026-09-30", "first": "2026-01-01", "closing": "2026-09-14"}
    report = Report(office=office, regime="danvan", period="2026-9m", outline="x", state="accepted", **days)
    report.save()
    ReportVersion.objects.create(report=report, number=1, figures=figures)
    return results_of(office)


def shown(results):
    return {one.indicator.code: one for area in results.areas for one in area.results}


@pytest.mark.parametrize("typed", ["suoi dao", "Suối Đào", "SUỐI", "dao quang ngai", "21001"])
def test_a_unit_is_found_with_accents_and_without(client, commune, neighbour, typed):
    found = client.get("/cong-khai/", {"tim": typed}).content.decode()
    assert f"/cong-khai/{commune.code}/" in found
    assert f"/cong-khai/{neighbour.code}/" not in found


def test_a_name_that_no_unit_has_is_said_to_have_none(client, commune):
    assert "units" not in client.get("/cong-khai/", {"tim": "không đâu cả"}, headers={"HX-Target": "units"}).content.decode()


def test_a_unit_that_does_not_work_in_the_site_has_no_page(client, commune):
    commune.works_here = False
    commune.save()
    assert client.get(f"/cong-khai/{commune.code}/").status_code == 404


def test_what_was_published_stands_there_and_what_was_only_decided_does_not(page, commune):
    publication(commune, subject="Dự toán ngân sách 2026")
    publication(commune, subject="Chưa đến lúc", state="decided")
    early = publication(commune, subject="Ngày mai mới có")
    early.values["published_on"], early.begins = "2026-09-08", date(2026, 9, 8)
    early.save()
    said = page()
    assert "Dự toán ngân sách 2026" in said
    assert "Chưa đến lúc" not in said
    assert "Ngày mai mới có" not in said


def test_contents_of_the_law_that_are_missing_are_counted_and_named(page, commune):
    publication(commune)
    said = page()
    assert "<b>1/14</b>" in said or "<b>1 of 14</b>" in said
    assert said.count('class="nothing"') >= 13


def test_a_posting_taken_down_before_thirty_days_is_told(page, commune):
    publication(commune, day="2026-07-01", shown_from="2026-07-01", shown_to="2026-07-20")
    assert 'class="chip late"' in page()


def test_all_of_a_content_has_its_own_page(client, page, commune):
    publication(commune, subject="Quyết toán 2020", day="2020-05-01", days=30)
    assert "Quyết toán 2020" not in page()
    assert "Quyết toán 2020" in page("noi-dung/budget/")
    assert client.get(f"/cong-khai/{commune.code}/noi-dung/bia-ra/").status_code == 404


def test_only_reception_days_to_come_are_shown_and_moved_ones_where_they_were_moved_to(page, commune):
    for values in (
        {"planned_on": "2026-09-03"}, {"planned_on": "2026-09-10"}, {"planned_on": "2026-09-17", "moved_to": "2026-09-18"},
        {"planned_on": "2026-09-24", "not_held": "duty"},
    ):  # fmt: skip
        save_row(commune, "citizen_reception.schedule", {"basis": "legal", **values}, None)
    said = page()
    assert "10/09/2026" in said
    assert "18/09/2026" in said
    assert "03/09/2026" not in said
    assert "24/09/2026" not in said


def test_no_figure_is_shown_before_a_report_was_accepted(page, commune):
    figure(commune, "citizen_reception.visits", 49)
    assert results_of(commune) is None
    assert "49" not in page("ket-qua/")


def test_a_small_count_of_people_is_withheld_and_so_is_what_it_follows_from(commune):
    told = {"received": 89, "handled": 88, "pending": 1, "handled_rate": "98.88"}
    found = shown(accepted(commune, **{f"feedback__{name}": value for name, value in told.items()}))
    assert found["feedback.received"].value == 89
    assert found["feedback.handled"].withheld
    assert found["feedback.handled_rate"].withheld


def test_a_small_number_of_meetings_is_no_secret(commune):
    assert shown(accepted(commune, dialogue__held=2))["dialogue.held"].value == 2


def test_a_number_of_denunciations_that_is_small_stands_nowhere_on_the_page(page, commune):
    accepted(commune, petitions__received=4321, petitions__denunciations=3)
    said = page("ket-qua/")
    assert "4.321" in said
    assert '<td class="n">3' not in said


def test_satisfaction_stands_with_its_answers_and_is_no_percentage_below_ten(page, commune):
    accepted(
        commune, satisfaction__answers=200, satisfaction__satisfied=180, satisfaction__health_answers=9,
        satisfaction__health_satisfied=8,
    )  # fmt: skip
    everything, health = results_of(commune).satisfaction
    assert (everything.answers, everything.share) == (200, 90)
    assert (health.answers, health.share) == (Decimal(9), None)
    said = page("ket-qua/")
    assert "90,0 %" in said
    assert "88,9" not in said


def test_the_page_asks_the_database_a_few_times_only(client, commune, django_assert_max_num_queries):
    wave(commune)
    for number in range(1, 40):
        publication(commune, entry_no=number)
    with django_assert_max_num_queries(9):
        client.get(f"/cong-khai/{commune.code}/")


@pytest.mark.parametrize(
    "path", ["", "ket-qua/", "khao-sat/", "khao-sat/cam-on/", "phan-anh/", "theo-doi/", "noi-dung/budget/"]
)
def test_every_page_is_open_to_all_and_light(client, commune, path):
    for number in range(1, 60):
        publication(commune, entry_no=number, content="budget")
    answer = client.get(f"/cong-khai/{commune.code}/{path}")
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
