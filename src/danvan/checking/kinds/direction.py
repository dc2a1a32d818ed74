"""A rise called a fall, or the other way round: the numbers fit, the word does not."""

from collections.abc import Iterator

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.quantity import vietnamese
from danvan.reading.model import Direction, Relation, RelationKind, StatedFigure

KIND = "direction"
BLANKS = frozenset({"found", "expected", "other", "level", "figures"})
_WORDS = {Direction.UP: "tăng", Direction.DOWN: "giảm"}
_FIGURES = 3
"""What is stated, and the two it is made of."""


class Settings(Card):
    """None."""


def evaluate(card: CheckCard, _settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each change whose direction its own difference, or the two levels, contradict."""
    for relation in subject.facts.relations:
        if relation.kind is RelationKind.CHANGE and len(relation.figures) == _FIGURES:
            told, term, level = subject.facts.figures_of(relation)
            if told.direction is None:
                continue
            if relation.holds and term.direction not in (None, told.direction):
                yield _finding(card, told, term, level, told_as=term.direction)
            elif relation.holds is None and _turned(relation):
                yield _finding(card, told, level, term, told_as=None)


def _turned(relation: Relation) -> bool:
    """The difference of the levels is the change, with the other sign."""
    return relation.computed is not None and relation.computed < 0 and -relation.computed == relation.stated.value


def _finding(
    card: CheckCard, told: StatedFigure, other: StatedFigure, level: StatedFigure, *, told_as: Direction | None
) -> Finding:
    right = told_as or (Direction.DOWN if told.direction is Direction.UP else Direction.UP)
    shown = vietnamese(other.quantity.value, other.quantity.decimals)
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=told.span,
        data={
            "other": f"{_WORDS[told_as]} {shown}" if told_as else "",
            "level": "" if told_as else f"{shown} → {vietnamese(level.quantity.value, level.quantity.decimals)}",
            "figures": f"{told.id} {other.id} {level.id}",
        },
        found=f"{_WORDS[told.direction] if told.direction else ''} {told.quantity}",
        expected=f"{_WORDS[right]} {told.quantity}",
        related=(other.span, level.span),
    )
