"""Texts that a later one seems to have replaced, where the register does not know since when."""

from collections.abc import Iterator, Mapping

from danvan.catalogue.models import Card, CheckCard, Instrument
from danvan.checking.around import says_near
from danvan.checking.citing.finding import BLANKS as OF_A_CITATION
from danvan.checking.citing.finding import of_citation, resting_on
from danvan.checking.citing.register import Register, mentions_of
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.reading.model import Citation

KIND = "citation_newer"
BLANKS = OF_A_CITATION | {"successor", "successor_title", "signed"}


class Settings(Card):
    """`historic`: words beside a citation that speak of it as past. `carried_on`: number of a text -> that of a later one on
    the same matter, where no repeal is known."""

    historic: tuple[str, ...] = ()
    carried_on: Mapping[str, str] = {}


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding a text, at its first mention; none when the document's day is not known."""
    day = subject.judged.day
    if day is None:
        return
    register = subject.catalogue.derived(Register)
    for mentions in mentions_of(subject.reading.citations).values():
        present = [one for one in mentions if not says_near(subject.text, one.span, settings.historic)]
        known = register.find(present[0]) if present else []
        if len(known) == 1 and known[0].ended is None:
            later = _later(known[0], settings, register)
            # A text without its day of signing is not known to be there already.
            if later and later.signed and later.signed <= day.isoformat():
                yield _finding(card, present, known[0], later)


def _later(entry: Instrument, settings: Settings, register: Register) -> Instrument | None:
    number = entry.replaced_by or settings.carried_on.get(entry.number, "")
    return register.named(number) if number else None


def _finding(card: CheckCard, mentions: list[Citation], entry: Instrument, later: Instrument) -> Finding:
    signed = "/".join(reversed(later.signed.split("-")))
    data = {"successor": later.number, "successor_title": later.title, "signed": signed}
    ground = resting_on(entry, Severity.NOTE)
    related = tuple(one.span for one in mentions[1:])
    return of_citation(card, mentions[0], mentions[0].number, later.number, ground, data=data, related=related)
