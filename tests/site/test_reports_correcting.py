"""An accepted report in which something is wrong; versions side by side; deadlines of reports in words."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override
from figuring import dossier
from reporting import DAY, VISITS, begun, figure

from danvan.site.figures.periods import obligations_of
from danvan.site.reports import flow
from danvan.site.reports.comparing import figures_changed, word_diff
from danvan.site.reports.listing import time_left
from danvan.site.reports.models import Report, ReportText, State

ASK = {"do": "ask", "reason": "Đếm sót."}


@pytest.fixture(autouse=True)
def _own_ledger(settings, tmp_path):
    settings.LEDGER = tmp_path / "ledger"


def english(client):
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def writer(at_work, commune):
    return english(at_work("reporter", commune))


@pytest.fixture
def chair(at_work, commune):
    return english(at_work("chair", commune))


@pytest.fixture
def report(commune):
    return begun(commune, **VISITS)


@pytest.fixture
def accepted(report):
    return flow.accept(flow.send(flow.submit(report, None), None), None)


def words(answer):
    return " ".join(answer.content.decode().split())


def page(client, report, asked=""):
    return words(client.get(f"/bao-cao/{report.pk}/dinh-chinh/{asked}", follow=True))


VISITED = "?so=citizen_reception.visits"


def test_a_report_that_is_still_open_is_written_in_not_corrected(writer, report):
    assert "Only an accepted report is corrected so; another one is written in." in page(writer, report)


@pytest.mark.parametrize("written", ["năm mươi", "", "1.63", "5;2", "--5"])
def test_what_is_no_number_is_told_with_how_to_write_one(writer, accepted, written):
    told = page(writer, accepted, f"{VISITED}&gia-tri={written}")
    assert f"“{written}” is no number. Write 1.637 or 83,39." in told
    assert "See what it changes" in told


def test_a_figure_that_did_not_go_up_has_nothing_standing_on_it(writer, accepted):
    told = page(writer, accepted, "?so=petitions.received&gia-tri=5")
    assert "This figure did not go up with the report, so nothing stands on it." in told


def test_a_value_the_figure_may_not_have_is_refused_with_a_sentence(writer, accepted):
    told = page(writer, accepted, f"{VISITED}&gia-tri=-5")
    assert 'class="told error"' in told
    assert "→" not in told.partition('id="foreseen"')[2].partition("</section>")[0]


def test_what_a_correction_changes_above_is_foreseen_and_nothing_is_written(writer, accepted, commune):
    told = page(writer, accepted, f"{VISITED}&gia-tri=1.052")
    assert "49 lượt → 1.052 lượt" in told
    assert "total or rate" in told
    assert "tỉnh Quảng Ngãi" in told
    assert "The chair asks the upper level to reopen it: show this page." in told
    assert commune.figures.get(indicator="citizen_reception.visits").value == 49


def test_a_correction_that_makes_figures_contradict_each_other_says_so(writer, commune):
    report = begun(commune, directives__issued=10, directives__issued_danvan=8)
    flow.accept(flow.send(flow.submit(report, None), None), None)
    assert "begins to contradict itself" in page(writer, report, "?so=directives.issued&gia-tri=5")


def test_who_writes_does_not_ask_it_back(writer, accepted):
    assert writer.post(f"/bao-cao/{accepted.pk}/dinh-chinh/{VISITED}&gia-tri=52", ASK).status_code == 403
    assert not accepted.events.filter(did="asked").exists()


def test_without_a_reason_it_is_not_asked_back(chair, accepted):
    answer = chair.post(f"/bao-cao/{accepted.pk}/dinh-chinh/", ASK | {"reason": " "})
    assert (answer.status_code, "Say why: whoever goes on with it has to know." in words(answer)) == (422, True)


def test_with_a_value_that_is_no_number_it_is_not_asked_back(chair, accepted):
    answer = chair.post(f"/bao-cao/{accepted.pk}/dinh-chinh/{VISITED}&gia-tri=x", ASK, follow=True)
    assert "“x” is no number." in words(answer)
    assert not accepted.events.filter(did="asked").exists()


def test_it_can_be_asked_back_for_a_figure_that_is_not_in_it(chair, accepted):
    chair.post(f"/bao-cao/{accepted.pk}/dinh-chinh/?so=petitions.received&gia-tri=5", ASK)
    assert accepted.events.get(did="asked").of_figures == {}


def test_a_figure_to_be_taken_back_is_asked_for_as_such(chair, accepted):
    chair.post(f"/bao-cao/{accepted.pk}/dinh-chinh/{VISITED}&bo=1", ASK)
    assert accepted.events.get(did="asked").of_figures == {"citizen_reception.visits": "49 lượt → –"}


@pytest.mark.parametrize(
    ("printed", "right", "says"),
    [
        ("", "Suối Đào", "Write what was printed and what it should be."),
        ("Suối Đáo", " ", "Write what was printed and what it should be."),
        ("49 lượt", "52 lượt", "This changes a number, and a number is corrected by a new report"),
    ],
)
def test_a_letter_that_mends_no_misprint_is_refused(chair, accepted, printed, right, says):
    answer = chair.post(f"/bao-cao/{accepted.pk}/dinh-chinh/", {"do": "letter", "printed": printed, "right": right})
    assert (answer.status_code, says in words(answer)) == (422, True)


def step(client, report, do, reason=""):
    return client.post(f"/bao-cao/{report.pk}/buoc/", {"do": do, "reason": reason}, follow=True)


def test_a_step_that_came_too_late_is_told_and_changes_nothing(chair, report):
    answer = step(chair, report, "send")
    assert 'class="told error"' in words(answer)
    assert Report.objects.get(pk=report.pk).state == State.DRAFT


@pytest.mark.parametrize(
    ("before", "do", "reason", "says", "state"),
    [
        ((flow.submit,), "take_back", "", "Taken back: it can be written in again.", State.DRAFT),
        ((flow.submit, flow.send), "recall", "", "Recalled: it waits for approval again.", State.SUBMITTED),
        ((flow.submit, flow.send, flow.accept), "ask", "Sai.", "The upper level was asked to reopen it.", State.ACCEPTED),
    ],
)
def test_each_step_says_what_was_done(chair, report, before, do, reason, says, state):
    for each in before:
        each(report, None)
    assert says in words(step(chair, report, do, reason))
    assert Report.objects.get(pk=report.pk).state == state


def test_a_step_there_is_none_of_is_not_found(chair, report):
    assert step(chair, report, "burn").status_code == 404


def test_a_report_submitted_by_two_at_once_is_told_to_the_second(writer, report, monkeypatch):
    def already(*_args, **_more):
        raise flow.NotNow("Somebody was faster.")

    monkeypatch.setattr(flow, "submit", already)
    answer = writer.post(f"/bao-cao/{report.pk}/trinh/", follow=True)
    assert "Somebody was faster." in words(answer)


def test_nothing_is_asked_back_without_a_reason(accepted):
    with pytest.raises(ValueError, match="with a reason"):
        flow.ask_to_reopen(accepted, None, " ")


def test_what_was_not_accepted_is_not_asked_back(report):
    with pytest.raises(flow.NotNow):
        flow.ask_to_reopen(report, None, "Sai.")


def test_a_report_whose_outline_is_gone_is_told_and_leads_back(writer, report):
    Report.objects.update(outline="burnt")
    answer = writer.get(f"/bao-cao/{report.pk}/", follow=True)
    assert answer.redirect_chain[-1][0] == "/bao-cao/"
    assert "The outline of this report is no longer in the catalogue: burnt." in words(answer)


def test_a_report_on_other_matters_is_not_laid_out_here(writer):
    answer = writer.post("/bao-cao/bat-dau/", {"regime": "inspection_2025", "period": "2026-9m"}, follow=True)
    assert "The catalogue has no outline for a report of" in words(answer)
    assert not Report.objects.exists()


def test_the_main_results_of_a_year_are_a_table_in_the_page_and_in_the_version(writer, commune):
    owed = next(
        one for one in obligations_of(commune, DAY) if one.regime.series == "danvan" and one.reported.period.kind == "year"
    )
    start, end = date(2026, 1, 1), date(2026, 12, 31)
    figure(commune, "citizen_reception.visits", 1637, period="2026", start=start, end=end)
    report = flow.begin(commune, owed, None)
    told = words(writer.get(f"/bao-cao/{report.pk}/"))
    assert "<table class=list><caption>" in told
    assert 'href="/so-lieu/2026/citizen_reception.visits/">1.637</a>' in told
    flow.submit(report, None)
    lines = [line for _code, _title, lines in report.versions.get().composed for line in lines]
    assert any(line.endswith(" | 1.637") for line in lines)


@pytest.mark.parametrize("v", ["9", "99999"])
def test_a_version_there_is_none_of_is_not_found(writer, report, v):
    assert writer.get(f"/bao-cao/{report.pk}/xem/?v={v}").status_code == 404


def test_a_kind_of_file_there_is_none_of_is_not_found(writer, report):
    assert writer.get(f"/bao-cao/{report.pk}/tai/exe/").status_code == 404


def test_figures_that_changed_since_it_was_submitted_are_told_to_who_decides(chair, commune):
    dossier(commune)
    report = flow.submit(begun(commune), None)
    dossier(commune)
    told = words(chair.get(f"/bao-cao/{report.pk}/"))
    assert "Since it was submitted these figures have become others in the registers." in told
    assert ": 1 → 2</li>" in told


def test_long_words_that_stayed_the_same_are_folded_away():
    same = " ".join(f"từ{number}" for number in range(90))
    kinds = [piece.kind for piece in word_diff(f"{same} một", f"{same} hai")]
    assert kinds == ["same", "more", "same", "out", "in"]


def test_a_figure_that_came_or_went_stands_against_a_dash(db):
    new = {"citizen_reception.visits": [1, "83.390", ""], "gone.figure": [2, "", "withheld"]}
    changes = figures_changed({"gone.figure": [3, "7", ""], "same.one": [4, "1.0", ""]}, new | {"same.one": [5, "1", ""]})
    assert (changes[0].indicator, changes[0].old, changes[0].new) == ("citizen_reception.visits", "–", "83,39")
    assert (changes[1].name, changes[1].old) == ("gone.figure", "7")


def test_a_part_that_went_away_is_shown_as_taken_out(writer, report):
    ReportText.objects.create(report=report, part="tasks", words="Việc một.")
    flow.take_back(flow.submit(report, None), None)
    flow.submit(report, None)
    first = report.versions.get(number=1)
    first.composed = [*first.composed, ["old", "Phần cũ", ["Lời cũ."]]]
    first.save()
    assert "<del>Lời cũ.</del>" in words(writer.get(f"/bao-cao/{report.pk}/cac-ban/"))


def stands(day, sent="", deadline="2026-09-15"):
    """How a report stands on a day of September, in words."""
    due = date.fromisoformat(deadline) if deadline else None
    sent_at = datetime.fromisoformat(f"{sent}T09:00+07:00") if sent else None
    report = Report(state=State.SENT, due_on=due, sent_at=sent_at) if sent else None
    owed = SimpleNamespace(deadline=due and SimpleNamespace(day=due), reported=SimpleNamespace(closing=date(2026, 9, 14)))
    with override("en"):
        return time_left(owed, report, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({"day": "2026-09-07"}, ("quiet", "8 days left")),
        ({"day": "2026-09-08"}, ("soon", "7 days left")),
        ({"day": "2026-09-14"}, ("soon", "1 day left")),
        ({"day": "2026-09-15"}, ("late", "due today")),
        ({"day": "2026-09-16"}, ("late", "1 day late")),
        ({"day": "2026-09-17", "sent": "2026-09-15"}, ("good", "sent on time")),
        ({"day": "2026-09-17", "sent": "2026-09-16"}, ("late", "sent late")),
        ({"day": "2026-09-14", "deadline": ""}, ("quiet", "data still come in")),
        ({"day": "2026-09-15", "deadline": ""}, ("quiet", "no deadline known")),
    ],
)
def test_how_long_there_is_left_is_told_in_days(how, found):
    assert stands(**how) == found


def save(client, report, words_, revision=0, **headers):
    posted = {"words-tasks": words_, "revision-tasks": revision}
    return client.post(f"/bao-cao/{report.pk}/luu/", posted, headers=headers, follow=True)


def test_words_longer_than_a_part_takes_are_not_saved(writer, report):
    answer = save(writer, report, "x" * 200_001, **{"HX-Request": "true"})
    assert (answer.status_code, "Not saved: more than" in words(answer)) == (422, True)
    assert "Not saved: more than" in words(save(writer, report, "x" * 200_001))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{{ citizen_reception.visit }}", "is no indicator. Did you mean citizen_reception.visits"),
        ("{{ xyz.abcdefgh }}", "is no indicator. Find it with “Put in a figure”."),
        ("{{ petitions.received }}", "has no figure in this period."),
        ("{{ citizen_reception.visits", "braces stand without their pair."),
    ],
)
def test_braces_that_lead_nowhere_are_told_beside_the_words(writer, report, written, says):
    assert says in words(save(writer, report, written, **{"HX-Request": "true"}))


def test_ones_own_words_of_a_part_there_is_none_of_are_not_found(writer, report):
    assert writer.post(f"/bao-cao/{report.pk}/cau/nowhere/", {"do": "own"}).status_code == 404


def test_proposed_sentences_are_not_taken_over_into_a_report_that_went(writer, accepted):
    answer = writer.post(f"/bao-cao/{accepted.pk}/cau/tasks/", {"do": "own"}, follow=True)
    assert 'class="told error"' in words(answer)


def test_without_javascript_somebody_elses_words_are_not_written_over_either(writer, at_work, commune, report):
    save(at_work("chair", commune), report, "Lời Chủ tịch.")
    posted = {"do": "own", "words-tasks": "Lời khác.", "revision-tasks": 0}
    answer = writer.post(f"/bao-cao/{report.pk}/cau/tasks/", posted, follow=True)
    assert "Somebody else wrote in this report meanwhile" in words(answer)
