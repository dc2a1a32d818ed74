"""What must fit: the catalogue's identities over the figures of a period, told as arithmetic ('206 + 129 = 335 ≠ 320')."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.arithmetic import Linear, number_text
from danvan.catalogue.formulas import IdentityFormula
from danvan.catalogue.models import Identity
from danvan.site.figures.rules import Rules

_FAILS = {"=": "≠", "<=": ">", ">=": "<"}
_HOLDS = {"=": "=", "<=": "≤", ">=": "≥"}


@dataclass(frozen=True, slots=True)
class Fit:
    """An identity held against figures that are all there."""

    identity: Identity
    formula: IdentityFormula
    left: Fraction
    right: Fraction
    holds: bool
    text: str
    """As arithmetic."""

    @property
    def difference(self) -> Fraction:
        return abs(self.left - self.right)


def fits_of(code: str, rules: Rules, values: Mapping[str, Decimal]) -> list[Fit]:
    """What an indicator has to fit with, where all figures are there: what fails first."""
    found = [fit for identity, formula in rules.about(code) if (fit := _fit(identity, formula, values))]
    return sorted(found, key=lambda fit: fit.holds)


def after(values: Mapping[str, Decimal], changed: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    """The values as they would be: with what is being typed (None: no number)."""
    found = {**values, **{code: value for code, value in changed.items() if value is not None}}
    for code in (code for code, value in changed.items() if value is None):
        found.pop(code, None)
    return found


def _fit(identity: Identity, formula: IdentityFormula, values: Mapping[str, Decimal]) -> Fit | None:
    left, right = formula.left.evaluate(values), formula.right.evaluate(values)
    holds = formula.holds(values)
    if left is None or right is None or holds is None:
        return None
    return Fit(identity, formula, left, right, holds, _text(formula, values, left, right, holds=holds))


def _text(formula: IdentityFormula, values: Mapping[str, Decimal], left: Fraction, right: Fraction, *, holds: bool) -> str:
    numbers = {code: number_text(Fraction(values[code])) for code in formula.codes}
    sign = (_HOLDS if holds else _FAILS)[formula.operator]
    sides = [_side(formula.left, left, numbers), _side(formula.right, right, numbers)]
    if formula.operator == "=":
        # The sum first, then what it should be.
        sides.sort(key=lambda side: "=" not in side)
    if holds and formula.operator == "=" and "=" not in sides[1]:
        return sides[0] if "=" in sides[0] else f"{sides[0]} = {sides[1]}"
    return f"{sides[0]} {sign} {sides[1]}"


def _side(side: Linear, value: Fraction, numbers: Mapping[str, str]) -> str:
    text, result = side.text(numbers), number_text(value)
    return text if text == result else f"{text} = {result}"
