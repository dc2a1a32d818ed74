"""A label that counts one thing, a number that counts another: 'số vụ việc …: 26 đơn'."""

import re
from collections.abc import Iterator
from functools import lru_cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding

KIND = "counter"
BLANKS = frozenset({"found", "expected", "counted"})
_BEHIND = 60


class Settings(Card):
    """`counters`: groups of words that count one thing each. `never`: words that begin like one and are none ('đơn vị')."""

    counters: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each number whose unit of measure is not what its label counts."""
    group = {word: at for at, words in enumerate(settings.counters) for word in words}
    pattern = _pattern(tuple(group), settings.never)
    for passage in subject.passages:
        if ":" not in passage.text:
            continue
        for match in pattern.finditer(passage.text):
            told, counted = match["told"].casefold(), match["counted"].casefold()
            behind = passage.text[match.end() : match.end() + _BEHIND].split(";")[0].split(".")[0].casefold()
            own, other = settings.counters[group[told]], settings.counters[group[counted]]
            if own is not other and not _tells_both(match["rest"].casefold(), behind, own, other):
                yield Finding(
                    code=card.code,
                    severity=capped(card.severity, card.source.certainty),
                    span=passage.origin(*match.span()),
                    data={"counted": told},
                    found=f"{match['number']} {counted}",
                    expected=f"{match['number']} {told}",
                )


def _tells_both(rest: str, behind: str, told: tuple[str, ...], counted: tuple[str, ...]) -> bool:
    """Whether the label names the other thing too, or its own thing is counted right behind: '05 hộ/17 người'."""
    return any(re.search(rf"(?<!\w){word}(?!\w)", rest) for word in counted) or any(
        re.search(rf"\d\s*{word}(?!\w)", behind) for word in told
    )


@lru_cache(8)
def _pattern(words: tuple[str, ...], never: tuple[str, ...]) -> re.Pattern[str]:
    ways = "|".join(sorted((re.escape(word).replace(r"\ ", r"\s+") for word in words), key=len, reverse=True))
    other = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in never)
    return re.compile(
        rf"(?<!\w)số\s+(?!(?:{other})(?!\w))(?P<told>{ways})(?!\w)(?P<rest>[^:;.()\d]{{0,60}}):\s*"
        rf"(?P<number>\d[\d.]*)\s+(?!(?:{other})(?!\w))(?P<counted>{ways})(?!\w)",
        re.IGNORECASE,
    )
