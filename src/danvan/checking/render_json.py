"""A report of checking as the JSON other programs rely on: version 1, docs/reference/schema/check.schema.json."""

from danvan.checking.message import mend, message
from danvan.checking.privacy import shown_words
from danvan.checking.report import CheckReport, Ran
from danvan.checking.waivers import Waived
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
        "waived": [_waived(report, waived, lang) for waived in report.waived],
        "ran_short": [_ran_short(code, ran) for code, ran in report.ran_short.items()],
    }


def _waived(report: CheckReport, waived: Waived, lang: str) -> JsonObject:
    waiver = waived.waiver
    until = waiver.until.isoformat() if waiver.until else ""
    said = {"reason": waiver.reason, "by": waiver.by, "until": until}
    return {**_finding(report, waived.finding, lang), "waiver": said}


def _ran_short(code: str, ran: Ran) -> JsonObject:
    return {"code": code, "cut": ran.cut.value if ran.cut else "", "failure": ran.failure}


def _finding(report: CheckReport, finding: Finding, lang: str) -> JsonObject:
    card = report.cards[finding.code]
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "start": finding.span.start,
        "end": finding.span.end,
        "text": shown_words(report, finding),
        "message": message(card, finding, lang),
        "found": finding.found,
        "expected": finding.expected,
        "mend": mend(card, finding, lang),
        "related": [{"start": span.start, "end": span.end} for span in finding.related],
    }
