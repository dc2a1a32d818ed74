"""Symbols of units of measure in the wrong letters: 'Km' for km, 'KV' for kV."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span

KIND = "symbol"
BLANKS = frozenset({"found", "expected", "times"})


class Settings(Card):
    """`symbols`: right symbol -> how it is miswritten. Only right behind a number: 'Km 12' is a place on a road."""

    symbols: Mapping[str, tuple[str, ...]]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding a symbol, at its first place; the others are related."""
    right = {wrong: symbol for symbol, ways in settings.symbols.items() for wrong in ways}
    pattern = _pattern(tuple(right))
    places: dict[str, list[Span]] = {}
    for passage in subject.passages:
        for match in pattern.finditer(passage.text):
            places.setdefault(match[1], []).append(passage.origin(*match.span(1)))
    for wrong, spans in places.items():
        yield Finding(
            code=card.code,
            severity=capped(card.severity, card.source.certainty),
            span=spans[0],
            data={"times": str(len(spans)) if len(spans) > 1 else ""},
            found=wrong,
            expected=right[wrong],
            related=tuple(spans[1:]),
        )


@lru_cache(8)
def _pattern(wrong: tuple[str, ...]) -> re.Pattern[str]:
    ways = "|".join(sorted(map(re.escape, wrong), key=len, reverse=True))
    return re.compile(rf"(?<=\d)\s?({ways})(?![\w+]|\s?\d)")
