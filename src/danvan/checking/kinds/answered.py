"""A figure that obliges to something the document says nothing of: overdue dossiers and the letters of apology."""

import re
from collections.abc import Iterator

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.lexicon import fold

KIND = "answered"
BLANKS = frozenset({"found", "expected", "label"})


class Settings(Card):
    """`indicators`: the figures; `words`: what must be said somewhere in the document when one of them is not 0."""

    indicators: tuple[str, ...]
    words: tuple[str, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding for the document, at the first such figure. None for an excerpt: the rest of it may say so."""
    late = [
        figure
        for figure in subject.reading.figures
        if figure.indicator in settings.indicators and not figure.target and not figure.direction and figure.quantity.value > 0
    ]
    if not late or subject.judged.day is None:
        return
    low = " ".join(fold(subject.text).split())
    if any(re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", low) for word in settings.words):
        return
    yield Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=late[0].span,
        data={"label": late[0].label, "figures": late[0].id},
        found=str(late[0].quantity),
        expected=str(late[0].quantity.with_measure("")),
        related=tuple(figure.span for figure in late[1:]),
    )
