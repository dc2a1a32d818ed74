"""Submitting, approving, handing back; who may; what those above see."""

import pytest
from reporting import begun, figure

from danvan.site.reports import flow
from danvan.site.reports.drafting import draft_of
from danvan.site.reports.findings import check, digest_of, last_check
from danvan.site.reports.models import Report, ReportText, State

FALSE = "Đã nhận 320 hồ sơ, trong đó trực tuyến 206 hồ sơ, trực tiếp 129 hồ sơ. Tỷ lệ 3/4 đạt 80%."


@pytest.fixture
def report(commune):
    return begun(commune, citizen_reception__visits=49)


@pytest.fixture
def writer(at_work, commune):
    return at_work("reporter", commune)


@pytest.fixture
def chair(at_work, commune):
    return at_work("chair", commune)


def state(report):
    return Report.objects.get(pk=report.pk).state


def step(client, report, do, reason=""):
    return client.post(f"/bao-cao/{report.pk}/buoc/", {"do": do, "reason": reason})


def test_a_report_without_anything_false_is_submitted_with_its_files(writer, report):
    assert writer.post(f"/bao-cao/{report.pk}/trinh/").status_code == 302
    assert state(report) == State.SUBMITTED
    assert set(report.versions.get().files) == {"docx", "pdf", "xlsx"}


def test_what_is_false_is_mended_or_given_a_reason(writer, report):
    ReportText.objects.create(report=report, part="tasks", words=FALSE)
    refused = writer.post(f"/bao-cao/{report.pk}/trinh/")
    assert refused.status_code == 422
    assert state(report) == State.DRAFT
    keys = [one["key"] for one in check(draft_of(report)).findings if one["severity"] == "error"]
    assert keys
    writer.post(f"/bao-cao/{report.pk}/trinh/", {f"reason-{key}": "Theo sổ của ngành." for key in keys})
    assert state(report) == State.SUBMITTED
    assert {one["reason"] for one in report.events.get(did="submitted").waived} == {"Theo sổ của ngành."}


def test_reasons_that_were_given_stand_in_the_form_again(writer, report):
    ReportText.objects.create(report=report, part="tasks", words=FALSE)
    keys = [one["key"] for one in check(draft_of(report)).findings if one["severity"] == "error"]
    writer.post(f"/bao-cao/{report.pk}/trinh/", {f"reason-{key}": "Theo sổ của ngành." for key in keys})
    flow.take_back(report, None)
    assert "Theo sổ của ngành." in writer.get(f"/bao-cao/{report.pk}/trinh/").content.decode()


def test_braces_that_lead_nowhere_hold_a_report_up(writer, report):
    ReportText.objects.create(report=report, part="tasks", words="{{ no.figure }}")
    assert writer.post(f"/bao-cao/{report.pk}/trinh/").status_code == 422


def test_the_chair_approves_and_sends(chair, report):
    flow.submit(report, None)
    step(chair, report, "send")
    assert state(report) == State.SENT


def test_the_chair_hands_back_with_a_reason_only(chair, report):
    flow.submit(report, None)
    step(chair, report, "hand_back")
    assert state(report) == State.SUBMITTED
    step(chair, report, "hand_back", "Viết lại phần IV.")
    assert state(report) == State.DRAFT
    assert "Viết lại phần IV." in chair.get(f"/bao-cao/{report.pk}/").content.decode()


def test_a_writer_does_not_send(writer, report):
    flow.submit(report, None)
    assert step(writer, report, "send").status_code == 403
    assert state(report) == State.SUBMITTED


@pytest.mark.parametrize("page", ["", "trinh/", "xem/", "cac-ban/", "tai/docx/"])
def test_a_neighbour_sees_nothing(at_work, neighbour, report, page):
    assert at_work("chair", neighbour).get(f"/bao-cao/{report.pk}/{page}").status_code == 403


def test_those_above_see_what_was_sent_and_nothing_before(at_work, province, report):
    reviewer = at_work("reviewer", province)
    assert reviewer.get(f"/bao-cao/{report.pk}/").status_code == 403
    ReportText.objects.create(report=report, part="tasks", words="Đã gửi lên.")
    flow.send(flow.submit(report, None), None)
    page = reviewer.get(f"/bao-cao/{report.pk}/").content.decode()
    source = "/so-lieu/2026-9m/don-vi/21001/citizen_reception.visits/"
    assert "Đã gửi lên." in page
    assert f'href="{source}"' in page
    assert reviewer.get(source).status_code == 200
    assert Report.objects.get(pk=report.pk).opened_above


def test_those_above_do_not_see_how_a_returned_report_is_mended(at_work, province, report):
    flow.return_(flow.send(flow.submit(report, None), None), None, "Thiếu.")
    ReportText.objects.create(report=report, part="tasks", words="Đang viết dở.")
    reviewer = at_work("reviewer", province)
    for page in ("", "tai/xlsx/", "cac-ban/"):
        assert "Đang viết dở" not in reviewer.get(f"/bao-cao/{report.pk}/{page}").content.decode(errors="replace")


def test_nobody_above_writes_in_a_report(at_work, province, report):
    flow.send(flow.submit(report, None), None)
    reviewer = at_work("reviewer", province)
    assert reviewer.post(f"/bao-cao/{report.pk}/luu/", {"words-tasks": "x"}).status_code == 403


@pytest.mark.parametrize(("kind", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_a_draft_is_downloaded_as_it_is(writer, report, kind, begins):
    answer = writer.get(f"/bao-cao/{report.pk}/tai/{kind}/")
    assert answer.content.startswith(begins)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="bao-cao-2026-9m-21001.{kind}"'


def test_a_version_is_downloaded_as_it_was(writer, report, commune):
    writer.post(f"/bao-cao/{report.pk}/trinh/")
    first = b"".join(writer.get(f"/bao-cao/{report.pk}/tai/docx/").streaming_content)
    flow.take_back(report, None)
    figure(commune, "petitions.received", 7)
    again = b"".join(writer.get(f"/bao-cao/{report.pk}/tai/docx/?v=1").streaming_content)
    assert again == first


def test_two_versions_are_held_against_each_other(writer, report, commune):
    ReportText.objects.create(report=report, part="tasks", words="Làm tốt việc một.")
    flow.take_back(flow.submit(report, None), None)
    ReportText.objects.filter(report=report).update(words="Làm tốt việc hai.")
    figure(commune, "petitions.received", 7)
    flow.submit(report, None)
    page = writer.get(f"/bao-cao/{report.pk}/cac-ban/").content.decode()
    assert "<del>một</del><ins>hai</ins>" in page
    assert "/so-lieu/2026-9m/petitions.received/" in page


def test_a_check_is_out_of_date_when_the_report_changed(report, commune):
    check(draft_of(report))
    assert last_check(draft_of(report))
    figure(commune, "petitions.received", 7)
    assert last_check(draft_of(report)) is None
    assert digest_of(draft_of(report)) == digest_of(draft_of(report))


def test_findings_lead_to_the_part_they_stand_in(writer, report):
    ReportText.objects.create(report=report, part="tasks", words=FALSE)
    page = writer.post(f"/bao-cao/{report.pk}/soat/", headers={"HX-Request": "true"}).content.decode()
    assert 'href="#p-tasks"' in page
    assert "3 / 4" in page


def test_the_letterhead_stands_in_the_next_report(writer, commune, report):
    writer.post("/bao-cao/tieu-de/", {"place": "Suối Đào", "signs": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "name": ""})
    commune.refresh_from_db()
    assert commune.letterhead == {"place": "Suối Đào", "signs": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]}


def test_an_accepted_report_is_asked_back_with_what_it_changes(chair, report):
    flow.accept(flow.send(flow.submit(report, None), None), None)
    url = f"/bao-cao/{report.pk}/dinh-chinh/?so=citizen_reception.visits&gia-tri=52"
    assert "49" in chair.get(url).content.decode()
    chair.post(url, {"do": "ask", "reason": "Đếm sót."})
    asked = report.events.get(did="asked")
    assert asked.of_figures == {"citizen_reception.visits": "49 lượt → 52 lượt"}


def test_a_letter_mends_a_misprint_and_no_number(chair, report):
    flow.accept(flow.send(flow.submit(report, None), None), None)
    url = f"/bao-cao/{report.pk}/dinh-chinh/"
    letter = chair.post(url, {"do": "letter", "printed": "Suối Đáo", "right": "Suối Đào"})
    assert letter.content.startswith(b"PK")
    assert chair.post(url, {"do": "letter", "printed": "49 lượt", "right": "52 lượt"}).status_code == 422
