"""The common noun of a place with a capital inside a sentence: 'trên địa bàn Tỉnh Nam Định'."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.passages import overlaps_any
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.letters import UPPER

KIND = "unit_case"
BLANKS = frozenset({"found", "expected", "times"})


class Settings(Card):
    """`nouns`: common nouns of places, small inside a sentence. `before`: words, small, that may stand right ahead of one and
    show that it is inside a sentence. `names`: names that are a number, a person or an event, or that keep the capital."""

    nouns: tuple[str, ...]
    before: tuple[str, ...]
    names: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding a noun and name, with the other places of the same."""
    pattern = _pattern(settings.nouns, settings.before, settings.names)
    signs = tuple(noun[:1].upper() + noun[1:] for noun in settings.nouns)
    found: dict[str, Finding] = {}
    for passage in subject.passages:
        if not any(sign in passage.text for sign in signs):
            continue
        for match in pattern.finditer(passage.text):
            span = passage.origin(*match.span("at"))
            printed = match["at"]
            if overlaps_any(span, subject.cited):
                continue
            if printed in found:
                found[printed] = replace(found[printed], related=(*found[printed].related, span))
                continue
            severity = capped(card.severity, card.source.certainty)
            expected = match["noun"].lower() + printed[len(match["noun"]) :]
            found[printed] = Finding(card.code, severity, span, {"times": ""}, printed, expected)
    for finding in found.values():
        times = len(finding.related) + 1
        yield replace(finding, data={"times": str(times) if times > 1 else ""})


@cache
def _pattern(nouns: tuple[str, ...], before: tuple[str, ...], names: tuple[str, ...]) -> re.Pattern[str]:
    ahead = "|".join(map(re.escape, before))
    own = "|".join(re.escape(noun[:1].upper() + noun[1:]) for noun in sorted(nouns, key=len, reverse=True))
    never = "|".join(map(re.escape, names)) or "(?!)"
    name = rf"(?!(?:{never})(?!\w))[{UPPER}]\w*[^\W\d_{UPPER}]"
    return re.compile(rf"(?<!\w)(?:{ahead})\s+(?P<at>(?P<noun>{own})\s+{name}(?:\s+{name})*)")
