"""Shares that a form prints: one sum over another, rounded or cut off at the decimals it is printed with."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.arithmetic import Linear, Values
from danvan.kernel.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Share:
    """One sum over another."""

    above: Linear
    below: Linear

    def evaluate(self, values: Values) -> Fraction | None:
        """None when a cell is missing, and when there is nothing to be a share of."""
        above, below = self.above.evaluate(values), self.below.evaluate(values)
        return above / below if above is not None and below else None

    def text(self, names: Mapping[str, str]) -> str:
        return f"{_bracketed(self.above, names)} / {_bracketed(self.below, names)}"


def _bracketed(side: Linear, names: Mapping[str, str]) -> str:
    text = side.text(names)
    return f"({text})" if len(side.terms) + bool(side.constant) > 1 else text


def printed_as(number: Decimal | Fraction | int, exact: Fraction) -> bool:
    """Whether `number`, as it was printed, can stand for `exact`."""
    if isinstance(number, Fraction):
        return number == exact
    written = Decimal(number)
    return Quantity(written, decimals=max(0, -int(written.as_tuple().exponent))).agrees(exact) is not None
