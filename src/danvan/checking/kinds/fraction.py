"""A fraction of what comes whole: 12,5 hộ."""

from collections.abc import Iterator

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.around import says_near
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.lexicon import fold
from danvan.reading.model import FigureKind, StatedFigure

KIND = "fraction"
BLANKS = frozenset({"found", "expected", "unit", "figures"})


class Settings(Card):
    """`whole`: what comes whole. `never`: words of averages and rates, which may be a fraction."""

    whole: tuple[str, ...]
    never: tuple[str, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each. A comma that groups thousands (1,234 hộ) is none: reading knows it."""
    whole = {fold(word) for word in settings.whole}
    for figure in subject.reading.figures:
        if figure.quantity.value % 1 and fold(figure.quantity.measure) in whole and _is_level(figure):
            beside = subject.text[figure.span.end : figure.span.end + 2].strip()
            averages = says_near(subject.text, figure.span, settings.never) or any(
                word in fold(figure.label) for word in settings.never
            )
            if not averages and not beside.startswith("/"):
                yield _finding(card, figure)


def _is_level(figure: StatedFigure) -> bool:
    return figure.kind in (FigureKind.COUNT, FigureKind.CHANGE) and not figure.target and not figure.readings


def _finding(card: CheckCard, figure: StatedFigure) -> Finding:
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=figure.span,
        data={"unit": figure.quantity.measure, "figures": figure.id},
        found=str(figure.quantity),
    )
