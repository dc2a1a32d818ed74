"""Symbols that cannot be: letters of another type of text, a body nobody knows, a term of the Assembly that was not sitting."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from danvan.catalogue.models import Card, CheckCard, Instrument
from danvan.checking.citing.finding import BLANKS as OF_A_CITATION
from danvan.checking.citing.finding import Ground, of_citation, symbol_cause
from danvan.checking.citing.register import Register, plain_issuer
from danvan.checking.citing.symbols import Symbol
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.model import Citation

KIND = "citation_symbol"
BLANKS = OF_A_CITATION | {"letters", "stranger", "term", "years", "body", "owner", "alone"}
_CLOSE = 0.7


class Settings(Card):
    """`bodies`: symbol of a central body -> the names it is cited by. `terms`: symbol of a term of the National Assembly
    (QH15) -> its first and last year. `alone`: type of text -> how the symbols of the bodies begin that alone may issue it."""

    bodies: Mapping[str, tuple[str, ...]]
    alone: Mapping[str, tuple[str, ...]] = {}
    terms: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Why a symbol cannot be (`data`), and what was probably meant."""

    data: Mapping[str, str]
    expected: str = ""
    entry: Instrument | None = None


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each impossible symbol."""
    register = subject.catalogue.derived(Register)
    allowed = subject.catalogue.vocabulary.citation_symbols
    for citation in subject.reading.citations:
        symbol = register.symbol(citation.number)
        if symbol is None:
            continue
        wrong = (
            _letters(symbol, allowed.get(citation.type, ()), register)
            or _term(symbol, settings)
            or _stranger(citation, symbol, settings, register)
            or _owner(citation, symbol, settings)
            or _alone(citation, symbol, settings)
        )
        if wrong:
            # A symbol is wrong by the rule on symbols; the register's entry is only a proposal, however sure we are of it.
            data = {**wrong.data, "cause": symbol_cause(citation)}
            yield of_citation(card, citation, citation.number, wrong.expected, Ground(wrong.entry), data=data)


def _letters(symbol: Symbol, allowed: tuple[str, ...], register: Register) -> _Wrong | None:
    if not allowed or not symbol.letters or symbol.letters.casefold() in {one.casefold() for one in allowed}:
        return None
    meant = [str(symbol.with_letters(letters)) for letters in allowed]
    entry = next((known for number in meant if not symbol.local and (known := register.named(number))), None)
    expected = entry.number if entry else meant[0] if len(meant) == 1 and symbol.letters != symbol.issuer else ""
    return _Wrong({"letters": symbol.letters}, expected, entry)


def _term(symbol: Symbol, settings: Settings) -> _Wrong | None:
    """The year of the number must lie in the term its symbol names."""
    term = re.search(r"QH\d+$", symbol.issuer)
    years = settings.terms.get(term[0]) if term else None
    if term is None or years is None or symbol.year is None or years[0] <= symbol.year <= years[1]:
        return None
    return _Wrong({"term": term[0], "years": f"{years[0]}-{years[1]}"})


def _stranger(citation: Citation, symbol: Symbol, settings: Settings, register: Register) -> _Wrong | None:
    """A body nobody knows, while the register has the same number of a body that differs by a letter."""
    known = {body.casefold() for body in settings.bodies}
    if symbol.local or symbol.issuer.casefold() in known or register.find(citation):
        return None
    near = {
        other.issuer: one
        for other, one in register.central
        if (other.digits.lstrip("0"), other.year, other.letters) == (symbol.digits.lstrip("0"), symbol.year, symbol.letters)
    }
    meant = get_close_matches(symbol.issuer, near, n=1, cutoff=_CLOSE)
    return _Wrong({"stranger": symbol.issuer}, near[meant[0]].number, near[meant[0]]) if meant else None


def _owner(citation: Citation, symbol: Symbol, settings: Settings) -> _Wrong | None:
    """The symbol of one central body, the name of another."""
    names = {plain_issuer(name): body for body, cited in settings.bodies.items() for name in cited}
    own = settings.bodies.get(symbol.issuer)
    named = names.get(plain_issuer(citation.issuer))
    if own is None or named is None or plain_issuer(citation.issuer) in {plain_issuer(name) for name in own}:
        return None
    return _Wrong({"body": symbol.issuer, "owner": own[0]})


def _alone(citation: Citation, symbol: Symbol, settings: Settings) -> _Wrong | None:
    """A decree of a body that issues none."""
    bodies = settings.alone.get(citation.type, ())
    if not bodies or not symbol.letters or symbol.issuer.casefold().startswith(tuple(body.casefold() for body in bodies)):
        return None
    meant = str(replace(symbol, issuer=bodies[0])) if symbol.year else ""
    return _Wrong({"alone": symbol.issuer}, meant)
