"""What a share is made of: part and whole, which tell more than the percentage where there are few."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlglot import exp

from danvan.catalogue.arithmetic import combine_values, fold
from danvan.catalogue.formulas import IndicatorFormula

FEW = 10
"""Below so many no percentage is given: one case more or less would move it by ten points."""
_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, both as they were counted. `of`: the indicator the whole is, '' for a sum of several."""

    part: Fraction
    whole: Fraction
    of: str

    @property
    def is_small(self) -> bool:
        return self.whole < FEW


def share_of(formula: IndicatorFormula | None, values: Mapping[str, Decimal]) -> Share | None:
    """Part and whole of a formula '100 * part / whole'; None for any other, and where one of them is missing."""
    tree = formula.expression if formula else None
    if not isinstance(tree, exp.Div) or not isinstance(tree.this, exp.Mul):
        return None
    factor, part = tree.this.this, tree.this.expression
    if _value(factor, {}) != _HUNDRED:
        return None
    first, whole = _value(part, values), _value(tree.expression, values)
    name = tree.expression.name if isinstance(tree.expression, exp.Column) else ""
    return None if first is None or whole is None else Share(first, whole, name)


def _value(node: exp.Expr, values: Mapping[str, Decimal]) -> Fraction | None:
    def leaf(each: exp.Expr) -> Fraction | None:
        return Fraction(values[each.name]) if isinstance(each, exp.Column) and each.name in values else None

    return fold(node, leaf, lambda number: number, combine_values)
