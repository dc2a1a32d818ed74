"""A report of checking as the JSON other programs rely on: version 1, docs/reference/schema/check.schema.json."""

from danvan.checking.message import mend, message
from danvan.checking.report import CheckReport
from danvan.kernel.finding import Finding

VERSION = 1
JsonObject = dict[str, object]


def render_json(report: CheckReport, lang: str = "vi") -> JsonObject:
    """One object for one file. Offsets count code points of the document's text."""
    counted = report.coverage
    return {
        "version": VERSION,
        "file": report.document.file,
        "verdict": report.verdict.value,
        "coverage": {
            "numbers": counted.numbers,
            "accounted": counted.accounted,
            "checked": counted.checked,
            "right": counted.right,
            "wrong": counted.wrong,
        },
        "findings": [_finding(report, finding, lang) for finding in report.findings],
    }


def _finding(report: CheckReport, finding: Finding, lang: str) -> JsonObject:
    card = report.cards[finding.code]
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "start": finding.span.start,
        "end": finding.span.end,
        "text": finding.span.of(report.document.text),
        "message": message(card, finding, lang),
        "found": finding.found,
        "expected": finding.expected,
        "mend": mend(card, finding, lang),
        "related": [{"start": span.start, "end": span.end} for span in finding.related],
    }
