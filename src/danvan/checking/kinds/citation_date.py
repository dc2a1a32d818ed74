"""Dates of cited texts: against their number, each other, the calendar and the document itself."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from danvan.catalogue.models import Card, CheckCard, Instrument
from danvan.checking.citing.finding import BLANKS as OF_A_CITATION
from danvan.checking.citing.finding import Ground, date_cause, of_citation, printed, resting_on
from danvan.checking.citing.register import Register, fits, mentions_of, same_issuer, same_subject
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.reading.model import Citation, Reading

KIND = "citation_date"
BLANKS = OF_A_CITATION | {"year", "registered", "other", "day", "texts"}
Question = Literal["number", "twice", "calendar", "future", "which", "order"]


class Settings(Card):
    """`question`: does the date belong to the number; is it the date of the other mentions; is there such a day; does it lie
    before the document's own; or is there none, though two texts share the number (`which`); does it fit the numbers the
    issuer gave before and after it that year (`order`)."""

    question: Question


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """The findings of the card's question."""
    return _ANSWERS[settings.question](card, subject.reading, subject.catalogue.derived(Register))


def _number(card: CheckCard, reading: Reading, register: Register) -> Iterator[Finding]:
    """The year printed in the number decides by itself; otherwise the register is asked."""
    for citation in reading.citations:
        if citation.date is None:
            continue
        symbol = register.symbol(citation.number)
        if symbol and symbol.year and symbol.year != citation.date.year:
            yield _another_year(card, citation, symbol.year, None if symbol.local else register.named(citation.number))
        else:
            yield from _another_date(card, citation, citation.date, register)


def _another_year(card: CheckCard, citation: Citation, year: int, entry: Instrument | None) -> Finding:
    registered = printed(entry.signed_on) if entry else ""
    data = {"year": str(year), "registered": registered, "cause": date_cause(citation)}
    return of_citation(card, citation, printed(citation.date), registered, Ground(entry), data=data)


def _another_date(card: CheckCard, citation: Citation, day: date, register: Register) -> Iterator[Finding]:
    known = [one for one in register.find(citation) if one.signed]
    if not known or any(fits(one, day) for one in known):
        return
    sure = len(known) == 1 and _same_text(citation, day, known[0], register)
    registered = "/".join(reversed(known[0].signed.split("-")))
    ground = resting_on(known[0], Severity.WARNING if sure else Severity.NOTE)
    data = {"registered": registered, "cause": date_cause(citation)}
    yield of_citation(card, citation, printed(day), registered, ground, data=data)


def _same_text(citation: Citation, day: date, entry: Instrument, register: Register) -> bool:
    """A number without a year begins again each year (or each congress of the Party): another year may be another text."""
    symbol = register.symbol(citation.number)
    return bool(symbol and symbol.year) or entry.signed[:4] == str(day.year) or same_subject(citation, entry)


def _twice(card: CheckCard, reading: Reading, register: Register) -> Iterator[Finding]:
    for mentions in mentions_of(reading.citations).values():
        dated = [one for one in mentions if one.date and register.symbol(one.number)]
        if not dated:
            continue
        usual, _ = Counter(one.date for one in dated).most_common(1)[0]
        first = next(one for one in dated if one.date == usual)
        for other in dated:
            if other.date != usual and _one_text(first, other, register):
                yield _differing(card, other, first, register)


def _differing(card: CheckCard, citation: Citation, usual: Citation, register: Register) -> Finding:
    symbol = register.symbol(citation.number)
    # A local body that is not named may be another one with the same number.
    doubtful = symbol is not None and symbol.local and not same_issuer(citation.issuer, usual.issuer)
    ground = Ground(at_most=Severity.NOTE if doubtful else Severity.WARNING)
    data = {"other": printed(usual.date), "cause": date_cause(citation)}
    return of_citation(card, citation, printed(citation.date), printed(usual.date), ground, data=data, related=(usual.span,))


def _one_text(one: Citation, other: Citation, register: Register) -> bool:
    """Whether two mentions of a number mean one text: not when two issuers are named, nor when the year is another and the
    number, without a year in it, begins again each year."""
    if one.issuer and other.issuer and not same_issuer(one.issuer, other.issuer):
        return False
    symbol = register.symbol(one.number)
    return bool(symbol and symbol.year) or (one.date and one.date.year) == (other.date and other.date.year)


def _calendar(card: CheckCard, reading: Reading, _register: Register) -> Iterator[Finding]:
    for citation in reading.citations:
        if citation.date is None and _impossible(citation.date_text):
            found = re.sub(r"\s+", " ", citation.date_text).strip()
            yield of_citation(card, citation, found, data={"cause": date_cause(citation)})


def _impossible(written: str) -> bool:
    """Day, month and year are all there, and no calendar has that day."""
    numbers = [int(part) for part in re.findall(r"\d+", written)]
    if len(numbers) != 3 or not 1900 <= numbers[2] <= 2100:
        return False
    try:
        date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return True
    return False


def _future(card: CheckCard, reading: Reading, _register: Register) -> Iterator[Finding]:
    own = reading.letterhead.date
    for citation in reading.citations:
        if own and citation.date and citation.date > own:
            data = {"day": printed(own), "cause": date_cause(citation)}
            yield of_citation(card, citation, printed(citation.date), data=data)


def _which(card: CheckCard, reading: Reading, register: Register) -> Iterator[Finding]:
    for mentions in mentions_of(reading.citations).values():
        known = register.find(mentions[0])
        if len(known) > 1 and not any(one.date for one in mentions):
            texts = "; ".join(f"{one.title} ({one.signed})" for one in known)
            yield of_citation(card, mentions[0], mentions[0].number, data={"texts": texts})


_NEAR, _DAYS = 20, 2
"""Numbers are given on the day of signing, now and then a few days late: only so far apart they contradict each other."""


def _order(card: CheckCard, reading: Reading, register: Register) -> Iterator[Finding]:
    """A number of a series that the register does not know, dated among far higher or far lower numbers of it."""
    for citation in reading.citations:
        symbol = register.symbol(citation.number)
        if symbol is None or symbol.local or not symbol.letters or not citation.date or register.find(citation):
            continue
        if symbol.year not in (None, citation.date.year) or not symbol.digits.isdigit():
            continue
        series = (symbol.letters, symbol.issuer, symbol.year is None, citation.date.year)
        other = _out_of_order(int(symbol.digits), citation.date, register.series.get(series, ()))
        if other is not None:
            data = {"other": other.number, "registered": printed(other.signed_on), "cause": date_cause(citation)}
            yield of_citation(card, citation, printed(citation.date), ground=resting_on(other), data=data)


def _out_of_order(number: int, day: date, series: tuple[tuple[int, date, Instrument], ...]) -> Instrument | None:
    for other, signed, entry in series:
        apart = (number - other) * (1 if day < signed else -1)
        if apart >= _NEAR and abs((day - signed).days) >= _DAYS:
            return entry
    return None


_ANSWERS: dict[Question, Callable[[CheckCard, Reading, Register], Iterator[Finding]]] = {
    "number": _number,
    "twice": _twice,
    "calendar": _calendar,
    "future": _future,
    "which": _which,
    "order": _order,
}
