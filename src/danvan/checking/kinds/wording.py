"""A part of the document against the words it must have: the card says which part, and what is wrong in it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Literal

from danvan.catalogue.models import Card, CheckCard, Words
from danvan.checking.certainty import capped
from danvan.checking.elements import Element
from danvan.checking.structure.document import Rules, rules_of
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold

KIND = "wording"
BLANKS = frozenset({"found", "expected", "what"})
_LAST = 2000
_SPACES = re.compile(r"\s+")


class Rule(Card):
    """`of`: a part (a name of `Elements`). `wrong`: a pattern that must not be found in a line of it; `lacks`: one that must
    be found in it. `unless`: a pattern of lines passed over. `what`: what is wrong, for the message; `expected`: the right
    words, with the groups of `wrong`."""

    of: str
    wrong: str = ""
    lacks: str = ""
    unless: str = ""
    sign: str = ""
    """Words (a pattern over folded text) which in the last lines of the text show that nothing is lacking."""
    what: Words
    expected: str = ""
    place: Literal["line", "last"] = "line"
    """A finding of `lacks` stands at the whole part, or at its last line's last words."""


class Settings(Card):
    """`rules_of`: whose documents the rules are for."""

    rules_of: tuple[Rules, ...] = (Rules.STATE,)
    rules: tuple[Rule, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding a rule broken; a document without the part breaks none, nor does a passage without a letterhead."""
    whose = rules_of(subject)
    elements = subject.elements
    passage = not (elements.type or elements.motto or (elements.issuer and elements.number) or elements.signer_titles)
    if whose not in settings.rules_of or passage:
        return
    for rule in settings.rules:
        element: Element | None = getattr(elements, rule.of)
        if element:
            yield from _findings(card, rule, element, subject)


def _findings(card: CheckCard, rule: Rule, element: Element, subject: Subject) -> Iterator[Finding]:
    lines = [(span, _plain(span.of(subject.text))) for span in element.spans]
    lines = [(span, line) for span, line in lines if not (rule.unless and _pattern(rule.unless).search(line))]
    if rule.wrong:
        for span, line in lines:
            match = _pattern(rule.wrong).search(line)
            if match:
                yield _finding(card, rule, span, line, match.expand(rule.expected))
    elif lines and not _pattern(rule.lacks).search(" ".join(line for _, line in lines)) and not _shows(rule.sign, subject):
        span, line = lines[-1]
        if rule.place == "last":
            span, line = _last_words(subject.text, span)
        yield _finding(card, rule, span, line, rule.expected)


def _shows(sign: str, subject: Subject) -> bool:
    return bool(sign and _pattern(sign).search(fold(subject.text[-_LAST:])))


def _finding(card: CheckCard, rule: Rule, span: Span, found: str, expected: str) -> Finding:
    what = {"what.vi": rule.what.vi, "what.en": rule.what.en}
    return Finding(card.code, capped(card.severity, card.source.certainty), span, what, found, expected)


def _last_words(text: str, span: Span) -> tuple[Span, str]:
    words = span.of(text)
    match = re.search(r"(?:\S+\s+){0,4}\S+\s*$", words)
    start = span.start + (match.start() if match else 0)
    return Span(start, span.end), _plain(text[start : span.end])


def _plain(line: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", line).replace("*", "")).strip()


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)
