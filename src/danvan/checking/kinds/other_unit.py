"""A list that adds up in one unit of measure, with one part told in another: 22 đơn = 02 đơn + 03 vụ + 17 đơn."""

from collections.abc import Iterator

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.labels import shortened
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.quantity import vietnamese
from danvan.reading.lexicon import fold
from danvan.reading.model import Relation, RelationKind, StatedFigure

KIND = "other_unit"
BLANKS = frozenset({"found", "expected", "label", "unit", "figures"})
_LEAST = 3
"""A whole and two parts."""


class Settings(Card):
    """`counters`: groups of words that count one thing each; only between these is another word another thing."""

    counters: tuple[tuple[str, ...], ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each part whose unit of measure is not that of the whole and of all other parts, though all add up."""
    group = {fold(word): at for at, words in enumerate(settings.counters) for word in words}
    for relation in subject.facts.relations:
        if relation.kind is RelationKind.SUM and relation.holds and len(relation.figures) >= _LEAST:
            found = _odd_one(relation, subject, group)
            if found is not None:
                yield _finding(card, *found)


def _odd_one(relation: Relation, subject: Subject, group: dict[str, int]) -> tuple[StatedFigure, StatedFigure] | None:
    """The part in another unit, and a figure in the unit of the others."""
    figures = subject.facts.figures_of(relation)
    if any(figure.form for figure in figures):
        return None
    groups = [group.get(fold(figure.quantity.measure)) for figure in figures]
    usual = groups[0]
    others = [at for at, one in enumerate(groups) if one != usual]
    if usual is None or len(others) != 1 or groups[others[0]] is None:
        return None
    return figures[others[0]], figures[0]


def _finding(card: CheckCard, figure: StatedFigure, whole: StatedFigure) -> Finding:
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=figure.span,
        data={"label": shortened([figure.label])[0], "unit": whole.quantity.measure, "figures": figure.id},
        found=str(figure.quantity),
        expected=f"{vietnamese(figure.quantity.value, figure.quantity.decimals)} {whole.quantity.measure}",
        related=(whole.span,),
    )
