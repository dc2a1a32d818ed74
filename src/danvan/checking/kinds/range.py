"""Values that cannot be, whatever they were computed from: a share of a whole over 100 %."""

from collections.abc import Iterator
from decimal import Decimal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.around import says_near
from danvan.checking.certainty import capped
from danvan.checking.labels import shortened
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.quantity import vietnamese
from danvan.reading.model import FigureKind, Reading, StatedFigure

KIND = "range"
BLANKS = frozenset({"found", "expected", "label", "most"})


class Settings(Card):
    """`most`: the greatest value allowed, in `measure`. It holds for figures whose label has one of `says`, unless one of
    `never` stands in the label or beside the number (percent of plan and of last year may well be over 100)."""

    measure: str
    most: int
    says: tuple[str, ...]
    never: tuple[str, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each figure beyond the limit."""
    for figure in subject.reading.figures:
        beyond = figure.quantity.measure == settings.measure and figure.quantity.value > settings.most
        if beyond and _bound(figure, settings, subject.reading):
            yield _finding(card, figure, settings)


def _bound(figure: StatedFigure, settings: Settings, reading: Reading) -> bool:
    """Whether the figure is one the limit holds for."""
    label = figure.label.casefold()
    excused = figure.target or figure.direction is not None or figure.kind is not FigureKind.RATIO
    excused = excused or any(word in label for word in settings.never)
    if excused or says_near(reading.document.text, figure.span, settings.never):
        return False
    return any(word in label for word in settings.says)


def _finding(card: CheckCard, figure: StatedFigure, settings: Settings) -> Finding:
    most = vietnamese(Decimal(settings.most), 0) + settings.measure
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=figure.span,
        data={"label": shortened([figure.label])[0], "most": most},
        found=str(figure.quantity),
        expected="",
    )
