"""Whether a figure can be an indicator at all: its kind, and its unit of measure."""

from danvan.catalogue.models import Indicator, Vocabulary
from danvan.reading.model import FigureKind, StatedFigure

_KINDS = {
    FigureKind.COUNT: ("count", "stock"),
    FigureKind.MEASURE: ("count", "stock", "rate"),
    FigureKind.MONEY: ("money",),
    FigureKind.RATIO: ("ratio", "rate"),
}
"""A rise or a fall is never the thing that rose."""


def may_be(figure: StatedFigure, indicator: Indicator, vocabulary: Vocabulary) -> bool:
    """Whether kind and unit of measure agree; a figure without a unit of measure agrees with none."""
    return indicator.kind in _KINDS.get(figure.kind, ()) and _agree(figure.quantity.measure, indicator.measure, vocabulary)


def _agree(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """The same measure but for its scale ('triệu đồng', 'đồng'), or one of a group that may stand in one sum."""
    first, second = _unscaled(one, vocabulary), _unscaled(other, vocabulary)
    if not first or first == second:
        return bool(first)
    return any({first, second} <= {measure.casefold() for measure in group} for group in vocabulary.same_measures)


def _unscaled(measure: str, vocabulary: Vocabulary) -> str:
    return " ".join(word for word in measure.casefold().split() if word not in vocabulary.scales)
