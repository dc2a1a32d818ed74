"""Marks and spaces that stand wrong, as patterns on the card."""

import re
from collections.abc import Iterator
from functools import cache

from pydantic import Field

from danvan.catalogue.models import Card, CheckCard, Words
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span
from danvan.reading.letters import UPPER, letter_class

KIND = "pattern"
BLANKS = frozenset({"found", "expected", "wrong"})
LOWER = letter_class("a-z", str.islower)
_SETS = {"{UPPER}": UPPER, "{LOWER}": LOWER}


class Pattern(Card):
    """`find`: a pattern over the document's text, in which {UPPER} and {LOWER} are the letters for a class; its group `at` is
    the place, the whole match without one. `write`: what should stand there, \\1 being a group. `safe`: may be mended
    without asking. `sign`: characters, `near`: a pattern, without which `find` need not be tried; quicker than it where it
    begins with a letter or few. `least`: so many, or it is chance."""

    find: str
    wrong: Words
    write: str = ""
    safe: bool = False
    sign: str = ""
    near: str = ""
    least: int = Field(default=1, ge=1)
    severity: Severity | None = None


class Settings(Card):
    """`patterns`: tried one after the other; of two that overlap the first counts."""

    patterns: tuple[Pattern, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each match."""
    taken: set[int] = set()
    for pattern in settings.patterns:
        if not _may_be_in(subject.text, pattern):
            continue
        matches = list(_compiled(pattern.find).finditer(subject.text))
        for match in matches if len(matches) >= pattern.least else ():
            finding = _finding(card, pattern, match)
            places = set(range(finding.span.start, finding.span.end))
            if places and not places & taken:
                taken |= places
                yield finding


def _may_be_in(text: str, pattern: Pattern) -> bool:
    if pattern.sign and not any(sign in text for sign in pattern.sign):
        return False
    return not pattern.near or _compiled(pattern.near).search(text) is not None


@cache
def _compiled(find: str) -> re.Pattern[str]:
    for name, letters in _SETS.items():
        find = find.replace(name, letters)
    return re.compile(find, re.MULTILINE)


def _finding(card: CheckCard, pattern: Pattern, match: re.Match[str]) -> Finding:
    group: int | str = "at" if "at" in match.re.groupindex else 0
    expected = match.expand(pattern.write) if pattern.write else ""
    data = {"wrong.vi": pattern.wrong.vi, "wrong.en": pattern.wrong.en}
    if pattern.safe:
        data["fix"] = expected
    severity = capped(pattern.severity or card.severity, card.source.certainty)
    span = Span(match.start(group), match.end(group))
    return Finding(card.code, severity, span, data, found=match[group], expected=expected)
