"""What tells a finding again after the text around it has moved."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from danvan.checking.privacy import is_private, shown_words
from danvan.checking.report import CheckReport
from danvan.kernel.finding import Finding


def fingerprints(report: CheckReport, findings: Iterable[Finding]) -> list[str]:
    """One for each finding: the check, its words and those it rests on, and which of several equal ones it is; no places.

    Personal data are left out: nobody can try names against the fingerprint.
    """
    seen: Counter[str] = Counter()
    found: list[str] = []
    for finding in findings:
        said = "\x1f".join([finding.code, *_words(report, finding)])
        found.append(hashlib.sha256(f"{said}\x1f{seen[said]}".encode()).hexdigest()[:32])
        seen[said] += 1
    return found


def _words(report: CheckReport, finding: Finding) -> Iterable[str]:
    """Spaces and capitals aside."""
    if is_private(finding):
        return []
    spans = (span.of(report.document.text) for span in finding.related)
    return (" ".join(words.casefold().split()) for words in (shown_words(report, finding), *spans))
