"""Ratios and weighted means of totals, worked out exactly: whole numbers over whole numbers, rounded once, half up."""

from collections.abc import Callable, Sequence
from decimal import Context, Decimal

from danvan.catalogue.arithmetic import fold
from danvan.ledger.rolling.recipe import Recipe
from danvan.ledger.rows import PLACES

Ratio = tuple[int, int]
"""A numerator and a denominator above 0, not reduced: reducing costs more than the larger numbers do."""
_ONE = 10**PLACES
_WIDE = Context(prec=100)
"""The usual 28 digits are fewer than a total may have."""


def ratio_of(recipe: Recipe) -> Callable[[Sequence[Decimal | None]], Decimal | None]:
    """What gives the value of `recipe`, rounded to its indicator's decimals, from the sums of its parts in their order. None
    where a part has no sum, or what is divided by is 0."""
    decimals = recipe.indicator.decimals
    parts = range(len(recipe.parts))
    at = {part.code: place for place, part in enumerate(recipe.parts)}
    formula = recipe.formula

    def value(sums: Sequence[Decimal | None]) -> Decimal | None:
        wholes = [_whole(sums[part]) for part in parts]
        if None in wholes:
            return None
        if formula is None:
            found = _combined("/", wholes[0], wholes[1])
        else:
            found = fold(
                formula.expression, lambda leaf: wholes[at[leaf.name]], lambda n: (n.numerator, n.denominator), _combined
            )
        return _rounded(*found, decimals) if found else None

    return value


def _whole(number: Decimal | None) -> Ratio | None:
    return None if number is None else (int(number.scaleb(PLACES, _WIDE)), _ONE)


def _combined(sign: str, left: Ratio | None, right: Ratio | None) -> Ratio | None:
    if left is None or right is None:
        return None
    (a, b), (c, d) = left, right
    match sign:
        case "+":
            return (a * d + c * b, b * d)
        case "-":
            return (a * d - c * b, b * d)
        case "×":
            return (a * c, b * d)
    if c == 0:
        return None
    return (a * d, b * c) if c > 0 else (-a * d, -b * c)


def _rounded(numerator: int, denominator: int, decimals: int) -> Decimal:
    digits = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    return Decimal(digits if numerator >= 0 else -digits).scaleb(-decimals, _WIDE)
