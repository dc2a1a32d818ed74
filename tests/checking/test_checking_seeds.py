"""Checking the real reports that are kept beside the project."""

import os
from pathlib import Path

import pytest

from danvan.checking.engine import check_reading
from danvan.checking.message import message
from danvan.documents.opening import open_document
from danvan.kernel.finding import Severity
from danvan.reading.read import read_document

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
SPINE = {f"AR0{digit}" for digit in range(1, 10)} | {f"CI0{digit}" for digit in range(1, 9)}
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir() and not os.environ.get("CI"), reason="the real reports are not here"),
]


@pytest.fixture(scope="session")
def seed(catalogue):
    done = {}

    def check(number):
        if number not in done:
            (path,) = SEEDS.glob(f"{number}_*.txt")
            done[number] = check_reading(read_document(open_document(path), catalogue), catalogue)
        return done[number]

    return check


def wrong(report):
    """Errors and warnings, by code and value found, with their messages."""
    graver = [finding for finding in report.findings if finding.severity is not Severity.NOTE]
    return {(one.code, one.found): message(report.cards[one.code], one, "vi") for one in graver}


@pytest.mark.parametrize(
    ("number", "code", "found", "words"),
    [
        ("002", "AR02", "320", "trực tuyến 206 + trực tiếp 129 = 335, khác 320 (thừa 15)"),
        ("003", "AR02", "59", "36 = 60, khác 59 (thừa 1)"),
        ("003", "AR01", "20.335", "789 = 20.334, khác 20.335 (thiếu 1)"),
        ("000", "CI01", "43-KH/TW", "43-KL/TW"),
        ("001", "CI03", "34/2007/PL-UBTVQH11", "thay bằng 10/2022/QH15"),
        ("002", "CI01", "02/2017/TT-VPVP", "02/2017/TT-VPCP"),
        ("003", "CI02", "20/10/2007", "nhưng số này là của năm 2015"),
    ],
)
def test_what_is_wrong_in_a_real_report_is_found(seed, number, code, found, words):
    assert words in wrong(seed(number))[code, found]


@pytest.mark.parametrize(("number", "count"), [("000", 1), ("001", 1), ("002", 2), ("003", 3), ("004", 0)])
def test_no_other_calculation_or_citation_of_a_real_report_is_called_wrong(seed, number, count):
    assert len([code for code, _ in wrong(seed(number)) if code in SPINE]) == count


def test_a_percentage_cut_off_is_only_a_note(seed):
    (note,) = (finding for finding in seed("003").findings if finding.code == "AR05")
    assert (note.found, note.expected) == ("99,85%", "99,86%")
