"""The register of legal texts, asked about citations."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Instrument
from danvan.checking.citing.symbols import Symbol, number_key, read_symbol
from danvan.reading.model import Citation

_SPELLINGS = (("uỷ", "ủy"), ("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"))
_LONGEST_CHAIN = 10
_ALIKE = 0.6
_BY_YEAR = ("NĐ", "QĐ", "CT", "TT", "NQ")


class Register:
    """The catalogue's instruments. A text of a local body is found only by number, year and issuer together."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.letters = frozenset(letters for known in catalogue.vocabulary.citation_symbols.values() for letters in known)
        self.instruments = catalogue.instruments
        self._by_number: dict[str, list[Instrument]] = {}
        for instrument in catalogue.instruments:
            self._by_number.setdefault(number_key(instrument.number), []).append(instrument)
        self.central = tuple(
            (symbol, one) for one in self.instruments if (symbol := self.symbol(one.number)) is not None and not symbol.local
        )
        """The texts of central bodies, by their symbols."""

    @cached_property
    def series(self) -> dict[tuple[str, str, bool, int], tuple[tuple[int, date, Instrument], ...]]:
        """Number, day and entry of the central State's texts of each series that begins again every year: by letters, issuer,
        whether the number leaves out the year, and the year. Laws and texts of the Party are numbered over a whole term."""
        found: dict[tuple[str, str, bool, int], list[tuple[int, date, Instrument]]] = {}
        for symbol, one in self.central:
            if one.signed_on and symbol.letters in _BY_YEAR and symbol.issuer != "TW" and symbol.digits.isdigit():
                key = (symbol.letters, symbol.issuer, symbol.year is None, one.signed_on.year)
                found.setdefault(key, []).append((int(symbol.digits), one.signed_on, one))
        return {key: tuple(entries) for key, entries in found.items()}

    def symbol(self, number: str) -> Symbol | None:
        return read_symbol(number, self.letters)

    def find(self, citation: Citation) -> list[Instrument]:
        """Every text the citation may mean: none when the register does not know it, several when its number is not enough."""
        symbol = self.symbol(citation.number)
        if symbol is None:
            return []
        known = self._by_number.get(number_key(citation.number), [])
        if symbol.local:
            return [one for one in known if symbol.year and same_issuer(one.issuer, citation.issuer)]
        dated = [one for one in known if citation.date and fits(one, citation.date)]
        return dated or known

    def named(self, number: str) -> Instrument | None:
        known = self._by_number.get(number_key(number), [])
        return known[0] if len(known) == 1 else None

    def successor(self, instrument: Instrument, day: date) -> Instrument | None:
        """The text in force on `day` at the end of the chain of replacements, as far as the register knows it."""
        latest = None
        for _ in range(_LONGEST_CHAIN):
            following = self.named(instrument.replaced_by) if instrument.replaced_by else None
            if following is None or (following.in_force and following.in_force > day):
                break
            instrument = latest = following
            if following.ended is None or following.ended > day:
                break
        return latest


def same_issuer(one: str, other: str) -> bool:
    """Whether both are named, and alike."""
    return bool(one and other) and plain_issuer(one) == plain_issuer(other)


@lru_cache(4096)
def plain_issuer(issuer: str) -> str:
    """Without the term in brackets and with one spelling: 'Bộ Chính trị (khóa XII)' -> 'bộ chính trị'."""
    plain = re.sub(r"\s+", " ", re.sub(r"\(.*?\)", "", issuer)).strip().casefold()
    for long, short in _SPELLINGS:
        plain = plain.replace(long, short)
    return plain


def fits(instrument: Instrument, day: date) -> bool:
    """Whether the register's date, which may be only a year or a month, is that day's."""
    return bool(instrument.signed) and day.isoformat().startswith(instrument.signed)


def same_subject(citation: Citation, instrument: Instrument) -> bool:
    """Whether the words quoted with the citation are mostly those of the instrument's title."""
    quoted, title = _words(citation.title), _words(instrument.title)
    shorter = min(len(quoted), len(title))
    return shorter > 3 and len(quoted & title) / shorter >= _ALIKE


def mentions_of(citations: Iterable[Citation]) -> dict[str, list[Citation]]:
    """The mentions of each number, in the order of the text, by the number's key."""
    mentions: dict[str, list[Citation]] = {}
    for citation in sorted(citations, key=lambda one: one.span):
        mentions.setdefault(number_key(citation.number), []).append(citation)
    return mentions


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
