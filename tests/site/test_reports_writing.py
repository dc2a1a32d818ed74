"""Writing in a report: saved as typed, nothing written over unseen, figures live, what is wrong told beside it."""

import re
from datetime import date

import pytest
from reporting import VISITS, begun, figure

from danvan.site.reports import flow
from danvan.site.reports.drafting import draft_of
from danvan.site.reports.models import Report, ReportText


@pytest.fixture
def report(commune):
    return begun(commune, **VISITS)


@pytest.fixture
def writer(at_work, commune):
    return at_work("reporter", commune)


def save(client, report, part="tasks", words="Làm tốt.", revision=0):
    posted = {f"words-{part}": words, f"revision-{part}": revision}
    return client.post(f"/bao-cao/{report.pk}/luu/", posted, headers={"HX-Request": "true"})


def test_what_is_typed_is_kept_with_a_revision(writer, report):
    answer = save(writer, report)
    text = ReportText.objects.get()
    assert (text.words, text.revision) == ("Làm tốt.", 1)
    assert 'value="1"' in answer.content.decode()
    assert answer.headers["HX-Trigger"] == "report-saved"


def test_saving_the_same_words_again_is_no_new_revision(writer, report):
    save(writer, report)
    save(writer, report, revision=0)
    assert ReportText.objects.get().revision == 1


def test_words_of_somebody_else_are_not_written_over_unseen(writer, at_work, commune, report):
    save(at_work("chair", commune), report, words="Lời Chủ tịch.")
    answer = save(writer, report, words="Lời khác.")
    assert answer.status_code == 409
    assert "Lời Chủ tịch." in answer.content.decode()
    assert ReportText.objects.get().words == "Lời Chủ tịch."


def test_after_seeing_the_others_words_ones_own_can_be_saved(writer, at_work, commune, report):
    save(at_work("chair", commune), report, words="Lời Chủ tịch.")
    assert save(writer, report, words="Cả hai.", revision=1).status_code == 200
    assert ReportText.objects.get().words == "Cả hai."


def test_words_that_come_after_submitting_are_refused_and_told(writer, report):
    flow.submit(report, None)
    answer = save(writer, report)
    assert answer.status_code == 422
    assert not ReportText.objects.exists()


def test_without_javascript_all_parts_are_saved_at_once(writer, report):
    posted = {"words-tasks": "Một.", "revision-tasks": 0, "words-assessment": "Hai.", "revision-assessment": 0}
    answer = writer.post(f"/bao-cao/{report.pk}/luu/", posted)
    assert answer.status_code == 302
    assert {text.part: text.words for text in ReportText.objects.all()} == {"tasks": "Một.", "assessment": "Hai."}


def test_a_figure_in_ones_own_words_is_filled_in_and_leads_to_its_source(writer, report):
    answer = save(writer, report, words="Đã tiếp {{ citizen_reception.visits }} lượt.").content.decode()
    source = "/so-lieu/2026-9m/citizen_reception.visits/"
    assert f'href="{source}">49</a> lượt' in answer
    assert writer.get(source).status_code == 200


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{{ citizen_reception.vists }}", "citizen_reception.visits"),
        ("{{ petitions.received }}", "petitions.received"),
        ("{{ citizen_reception.visits", "“{{ citizen_reception.visits”"),
    ],
)
def test_what_is_wrong_with_braces_is_told_beside_the_part(writer, report, words, told):
    answer = save(writer, report, words=words).content.decode()
    assert told in re.sub(r"&#x27;", "'", answer.split("wrong")[1])
    assert draft_of(report).composed.errors["tasks"]


def test_figures_are_found_by_words_with_or_without_accents(writer, report):
    page = writer.get(f"/bao-cao/{report.pk}/tim-so/", {"q": "luot tiep cong dan"}).content.decode()
    assert 'data-put="{{ citizen_reception.visits }}"' in page


def test_proposed_sentences_can_be_rewritten_and_come_back(writer, report):
    writer.post(f"/bao-cao/{report.pk}/cau/people/", {"do": "own"})
    text = ReportText.objects.get(part="people")
    assert text.instead
    assert "{{ citizen_reception.visits }} lượt" in text.words
    writer.post(f"/bao-cao/{report.pk}/cau/people/", {"do": "proposed"})
    assert not ReportText.objects.get(part="people").instead


def test_what_was_typed_elsewhere_is_saved_with_the_button_of_a_part(writer, report):
    typed = {"do": "own", "words-tasks": "Chưa kịp lưu.", "revision-tasks": 0}
    writer.post(f"/bao-cao/{report.pk}/cau/people/", typed)
    assert ReportText.objects.get(part="tasks").words == "Chưa kịp lưu."


def test_words_of_a_part_the_outline_has_no_more_are_shown(writer, report):
    ReportText.objects.create(report=report, part="no_more", words="Lời của mục cũ.")
    assert "Lời của mục cũ." in writer.get(f"/bao-cao/{report.pk}/").content.decode()


def test_what_the_outline_asks_for_is_never_printed(report):
    printed = " ".join(line for _code, _title, lines in flow.prepare(report).composed for line in lines)
    assert "49" in printed
    assert "[" not in printed


def test_the_year_before_is_compared_with(report, commune):
    figure(commune, "citizen_reception.visits", 40, period="2025-9m", start=date(2025, 1, 1), end=date(2025, 9, 30))
    printed = " ".join(line for _code, _title, lines in flow.prepare(report).composed for line in lines)
    assert "tăng 9 lượt" in printed


def test_what_was_counted_before_a_merger_is_not_compared_with(report, commune):
    figure(commune, "citizen_reception.visits", 40, period="2025-9m", start=date(2025, 1, 1), end=date(2025, 9, 30))
    commune.since = date(2025, 7, 1)
    commune.save()
    printed = " ".join(line for _code, _title, lines in flow.prepare(Report.objects.get()).composed for line in lines)
    assert "49 lượt" in printed
    assert "so với cùng kỳ" not in printed


def test_without_javascript_both_words_are_shown_where_two_wrote(writer, at_work, commune, report):
    save(at_work("chair", commune), report, words="Lời Chủ tịch.")
    answer = writer.post(f"/bao-cao/{report.pk}/luu/", {"words-tasks": "Lời tôi.", "revision-tasks": 0})
    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("Lời Chủ tịch.", "Lời tôi."))
    assert answer.content.decode().count('name="revision-tasks"') == 1


def test_the_page_of_a_report_asks_the_database_little(writer, report, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        assert writer.get(f"/bao-cao/{report.pk}/").status_code == 200


def test_saving_asks_the_database_little(writer, report, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        save(writer, report)


def test_the_list_asks_the_database_little(writer, report, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        assert "9 tháng đầu năm 2026" in writer.get("/bao-cao/").content.decode()


def test_a_report_is_begun_from_the_list(writer, commune):
    answer = writer.post("/bao-cao/bat-dau/", {"regime": "danvan", "period": "2026-9m"})
    assert answer.status_code == 302
    assert commune.reports.get().period == "2026-9m"


def test_reports_on_other_matters_are_not_begun_here(writer, commune):
    writer.post("/bao-cao/bat-dau/", {"regime": "inspection_2025", "period": "2026-q3"})
    assert not commune.reports.exists()
