"""A report of checking as lines for people: the verdict first, each finding with its place and its mend, the count."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from danvan.checking import words
from danvan.checking.grouping import Group, counted, grouped
from danvan.checking.message import in_language, mend, message
from danvan.checking.place import Quotation, place_of
from danvan.checking.privacy import shown_quotation
from danvan.checking.report import CheckReport, Ran
from danvan.documents.model import Document
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span

SUMMED_UP = 8
"""Findings from which on a count by check stands at the end."""
_PLACES = 12
"""Places of equal notes that are named; more are counted."""


class Role(StrEnum):
    """What a line is, so that a terminal or a page can dress it."""

    VERDICT = "verdict"
    COVERAGE = "coverage"
    SHORT = "short"
    HEADING = "heading"
    QUOTE = "quote"
    MESSAGE = "message"
    MEND = "mend"
    BRIEF = "brief"
    SUMMARY = "summary"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Line:
    """`severity`: of its finding; of the worst one, for the verdict. `quotation`: a QUOTE's text with its marks."""

    role: Role
    text: str
    severity: Severity | None = None
    quotation: Quotation | None = None


PARTED = (Role.HEADING, Role.BRIEF, Role.SUMMARY)
"""An empty line stands before these."""
INDENTED = (Role.QUOTE, Role.MESSAGE, Role.MEND, Role.COUNT)


def render_text(report: CheckReport, lang: str = "vi") -> str:
    """The lines as plain text; the words a finding is about stand between « and »."""
    parts: list[str] = []
    for line in lines(report, lang):
        text = line.quotation.marked() if line.quotation else line.text
        gap = "\n" if line.role in PARTED else ""
        indent = "  " if line.role in INDENTED else ""
        parts.append(f"{gap}{indent}{text}\n")
    return "".join(parts)


def lines(report: CheckReport, lang: str = "vi") -> Iterator[Line]:
    """Every line of the report, undressed."""
    yield Line(Role.VERDICT, verdict(report, lang), report.worst)
    yield Line(Role.COVERAGE, coverage(report, lang))
    yield Line(Role.COVERAGE, judged(report, lang))
    if report.waived:
        yield Line(Role.COVERAGE, in_language(words.WAIVED, lang).format(n=len(report.waived)))
    for code, ran in report.ran_short.items():
        yield Line(Role.SHORT, ran_short(report, code, ran, lang))
    for group in grouped(report.findings, lambda finding: message(report.cards[finding.code], finding, lang)):
        yield from _group(report, group, lang)
    if len(report.findings) >= SUMMED_UP:
        yield from _summary(report, lang)


def verdict(report: CheckReport, lang: str) -> str:
    """One sentence: how many places of each severity."""
    counted = [(severity, report.count(severity)) for severity in Severity]
    counts = ", ".join(in_language(words.COUNTS[severity], lang).format(n=n) for severity, n in counted if n)
    return in_language(words.VERDICTS[report.verdict], lang).format(file=report.document.file, counts=counts)


def coverage(report: CheckReport, lang: str) -> str:
    """How much of the document's numbers the verdict covers."""
    counted = report.coverage
    data = {name: getattr(counted, name) for name in ("numbers", "accounted", "checked", "right", "wrong")}
    return in_language(words.COVERAGE, lang).format(**data, calculations=counted.right + counted.wrong)


def judged(report: CheckReport, lang: str) -> str:
    """The day whose law was applied, and where that day was taken from."""
    day = report.judged.day
    template = in_language(words.DAYS[report.judged.source], lang)
    return template.format(checks=len(report.cards), day=f"{day:%d/%m/%Y}" if day else "")


def place(report: CheckReport, finding: Finding, lang: str) -> str:
    """Where a finding stands, in words: 'dòng 12'."""
    return place_in_words(report.document, finding.span, lang)


def place_in_words(document: Document, span: Span, lang: str) -> str:
    """'dòng 12' of a text file, 'đoạn 12' or 'bảng 1, hàng 2, cột 3' of others."""
    where = place_of(document, span)
    return in_language(words.PLACES[where.kind], lang).format(**asdict(where))


def ran_short(report: CheckReport, code: str, ran: Ran, lang: str) -> str:
    """That a check did not come to its end, and what that means."""
    title = in_language(report.cards[code].title, lang)
    said = words.CUTS[ran.cut] if ran.cut else words.FAILED
    return in_language(said, lang).format(code=code, title=title, failure=ran.failure)


def _group(report: CheckReport, group: Group, lang: str) -> Iterator[Line]:
    finding = group.first
    card = report.cards[finding.code]
    severity = in_language(words.SEVERITIES[finding.severity], lang)
    heading = f"{severity} {card.code}, {_places(report, group, lang)}"
    if group.brief:
        yield Line(Role.BRIEF, f"{heading}: {message(card, finding, lang)}", finding.severity)
        return
    yield Line(Role.HEADING, f"{heading}: {in_language(card.title, lang)}", finding.severity)
    quoted = shown_quotation(report, finding)
    yield Line(Role.QUOTE, quoted.text, finding.severity, quoted)
    yield Line(Role.MESSAGE, message(card, finding, lang), finding.severity)
    yield Line(Role.MEND, in_language(words.MEND, lang).format(text=mend(card, finding, lang)), finding.severity)


def _places(report: CheckReport, group: Group, lang: str) -> str:
    """'dòng 12', or for equal notes 'dòng 12; dòng 40; và 3 chỗ nữa'."""
    findings = (group.first, *group.others)
    named = list(dict.fromkeys(place(report, finding, lang) for finding in findings[:_PLACES]))
    if len(findings) > _PLACES:
        named.append(in_language(words.MORE_PLACES, lang).format(n=len(findings) - _PLACES))
    return "; ".join(named)


def _summary(report: CheckReport, lang: str) -> Iterator[Line]:
    yield Line(Role.SUMMARY, in_language(words.SUMMARY, lang))
    for severity, code, count in counted(report.findings):
        said = in_language(words.SEVERITIES[severity], lang)
        title = in_language(report.cards[code].title, lang)
        yield Line(Role.COUNT, f"{count:>4}  {said} {code}: {title}", severity)
