"""A text known by its name and day, under another number: 'Luật Tố cáo số 24/2018/QH14'."""

import re
from collections.abc import Iterator

from danvan.catalogue.models import Card, CheckCard, Instrument
from danvan.checking.citing.finding import BLANKS as OF_A_CITATION
from danvan.checking.citing.finding import of_citation, resting_on, symbol_cause
from danvan.checking.citing.register import Register, fits, plain_issuer
from danvan.checking.citing.symbols import Symbol
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.model import Citation

KIND = "citation_number"
BLANKS = OF_A_CITATION | {"subject"}
_MOST = 0.85
"""So much of a title must be said behind the citation."""
_WORDS = 4
"""Shorter titles are told of several texts."""
_BEHIND = 40
"""Characters of other words ('của Chính phủ quy định về') that may stand before the subject."""


class Settings(Card):
    """None."""


def evaluate(card: CheckCard, _settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each number the register does not know, where it knows the text itself under another."""
    register = subject.catalogue.derived(Register)
    for citation in subject.reading.citations:
        symbol = register.symbol(citation.number)
        if symbol is None or symbol.local or symbol.year is None or register.find(citation):
            continue
        meant = [entry for other, entry in register.central if _is_meant(citation, symbol, other, entry, subject.text)]
        if len(meant) == 1:
            data = {"subject": meant[0].title, "cause": symbol_cause(citation)}
            yield of_citation(card, citation, citation.number, meant[0].number, resting_on(meant[0]), data=data)


def _is_meant(citation: Citation, symbol: Symbol, other: Symbol, entry: Instrument, text: str) -> bool:
    """The same body, and the same law of that year by name, or the same day and subject."""
    if (other.letters, other.issuer) != (symbol.letters, symbol.issuer) or not entry.signed:
        return False
    if citation.name:
        same = plain_issuer(citation.name) == plain_issuer(entry.title)
        return same and (fits(entry, citation.date) if citation.date else other.year == symbol.year)
    return citation.date is not None and fits(entry, citation.date) and _says(entry.title, citation, text)


def _says(title: str, citation: Citation, text: str) -> bool:
    words = re.findall(r"\w+", title.casefold())
    behind = text[citation.span.end : citation.span.end + len(title) + _BEHIND].partition(";")[0].casefold()
    said = set(re.findall(r"\w+", behind))
    return len(words) >= _WORDS and sum(word in said for word in words) >= _MOST * len(words)
