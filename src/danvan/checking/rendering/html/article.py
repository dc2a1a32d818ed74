"""One report on the page: the verdict, the list of findings, the text with each finding beside its words."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from danvan.checking import words
from danvan.checking.message import in_language, mend, message
from danvan.checking.privacy import hidden
from danvan.checking.render_text import coverage, judged, place, ran_short, verdict
from danvan.checking.rendering.html import said
from danvan.checking.rendering.html.escape import shown
from danvan.checking.rendering.html.marks import Mark
from danvan.checking.rendering.html.said import say
from danvan.checking.rendering.html.words import Written
from danvan.checking.report import CheckReport
from danvan.documents.model import Block, BlockKind
from danvan.kernel.finding import Finding, Severity

_RELATED, _WAIVED = len(Severity), len(Severity) + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What one file adds to a page: a row of the index, and its article. Travels between processes."""

    file: str
    anchor: str
    look: str
    sign: str
    verdict: str
    article: str


def anchor_of(file: str) -> str:
    """What the anchors of a file begin with; no two files share one."""
    return f"f{hashlib.sha256(file.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}-"


def entry_of(report: CheckReport, lang: str) -> Entry:
    """The entry of a report that was checked."""
    anchor = anchor_of(report.document.file)
    look = report.worst.value if report.worst else "clean"
    shown_verdict = verdict(report, lang)
    return Entry(
        file=report.document.file,
        anchor=anchor,
        look=look,
        sign=said.SIGNS[report.worst],
        verdict=shown_verdict.removeprefix(f"{report.document.file}: "),
        article=_Article(report, anchor, lang).html(),
    )


def unread(file: str, sentence: str, lang: str) -> Entry:
    """A file that could not be read, and why."""
    anchor = anchor_of(file)
    article = (
        f'<article id="{anchor}"><h2>{shown(file)}</h2>'
        f'<p class="verdict error"><span class="sign">✖</span> {shown(sentence)}</p></article>'
    )
    return Entry(file, anchor, "error", "✖", say(said.UNREAD, lang), article)


@dataclass(frozen=True)
class _Article:
    report: CheckReport
    anchor: str
    lang: str

    def html(self) -> str:
        return "".join(
            [
                f'<article id="{self.anchor}" aria-labelledby="{self.anchor}h">',
                f'<h2 id="{self.anchor}h">{shown(self.report.document.file)}</h2>',
                *self._head(),
                *self._list(),
                *self._waived(),
                *self._text(),
                "</article>",
            ]
        )

    def _head(self) -> Iterator[str]:
        report, lang = self.report, self.lang
        worst = report.worst
        told = verdict(report, lang).removeprefix(f"{report.document.file}: ")
        yield f'<p class="verdict {worst.value if worst else "clean"}">'
        yield f'<span class="sign" aria-hidden="true">{said.SIGNS[worst]}</span> {shown(told[:1].upper() + told[1:])}</p>'
        yield f'<p class="fact">{shown(coverage(report, lang))}</p><p class="fact">{shown(judged(report, lang))}</p>'
        for code, ran in report.ran_short.items():
            yield f'<p class="fact short">▲ {shown(ran_short(report, code, ran, lang))}</p>'

    def _list(self) -> Iterator[str]:
        findings = self.report.findings
        if not findings:
            return
        yield f'<nav class="list" aria-label="{shown(say(said.LIST, self.lang, n=len(findings)))}"><details open>'
        yield f"<summary>{shown(say(said.LIST, self.lang, n=len(findings)))}</summary><ol>"
        for number, finding in enumerate(findings, 1):
            title = in_language(self.report.cards[finding.code].title, self.lang)
            yield f'<li class="{finding.severity.value}"><a href="#{self.anchor}n{number}">{self._heading(finding)}</a> '
            yield f"<span>{shown(title)}</span></li>"
        yield "</ol></details></nav>"

    def _heading(self, finding: Finding) -> str:
        """'✖ Sai AR02, dòng 34'."""
        severity = in_language(words.SEVERITIES[finding.severity], self.lang)
        where = shown(place(self.report, finding, self.lang))
        sign = said.SIGNS[finding.severity]
        return f'<span class="sign" aria-hidden="true">{sign}</span> <b>{severity}</b> {finding.code}, {where}'

    def _waived(self) -> Iterator[str]:
        waived = self.report.waived
        if not waived:
            return
        yield f'<details class="waived"><summary>{shown(say(said.WAIVED, self.lang, n=len(waived)))}</summary><ul>'
        for one in waived:
            card, waiver = self.report.cards[one.finding.code], one.waiver
            until = ", " + say(said.UNTIL, self.lang, day=f"{waiver.until:%d/%m/%Y}") if waiver.until else ""
            where = f"{card.code}, {place(self.report, one.finding, self.lang)}"
            reason = say(said.WAIVED_BY, self.lang, reason=waiver.reason, by=waiver.by)
            yield f"<li>{shown(where)}: {shown(message(card, one.finding, self.lang))} <i>{shown(reason + until)}</i></li>"
        yield "</ul></details>"

    def _text(self) -> Iterator[str]:
        document = self.report.document
        written = Written(document.text, self._marks(), hidden(self.report), self.anchor, self.lang)
        beside = self._beside(document.blocks)
        tables = 0
        yield f'<section class="text" lang="vi" aria-label="{shown(say(said.TEXT, self.lang))}">'
        for at, block in enumerate(document.blocks):
            tables += block.kind is BlockKind.TABLE
            notes = "".join(self._note(number) for number in beside.get(at, ()))
            aside = f'<aside lang="{self.lang}">{notes}</aside>' if notes else ""
            yield f'<div class="row"><div class="words">{written.block(block, tables)}</div>{aside}</div>'
        yield "</section>"

    def _marks(self) -> list[Mark]:
        marks: list[Mark] = []
        for number, finding in enumerate(self.report.findings, 1):
            marks.append(Mark(finding.span, finding.severity.value, finding.severity.rank, number))
            marks += [Mark(span, "related", _RELATED) for span in finding.related if span.start < span.end]
        return marks + [Mark(one.finding.span, "excused", _WAIVED) for one in self.report.waived]

    def _beside(self, blocks: Sequence[Block]) -> Mapping[int, list[int]]:
        """The numbers of the findings by the block they stand beside: the one they begin in, or the last before."""
        starts = [block.span.start for block in blocks]
        beside: dict[int, list[int]] = {}
        for number, finding in enumerate(self.report.findings, 1):
            beside.setdefault(max(0, bisect_right(starts, finding.span.start) - 1), []).append(number)
        return beside

    def _note(self, number: int) -> str:
        finding = self.report.findings[number - 1]
        back = shown(say(said.TO_WORDS, self.lang, n=number))
        look = finding.severity.value
        return (
            f'<div class="card {look}" id="{self.anchor}n{number}" role="note">'
            f'<p class="of"><a class="ref {look}" href="#{self.anchor}m{number}" aria-label="{back}">{number}</a> '
            f"{self._heading(finding)}</p>{self._said(number, finding)}</div>"
        )

    def _said(self, number: int, finding: Finding) -> str:
        card, lang = self.report.cards[finding.code], self.lang
        title = f'<p class="title">{shown(in_language(card.title, lang))}</p>'
        first = self._firsts[number - 1]
        if first != number:
            same = shown(say(said.SAME, lang, n=first))
            return f'{title}<p><a href="#{self.anchor}n{first}">{same}</a></p>'
        return (
            f"{title}<p>{shown(message(card, finding, lang))}</p>"
            f'<p class="mend"><b>{say(said.MEND, lang)}</b> {shown(mend(card, finding, lang))}</p>'
            f"<details><summary>{say(said.WHY, lang)}</summary><p>{shown(in_language(card.why, lang).strip())}</p></details>"
        )

    @cached_property
    def _firsts(self) -> list[int]:
        """For each finding the number of the first note that says the same; of an error or warning its own."""
        seen: dict[tuple[str, str], int] = {}
        firsts: list[int] = []
        for number, finding in enumerate(self.report.findings, 1):
            told = message(self.report.cards[finding.code], finding, self.lang)
            note = finding.severity is Severity.NOTE
            firsts.append(seen.setdefault((finding.code, told), number) if note else number)
        return firsts
