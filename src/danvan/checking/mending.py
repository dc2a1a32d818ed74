"""What findings say can be mended without a person: the exact words to be put in the place of others."""

from danvan.checking.report import CheckReport
from danvan.documents.amend import Amendment, safe

FIX, FIXES = "fix", "fixes"
"""Data of a finding: the words for its span; a line of words for each related place. Only what changes no number counts."""


def amendments_of(report: CheckReport) -> list[Amendment]:
    """The safe replacements of all findings, in the order of the text, none over another."""
    asked: list[Amendment] = []
    for finding in report.findings:
        if FIX in finding.data:
            asked.append(Amendment(finding.span, finding.data[FIX]))
        if finding.data.get(FIXES):
            lines = finding.data[FIXES].split("\n")
            asked += [Amendment(span, text) for span, text in zip(finding.related, lines, strict=False)]
    return safe(report.document.text, asked)
