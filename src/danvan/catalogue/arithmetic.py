"""Arithmetic of formulas: exact, over names that stand for numbers."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from sqlglot import exp

from danvan.kernel.quantity import vietnamese

Result = TypeVar("Result")
Values = Mapping[str, Decimal | Fraction | int]
"""Numbers by the full codes of indicators."""

_SIGNS: Mapping[type[exp.Expr], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "×", exp.Div: "/"}
_OPERATORS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "×": operator.mul,
    "/": operator.truediv,
}


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of indicators, each some number of times (`terms`), and a number (`constant`)."""

    terms: Mapping[str, Fraction] = field(default_factory=dict)
    constant: Fraction = Fraction(0)

    def evaluate(self, values: Values) -> Fraction | None:
        """The value, or None when one of the indicators has none."""
        if not self.terms.keys() <= values.keys():
            return None
        return self.constant + sum(factor * Fraction(values[code]) for code, factor in self.terms.items())

    def plus(self, other: "Linear") -> "Linear":
        terms = dict(self.terms)
        for code, factor in other.terms.items():
            terms[code] = terms.get(code, Fraction(0)) + factor
        return Linear({code: factor for code, factor in terms.items() if factor}, self.constant + other.constant)

    def times(self, factor: Fraction) -> "Linear":
        return Linear({code: each * factor for code, each in self.terms.items() if factor}, self.constant * factor)

    def text(self, names: Mapping[str, str]) -> str:
        """'resolved + 2 × pending - 5', each code by its name in `names`, or as it is."""
        parts = [(factor, names.get(code, code)) for code, factor in self.terms.items()]
        if self.constant or not parts:
            parts.append((self.constant, ""))
        signed = "".join(f" {'-' if factor < 0 else '+'} {_times(factor, name)}" for factor, name in parts)
        return f"-{signed[3:]}" if signed.startswith(" - ") else signed[3:]


def _times(factor: Fraction, name: str) -> str:
    if not name:
        return number_text(abs(factor))
    return name if abs(factor) == 1 else f"{number_text(abs(factor))} × {name}"


def number_text(number: Fraction) -> str:
    """A number as Vietnamese offices write it; a fraction no decimal can hold stays a fraction."""
    digits = next((n for n in range(7) if (number * 10**n).denominator == 1), None)
    return str(number) if digits is None else vietnamese(Decimal(int(number * 10**digits)).scaleb(-digits), digits)


def fold(
    node: exp.Expr,
    leaf: Callable[[exp.Expr], Result],
    number: Callable[[Fraction], Result],
    combine: Callable[[str, Result, Result], Result],
) -> Result:
    """Works an arithmetic expression out from its leaves: `leaf` for what is no arithmetic, `number` for written numbers,
    `combine` for '+', '-', '×' or '/' between two results."""
    if isinstance(node, exp.Paren):
        return fold(node.this, leaf, number, combine)
    if isinstance(node, exp.Literal) and not node.is_string:
        return number(Fraction(node.this))
    sign = _SIGNS.get(type(node))
    if sign is None:
        return leaf(node)
    return combine(sign, fold(node.this, leaf, number, combine), fold(node.expression, leaf, number, combine))


def combine_linear(sign: str, left: Linear | None, right: Linear | None) -> Linear | None:
    """None when the result is no sum: indicators multiplied with each other, or a division by one or by zero."""
    if left is None or right is None:
        return None
    match sign:
        case "+" | "-":
            return left.plus(right.times(Fraction(f"{sign}1")))
        case "×" if not left.terms:
            return right.times(left.constant)
        case "×" if not right.terms:
            return left.times(right.constant)
        case "/" if not right.terms and right.constant:
            return left.times(1 / right.constant)
        case _:
            return None


def combine_values(sign: str, left: Fraction | None, right: Fraction | None) -> Fraction | None:
    """None when a part is missing or would be divided by zero."""
    if left is None or right is None or (sign == "/" and not right):
        return None
    return _OPERATORS[sign](left, right)


def shown(node: exp.Expr, leaf: Callable[[exp.Expr], str]) -> str:
    """The expression as people write arithmetic, with the brackets it was written with."""
    if isinstance(node, exp.Paren):
        return f"({shown(node.this, leaf)})"
    if isinstance(node, exp.Literal) and not node.is_string:
        return number_text(Fraction(node.this))
    sign = _SIGNS.get(type(node))
    return leaf(node) if sign is None else f"{shown(node.this, leaf)} {sign} {shown(node.expression, leaf)}"
