"""Findings that a person looked at and left: which waiver silences which finding, and what is said of waivers themselves."""

from datetime import date

import pytest

from danvan.checking.selection import EVERY_CHECK, Selection, unknown
from danvan.checking.waiver_notes import ENDED, UNUSED, WaiverNote, notes_on
from danvan.checking.waivers import Waiver, waive
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span

TEXT = "Tiếp nhận 320 hồ sơ, giải quyết 300 hồ sơ."
TODAY = date(2024, 10, 1)


def finding(words: str, code: str = "AR02") -> Finding:
    start = TEXT.index(words)
    return Finding(code, Severity.ERROR, Span(start, start + len(words)))


def waiver(check: str = "AR02", **more) -> Waiver:
    return Waiver(check, "đã đối chiếu với sổ", "Lê Văn An", **more)


@pytest.mark.parametrize(
    ("made", "silenced"),
    [
        (waiver(), True),
        (waiver("AR"), True),
        (waiver("AR03"), False),
        (waiver("CI"), False),
        (waiver(words="320 hồ sơ"), True),
        (waiver(words=" 320  HỒ SƠ"), True),
        (waiver(words="320"), False),
        (waiver(words="300 hồ sơ"), False),
    ],
)
def test_a_waiver_is_about_its_check_and_its_words(made, silenced):
    assert made.silences(finding("320 hồ sơ"), TEXT) is silenced


@pytest.mark.parametrize(
    ("file", "path", "covered"),
    [
        ("", "2024/bao-cao.docx", True),
        ("bao-cao.docx", "2024/bao-cao.docx", True),
        ("bao-cao.docx", "bao-cao-2.docx", False),
        ("BAO-CAO.DOCX", "bao-cao.docx", True),
        ("*.docx", "2024/bao-cao.docx", True),
        ("2024/*", "2024/bao-cao.docx", True),
        ("2024/*", "2023/bao-cao.docx", False),
        ("2024/bao-cao.docx", "cu/2024/bao-cao.docx", False),
        ("xã.txt", "xã.txt", True),
    ],
)
def test_a_waiver_is_about_the_files_its_pattern_names(file, path, covered):
    assert waiver(file=file).covers(path) is covered


def test_the_findings_part_into_those_that_stand_and_those_that_are_waived():
    one, other = finding("320 hồ sơ"), finding("300 hồ sơ")
    made = waiver(words="320 hồ sơ")
    stands, waived = waive([one, other], TEXT, [made])
    assert stands == (other,)
    assert [(each.finding, each.waiver) for each in waived] == [(one, made)]


def notes(made: Waiver, *, used=(), whole=True, checked=None) -> list[str]:
    told = checked or {"bao-cao.docx": ["AR02", "CI01"]}
    return [note.code for note in notes_on("danvan.toml", [made], today=TODAY, checked=told, used=set(used), whole=whole)]


@pytest.mark.parametrize(
    ("made", "more", "told"),
    [
        (waiver(), {}, [UNUSED]),
        (waiver(), {"used": [waiver()]}, []),
        (waiver(), {"whole": False}, []),
        (waiver(file="bao-cao.docx"), {"whole": False}, [UNUSED]),
        (waiver(file="*.docx"), {"whole": False}, []),
        (waiver(file="khac.docx"), {}, []),
        (waiver("SP"), {}, []),
        (waiver(until=date(2024, 9, 30)), {}, [ENDED]),
        (waiver(until=date(2024, 10, 1)), {"used": [waiver(until=date(2024, 10, 1))]}, []),
    ],
    ids=["unused", "used", "of-a-part", "its-file", "pattern-of-a-part", "another-file", "not-run", "ended", "last-day"],
)
def test_a_waiver_that_silences_nothing_or_has_ended_is_told(made, more, told):
    assert notes(made, **more) == told


def test_a_note_on_a_waiver_says_which_and_when():
    made = waiver(words="320 hồ sơ", until=date(2024, 9, 30))
    assert "AR02 «320 hồ sơ» đã hết hạn ngày 30/09/2024" in WaiverNote(ENDED, "danvan.toml", made).message("vi")
    assert "Take it out of danvan.toml" in WaiverNote(UNUSED, "danvan.toml", made).mend("en")


@pytest.mark.parametrize(
    ("selection", "taken"),
    [
        (EVERY_CHECK, {"AR01", "AR02", "SP01"}),
        (Selection(only=frozenset({"AR"})), {"AR01", "AR02"}),
        (Selection(only=frozenset({"AR"}), without=frozenset({"AR01"})), {"AR02"}),
        (Selection(only=frozenset({"AR01"}), without=frozenset({"AR"})), {"AR01"}),
        (Selection(without=frozenset({"AR"})), {"SP01"}),
        (Selection(only=frozenset({"AR01"}), without=frozenset({"AR01"})), set()),
    ],
)
def test_the_more_exact_name_decides_whether_a_check_is_run(selection, taken):
    assert {code for code in ("AR01", "AR02", "SP01") if selection.takes(code)} == taken


def test_what_is_given_takes_the_place_of_what_was_there():
    kept = Selection(frozenset({"AR"}), frozenset({"AR01"})).but(["SP"], [])
    assert kept == Selection(frozenset({"SP"}), frozenset({"AR01"}))


def test_names_that_no_check_has_are_named():
    assert unknown(["AR", "AR02", "XX", "AR99"], ["AR01", "AR02"]) == ["XX", "AR99"]
