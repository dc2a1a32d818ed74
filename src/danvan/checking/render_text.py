"""A report of checking as lines for people: the verdict first, then each finding with its place and its mend."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from danvan.checking import words
from danvan.checking.message import in_language, mend, message
from danvan.checking.place import Quotation, place_of, quotation
from danvan.checking.report import CheckReport
from danvan.kernel.finding import Finding, Severity


class Role(StrEnum):
    """What a line is, so that a terminal or a page can dress it."""

    VERDICT = "verdict"
    COVERAGE = "coverage"
    HEADING = "heading"
    QUOTE = "quote"
    MESSAGE = "message"
    MEND = "mend"


@dataclass(frozen=True, slots=True)
class Line:
    """`severity`: of its finding; of the worst one, for the verdict. `quotation`: a QUOTE's text with its marks."""

    role: Role
    text: str
    severity: Severity | None = None
    quotation: Quotation | None = None


def render_text(report: CheckReport, lang: str = "vi") -> str:
    """The lines as plain text; the words a finding is about stand between « and »."""
    parts: list[str] = []
    for line in lines(report, lang):
        text = line.quotation.marked() if line.quotation else line.text
        gap = "\n" if line.role is Role.HEADING else ""
        indent = "  " if line.role in (Role.QUOTE, Role.MESSAGE, Role.MEND) else ""
        parts.append(f"{gap}{indent}{text}\n")
    return "".join(parts)


def lines(report: CheckReport, lang: str = "vi") -> Iterator[Line]:
    """Every line of the report, undressed."""
    yield Line(Role.VERDICT, verdict(report, lang), report.worst)
    yield Line(Role.COVERAGE, coverage(report, lang))
    yield Line(Role.COVERAGE, judged(report, lang))
    for finding in report.findings:
        yield from _finding(report, finding, lang)


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
    where = place_of(report.document, finding.span)
    return in_language(words.PLACES[where.kind], lang).format(**asdict(where))


def _finding(report: CheckReport, finding: Finding, lang: str) -> Iterator[Line]:
    card = report.cards[finding.code]
    severity = in_language(words.SEVERITIES[finding.severity], lang)
    title = in_language(card.title, lang)
    yield Line(Role.HEADING, f"{severity} {card.code}, {place(report, finding, lang)}: {title}", finding.severity)
    quoted = quotation(report.document, finding.span, finding.related)
    yield Line(Role.QUOTE, quoted.text, finding.severity, quoted)
    yield Line(Role.MESSAGE, message(card, finding, lang), finding.severity)
    yield Line(Role.MEND, in_language(words.MEND, lang).format(text=mend(card, finding, lang)), finding.severity)
