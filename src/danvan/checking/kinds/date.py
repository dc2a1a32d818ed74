"""Dates in running text: against the calendar, each other, and the document's own."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import lru_cache
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.citing.finding import printed
from danvan.checking.dates import SAID, DateSaid, day_of
from danvan.checking.passages import overlaps_any, sentence_around
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.period import PeriodKind
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold

KIND = "date"
BLANKS = frozenset({"found", "expected", "day", "other"})
Question = Literal["calendar", "weekday", "order", "as_of", "done", "window", "before"]

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NAMES = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "bẩy": 5, "7": 5}
_WEEKDAY = r"(?:thứ\s+(?P<{0}>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<{0}s>chủ\s+nhật))"
_BEFORE = re.compile(rf"(?<!\w){_WEEKDAY.format('a')}\s*,?\s*\(?\s*$", re.IGNORECASE)
_BEHIND = re.compile(rf"\s*,?\s*\(\s*{_WEEKDAY.format('b')}\s*\)", re.IGNORECASE)
_FROM_TO = re.compile(rf"(?<!\w)từ\s+(?P<a>{SAID})\s*(?:đến|tới|[-–—])\s*(?:hết\s+)?(?P<b>{SAID})", re.IGNORECASE)
_YEARS = re.compile(
    r"(?<!\w)(?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ)\s+(?P<a>(?:19|20)\d\d)\s?[-–—]\s?(?P<b>(?:19|20)\d\d)(?!\d|/)"
    r"|(?<!\w)từ\s+năm\s+(?P<c>(?:19|20)\d\d)\s+(?:đến|tới)\s+(?:năm\s+)?(?P<d>(?:19|20)\d\d)(?!\d|/)",
    re.IGNORECASE,
)
_AS_OF = re.compile(
    r"(?<!ước )(?<!\w)(?:tính|số liệu|lũy kế|luỹ kế|cập nhật|thống kê|chốt)(?:\s+(?:số liệu|tính|chốt))?\s+(?:đến|tới)\s*"
    r"(?:hết\s*)?(?:thời điểm\s*)?,?\s*$"
)
_SENTENCE_ENDS = re.compile(r"[.;:!?]\s*$")
_BLANK = re.compile(r"(?<!\d)0{1,2}\s?(?:[/.-]|\s+tháng)")
"""A day or month still to be filled in."""
_LEAD = 45
_WINDOW = timedelta(45)
"""The windows of the regimes begin and end so near to the period they are for."""
_LONG_AGO = timedelta(800)
"""What lies further back is history, and told as such."""
_OPENS = re.compile(r"^\W*$")


class Settings(Card):
    """`question`: is there such a day; is it that day of the week; does a stretch of time end after it begins; do figures
    stand as of a day before the document's own; is what is told as done before it too; does the stretch of time its figures
    are of (`window`) end by that day; is what is told as done within the period (`before`). `never`: words in whose sentence a
    date is one to come. `done`: words in whose sentence something is told as done."""

    question: Question
    never: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """The findings of the card's question."""
    return _ANSWERS[settings.question](card, settings, subject)


def _calendar(card: CheckCard, _settings: Settings, subject: Subject) -> Iterator[Finding]:
    for said in subject.dates:
        blank = _BLANK.search(said.words)
        # Dates of cited texts have a check of their own.
        if said.day is None and not blank and not overlaps_any(said.span, subject.cited):
            yield _finding(card, said.span, said.words)


def _weekday(card: CheckCard, _settings: Settings, subject: Subject) -> Iterator[Finding]:
    for said in subject.dates:
        if said.day is None:
            continue
        text = said.passage.text
        before = _BEFORE.search(text, max(0, said.start - _LEAD), said.start)
        behind = _BEHIND.match(text, said.end)
        told = before or behind
        if told is None or (before and _is_ordinal(text, before)):
            continue
        group = "a" if before else "b"
        named = 6 if told[f"{group}s"] else _NAMES[told[group].casefold()]
        if named != said.day.weekday():
            place = said.passage.origin(min(told.start(), said.start), max(told.end(), said.end))
            yield _finding(card, place, _WEEKDAYS[named], _WEEKDAYS[said.day.weekday()], day=printed(said.day))


def _is_ordinal(text: str, told: re.Match[str]) -> bool:
    """'Thứ hai, ngày 14/8/2024 …' at the beginning of a sentence may be 'secondly': days of the week have capitals."""
    begins = not text[: told.start()].strip(" *+•–—-") or bool(_SENTENCE_ENDS.search(text, 0, told.start()))
    return begins and bool(told["a"]) and told["a"].islower()


def _order(card: CheckCard, _settings: Settings, subject: Subject) -> Iterator[Finding]:
    for passage in subject.passages:
        if "từ" not in passage.text.casefold() and "20" not in passage.text:
            continue
        for match in _FROM_TO.finditer(passage.text):
            first, last = day_of(match["a"]), day_of(match["b"])
            if first and last and first > last:
                yield _finding(card, passage.origin(*match.span()), printed(first), other=printed(last))
        for match in _YEARS.finditer(passage.text):
            begin, end = match["a"] or match["c"], match["b"] or match["d"]
            place = passage.origin(*match.span())
            if begin > end and not overlaps_any(place, subject.cited):
                yield _finding(card, place, begin, other=end)


def _as_of(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    own = subject.reading.letterhead.date
    for said in subject.dates if own else ():
        if own and said.day and said.day > own:
            lead = fold(said.passage.text[max(0, said.start - _LEAD) : said.start])
            if _AS_OF.search(lead) and not _says(said, settings.never) and not _is_target(said.span, subject):
                yield _finding(card, said.span, printed(said.day), day=printed(own))


def _done(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """'Ngày 25/10/2024, UBND xã đã tổ chức …' in a report of September: only where the date opens the sentence."""
    own = subject.reading.letterhead.date
    for said in subject.dates if own else ():
        if not own or not said.day or said.day <= own or overlaps_any(said.span, subject.cited):
            continue
        start, _ = sentence_around(said.passage.text, said.start, said.end)
        opening = re.sub(r"^[\s*+•–—-]*(?:vào|sáng|chiều|tối|trong)?\s*", "", fold(said.passage.text[start : said.start]))
        opens = bool(_OPENS.match(opening)) and not _is_target(said.span, subject)
        if opens and _says(said, settings.done) and not _says(said, settings.never):
            yield _finding(card, said.span, printed(said.day), day=printed(own))


def _window(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """'Số liệu từ ngày 15/12/2023 đến ngày 14/9/2024' in a report of 10/9/2024: the stretch is the report's own."""
    own, period = subject.reading.letterhead.date, subject.reading.letterhead.period
    if own is None or period is None:
        return
    for passage in subject.passages:
        for match in _FROM_TO.finditer(passage.text) if "từ" in passage.text.casefold() else ():
            first, last = day_of(match["a"]), day_of(match["b"])
            place = passage.origin(*match.span("b"))
            if not first or not last or last <= own or _is_target(place, subject):
                continue
            start, end = sentence_around(passage.text, *match.span())
            planned = _any_of(settings.never).search(fold(passage.text[start:end])) if settings.never else None
            if not planned and abs(first - period.start) <= _WINDOW and abs(last - period.end) <= _WINDOW:
                yield _finding(card, place, printed(last), day=printed(own))


def _before(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """'Ngày 25/10/2022, UBND xã đã tổ chức …' in a report on 9 months of 2024: only where the date opens the sentence."""
    period = subject.reading.letterhead.period
    if period is None or period.kind is PeriodKind.YEARS:
        return
    for said in subject.dates:
        long_before = said.day is not None and _LONG_AGO >= period.start - said.day > _WINDOW
        if not long_before or overlaps_any(said.span, subject.cited):
            continue
        start, _ = sentence_around(said.passage.text, said.start, said.end)
        opening = re.sub(r"^[\s*+•–—-]*(?:vào|sáng|chiều|tối|trong)?\s*", "", fold(said.passage.text[start : said.start]))
        if _OPENS.match(opening) and _says(said, settings.done) and not _says(said, settings.never):
            yield _finding(card, said.span, printed(said.day), other=str(period))


def _says(said: DateSaid, words: tuple[str, ...]) -> bool:
    """Whether one of `words` stands in the sentence of the date."""
    start, end = sentence_around(said.passage.text, said.start, said.end)
    return bool(words) and bool(_any_of(words).search(fold(said.passage.text[start:end])))


def _is_target(span: Span, subject: Subject) -> bool:
    """Whether it stands in a part on plans: not so the last section when the closing line and the annexes follow it."""
    inside = [section for section in subject.reading.sections if section.span.covers(span)]
    return bool(inside) and max(inside, key=lambda section: section.level).target


@lru_cache(16)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in words)})(?!\w)")


def _finding(card: CheckCard, span: Span, found: str, expected: str = "", *, day: str = "", other: str = "") -> Finding:
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=span,
        data={"day": day, "other": other, "cause": f"date:{span.start}"},
        found=found,
        expected=expected,
    )


_ANSWERS: dict[Question, Callable[[CheckCard, Settings, Subject], Iterator[Finding]]] = {
    "calendar": _calendar,
    "weekday": _weekday,
    "order": _order,
    "as_of": _as_of,
    "done": _done,
    "window": _window,
    "before": _before,
}
