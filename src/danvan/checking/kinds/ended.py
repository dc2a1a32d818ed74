"""Bodies and levels of government that had ended by the document's day, named as if they still acted."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.citing.finding import printed
from danvan.checking.day import DaySource
from danvan.checking.passages import overlaps_any, sentence_around
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold

KIND = "ended"
BLANKS = frozenset({"found", "expected", "ended", "day", "more"})
_CITED = 60
"""Letters behind a cited text within which its issuer is named."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class Settings(Card):
    """`bodies`: words that name a body -> what took its place. `ended`: the first day without them. `past`: words in whose
    sentence they are spoken of as past."""

    bodies: Mapping[str, str]
    ended: date
    past: tuple[str, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding for all places of a body. None where the day is not known, or the document speaks of the time before."""
    day, period = subject.judged.day, subject.reading.letterhead.period
    if day is None or day < settings.ended or (period and period.end < settings.ended):
        return
    after = (period.start if period else day) >= settings.ended
    if not after and subject.judged.source is not DaySource.LETTERHEAD:
        return  # the last day of a period that began before: the document may be of any day since
    places: dict[str, list[tuple[Span, str]]] = {}
    for span, words, meant in _named(settings, subject):
        places.setdefault(meant, []).append((span, words))
    for meant, found in places.items():
        severity = card.severity if after else Severity.NOTE
        yield Finding(
            code=card.code,
            severity=capped(max(severity, card.severity, key=lambda one: one.rank), card.source.certainty),
            span=found[0][0],
            data={"ended": printed(settings.ended), "day": printed(day), "more": str(len(found) - 1) if found[1:] else ""},
            found=found[0][1],
            expected=settings.bodies[meant],
            related=tuple(span for span, _ in found[1:]),
        )


def _named(settings: Settings, subject: Subject) -> Iterator[tuple[Span, str, str]]:
    pattern, past = _pattern(tuple(settings.bodies)), _pattern(settings.past)
    names = {fold(body): body for body in settings.bodies}
    for passage, low in zip(subject.passages, subject.folded, strict=True):
        for match in pattern.finditer(low):
            start, end = sentence_around(low, *match.span())
            sentence = f"{low[start : match.start()]} {low[match.end() : end]}"
            old = any(int(year) < settings.ended.year for year in _YEAR.findall(sentence)) or past.search(sentence)
            span = passage.origin(*match.span())
            if not old and not _as_issuer(span, subject):
                words = passage.text[match.start() : match.end()]
                yield span, " ".join(words.split()), names[" ".join(match.group().split())]


def _as_issuer(span: Span, subject: Subject) -> bool:
    """Whether it is part of a cited text, or the body that issued it."""
    near = Span(max(0, span.start - _CITED), span.end)
    return overlaps_any(near, subject.cited)


@lru_cache(16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    ways = "|".join(sorted((re.escape(fold(word)).replace(r"\ ", r"\s+") for word in words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)" if ways else r"(?!)")
