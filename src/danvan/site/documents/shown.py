"""What the page shows of a document that was checked, in both languages, ready to be kept as JSON."""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import override

from danvan.catalogue.models import CheckCard
from danvan.checking.message import LANGUAGES, in_language, mend, message
from danvan.checking.privacy import hidden, shown_words
from danvan.checking.render_text import judged, place, ran_short, verdict
from danvan.checking.rendering.html.marks import Mark
from danvan.checking.rendering.html.words import Written
from danvan.checking.report import CheckReport
from danvan.documents.model import Block, BlockKind
from danvan.kernel.finding import Finding, Severity
from danvan.site.documents import little

_RELATED = len(Severity)
_WHOLE = 250_000
"""Letters of a text that is shown whole; of a longer one only where something was found, and what stands around it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding beside the text. `same`: the number of an earlier one that says the same, 0 for none."""

    number: int
    code: str
    severity: str
    title: str
    arithmetic: str
    words: str
    message: str
    mend: str
    why: str
    place: str
    same: int


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the text as HTML, and the numbers of the findings beside it. `gap`: text left out before it."""

    html: str
    notes: Sequence[int]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One document in one language. `counts`: severity -> how many; `passed`: titles of the checks that found nothing."""

    verdict: str
    worst: str
    counts: Mapping[str, int]
    numbers: int
    accounted: int
    right: int
    wrong: int
    judged: str
    short: Sequence[str]
    warnings: Sequence[str]
    passed: Sequence[str]
    notes: Sequence[Note]
    rows: Sequence[Row]


def shown(report: CheckReport, warnings: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Language -> `Shown` as JSON. `warnings`: language -> what is to be said of the reading."""
    return {lang: json.loads(json.dumps(asdict(_Page(report, lang).shown(warnings[lang])))) for lang in LANGUAGES}


@dataclass(frozen=True)
class _Page:
    report: CheckReport
    lang: str

    def shown(self, warnings: Sequence[str]) -> Shown:
        report, lang = self.report, self.lang
        found = {finding.code for finding in report.findings}
        with override(lang):
            nothing = little.verdict(report)
        told = nothing or verdict(report, lang).removeprefix(f"{report.document.file}: ").rstrip(".")
        return Shown(
            verdict=told[:1].upper() + told[1:],
            worst="warning" if nothing else report.worst.value if report.worst else "clean",
            counts={severity.value: report.count(severity) for severity in Severity},
            numbers=report.coverage.numbers,
            accounted=report.coverage.accounted,
            right=report.coverage.right,
            wrong=report.coverage.wrong,
            judged=judged(report, lang),
            short=[ran_short(report, code, ran, lang) for code, ran in report.ran_short.items()],
            warnings=warnings,
            passed=[f"{card.code} {in_language(card.title, lang)}" for code, card in report.cards.items() if code not in found],
            notes=list(self._notes()),
            rows=list(self._rows()),
        )

    def _notes(self) -> Iterator[Note]:
        seen: dict[tuple[str, str], int] = {}
        for number, finding in enumerate(self.report.findings, 1):
            card = self.report.cards[finding.code]
            told = message(card, finding, self.lang)
            first = seen.setdefault((finding.code, told), number)
            same = first if first != number and finding.severity is Severity.NOTE else 0
            yield self._note(number, card, finding, told, same)

    def _note(self, number: int, card: CheckCard, finding: Finding, told: str, same: int) -> Note:
        lang = self.lang
        spelled = finding.data.get("arithmetic", "")
        return Note(
            number, finding.code, finding.severity.value, in_language(card.title, lang),
            f"{spelled} ≠ {finding.found}" if spelled and finding.found else spelled,
            shown_words(self.report, finding)[:200], told, mend(card, finding, lang),
            " ".join(in_language(card.why, lang).split()), place(self.report, finding, lang), same,
        )  # fmt: skip

    def _rows(self) -> Iterator[Row]:
        document = self.report.document
        written = Written(document.text, self._marks(), hidden(self.report), "", self.lang)
        beside = self._beside(document.blocks)
        wanted = self._wanted(beside, len(document.blocks))
        tables, gap = 0, False
        for at, block in enumerate(document.blocks):
            tables += block.kind is BlockKind.TABLE
            if at not in wanted:
                gap = True
                continue
            yield Row(written.block(block, tables), beside.get(at, []), gap)
            gap = False

    def _wanted(self, beside: Mapping[int, Sequence[int]], count: int) -> set[int]:
        if len(self.report.document.text) <= _WHOLE:
            return set(range(count))
        return {near for at in beside for near in (at - 1, at, at + 1)}

    def _marks(self) -> list[Mark]:
        marks: list[Mark] = []
        for number, finding in enumerate(self.report.findings, 1):
            marks.append(Mark(finding.span, finding.severity.value, finding.severity.rank, number))
            marks += [Mark(span, "related", _RELATED) for span in finding.related if span.start < span.end]
        return marks

    def _beside(self, blocks: Sequence[Block]) -> dict[int, list[int]]:
        """Number of a block -> the findings that begin in it, or behind it and before the next."""
        starts = [block.span.start for block in blocks]
        beside: dict[int, list[int]] = {}
        for number, finding in enumerate(self.report.findings, 1):
            beside.setdefault(max(0, bisect_right(starts, finding.span.start) - 1), []).append(number)
        return beside
