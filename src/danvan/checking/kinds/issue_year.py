"""Last year's year left in the date of an own text, and numbers that do not run with the days."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.citing.finding import BLANKS as OF_A_CITATION
from danvan.checking.citing.finding import Ground, date_cause, of_citation, printed
from danvan.checking.citing.register import Register, same_issuer
from danvan.checking.citing.symbols import Symbol
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.reading.lexicon import fold
from danvan.reading.model import Citation

KIND = "issue_year"
BLANKS = OF_A_CITATION | {"other", "other_day", "year"}
Question = Literal["twin", "title_year", "order"]
_NEAR = 250
"""Texts listed together stand no further apart."""
_SUBJECT = 170
_NEXT = re.compile(r"[;.]\s|(?<!\w)(?:số\s+\d|\d+/\w)")
_YEAR = re.compile(r"(?<!\w)năm\s+(20\d\d)(?!\s?[-–]\s?\d|\d)")
_SPRING = 4
"""A plan for a year is made at the end of the year before or at the beginning of its own, not in the spring before."""
_LEAST = 2


class Settings(Card):
    """`question`: the year differs from that of texts of the same day listed with it; a text on the work of a year is dated in
    the spring of the year before; a higher number has an earlier date. `never`: subjects decided long before their year."""

    question: Question
    never: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """The findings of the card's question: about texts of local bodies only, whose numbers begin again each year."""
    register = subject.catalogue.derived(Register)
    own = [
        (citation, symbol, citation.date)
        for citation in subject.reading.citations
        if citation.date and (symbol := register.symbol(citation.number)) and symbol.local and not symbol.year
    ]
    return _ANSWERS[settings.question](card, settings, subject, own)


Own = Sequence[tuple[Citation, Symbol, date]]


def _twin(card: CheckCard, _settings: Settings, subject: Subject, own: Own) -> Iterator[Finding]:
    """03/KH-UBND of 03/01/2024, 02/TB-UBND of 03/01/2024, 04/QĐ-UBND of 03/01/2023: one morning's texts."""
    period = subject.reading.letterhead.period
    for citation, symbol, day in own:
        beside = [
            (other, when)
            for other, kind, when in own
            if other is not citation
            and kind.issuer == symbol.issuer
            and (when.day, when.month) == (day.day, day.month)
            and when.year == day.year + 1
            and _distance(citation, other) <= _NEAR
            and other.number != citation.number
        ]
        if beside and (period is None or beside[0][1].year == period.end.year):
            other, when = beside[0]
            sure = len(beside) >= _LEAST
            yield _of(card, citation, printed(day), printed(when), other, grave=sure)


def _distance(one: Citation, other: Citation) -> int:
    first, second = sorted((one.span, other.span))
    return second.start - first.end


def _title_year(card: CheckCard, settings: Settings, subject: Subject, own: Own) -> Iterator[Finding]:
    """'Kế hoạch số 05/KH-UBND ngày 10/01/2023 … năm 2024'."""
    for citation, _, day in own:
        behind = fold(subject.text[citation.span.end : citation.span.end + _SUBJECT])
        told = fold(" ".join(citation.title.split())) + " " + _NEXT.split(behind)[0]
        years = [int(year) for year in _YEAR.findall(told)]
        late = bool(years) and set(years) == {day.year + 1} and day.month <= _SPRING
        if late and not any(word in told for word in settings.never):
            right = day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day
            yield _of(card, citation, printed(day), printed(right), None, year=str(day.year + 1))


def _order(card: CheckCard, _settings: Settings, _subject: Subject, own: Own) -> Iterator[Finding]:
    """Of one body and kind, within a year: at most the one text whose date stands out."""
    groups: dict[tuple[str, str, int], list[tuple[Citation, Symbol, date]]] = {}
    for one in own:
        if one[0].issuer:
            groups.setdefault((one[1].letters, one[1].issuer, one[2].year), []).append(one)
    for group in groups.values():
        for citation, symbol, day in group:
            same = [one for one in group if same_issuer(one[0].issuer, citation.issuer) and one[1].digits != symbol.digits]
            against = [one for one in same if _against((symbol, day), (one[1], one[2]))]
            others = [one for one in same if one not in against]
            if len(against) >= _LEAST and len(against) > len(others):
                other, _, when = against[0]
                yield _of(card, citation, printed(day), "", other, other_day=printed(when))


def _against(one: tuple[Symbol, date], other: tuple[Symbol, date]) -> bool:
    """Whether the higher number has the earlier date."""
    numbers = int(re.sub(r"\D", "", one[0].digits) or 0) - int(re.sub(r"\D", "", other[0].digits) or 0)
    days = (one[1] - other[1]).days
    return numbers * days < 0


def _of(  # noqa: PLR0913 - the pieces of one finding
    card: CheckCard, citation: Citation, found: str, expected: str, other: Citation | None, *,
    grave: bool = True, year: str = "", other_day: str = "",
) -> Finding:  # fmt: skip
    data = {
        "other": f"{other.type} {other.number}" if other else "",
        "other_day": other_day,
        "year": year,
        "cause": date_cause(citation),
    }
    ground = Ground(at_most=Severity.ERROR if grave else Severity.NOTE)
    related = (other.span,) if other else ()
    return of_citation(card, citation, found, expected, ground, data=data, related=related)


_ANSWERS: dict[Question, Callable[[CheckCard, Settings, Subject, Own], Iterator[Finding]]] = {
    "twin": _twin,
    "title_year": _title_year,
    "order": _order,
}
