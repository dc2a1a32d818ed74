"""Exact quantities: a decimal number as it was written, with its unit of measure."""

from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction


class Rounding(StrEnum):
    """How a printed number stands to the exact one behind it."""

    EXACT = "exact"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` in `measure` (unit of measure, '' when none); `decimals` = digits written after the decimal mark.

    Never a float: 83,39 % is exactly 83.39 with two decimals.
    """

    value: Decimal
    measure: str = ""
    decimals: int = 0

    def agrees(self, exact: Fraction) -> Rounding | None:
        """How this printed number can stand for `exact`, or None when it cannot.

        Rounding half up is the ordinary rule; cutting digits off is as common in reports, and no error of the sum.
        """
        if Fraction(self.value) == exact:
            return Rounding.EXACT
        if self.value == rounded(exact, self.decimals):
            return Rounding.ROUNDED
        if self.value == truncated(exact, self.decimals):
            return Rounding.TRUNCATED
        return None

    def with_measure(self, measure: str) -> "Quantity":
        return replace(self, measure=measure)

    def __str__(self) -> str:
        number = vietnamese(self.value, self.decimals)
        glue = "" if self.measure == "%" or not self.measure else " "
        return f"{number}{glue}{self.measure}"


def _at(exact: Fraction, decimals: int, mode: str) -> Decimal:
    step = Decimal(1).scaleb(-decimals)
    # 40 digits more than asked for: a fraction that ends in a 5 is decided by its digits, not by the division.
    near = Decimal(exact.numerator * 10 ** (decimals + 40) // exact.denominator).scaleb(-(decimals + 40))
    return near.quantize(step, rounding=mode)


def rounded(exact: Fraction, decimals: int) -> Decimal:
    """`exact` rounded half up (away from zero) to `decimals` digits."""
    sign = -1 if exact < 0 else 1
    return sign * _at(abs(exact), decimals, ROUND_HALF_UP)


def truncated(exact: Fraction, decimals: int) -> Decimal:
    """`exact` with the digits after the `decimals`-th cut off."""
    sign = -1 if exact < 0 else 1
    return sign * _at(abs(exact), decimals, ROUND_DOWN)


def vietnamese(value: Decimal, decimals: int | None = None) -> str:
    """`value` as Vietnamese offices write it: 1.637 and 83,39 (dot for thousands, comma for decimals)."""
    digits = max(0, -int(value.as_tuple().exponent)) if decimals is None else decimals
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))
