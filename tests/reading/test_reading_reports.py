"""Whole reports of four offices, composed by us: the letterhead and every figure, read as a person would; no false alarm.

Beside each text (reports/NAME.txt) stands what it says (NAME.yml, in the manner of passages/told_*.yml). `open` there lists
what the reader does not reach yet, with the reason; a mark that has become untrue must go.
"""

from datetime import date
from pathlib import Path

import pytest
import yaml  # noqa: TID251 - test data
from tests.reading.told import failures

from danvan.documents.text.reader import read_text
from danvan.reading.read import read_document

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.yml"))


def _told(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reading_of(catalogue):
    done = {}

    def read(path):
        if path not in done:
            done[path] = read_document(read_text(path.with_suffix(".txt").read_bytes(), "report.txt"), catalogue)
        return done[path]

    return read


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_is_read_as_it_says_but_for_what_is_marked_open(reading_of, path):
    told = _told(path)
    assert failures(told, reading_of(path)) == set(told.get("open") or {})


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_says_its_number_date_issuer_and_period(reading_of, path):
    wanted, head = _told(path)["letterhead"], reading_of(path).letterhead
    start, end = (date.fromisoformat(day) for day in wanted["period"].split(".."))
    assert (head.number, head.date) == (wanted["number"], wanted["date"])
    assert head.issuer == wanted["issuer"]
    assert head.period is not None
    assert (head.period.start, head.period.end) == (start, end)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_signature_and_the_recipients_of_a_report_are_found(reading_of, path):
    head = reading_of(path).letterhead
    assert head.signatory.name
    assert head.signatory.title
    assert head.recipients


def test_four_fifths_of_the_indicators_of_unseen_reports_are_found():
    """The rate that counts: a mark of an indicator is one figure of those that have one."""
    told = [_told(path) for path in REPORTS]
    rows = [line for report in told for line in report["figures"].splitlines() if line.count("|") > 2]
    wanted = [line for line in rows if line.split("|")[3].strip() != "-"]
    missed = [mark for report in told for mark in report.get("open") or {} if mark.startswith("indicator ")]
    assert len(missed) < len(wanted) / 5
