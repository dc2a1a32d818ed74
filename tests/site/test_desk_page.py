"""The desk: what is due, the one thing to do next, what came back, five figures; for those above, who has sent."""

import re
from datetime import date

import pytest
from figuring import PERIOD, dossier, left, typed
from reporting import VISITS, begun

from danvan.site.offices.models import Office
from danvan.site.reports import flow
from danvan.site.reports.models import Report, State


def text(response):
    return response.content.decode()


@pytest.fixture
def full(commune, person):
    """An office with everything on its desk."""
    for at in range(12):
        dossier(commune, received=f"2026-0{1 + at % 8}-02", closed=f"2026-0{1 + at % 8}-05", due_on="2026-08-06")
    typed(commune, person("chair", commune), received_online=20)
    report = begun(commune, None, **VISITS)
    flow.send(flow.submit(report, None), None)
    flow.return_(report, None, "206 + 129 khác 320", {"admin_procedures.received": "Đếm lại"})
    return commune


def test_a_full_desk_takes_few_queries_and_little_room(full, at_work, django_assert_max_num_queries):
    client = at_work("reporter", full)
    with django_assert_max_num_queries(12):
        answer = client.get("/")
    assert len(answer.content) < 60_000


def test_what_came_back_stands_there_with_why(full, at_work):
    answer = text(at_work("reporter", full).get("/"))
    assert "206 + 129 khác 320" in answer
    assert "Đếm lại" in answer


def test_the_next_step_of_a_returned_report_leads_to_it(full, at_work):
    report = Report.objects.get()
    assert f'class="btn btn-primary" href="/bao-cao/{report.pk}/"' in text(at_work("reporter", full).get("/"))


def test_the_next_step_of_the_chair_is_what_waits_for_approval(commune, at_work):
    report = flow.submit(begun(commune, None, **VISITS), None)
    answer = at_work("chair", commune).get("/")
    assert f'class="btn btn-primary" href="/bao-cao/{report.pk}/"' in text(answer)


def test_before_the_closing_date_the_next_step_is_what_is_missing(commune, at_work):
    assert f'href="/so-lieu/{PERIOD}/?show=missing"' in text(at_work("reporter", commune).get("/"))


def test_a_report_nobody_has_begun_is_begun_from_the_desk(commune, at_work, settings):
    settings.TODAY = "2026-09-15"
    client = at_work("reporter", commune)
    assert 'action="/bao-cao/bat-dau/"' in text(client.get("/"))


def test_a_clerk_is_led_to_the_registers(commune, at_work):
    assert 'class="btn btn-primary" href="/so/"' in text(at_work("clerk", commune).get("/"))


def test_key_figures_have_charts_with_words(full, at_work):
    answer = text(at_work("reporter", full).get("/"))
    assert re.search(r'<svg[^>]* role="img" aria-label="[^"]{10}', answer)


def test_an_empty_desk_says_where_to_begin(commune, at_work):
    assert at_work("auditor", commune).get("/").status_code == 200


def test_those_above_see_who_has_sent(province, commune, neighbour, at_work, django_assert_max_num_queries):
    Office.objects.create(code="21003", name="xã Trà Bùi", level="commune", parent=province)
    left(commune)
    left(neighbour, State.RETURNED)
    client = at_work("reviewer", province)
    with django_assert_max_num_queries(12):
        answer = text(client.get("/"))
    assert "<b>1 / 3</b>" in answer


def test_those_above_count_who_is_late(province, commune, neighbour, at_work, settings):
    Report.objects.filter(pk=left(commune).pk).update(due_on=date(2026, 9, 1), sent_at="2026-09-02T08:00:00Z")
    answer = at_work("reviewer", province).get("/")
    awaited = answer.context["above"].awaited[0]
    assert (awaited.sent_late, awaited.late) == (1, 1)


def test_nobody_without_an_account_sees_a_desk(client):
    assert client.get("/").status_code == 302


def test_once_the_report_is_sent_nothing_is_pressing(commune, at_work):
    flow.send(flow.submit(begun(commune, None, **VISITS), None), None)
    answer = at_work("reporter", commune).get("/")
    assert answer.context["step"].post == {}
    assert "show=missing" not in text(answer)
