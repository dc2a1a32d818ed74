"""Texts cited as if in force that had ended by the document's day."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from danvan.catalogue.models import Card, CheckCard, Instrument
from danvan.checking.around import says_near
from danvan.checking.citing.finding import BLANKS as OF_A_CITATION
from danvan.checking.citing.finding import of_citation, printed, resting_on
from danvan.checking.citing.register import Register, mentions_of
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.reading.model import Citation, Reading

KIND = "citation_force"
BLANKS = OF_A_CITATION | {"ended", "successor", "successor_title", "day"}


class Settings(Card):
    """`historic`: words beside a citation that speak of it as past ('trước đây', 'thay thế'…)."""

    historic: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding a text, at its first mention; the others are related. None when the document's day is not known."""
    day = subject.judged.day
    if day is None:
        return
    register = subject.catalogue.derived(Register)
    for mentions in mentions_of(subject.reading.citations).values():
        present = [one for one in mentions if not says_near(subject.reading.document.text, one.span, settings.historic)]
        if present and (entry := _ended(present[0], register, day)):
            finding = _finding(card, present[0], entry, subject.reading, _successor(entry, register, day))
            yield replace(finding, related=tuple(one.span for one in present[1:]))


def _ended(citation: Citation, register: Register, day: date) -> Instrument | None:
    """The text meant, when it is the only one of its number and had ended."""
    known = register.find(citation)
    if len(known) != 1 or known[0].ended is None or known[0].ended > day:
        return None
    return known[0]


def _successor(entry: Instrument, register: Register, day: date) -> dict[str, str]:
    latest = register.successor(entry, day)
    number = latest.number if latest else entry.replaced_by
    return {"successor": number, "successor_title": latest.title if latest else "", "day": printed(day)}


def _finding(card: CheckCard, citation: Citation, entry: Instrument, reading: Reading, data: Mapping[str, str]) -> Finding:
    period = reading.letterhead.period
    # A report on years in which the text was still in force may rightly name it.
    spans = period is not None and entry.ended is not None and period.start < entry.ended
    ground = resting_on(entry, Severity.NOTE if spans else Severity.WARNING)
    ended = {"ended": printed(entry.ended)}
    return of_citation(card, citation, citation.number, data["successor"], ground, data={**data, **ended})
