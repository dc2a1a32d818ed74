"""The first mention of a text must say which text it is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from danvan.catalogue.models import Card, CheckCard, Words
from danvan.checking.around import says_near
from danvan.checking.citing.finding import BLANKS as OF_A_CITATION
from danvan.checking.citing.finding import of_citation
from danvan.checking.citing.register import Register, mentions_of
from danvan.checking.citing.symbols import Symbol
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.model import Citation, Reading

KIND = "citation"
BLANKS = OF_A_CITATION | {"missing", "numbers", "more"}
Piece = Literal["symbol", "date", "issuer"]
_SHOWN = 6


class Settings(Card):
    """`exempt`: types that are cited by their name alone. `pieces`: what a first mention must have, as the message calls it.
    `issued`: words beside a citation that tell who issued it without 'của' ('UBND xã đã ban hành …', '… giữa A và B')."""

    exempt: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    pieces: Mapping[Piece, Words]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding for all texts whose first mention leaves the same things out: a dozen notes would bury the rest."""
    groups: dict[tuple[Piece, ...], list[Citation]] = {}
    for citation, missing in _incomplete(subject.reading, settings, subject.catalogue.derived(Register)):
        groups.setdefault(missing, []).append(citation)
    return (_finding(card, missing, citations, settings) for missing, citations in groups.items())


def _incomplete(reading: Reading, settings: Settings, register: Register) -> Iterator[tuple[Citation, tuple[Piece, ...]]]:
    known: set[tuple[str, str]] = set()
    for first, *_ in mentions_of(reading.citations).values():
        symbol = register.symbol(first.number)
        digits = (first.type.casefold(), (symbol.digits if symbol else first.number).lstrip("0"))
        shortened = symbol is None and digits in known
        known.add(digits)
        # That the number alone is not enough is said by a check of its own.
        ambiguous = not first.date and len(register.find(first)) > 1
        told = says_near(reading.document.text, first.span, settings.issued)
        missing = tuple(piece for piece in _missing(first, symbol, issued=told) if piece in settings.pieces)
        # A law is cited by its name; by a bare number ('Pháp lệnh 34') it is no better known than other texts.
        by_name = first.type in settings.exempt and (symbol is not None or bool(first.name))
        if by_name or shortened or ambiguous or not _numbered(first):
            continue
        if missing := missing if first.type not in settings.exempt else missing[:1]:
            yield first, missing


def _numbered(citation: Citation) -> bool:
    """'Nghị quyết TW 7' and resolutions of a congress are known by name."""
    return bool(citation.type) and citation.number[:1].isdigit()


def _missing(citation: Citation, symbol: Symbol | None, *, issued: bool) -> Iterator[Piece]:
    """What is not there. The issuer may be left to the symbol where only one body in the country has it (CP, TTg, TW)."""
    if symbol is None:
        yield "symbol"
    if not citation.date and not citation.date_text:
        yield "date"
    if not citation.issuer and not issued and (symbol is None or symbol.local):
        yield "issuer"


def _finding(card: CheckCard, missing: Sequence[Piece], citations: Sequence[Citation], settings: Settings) -> Finding:
    names = [f"{one.type} {one.number}" for one in citations]
    data = {
        "missing.vi": ", ".join(settings.pieces[piece].vi for piece in missing),
        "missing.en": ", ".join(settings.pieces[piece].en for piece in missing),
        "numbers": "; ".join(names[:_SHOWN]),
        "more": str(len(names) - _SHOWN) if len(names) > _SHOWN else "",
    }
    related = tuple(one.span for one in citations[1:])
    return of_citation(card, citations[0], citations[0].number, data=data, related=related)
