"""The period of the title against the periods the text names, and against the day of signing."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.citing.finding import printed
from danvan.checking.passages import overlaps_any, sentence_around
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.mapped import Mapped
from danvan.kernel.period import Period, PeriodKind
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold

KIND = "period"
BLANKS = frozenset({"found", "expected", "period", "day"})
Question = Literal["reports", "in_text", "closed_early", "signed_early", "signed_late"]
_PARTIAL = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS)
_REPORTS = re.compile(r"(?<!\w)trên đây là(?!\w)|(?<!\w)báo cáo (?:kết quả|tình hình|việc|công tác)(?!\w)|(?<!\w)kính báo cáo")
_PLANS = re.compile(r"(?<!\w)(?:phương hướng|nhiệm vụ|kế hoạch|chương trình)(?!\w)")
_OPENING = 20
"""The opening stands in the first so many paragraphs, those of the letterhead and the title among them."""
_EARLY = timedelta(45)
"""Figures may close this long before a period ends: the windows of the regimes close 16 days before."""


class Settings(Card):
    """`question`: does the opening or closing line name another period than the title; is a result told of the same stretch
    of an earlier year; do the figures end long before the period; is the day of signing too early, or too late for it.
    `never`: words in whose sentence another period is rightly named."""

    question: Question
    never: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """The findings of the card's question; none where the title names no period."""
    period = subject.reading.letterhead.period
    if period is not None:
        yield from _ANSWERS[settings.question](card, settings, subject, period)


def _reports(card: CheckCard, _settings: Settings, subject: Subject, period: Period) -> Iterator[Finding]:
    """'Trên đây là báo cáo … 6 tháng đầu năm 2024' under the title '9 tháng đầu năm 2024'."""
    body = [paragraph.flow for paragraph in subject.paragraphs]
    title = subject.reading.letterhead.title
    for at, flow in enumerate(body):
        low = fold(flow.text)
        closing = low.lstrip("* ").startswith("trên đây là")
        opening = at < _OPENING and flow.text.strip() not in title and low.endswith(("sau:", "sau.", "cụ thể:"))
        # The last one: before it stands on whose request it is made.
        told = list(_REPORTS.finditer(low))[-1:] if closing or opening else []
        if not told:
            continue
        start = told[0].end()
        plans = _PLANS.search(low, start)
        end = plans.start() if plans else len(low)
        found = _periods(flow, start, end, period, subject)
        if found and all(_differ(one, period) for _, one in found):
            span, one = found[0]
            severity = Severity.WARNING if _surely(one, period) else Severity.NOTE
            yield _finding(card, span, str(one), severity, period=str(period), expected=str(period))


def _periods(flow: Mapped, start: int, end: int, period: Period, subject: Subject) -> list[tuple[Span, Period]]:
    text = flow.text[start:end]
    found = []
    for at, one in Period.find(text, year=period.end.year):
        span = flow.origin(start + at.start, start + at.end)
        if not overlaps_any(span, subject.cited) and text[: at.start].count("“") <= text[: at.start].count("”"):
            found.append((span, one))
    return found


def _differ(one: Period, period: Period) -> bool:
    return (one.start, one.end) != (period.start, period.end)


def _surely(one: Period, period: Period) -> bool:
    """Another stretch of a year, or another year. The year for a part of it, or a stretch of several years, may be the name of
    a programme."""
    if one.kind not in (*_PARTIAL, PeriodKind.YEAR) or period.kind not in (*_PARTIAL, PeriodKind.YEAR):
        return False
    return one.kind is not PeriodKind.YEAR or period.kind is PeriodKind.YEAR or one.start.year != period.start.year


def _in_text(card: CheckCard, settings: Settings, subject: Subject, period: Period) -> Iterator[Finding]:
    """'Trong 9 tháng đầu năm 2023 đã …' in the report on 9 months of 2024, and nothing is compared."""
    if period.kind not in _PARTIAL:
        return
    never = _any_of(settings.never)
    for passage, low in zip(subject.passages, subject.folded, strict=True):
        if str(period.start.year - 1) not in low:
            continue
        for at, one in Period.find(passage.text):
            if one.kind is not period.kind or (one.start.month, one.end.month) != (period.start.month, period.end.month):
                continue
            start, end = sentence_around(low, at.start, at.end)
            span = passage.origin(at.start, at.end)
            last_year = one.start.year == period.start.year - 1 and not never.search(low[start:end])
            if last_year and not overlaps_any(span, subject.cited):
                yield _finding(card, span, str(one), card.severity, period=str(period), expected=str(period))


def _closed_early(card: CheckCard, settings: Settings, subject: Subject, period: Period) -> Iterator[Finding]:
    """'từ năm 2021 đến tháng 3/2025' in a report on 2021 to 2025: the first place, for it is one gap."""
    never = _any_of(settings.never)
    own = subject.reading.letterhead.date
    if own is not None and own <= period.end:
        return  # signed before its period ends: its figures cannot reach further
    for passage in subject.passages:
        for at, one in Period.find(passage.text):
            early = one.kind is PeriodKind.CUSTOM and one.start.year == period.start.year and period.end - one.end > _EARLY
            start, end = sentence_around(passage.text, at.start, at.end)
            most = one.end > period.start + (period.end - period.start) / 3
            if early and most and not never.search(fold(passage.text[start:end])):
                span = passage.origin(at.start, at.end)
                if not overlaps_any(span, subject.cited):
                    yield _finding(card, span, printed(one.end), card.severity, period=str(period), day=printed(period.end))
                    return


def _signed_early(card: CheckCard, _settings: Settings, subject: Subject, period: Period) -> Iterator[Finding]:
    own = subject.reading.letterhead.date
    if own is None or subject.reading.letterhead.type.casefold() != "báo cáo" or own > period.end:
        return
    if period.kind is PeriodKind.YEARS:
        limit = period.start
    else:
        limit = _closing(period) - timedelta(days=max(15, (period.end - period.start).days // 6))
    if own < limit:
        # Before the middle of its period no report has results to tell: its year is that of the last one.
        middle = period.start + (period.end - period.start) / 2
        yield _signed(card, subject, period, Severity.WARNING if own < middle else Severity.NOTE)


def _closing(period: Period) -> date:
    """The closing date of periodic reports (Decree 09/2019, art. 12): the 14th of the last month."""
    return period.end.replace(day=14)


def _signed_late(card: CheckCard, _settings: Settings, subject: Subject, period: Period) -> Iterator[Finding]:
    own = subject.reading.letterhead.date
    if own is not None and own - period.end > timedelta(days=200):
        yield _signed(card, subject, period, card.severity)


def _signed(card: CheckCard, subject: Subject, period: Period, severity: Severity) -> Finding:
    own = subject.reading.letterhead.date
    said = next((one for one in subject.dates if one.day == own and not overlaps_any(one.span, subject.cited)), None)
    span = said.span if said else Span(0, min(1, len(subject.text)))
    return _finding(card, span, printed(own), severity, period=str(period), day=printed(period.end))


@lru_cache(16)
def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in words)})(?!\w)" if words else r"(?!)")


def _finding(
    card: CheckCard, span: Span, found: str, severity: Severity, *, period: str, expected: str = "", day: str = ""
) -> Finding:
    grave = capped(max(severity, card.severity, key=lambda one: one.rank), card.source.certainty)
    return Finding(card.code, grave, span, {"period": period, "day": day}, found, expected)


_ANSWERS: dict[Question, Callable[[CheckCard, Settings, Subject, Period], Iterator[Finding]]] = {
    "reports": _reports,
    "in_text": _in_text,
    "closed_early": _closed_early,
    "signed_early": _signed_early,
    "signed_late": _signed_late,
}
