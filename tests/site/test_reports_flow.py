"""The way of a report up and back: states, events, versions, notices; each step whole or not at all."""

import pytest
from reporting import VISITS, begun, figure, nine_months

from danvan.site.core.models import Notice
from danvan.site.reports import flow
from danvan.site.reports.models import Report, ReportEvent, ReportText, ReportVersion, State
from danvan.site.reports.versions import prepare


@pytest.fixture
def report(commune, person):
    return begun(commune, person("reporter", commune), **VISITS)


def sent(report):
    return flow.send(flow.submit(report, None), None)


def test_a_report_is_begun_once_with_the_days_of_its_regime(commune, report):
    again = flow.begin(commune, nine_months(commune), None)
    assert again.pk == report.pk
    assert (report.period, str(report.closing), report.outline) == ("2026-9m", "2026-09-14", "recommended_commune_interim")
    assert [event.did for event in report.events.all()] == ["created"]


def test_submitting_keeps_words_and_figures_as_they_are(report):
    ReportText.objects.create(report=report, part="tasks", words="Làm tốt hơn.")
    found = flow.submit(report, None)
    version = found.versions.get()
    assert found.state == State.SUBMITTED
    assert version.texts == {"tasks": ["Làm tốt hơn.", False]}
    assert version.figures["citizen_reception.visits"][1:] == ["49", ""]


def test_what_is_submitted_is_what_was_seen(report, commune):
    seen = prepare(report)
    figure(commune, "petitions.received", 7)
    with pytest.raises(flow.ChangedMeanwhile):
        flow.submit(report, None, prepared=seen)
    assert Report.objects.get(pk=report.pk).state == State.DRAFT


def test_the_whole_way_is_told_in_its_events(report, province):
    accepted = flow.accept(sent(report), None)
    assert accepted.state == State.ACCEPTED
    assert [event.did for event in report.events.all()] == ["accepted", "sent", "submitted", "created"]
    assert {event.version for event in report.events.exclude(did="created")} == {1}
    assert [notice.office for notice in Notice.objects.filter(right="review")] == [province]


def test_a_report_comes_back_with_a_reason_and_goes_up_again(report):
    back = flow.return_(sent(report), None, "Tổng không khớp.", {"citizen_reception.visits": "lệch 3"})
    assert (back.state, back.events.first().of_figures) == (State.RETURNED, {"citizen_reception.visits": "lệch 3"})
    assert sent(back).versions.count() == 2


def test_nothing_comes_back_without_a_reason(report):
    with pytest.raises(ValueError, match="reason"):
        flow.return_(sent(report), None, "  ")


@pytest.mark.parametrize("step", [flow.send, flow.take_back, flow.recall, flow.accept])
def test_a_step_that_does_not_fit_the_state_changes_nothing(report, step):
    with pytest.raises(flow.NotNow):
        step(report, None)
    assert [event.did for event in report.events.all()] == ["created"]


def test_what_the_upper_level_opened_cannot_be_recalled(report):
    up = sent(report)
    flow.opened_above(up)
    with pytest.raises(flow.NotNow):
        flow.recall(up, None)


def test_what_was_not_opened_can_be_recalled_and_handed_back(report):
    waiting = flow.recall(sent(report), None)
    assert flow.take_back(waiting, None, "Sửa phần III.").state == State.DRAFT


def test_a_reopened_report_tells_what_was_corrected_when_it_is_accepted_again(report, commune):
    accepted = flow.accept(sent(report), None)
    asked = flow.ask_to_reopen(accepted, None, "Đếm sót ba lượt.", {"citizen_reception.visits": "49 → 52"})
    back = flow.return_(asked, None, "Đồng ý.")
    old = commune.figures.get(indicator="citizen_reception.visits")
    commune.figures.filter(pk=old.pk).update(superseded=True)
    figure(commune, "citizen_reception.visits", 52)
    flow.accept(sent(back), None)
    assert report.events.get(did="corrected").of_figures == {"citizen_reception.visits": "49 → 52"}


def test_figures_of_a_report_that_came_back_and_was_corrected_are_named_not_coded(at_work, commune, report):
    back = flow.return_(sent(report), None, "Tổng không khớp.", {"citizen_reception.visits": "lệch 3"})
    reader = at_work("auditor", commune)
    told = reader.get(f"/bao-cao/{report.pk}/").content.decode()
    assert "Số lượt tiếp công dân</a>: lệch 3" in told
    flow.ask_to_reopen(flow.accept(sent(back), None), None, "Đếm sót.", {"citizen_reception.visits": "49 → 52"})
    report.events.filter(did="asked").update(did="corrected")
    told = reader.get(f"/bao-cao/{report.pk}/").content.decode()
    assert "ố lượt tiếp công dân: 49 → 52" in told


@pytest.mark.parametrize("at", ["keep", "_tell", "_notice"])
def test_a_crash_in_the_middle_of_submitting_leaves_the_draft_as_it_was(report, monkeypatch, at):
    def crash(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(flow, at, crash)
    with pytest.raises(KeyboardInterrupt):
        flow.submit(report, None)
    monkeypatch.undo()
    assert Report.objects.get(pk=report.pk).state == State.DRAFT
    assert not ReportVersion.objects.exists()
    assert [event.did for event in ReportEvent.objects.all()] == ["created"]
    assert not Notice.objects.exists()
    assert flow.submit(report, None).state == State.SUBMITTED
