"""Findings become short remarks, and what can be mended without a person is named exactly."""

from datetime import UTC, date, datetime

import pytest

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import CheckCard
from danvan.checking.annotate import notes_of
from danvan.checking.day import DaySource, JudgedDay
from danvan.checking.mending import amendments_of
from danvan.checking.report import CheckCoverage, CheckReport
from danvan.documents.model import Block, BlockKind, Document
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span

DATE = datetime(2024, 10, 1, tzinfo=UTC)
TEXT = "ban hành các các kế hoạch, hoà giải và hoà bình năm 2024"


def report(cards: dict[str, CheckCard], *findings: Finding) -> CheckReport:
    document = Document("a.docx", "docx", TEXT, (Block(BlockKind.PARAGRAPH, Span(0, len(TEXT))),))
    day = JudgedDay(date(2024, 10, 1), DaySource.LETTERHEAD)
    return CheckReport(document, findings, cards, CheckCoverage(0, 0, 0, 0, 0), day)


def doubled(**data: str) -> Finding:
    return Finding("SP03", Severity.WARNING, Span(9, 16), data, "các các", "các")


def test_a_remark_is_a_few_lines(catalogue: Catalogue) -> None:
    (note,) = notes_of(report(dict(catalogue.checks), doubled()), "vi", DATE)
    assert note.heading == "Cảnh báo: Lặp từ"
    assert note.text.split("\n")[0] == "“các các”: lặp từ, chỉ cần “các”."
    assert note.text.split("\n")[1].startswith("Cách sửa: ")
    assert note.text.split("\n")[2].startswith("SP03")
    assert (note.span, note.where) == (Span(9, 16), "Đoạn 1: «các các»")


def test_a_remark_speaks_english_when_asked(catalogue: Catalogue) -> None:
    (note,) = notes_of(report(dict(catalogue.checks), doubled()), "en", DATE)
    assert note.heading.startswith("Warning: ")
    assert "Mend: " in note.text
    assert note.where == "Paragraph 1: «các các»"


def test_personal_data_are_not_said_again_where_a_remark_stands_elsewhere(catalogue: Catalogue) -> None:
    finding = Finding("SP03", Severity.WARNING, Span(9, 16), {"private": "yes"}, "c…", "")
    (note,) = notes_of(report(dict(catalogue.checks), finding), "vi", DATE)
    assert note.where == "Đoạn 1: «c…»"


def test_graver_findings_have_another_colour(catalogue: Catalogue) -> None:
    findings = [Finding("SP03", severity, Span(9, 16), {}, "a", "b") for severity in Severity]
    colours = [note.colour for note in notes_of(report(dict(catalogue.checks), *findings), "vi", DATE)]
    assert len(set(colours)) == len(colours)


@pytest.mark.parametrize(
    ("finding", "made"),
    [
        (doubled(fix="các"), [(Span(12, 16), "")]),
        (doubled(), []),
        (Finding("SP08", Severity.NOTE, Span(27, 30), {"fix": "hòa", "fixes": "hòa"}, related=(Span(39, 42),)), [
            (Span(27, 30), "hòa"), (Span(39, 42), "hòa"),
        ]),
        (Finding("SP03", Severity.NOTE, Span(52, 56), {"fix": "2025"}), []),
    ],
    ids=["a doubled word", "nothing named", "several places", "a number"],
)  # fmt: skip
def test_only_exact_words_that_are_no_numbers_are_mended(finding: Finding, made: list[tuple[Span, str]]) -> None:
    assert [(one.span, one.text) for one in amendments_of(report({}, finding))] == made
