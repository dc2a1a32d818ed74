"""Ties: figures that must fit each other, as the finders of sums, rates, tables and identities hand them over."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from danvan.kernel.quantity import vietnamese
from danvan.reading.drafts import Draft
from danvan.reading.model import RelationKind


@dataclass(frozen=True, slots=True)
class Tie:
    """Figures that must fit each other, before they have identifiers: the result first, then its terms."""

    kind: RelationKind
    drafts: tuple[Draft, ...]
    holds: bool | None
    computed: Fraction | None
    why: str
    mode: str = ""
    formula: str = ""
    suspect: Draft | None = None


def distinct(ties: Sequence[Tie]) -> list[Tie]:
    """The ties without repetition: one for each set of figures, the first found."""
    seen: set[frozenset[int]] = set()
    kept = []
    for tie in ties:
        key = frozenset(id(draft) for draft in tie.drafts)
        if key not in seen:
            seen.add(key)
            kept.append(tie)
    return kept


def total_of(parts: Sequence[Draft]) -> Fraction:
    """The exact sum of the parts, in single units."""
    return sum((part.exact for part in parts), Fraction(0))


def sum_tie(whole: Draft, parts: Sequence[Draft], why: str, *, holds: bool | None) -> Tie:
    """The tie between a whole and the parts that should add up to it, all in the whole's unit of measure."""
    unit = Fraction(10) ** whole.scale
    total = total_of(parts) / unit
    terms = " + ".join(_in_unit(part.exact / unit) for part in parts)
    formula = f"{terms} = {_in_unit(total)}"
    if total != whole.value:
        formula += f" ≠ {vietnamese(whole.value)}"
    return Tie(RelationKind.SUM, (whole, *parts), holds, total, why, "exact" if holds else "", formula)


def in_unit(exact: Fraction, scale: int) -> str:
    """An exact value as printed in units of ten to the power of `scale`."""
    return _in_unit(exact / Fraction(10) ** scale)


def _in_unit(value: Fraction) -> str:
    return vietnamese(Decimal(value.numerator) / Decimal(value.denominator))
