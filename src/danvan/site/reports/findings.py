"""What checking finds in a report as it is now, part by part, in both languages."""

import hashlib
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from danvan.catalogue.models import Words as Named
from danvan.checking.engine import check_reading
from danvan.checking.message import LANGUAGES, in_language, mend, message
from danvan.checking.past import Remembered
from danvan.checking.privacy import shown_words
from danvan.checking.report import CheckReport
from danvan.checking.selection import Selection
from danvan.composing.model import Part
from danvan.documents.opening import open_document
from danvan.kernel.finding import Finding, Severity
from danvan.reading.read import read_document
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.language import code as language
from danvan.site.reports.drafting import Draft
from danvan.site.reports.issuing import written
from danvan.site.reports.models import Report, ReportCheck

_SELECTION = Selection(without=frozenset({"FO03"}))
"""All but that number and day are open: they are written in when it is signed."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, as it is kept. `key`: the same for the same thing found again. `part`: the code of the part it stands in, ''
    above or below all. `words`: those it is about, personal ones masked; `said`: language -> {title, message, mend, why}."""

    key: str
    code: str
    severity: str
    part: str
    words: str
    arithmetic: str
    said: Mapping[str, Mapping[str, str]]

    @property
    def title(self) -> str:
        return self.said[language()]["title"]

    @property
    def message(self) -> str:
        return self.said[language()]["message"]

    @property
    def mend(self) -> str:
        return self.said[language()]["mend"]

    @property
    def why(self) -> str:
        return self.said[language()]["why"]

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR


def check(draft: Draft) -> ReportCheck:
    """Checks the report as it would be printed and keeps what was found. Half a second to two."""
    result = _checked(draft)
    places = _Places(draft.model.parts, result.document.text)
    found = [asdict(_found(result, finding, places.part_of(finding.span.start))) for finding in result.findings]
    covered = {"numbers": result.coverage.numbers, "accounted": result.coverage.accounted,
               "right": result.coverage.right, "wrong": result.coverage.wrong}  # fmt: skip
    kept, _made = ReportCheck.objects.update_or_create(
        report=draft.report, defaults={"digest": digest_of(draft), "findings": found, "coverage": covered}
    )
    counts = {severity.value: result.count(severity) for severity in Severity}
    Report.objects.filter(pk=draft.report.pk).update(findings=counts, checked_at=kept.at)
    return kept


def last_check(draft: Draft) -> ReportCheck | None:
    """The kept one; None when there is none or the report has changed since. One query."""
    kept = ReportCheck.objects.filter(report=draft.report).first()
    return kept if kept and kept.digest == digest_of(draft) else None


def checked(draft: Draft) -> ReportCheck:
    """The kept one where it is still true, else a new one."""
    return last_check(draft) or check(draft)


def found_in(kept: ReportCheck) -> list[Found]:
    """What was found, gravest first, then in the order of the report."""
    every = [Found(**each) for each in kept.findings]
    return sorted(every, key=lambda one: Severity(one.severity).rank)


def digest_of(draft: Draft) -> str:
    """Changes when what is printed does, or what it is compared with."""
    content = [draft.composed.digest, draft.material.letterhead, draft.report.office.name]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _checked(draft: Draft) -> CheckReport:
    catalogue = the_catalogue()
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        file = Path(folder) / "bao-cao.docx"
        file.write_bytes(written(draft, "docx", charts=False))
        reading = read_document(open_document(file, appearance=True), catalogue)
    return check_reading(reading, catalogue, selection=_SELECTION, past=Remembered(figures=list(draft.before)))


def _found(report: CheckReport, finding: Finding, part: str) -> Found:
    card = report.cards[finding.code]
    said = {
        lang: {
            "title": in_language(card.title, lang), "message": message(card, finding, lang), "mend": mend(card, finding, lang),
            "why": _one_line(card.why, lang),
        }
        for lang in LANGUAGES
    }  # fmt: skip
    words = shown_words(report, finding)
    name = json.dumps([finding.code, part, words, said["vi"]["message"]], ensure_ascii=False)
    key = hashlib.sha256(name.encode()).hexdigest()[:16]
    return Found(key, finding.code, finding.severity.value, part, words, arithmetic(finding), said)


def arithmetic(finding: Finding) -> str:
    """'206 + 129 = 335 ≠ 320'; '' for a finding that is about no calculation."""
    spelled = finding.data.get("arithmetic", "")
    return f"{spelled} ≠ {finding.found}" if spelled and finding.found else spelled


def _one_line(words: Named, lang: str) -> str:
    return " ".join(in_language(words, lang).split())


class _Places:
    """Where the parts of a report begin in its text."""

    def __init__(self, parts: Sequence[Part], text: str) -> None:
        self._begins: list[tuple[int, str]] = []
        at = 0
        for part in parts:
            title = part.title.upper() if part.level == 1 else part.title
            found = text.find(title, at)
            if part.heading and found >= 0:
                self._begins.append((found, part.code))
                at = found + len(title)

    def part_of(self, start: int) -> str:
        return next((code for begins, code in reversed(self._begins) if begins <= start), "")


def unwaived(found: Iterable[Found], reasons: Mapping[str, str]) -> list[Found]:
    """The errors among `found` that no reason (by key) lets stand."""
    return [one for one in found if one.is_error and not reasons.get(one.key, "").strip()]


def waivers(found: Iterable[Found], reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is let stand, for the event: the finding in Vietnamese and the reason."""
    return [
        {"code": one.code, "key": one.key, "message": one.said["vi"]["message"], "reason": reasons[one.key].strip()}
        for one in found
        if reasons.get(one.key, "").strip()
    ]
