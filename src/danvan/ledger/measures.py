"""A stated quantity in the unit of measure its indicator is kept in."""

from danvan.catalogue.models import Indicator, Vocabulary
from danvan.kernel.quantity import Quantity

_TRUSTED = ("count", "stock")
"""Kinds where the phrase that named the indicator has already looked at the unit of measure (lượt, lượt người…)."""


def shift_to(indicator: Indicator, measure: str, vocabulary: Vocabulary, *, trusting: bool = True) -> int | None:
    """The power of ten that brings a number in `measure` to the indicator's measure (triệu đồng to đồng: 6). None when they
    are measures of different things (đồng and %). `trusting`: words of a report were mapped, whose phrase knew its measure."""
    power, base = _scaled(measure, vocabulary)
    wanted_power, wanted = _scaled(indicator.measure, vocabulary)
    # Money is often written without its name: '169,751 tỷ'.
    nameless = indicator.kind == "money" and not base
    trusted = trusting and indicator.kind in _TRUSTED
    if not trusted and not nameless and not _alike(base, wanted, vocabulary):
        return None
    return power - wanted_power


def shifted(stated: Quantity, shift: int, measure: str) -> Quantity:
    """`stated` times ten to the `shift`, exactly, in `measure`: 14.560 triệu đồng is 14560000000 đồng."""
    return Quantity(stated.value.scaleb(shift), measure, max(0, stated.decimals - shift))


def _scaled(measure: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """'triệu đồng' -> (6, 'đồng'): the power of ten the first words stand for, and the rest."""
    power = 0
    words = measure.casefold().split()
    while words and words[0] in vocabulary.scales:
        power += vocabulary.scales[words.pop(0)]
    return power, " ".join(words)


def _alike(one: str, other: str, vocabulary: Vocabulary) -> bool:
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    return any({one, other} <= {measure.casefold() for measure in group} for group in vocabulary.same_measures)
