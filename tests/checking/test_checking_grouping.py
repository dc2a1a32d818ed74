"""Very many findings stay readable."""

from dataclasses import replace
from datetime import date

import pytest

from danvan.checking.engine import check_reading
from danvan.checking.grouping import SEEN, counted, grouped
from danvan.checking.render_text import SUMMED_UP, Role, lines, render_text
from danvan.checking.report import CutShort, Ran
from danvan.checking.waivers import Waived, Waiver
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span
from danvan.reading.model import RelationKind


def at(place: int, code: str = "SP05", severity: Severity = Severity.NOTE, found: str = "x") -> Finding:
    return Finding(code, severity, Span(place, place + 1), found=found)


def groups(*findings: Finding):
    return grouped(findings, lambda finding: finding.found)


def test_notes_that_say_the_same_stand_together_where_the_first_one_does():
    first, other, last = at(0), at(5, found="y"), at(9)
    assert [(group.first, group.others) for group in groups(first, other, last)] == [(first, (last,)), (other, ())]


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.WARNING])
def test_what_is_graver_stands_by_itself(severity):
    assert len(groups(at(0, severity=severity), at(5, severity=severity))) == 2


def test_after_a_few_notes_of_a_check_a_line_will_do():
    made = groups(*(at(place, found=str(place)) for place in range(SEEN + 2)))
    assert [group.brief for group in made] == [False] * SEEN + [True] * 2


def test_the_count_has_the_gravest_first_then_the_most():
    findings = [at(0), at(1), at(2, "CI05"), at(3, "AR02", Severity.ERROR)]
    assert [row[1:] for row in counted(findings)] == [("AR02", 1), ("SP05", 2), ("CI05", 1)]


@pytest.fixture
def report(page, register):
    whole, online = page.figure("320", "tiếp nhận hồ sơ", "hồ sơ"), page.figure("206", "trực tuyến", "hồ sơ")
    page.relation(RelationKind.SUM, [whole, online, page.figure("129", "trực tiếp", "hồ sơ")], 335)
    made = check_reading(page.reading(dated=date(2024, 9, 10)), register())
    return replace(made, findings=tuple(one for one in made.findings if one.code == "AR02"), ran={})


def many(report, count: int):
    note = replace(report.findings[0], severity=Severity.NOTE)
    return replace(report, findings=(note,) * count)


def test_the_places_of_equal_notes_stand_in_one_heading(report):
    text = render_text(many(report, 2))
    assert text.count("Nên xem AR02, dòng 1:") == 1


def test_many_findings_are_summed_up_by_check_at_the_end(report):
    assert render_text(many(report, SUMMED_UP)).splitlines()[-2:] == [
        "Tổng cộng:",
        f"  {SUMMED_UP:>4}  Nên xem AR02: Các phần cộng lại vượt quá tổng",
    ]
    assert Role.SUMMARY not in {line.role for line in lines(many(report, SUMMED_UP - 1))}


def test_waived_findings_are_counted_and_no_part_of_the_verdict(report):
    waived = Waived(report.findings[0], Waiver("AR02", "đã đối chiếu", "Lê Văn An"))
    text = render_text(replace(report, findings=(), waived=(waived,)))
    assert text.startswith("bao-cao.txt: không thấy chỗ nào sai.")
    assert "1 chỗ khác đã được miễn trừ theo danvan.toml." in text


@pytest.mark.parametrize(
    ("ran", "words"),
    [
        (Ran(1.0, failure="ValueError: x"), "không soát được vì lỗi của chương trình (ValueError: x)"),
        (Ran(9.0, CutShort.FINDINGS), "quá nhiều chỗ"),
        (Ran(9.0, CutShort.SECONDS), "soát quá lâu"),
    ],
)
def test_a_check_that_ran_short_is_told(report, ran, words):
    (line,) = [line for line in lines(replace(report, ran={"AR02": ran})) if line.role is Role.SHORT]
    assert words in line.text
