"""One report read from above: its figures beside the unit's own book, accepted or returned with reasons."""

import pytest
from figuring import DOSSIERS, RECEIVED, dossier, typed
from reporting import VISITS, begun, figure
from reviewing import PERIOD, accepted, sent, state_of

from danvan.site.figures.counting import recount
from danvan.site.offices.models import Office
from danvan.site.reports import flow
from danvan.site.reports.models import Report

URL = f"/tiep-nhan/{PERIOD}/21001/"


@pytest.fixture
def reviewer(at_work, province):
    return at_work("reviewer", province)


def text(answer):
    return answer.content.decode()


def decide(client, commune, **posted):
    number = Report.objects.get(office=commune).versions.first().number
    return client.post(f"{URL}quyet-dinh/", {"version": number, **posted})


def test_what_is_still_written_is_not_shown(reviewer, commune):
    begun(commune, **VISITS)
    page = text(reviewer.get(URL))
    assert ">49" not in page
    assert "/bao-cao/1/" not in page


def test_what_was_sent_is_shown_with_last_years(reviewer, commune):
    figure(commune, "citizen_reception.visits", 40, period="2025-9m", start="2025-01-01", end="2025-09-30")
    sent(commune, **VISITS)
    page = text(reviewer.get(URL))
    assert ">49" in page
    assert ">40" in page


def test_opening_a_report_keeps_it_from_being_recalled(reviewer, commune):
    report = sent(commune, **VISITS)
    reviewer.get(URL)
    with pytest.raises(flow.NotNow):
        flow.recall(report, None)


def test_a_figure_that_differs_from_the_units_own_book_says_so(reviewer, commune, person):
    dossier(commune)
    typed(commune, person("clerk", commune), received=3)
    sent(commune)
    (line,) = (line for area in reviewer.get(URL).context["areas"] for line in area.lines if line.code == RECEIVED)
    assert (line.figure.value, line.disagreeing.value, line.difference) == (3, 1, -2)


def test_what_the_book_says_by_now_stands_beside_what_was_sent(reviewer, commune):
    dossier(commune)
    recount(commune, DOSSIERS)
    sent(commune)
    dossier(commune, "2026-04-02", "2026-04-03")
    assert 'class="differs"' in text(reviewer.get(URL))


def test_an_accepted_report_counts_and_its_writers_are_told(reviewer, commune, django_capture_on_commit_callbacks):
    sent(commune, **VISITS)
    with django_capture_on_commit_callbacks(execute=True):
        decide(reviewer, commune, do="accept")
    assert state_of(commune) == "accepted"
    assert commune.notices.filter(text__contains="was accepted").exists()


def test_a_report_is_returned_with_a_reason_for_each_figure(reviewer, commune):
    sent(commune, **VISITS)
    code = "citizen_reception.visits"
    decide(reviewer, commune, do="return", pick=[code], **{f"why-{code}": "Thiếu tháng 8"})
    event = Report.objects.get(office=commune).events.get(did="returned")
    assert event.of_figures == {code: "Thiếu tháng 8"}


def test_a_return_without_a_reason_is_refused_and_nothing_typed_is_lost(reviewer, commune):
    sent(commune, **VISITS)
    answer = decide(reviewer, commune, do="return", **{"why-citizen_reception.visits": "Thiếu"})
    assert answer.status_code == 422
    assert "Thiếu" in text(answer)
    assert state_of(commune) == "sent"


def test_another_version_sent_meanwhile_is_not_accepted_unread(reviewer, commune):
    sent(commune, **VISITS)
    reviewer.post(f"{URL}quyet-dinh/", {"version": 7, "do": "accept"})
    assert state_of(commune) == "sent"


def test_an_accepted_report_is_reopened_with_a_reason(reviewer, commune):
    accepted(commune, **VISITS)
    decide(reviewer, commune, do="return", reason="Đơn vị báo đếm sót")
    assert state_of(commune) == "returned"


def test_a_report_further_down_is_read_and_not_decided_on(at_work, province):
    district = Office.objects.create(code="535", name="huyện Trà Bồng", level="district", parent=province)
    below = Office.objects.create(code="21115", name="xã Trà Sơn", level="commune", parent=district)
    path = f"/tiep-nhan/2024-9m/{below.code}/"
    client = at_work("reviewer", province)
    assert client.get(path).status_code == 200
    assert client.post(f"{path}van-ban/", {}).status_code == 403


def test_findings_are_those_of_what_was_sent(reviewer, commune):
    sent(commune, **VISITS)
    answer = reviewer.get(f"{URL}soat/", headers={"HX-Request": "true"})
    assert answer.templates[0].name == "review/_findings.html"
    assert answer.context["check"] is not None


def test_a_report_takes_a_bounded_number_of_queries(reviewer, commune, django_assert_max_num_queries):
    sent(commune, **VISITS)
    with django_assert_max_num_queries(26):
        reviewer.get(URL)


@pytest.mark.parametrize("path", ["", "soat/", "quyet-dinh/", "van-ban/"])
@pytest.mark.parametrize("role", ["clerk", "reporter", "chair"])
def test_a_unit_does_not_review_itself(at_work, commune, role, path):
    client = at_work(role, commune)
    assert client.post(URL + path).status_code in (403, 405)
    assert client.get(URL + path).status_code in (403, 405)
