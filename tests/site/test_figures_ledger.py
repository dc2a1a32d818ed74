"""What was accepted goes into the ledger, and the ledger can be made again."""

from io import StringIO

import pytest
from django.core.management import call_command
from figuring import IN_TIME, PERIOD, RATE, RESOLVED, left, typed

from danvan.site.figures import ledger
from danvan.site.figures.reading import current_figures
from danvan.site.reports.models import State


@pytest.fixture
def kept(settings, tmp_path, django_capture_on_commit_callbacks):
    """Publishes a report as if the transaction were over."""
    settings.LEDGER = tmp_path / "ledger"

    def published(report):
        with django_capture_on_commit_callbacks(execute=True):
            return ledger.publish(report)

    return published


@pytest.fixture
def report(commune, person):
    typed(commune, person("reporter", commune), resolved=8, resolved_in_time=6)
    return left(commune, State.DRAFT)


def corrected(report, number):
    typed(report.office, report.office.memberships.get().user, "Đếm sót", resolved_in_time=number)
    figures = current_figures(report.office, PERIOD)
    report.versions.create(number=2, figures={code: [each.pk, str(each.value), each.blank] for code, each in figures.items()})


def values(book):
    return {figure.indicator: str(figure.amount.value) for figure in book.figures()}


def test_figures_of_an_accepted_report_are_in_the_ledger(report, kept):
    kept(report)
    assert values(ledger.the_ledger()) == {RESOLVED: "8", IN_TIME: "6", RATE: "75"}


def test_a_computed_figure_is_explained_down_to_its_parts(report, kept):
    kept(report)
    parts = ledger.the_ledger().explain("21001.2026-9m.admin_procedures.in_time_rate").parts
    assert sorted(part.figure.indicator for part in parts) == [RESOLVED, IN_TIME]


def test_accepted_twice_is_published_once(report, kept):
    kept(report)
    assert kept(report) == 0


def test_a_correction_supersedes_and_says_why(report, kept):
    kept(report)
    corrected(report, 7)
    kept(report)
    history = ledger.the_ledger().history("21001.2026-9m.admin_procedures.resolved_in_time")
    assert [(str(version.amount.value), version.reason) for version in history] == [("6", "Sổ giấy"), ("7", "Đếm sót")]


def test_the_ledger_made_again_equals_the_old_one(report, kept, tmp_path):
    kept(report)
    corrected(report, 7)
    kept(report)
    again = ledger.rebuild(tmp_path / "again")
    assert again.figures(current=False) == ledger.the_ledger().figures(current=False)


def test_what_could_not_be_written_is_written_later(report, kept, monkeypatch):
    monkeypatch.setattr(ledger, "catch_up", lambda: 0)
    kept(report)
    monkeypatch.undo()
    assert ledger.catch_up() == 3


def test_an_operator_makes_the_ledger_again(report, kept):
    kept(report)
    before = ledger.the_ledger().figures(current=False)
    call_command("rebuild_ledger", stdout=StringIO())
    assert ledger.the_ledger().figures(current=False) == before
