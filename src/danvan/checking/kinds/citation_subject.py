"""A number whose text is on something else, while a text with nearly the same number is on what is said here."""

import re
import unicodedata
from collections.abc import Iterator

from danvan.catalogue.models import Card, CheckCard, Instrument
from danvan.checking.citing.finding import BLANKS as OF_A_CITATION
from danvan.checking.citing.finding import of_citation, resting_on
from danvan.checking.citing.register import Register, same_subject
from danvan.checking.citing.symbols import Symbol
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.letters import UPPER
from danvan.reading.model import Citation

KIND = "citation_subject"
BLANKS = OF_A_CITATION | {"subject"}
_LAW = re.compile(rf"(?:Luật|Pháp lệnh)\s[{UPPER}]\w*(?:\s(?!và\b|về\b|đã\b|của\b|được\b)\w+){{0,4}}")

_DETAILS = r"(?:chi tiết|hướng dẫn|thi hành)[^.;]{0,60}?"


class Settings(Card):
    """`reach`: characters to either side of the citation in which the law it carries out may be named."""

    reach: int = 90


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each number that another, a digit away, fits by its subject, and this one does not."""
    register = subject.catalogue.derived(Register)
    for citation in subject.reading.citations:
        known = register.find(citation)
        symbol = register.symbol(citation.number)
        if len(known) != 1 or symbol is None or symbol.local or not symbol.year or same_subject(citation, known[0]):
            continue
        for other in _near(symbol, register):
            if said := _says(other, known[0], citation, subject.text, settings.reach):
                ground = resting_on(known[0])
                yield of_citation(card, citation, citation.number, other.number, ground, data={"subject": said})
                break


def _near(symbol: Symbol, register: Register) -> Iterator[Instrument]:
    for other, entry in register.central:
        same = (other.year, other.letters, other.issuer) == (symbol.year, symbol.letters, symbol.issuer)
        if same and _a_digit_apart(symbol.digits.lstrip("0"), other.digits.lstrip("0")):
            yield entry


def _a_digit_apart(one: str, other: str) -> bool:
    """One digit more, less or other: '23' and '123', '58' and '59'."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) == len(shorter) + 1 and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _says(other: Instrument, entry: Instrument, citation: Citation, text: str, reach: int) -> str:
    """What beside the citation is the subject of `other` and not of `entry`; ''."""
    if same_subject(citation, other):
        return citation.title
    left = _plain(text[max(0, citation.span.start - reach) : citation.span.start])
    right = _plain(text[citation.span.end : citation.span.end + reach])
    for law in _LAW.finditer(other.title):
        said = re.escape(_plain(law[0]))
        # '… quy định chi tiết Luật Hộ tịch và Nghị định số …', 'Nghị định số … hướng dẫn thi hành Luật Hộ tịch'
        tied = re.search(rf"{_DETAILS}{said} và $", left) or re.match(rf"[^.;]{{0,60}}?{_DETAILS}{said}(?!\w)", right)
        if tied and _plain(law[0]) not in _plain(entry.title):
            return law[0]
    return ""


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).casefold()
