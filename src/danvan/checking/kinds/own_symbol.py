"""The document's own number and symbol against its kind and its issuer."""

import re
from collections.abc import Iterator, Mapping

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.elements import Element
from danvan.checking.structure.document import Rules, of_committee, rules_of
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity

KIND = "own_symbol"
BLANKS = frozenset({"found", "expected", "type", "letters", "owner", "year", "none"})
_SYMBOL = re.compile(
    r"(?P<digits>\d*[a-zđ]?)\s*(?P<year>/\s*(?:19|20)\d\d)?\s*(?P<join>[/-])\s*(?P<first>[A-Za-zĐđ&]+)(?P<rest>(?:\s*[-/]\s*[A-Za-zĐđ&\d]+)*)\s*$"
)


class Settings(Card):
    """`letters`: letters of other kinds of document -> that kind. `years`: kinds whose symbol has no year."""

    letters: Mapping[str, str]
    years: tuple[str, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """At most one finding: letters of another kind, no letters, a year that does not belong there, or another body."""
    number, kind = subject.elements.number, subject.elements.type
    match = _SYMBOL.search(number.text) if number else None
    if not number or not kind or not match or rules_of(subject) is Rules.UNION:
        return
    type_ = kind.text.capitalize()
    allowed = subject.catalogue.vocabulary.citation_symbols.get(type_, ())
    parts = [match["first"], *re.findall(r"[A-Za-zĐđ&\d]+", match["rest"])]
    if not allowed:
        return
    if not any(part.startswith(letters) for part in parts for letters in allowed):
        yield _letters(card, settings, number, match, (type_, allowed[0]))
    elif match["year"] and type_ in settings.years:
        expected = number.text.replace(match["year"], "", 1)
        yield _finding(card, number, Severity.NOTE, expected, {"year": match["year"].strip("/ "), "type": type_})
    elif of_committee(subject) and rules_of(subject) is Rules.STATE and not _names_committee(parts):
        yield _finding(card, number, Severity.NOTE, "", {"owner": "UBND", "letters": "-".join(parts[1:])})


def _letters(card: CheckCard, settings: Settings, number: Element, match: re.Match[str], meant: tuple[str, str]) -> Finding:
    type_, letters = meant
    other = settings.letters.get(match["first"], "")
    if other:
        start = match.start("first")
        expected = number.text[:start] + letters + number.text[start + len(match["first"]) :]
        return _finding(card, number, card.severity, expected, {"letters": match["first"], "owner": other, "type": type_})
    return _finding(card, number, Severity.NOTE, "", {"none": letters, "type": type_})


def _names_committee(parts: list[str]) -> bool:
    return len(parts) < 2 or any("UB" in part.upper() or "CT" in part.upper() or "BC" in part.upper()[1:] for part in parts)


def _finding(card: CheckCard, number: Element, severity: Severity, expected: str, data: Mapping[str, str]) -> Finding:
    grave = capped(max(severity, card.severity, key=lambda one: one.rank), card.source.certainty)
    return Finding(card.code, grave, number.span, dict(data), number.text, expected)
