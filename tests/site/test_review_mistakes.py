"""What a reviewer does wrongly or too late: each with the words of its message, and nothing changed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from reporting import DAY, VISITS, begun
from reviewing import PERIOD, accepted, sent, state_of

from danvan.site.core.models import Job, Notice
from danvan.site.offices.models import Office
from danvan.site.reports import flow
from danvan.site.reports.models import Report
from danvan.site.review.matrix import standings
from danvan.site.review.models import DueDay, GivenPoints, Made, OutsideDocument, Reminder
from danvan.site.review.outside import keeping, taking_in
from danvan.site.review.outside import pages as outside_pages
from danvan.site.review.outside.confirming import lines_in
from danvan.site.review.scoring import pages as scoring_pages
from danvan.site.review.units import awaited

URL = f"/tiep-nhan/{PERIOD}/"
UNIT = f"{URL}21001/"
PAPERS = f"{UNIT}van-ban/"
CARD = "bac_kan_2017"
CODE, OTHER = "citizen_reception.visits", "citizen_reception.sittings"
WORDS = """ỦY BAN NHÂN DÂN
XÃ SUỐI ĐÀO

BÁO CÁO
Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2026

Trong 9 tháng đầu năm 2026, UBND xã đã tiếp 49 lượt công dân với 53 người.
Tổng số hồ sơ tiếp nhận 320 hồ sơ, trong đó tiếp nhận trực tuyến 206 hồ sơ.
"""


@pytest.fixture(autouse=True)
def _own_ledger(settings, tmp_path):
    settings.LEDGER = tmp_path / "ledger"


@pytest.fixture
def reviewer(at_work, province):
    client = at_work("reviewer", province)
    client.cookies["django_language"] = "en"
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


# Of the period.


def test_nobody_is_reminded_of_what_came(reviewer, commune):
    sent(commune, **VISITS)
    told = words(reviewer.post(f"{URL}nhac/", {"unit": commune.code}, follow=True))
    assert "Nobody was reminded: choose units that have not sent yet." in told


def test_who_was_reminded_today_is_told_as_such(reviewer, commune):
    reviewer.post(f"{URL}nhac/", {"unit": commune.code})
    assert "1 unit was reminded today already." in words(reviewer.post(f"{URL}nhac/", {"unit": commune.code}, follow=True))
    assert Reminder.objects.count() == 1


@pytest.mark.parametrize(
    ("due", "says"),
    [("soon", "Write the day as day, month and year."), ("2026-09-01", "That is before the data of the period are complete.")],
)
def test_a_day_that_cannot_be_is_refused(reviewer, commune, due, says):
    assert says in words(reviewer.post(f"{URL}han-gui/", {"due": due}, follow=True))
    assert not DueDay.objects.exists()


def test_a_unit_that_is_not_in_the_site_is_told_of_no_day(reviewer, commune):
    Office.objects.filter(pk=commune.pk).update(works_here=False)
    reviewer.post(f"{URL}han-gui/", {"due": "2026-09-25"})
    assert not Notice.objects.filter(office=commune).exists()


def test_there_is_no_letter_to_nobody(reviewer, commune):
    assert reviewer.get(f"{URL}don-doc.docx").status_code == 404


def chips(province, due=None, day=DAY):
    if due:
        DueDay.objects.update_or_create(office=province, period=PERIOD, defaults={"due_on": due})
    return [each.time_chip for each in standings(awaited(province, PERIOD), day)]


@pytest.mark.parametrize(
    ("due", "day", "chip"),
    [
        ("2026-09-25", "2026-09-07", ("plain", "18 days left")),
        ("2026-09-25", "2026-09-20", ("soon", "5 days left")),
        ("2026-09-25", "2026-09-27", ("late", "2 days late")),
    ],
)
def test_how_long_a_unit_has_is_told_in_days(province, commune, due, day, chip):
    with override("en"):
        assert chips(province, due, date.fromisoformat(day)) == [chip]


def test_without_a_day_nothing_is_told_of_time(province, commune):
    assert chips(province) == [None]


@pytest.mark.parametrize(("due", "kind"), [("2026-09-01", "late"), ("2036-09-01", "good")])
def test_what_came_was_late_or_on_time(province, commune, due, kind):
    sent(commune, **VISITS)
    Report.objects.update(due_on=due)
    (found,) = chips(province, due)
    assert found[0] == kind


def test_the_reminder_says_what_is_known_of_the_day(reviewer, commune, neighbour, province):
    reviewer.post(f"{URL}nhac/", {"unit": commune.code})
    assert Notice.objects.filter(office=commune, text__contains="is awaited. Please send it").exists()
    DueDay.objects.create(office=province, period=PERIOD, due_on="2026-09-25")
    reviewer.post(f"{URL}nhac/", {"unit": neighbour.code})
    assert Notice.objects.filter(office=neighbour, text__contains="is due on", blanks__due="25/09/2026").exists()


@pytest.mark.parametrize("page", ["/tiep-nhan/", "/tong-hop/", "/cham-diem/"])
def test_an_office_nobody_reports_to_is_told_what_would_stand_there(at_work, commune, page):
    assert at_work("reviewer", commune).get(page).templates[0].name == "review/nothing.html"


@pytest.mark.parametrize("page", [URL, f"/cham-diem/{PERIOD}/"])
def test_a_province_without_units_is_told_the_same(reviewer, page):
    assert reviewer.get(page).templates[0].name == "review/nothing.html"


def test_a_period_that_is_over_can_still_be_chosen(reviewer, province, commune):
    sent(commune, **VISITS)
    Report.objects.update(period="2025-9m", end="2025-09-30")
    shown = [each.period.end.year for each in reviewer.get(URL).context["tabs"]]
    assert 2025 in shown


# Of a unit.


def decide(client, version=1, **posted):
    return client.post(f"{UNIT}quyet-dinh/", {"version": version, **posted}, follow=True)


def test_another_version_is_told_before_it_is_decided_on(reviewer, commune):
    sent(commune, **VISITS)
    told = words(decide(reviewer, version=7, do="accept"))
    assert "Another version was sent meanwhile. Read it first, then decide." in told


@pytest.mark.parametrize(("do", "more"), [("accept", {}), ("return", {"reason": "Sai"})])
def test_a_decision_that_came_too_late_is_told(reviewer, commune, do, more):
    report = sent(commune, **VISITS)
    flow.return_(report, None, "Thiếu")
    assert 'class="told error"' in words(decide(reviewer, do=do, **more))
    assert state_of(commune) == "returned"


def test_a_decision_there_is_none_of_is_not_found(reviewer, commune):
    sent(commune, **VISITS)
    assert decide(reviewer, do="burn").status_code == 404


def test_nothing_is_decided_on_where_nothing_was_sent(reviewer, commune):
    assert decide(reviewer, do="accept").status_code == 403


def test_nothing_is_checked_where_nothing_was_sent(reviewer, commune):
    begun(commune, **VISITS)
    assert reviewer.get(f"{UNIT}soat/").status_code == 404


def test_figures_that_are_ticked_without_a_word_are_no_reason_and_stay_ticked(reviewer, commune):
    sent(commune, **VISITS)
    answer = reviewer.post(f"{UNIT}quyet-dinh/", {"version": 1, "do": "return", "pick": [CODE]})
    told = words(answer)
    assert (answer.status_code, "Say why in words: of the whole, or of at least one" in told) == (422, True)
    assert f'value="{CODE}" checked' in told
    assert state_of(commune) == "sent"


@pytest.mark.parametrize(
    ("more", "why"), [({"reason": "Sai"}, "Sai"), ({f"why-{OTHER}": "Thiếu"}, "Look at this figure again.")]
)
def test_a_ticked_figure_without_own_words_goes_with_those_of_the_whole_or_the_usual_ones(reviewer, commune, more, why):
    sent(commune, **VISITS, **{OTHER.replace(".", "__"): 3})
    decide(reviewer, do="return", pick=[CODE, OTHER], **more)
    event = Report.objects.get().events.get(did="returned")
    assert event.of_figures[CODE] == why


def test_a_return_without_any_reason_asks_for_one(reviewer, commune):
    sent(commune, **VISITS)
    answer = reviewer.post(f"{UNIT}quyet-dinh/", {"version": 1, "do": "return"})
    assert (answer.status_code, "Say why in words: of the whole" in words(answer)) == (422, True)


def test_a_period_units_owe_nothing_for_is_not_found(reviewer, commune):
    assert reviewer.get("/tiep-nhan/2026-m13/21001/").status_code == 404


# Of points.


def test_a_card_there_is_none_of_is_not_found(reviewer, commune):
    assert reviewer.get(f"/cham-diem/{PERIOD}/?card=nothing").status_code == 404


def test_where_no_card_is_in_force_nothing_is_scored(reviewer, commune, monkeypatch):
    monkeypatch.setattr(scoring_pages, "cards_of", lambda _rules: {})
    assert reviewer.get(f"/cham-diem/{PERIOD}/").status_code == 404


def test_points_above_the_most_are_told_beside_the_criterion_and_stay_typed(reviewer, commune):
    answer = reviewer.post(f"/cham-diem/{PERIOD}/21001/?card={CARD}", {"points-welfare": "4,5", "evidence-welfare": "Sổ 3"})
    assert (answer.status_code, list(answer.context["wrong"])) == (422, ["welfare"])
    assert answer.context["wrong"]["welfare"] in words(answer)
    assert 'value="4,5"' in words(answer)
    assert not GivenPoints.objects.exists()


def test_the_same_points_again_change_nothing_and_say_so(reviewer, commune):
    page = f"/cham-diem/{PERIOD}/21001/?card={CARD}"
    assert "Saved: the points of 1 criterion." in words(reviewer.post(page, {"points-welfare": "3"}, follow=True))
    assert "Nothing was changed." in words(reviewer.post(page, {"points-welfare": "3"}, follow=True))


def test_a_unit_that_owes_no_report_any_more_has_no_points(reviewer, commune):
    Office.objects.filter(pk=commune.pk).update(until="2026-06-30")
    assert reviewer.get(f"/cham-diem/{PERIOD}/21001/?card={CARD}").status_code == 404


def test_who_reads_further_down_gives_no_points(at_work, province):
    district = Office.objects.create(code="535", name="huyện Trà Bồng", level="district", parent=province)
    below = Office.objects.create(code="21115", name="xã Trà Sơn", level="commune", parent=district)
    page = f"/cham-diem/2024-9m/{below.code}/?card={CARD}"
    client = at_work("reviewer", province)
    assert client.get(page).status_code == 200
    assert client.post(page, {"points-welfare": "1"}).status_code == 403
    assert not GivenPoints.objects.exists()


def test_the_own_points_begin_with_the_period_the_office_works_on(at_work, commune):
    assert at_work("reporter", commune).get("/tu-cham/").url == f"/tu-cham/{PERIOD}/"


def test_an_office_that_owes_nothing_scores_nothing(at_work, province):
    assert at_work("reporter", province).get("/tu-cham/").status_code == 404


# Of documents from outside.


@pytest.fixture
def outside(commune):
    Office.objects.filter(pk=commune.pk).update(works_here=False)
    commune.refresh_from_db()
    return commune


def drop(client, content=WORDS, name="bao-cao.txt", **more):
    raw = content.encode() if isinstance(content, str) else content
    return client.post(PAPERS, {"file": SimpleUploadedFile(name, raw), "received": "2026-09-05", **more}, follow=True)


@pytest.fixture
def document(reviewer, outside):
    drop(reviewer)
    return OutsideDocument.objects.get()


def page_of(document):
    return f"{PAPERS}{document.pk}/"


def number_of(document, text):
    return next(line.number for line in lines_in(document) if text in line.text)


def test_without_a_file_one_is_asked_for(reviewer, outside):
    assert "Choose a file first." in words(reviewer.post(PAPERS, follow=True))


def test_an_empty_file_is_told(reviewer, outside):
    assert "The file is empty. Save the report again and send that copy." in words(drop(reviewer, ""))


def test_a_file_over_the_limit_is_told(reviewer, outside, settings):
    settings.UPLOAD_LIMIT = 10
    assert "Leave out what is not the report, or split it." in words(drop(reviewer))
    assert not OutsideDocument.objects.exists()


def test_of_a_unit_that_sent_its_own_report_the_way_is_told(reviewer, commune):
    accepted(commune, **VISITS)
    assert "The unit sent its report itself. Return that one first" in words(drop(reviewer))


def test_the_same_file_again_leads_to_what_became_of_it(reviewer, document):
    assert "This very file is here already: nothing was changed." in words(drop(reviewer))


def test_a_file_that_could_not_be_read_is_read_again_when_it_comes_again(reviewer, document):
    OutsideDocument.objects.update(stage="failed")
    drop(reviewer)
    document.refresh_from_db()
    assert document.stage == "read"


@pytest.mark.parametrize(("received", "kept"), [("gestern", "2026-09-07"), ("2036-01-01", "2026-09-07"), ("", "2026-09-07")])
def test_a_day_that_cannot_be_is_today(reviewer, outside, received, kept):
    drop(reviewer, received=received)
    assert str(OutsideDocument.objects.get().received) == kept


def test_a_long_document_is_read_in_the_background(reviewer, outside, monkeypatch):
    monkeypatch.setattr(outside_pages, "is_quick", lambda _content: False)
    drop(reviewer)
    assert OutsideDocument.objects.get().stage == "read"
    assert Job.objects.get().blanks == {"unit": "xã Suối Đào"}


def test_while_it_is_read_the_page_shows_how_far_that_is(reviewer, document):
    OutsideDocument.objects.update(stage="reading")
    assert reviewer.get(page_of(document)).templates[0].name == "review/document_progress.html"
    part = reviewer.get(page_of(document), headers={"HX-Request": "true"})
    assert part.templates[0].name == "review/_document_progress.html"


def test_when_it_was_read_the_page_is_led_on(reviewer, document):
    assert reviewer.get(page_of(document), headers={"HX-Request": "true"})["HX-Redirect"] == page_of(document)


def test_what_is_saved_does_not_count_yet(reviewer, document):
    told = words(reviewer.post(page_of(document), {"do": "save"}, follow=True))
    assert "Saved. Nothing counts until you confirm." in told


def test_with_every_number_left_out_there_is_nothing_to_confirm(reviewer, document):
    none = {f"line-{line.number}": "" for line in lines_in(document)}
    answer = reviewer.post(page_of(document), {"do": "confirm", **none})
    assert (answer.status_code, "No number is taken: choose at least one." in words(answer)) == (422, True)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ("no.such", "There is no figure &#x27;no.such&#x27; in this period."),
        ("admin_procedures.in_time_rate", "but the figure is kept in “%”."),
        ("citizen_reception.people", "Two different numbers for"),
    ],
)
def test_a_choice_that_cannot_be_is_told_beside_its_number(reviewer, document, chosen, says):
    answer = reviewer.post(page_of(document), {"do": "confirm", f"other-{number_of(document, '49')}": chosen})
    assert (answer.status_code, says in words(answer)) == (422, True), [answer.context["wrong"]]
    assert document.office.figures.count() == 0


def test_what_was_confirmed_says_so_when_it_is_sent_again(reviewer, document):
    first = words(reviewer.post(page_of(document), {"do": "confirm"}, follow=True))
    assert "figures count from now on." in first
    again = words(reviewer.post(page_of(document), {"do": "confirm"}, follow=True))
    assert "This document was confirmed already." in again


def test_two_who_confirm_at_once_are_told_apart(reviewer, document, monkeypatch):
    def already(*_args):
        raise flow.NotNow("This document was confirmed already.")

    monkeypatch.setattr(outside_pages, "confirm", already)
    told = words(reviewer.post(page_of(document), {"do": "confirm"}, follow=True))
    assert "This document was confirmed already." in told


def test_a_unit_that_sends_its_own_report_meanwhile_goes_before_the_document(reviewer, document, outside):
    Office.objects.filter(pk=outside.pk).update(works_here=True)
    sent(outside, **VISITS)
    told = words(reviewer.post(page_of(document), {"do": "confirm"}, follow=True))
    assert "The unit sent its report itself. Return that one first" in told
    assert state_of(outside) == "sent"


def test_a_report_the_unit_had_begun_is_filled_by_the_document(reviewer, document, outside):
    flow.submit(begun(outside, **VISITS), None)
    reviewer.post(page_of(document), {"do": "confirm"})
    assert (state_of(outside), Report.objects.get().versions.count()) == ("accepted", 2)


@pytest.mark.parametrize("page", ["99/", "99/goc/"])
def test_a_document_there_is_none_of_is_not_found(reviewer, outside, page):
    assert reviewer.get(PAPERS + page).status_code == 404


def test_a_file_that_is_gone_is_not_found(reviewer, document):
    OutsideDocument.objects.update(digest="0" * 64)
    assert reviewer.get(f"{page_of(document)}goc/").status_code == 404


def test_the_figures_to_choose_from_are_those_of_the_period(reviewer, commune):
    answer = reviewer.get(f"{URL}chi-tieu/")
    assert '<option value="citizen_reception.visits">' in words(answer)
    assert "max-age=3600" in answer["Cache-Control"]
    assert reviewer.get("/tiep-nhan/2026-m13/chi-tieu/").status_code == 404


def test_a_mistake_of_ours_is_told_without_a_word_of_the_document(reviewer, outside, monkeypatch, caplog):
    def broken(*_asked, **_more):
        raise ValueError("Đinh Thị Quvang")

    monkeypatch.setattr(taking_in, "read_document", broken)
    told = words(drop(reviewer))
    assert "internal error on this file (ValueError)" in told
    assert "Quvang" not in told + caplog.text


def test_a_file_that_is_gone_before_it_is_read_changes_nothing(document):
    OutsideDocument.objects.update(stage="waiting", digest="0" * 64)
    taking_in.take_in_later.call(document.pk)
    document.refresh_from_db()
    assert document.stage == "waiting"


def test_what_was_confirmed_is_not_read_again_by_a_task_that_comes_late(document):
    OutsideDocument.objects.update(stage="confirmed")
    taking_in.take_in_later.call(document.pk)
    document.refresh_from_db()
    assert document.stage == "confirmed"
    assert keeping.content_of(document.digest) == WORDS.encode()


def test_words_of_a_document_are_heard_in_the_consolidated_report(reviewer, document):
    reviewer.post(page_of(document), {"do": "confirm"})
    reviewer.post(f"/tong-hop/{PERIOD}/lap/", {"words": "1"})
    assert (Made.objects.get().step, Made.objects.get().units) == ("done", 1)
