"""Which cards run, and what a badly written card does."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.checking.consequences import without_consequences
from danvan.checking.day import DaySource, judged_day
from danvan.checking.engine import check_reading, in_force
from danvan.kernel.errors import CatalogueError
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.period import Period
from danvan.kernel.span import Span
from danvan.reading.model import Letterhead

CATALOGUE = Path(__file__).parents[2] / "catalogue"


def card(catalogue, code="AR01", **changes):
    return catalogue.checks[code].model_copy(update=changes)


@pytest.mark.parametrize(
    ("since", "until", "day", "runs"),
    [
        (None, None, date(2024, 9, 10), True),
        (date(2024, 9, 10), None, date(2024, 9, 10), True),
        (date(2024, 9, 11), None, date(2024, 9, 10), False),
        (None, date(2024, 9, 10), date(2024, 9, 10), True),
        (None, date(2024, 9, 9), date(2024, 9, 10), False),
        (date(2024, 9, 11), None, None, True),
        (None, date(2024, 9, 9), None, False),
    ],
)
def test_a_card_runs_on_the_days_it_is_in_force(catalogue, since, until, day, runs):
    assert bool(in_force({"AR01": card(catalogue, since=since, until=until)}, day)) is runs


@pytest.mark.parametrize(
    ("letterhead", "day", "source"),
    [
        (Letterhead(date=date(2024, 9, 10), period=Period.year(2024)), date(2024, 9, 10), DaySource.LETTERHEAD),
        (Letterhead(period=Period.nine_months(2024)), date(2024, 9, 30), DaySource.PERIOD),
        (Letterhead(), None, DaySource.UNKNOWN),
    ],
)
def test_a_document_is_judged_at_its_date_else_at_the_end_of_its_period(letterhead, day, source):
    judged = judged_day(letterhead)
    assert (judged.day, judged.source) == (day, source)


def test_the_report_lists_the_checks_that_ran(page, catalogue):
    assert set(check_reading(page.reading(), catalogue).cards) == {
        code for code, card in catalogue.checks.items() if not card.of_catalogue and card.until is None
    }


def test_checking_twice_says_the_same(page, catalogue):
    page.cite("Kế hoạch số 36", "36/KH-UBND", None, date_text="31/4/2024", issuer="UBND xã")
    reading = page.reading()
    assert check_reading(reading, catalogue) == check_reading(reading, catalogue)


@pytest.fixture
def own_catalogue(tmp_path):
    """A copy of the catalogue's folder with one card rewritten."""

    def make(code, old, new):
        shutil.copytree(CATALOGUE, tmp_path / "catalogue")
        file = tmp_path / "catalogue" / "checks" / code[:2] / f"{code}.yml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return load_catalogue(tmp_path / "catalogue")

    return make


@pytest.mark.parametrize(
    ("code", "old", "new", "words"),
    [
        ("AR01", "kind: sum", "kind: sums", ["checks/AR/AR01.yml", "line 2", "sums", "did you mean 'sum'", "citation_force"]),
        ("AR01", "case: short", "case: little", ["checks/AR/AR01.yml", "line 3", "little", "'short', 'over' or 'identity'"]),
        ("AR04", "written: false", "writen: false", ["checks/AR/AR04.yml", "writen", "of, case, written"]),
        ("AR09", "  most: 100\n", "", ["checks/AR/AR09.yml", "'most' is missing", "measure, most, says, never"]),
        ("CI02", "question: number", "question: numbers", ["checks/CI/CI02.yml", "numbers", "'calendar'"]),
    ],
)
def test_a_badly_written_card_says_where_and_what_is_allowed(page, own_catalogue, code, old, new, words):
    catalogue = own_catalogue(code, old, new)
    with pytest.raises(CatalogueError) as wrong:
        check_reading(page.reading(), catalogue)
    assert [word for word in words if word not in str(wrong.value)] == []


def finding(code, start, *related, severity=Severity.ERROR, cause=""):
    places = tuple(Span(at, at + 1) for at in related)
    figures = " ".join(f"f{at}" for at in (start, *related)) if code.startswith("AR") else ""
    return Finding(code, severity, Span(start, start + 1), {"cause": cause, "figures": figures}, related=places)


def kept(*findings):
    return [(one.code, one.span.start) for one in without_consequences(findings)]


def test_a_finding_over_some_of_anothers_figures_is_its_consequence():
    assert kept(finding("AR01", 0, 1, 2, 3), finding("AR03", 1, 0, 2)) == [("AR01", 0)]


def test_a_note_never_swallows_an_error():
    note = finding("AR05", 0, 1, 2, severity=Severity.NOTE)
    assert kept(note, finding("AR04", 0, 1)) == [("AR04", 0), ("AR05", 0)]


def test_findings_of_other_kinds_at_the_same_places_stay_apart():
    assert kept(finding("CI03", 0, 5), finding("CI05", 0, 5)) == [("CI03", 0), ("CI05", 0)]


def test_one_cause_is_told_once_by_the_gravest():
    warning = finding("CI04", 0, 9, severity=Severity.WARNING, cause="date:0")
    assert kept(warning, finding("CI02", 0, cause="date:0")) == [("CI02", 0)]


def test_the_places_of_a_consequence_are_kept():
    (one,) = without_consequences([finding("AR02", 0, 1, cause="f"), finding("AR04", 5, 6, cause="f")])
    assert {span.start for span in one.related} == {1, 5, 6}
