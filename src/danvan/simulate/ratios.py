"""Figures from figures: the catalogue's arithmetic over whole columns of exact fractions, rounded once at the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from danvan.catalogue.arithmetic import fold
from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IndicatorFormula, parse_indicator
from danvan.simulate.chance import Ints


@dataclass(frozen=True, slots=True)
class Fractions:
    """Numerators over denominators, 0 over which is nothing. Products stay below 2^63: percentages of counts are small."""

    over: Ints
    under: Ints


def derived_of(catalogue: Catalogue) -> list[tuple[str, IndicatorFormula]]:
    """The formulas over other indicators, each after those it depends on."""
    formulas = {code: parse_indicator(one, catalogue) for code, one in catalogue.indicators.items() if one.formula}
    wanted = {code: formula for code, formula in formulas.items() if formula and formula.kind == "indicators"}
    return list(_in_order(wanted))


def computed(formula: IndicatorFormula, values: Mapping[str, Ints], decimals: Mapping[str, int]) -> tuple[Ints, Ints] | None:
    """The values, times ten to the decimals of the indicator, and where there are any; None when a part is not there at all."""
    if not set(formula.depends_on) <= values.keys():
        return None

    def leaf(node: object) -> Fractions:
        name = node.name  # type: ignore[attr-defined]  # a column, by the allow-list of formulas
        return Fractions(values[name], np.full_like(values[name], 10 ** decimals[name]))

    size = len(values[formula.depends_on[0]])
    whole = fold(
        formula.expression,
        leaf,
        lambda number: Fractions(np.full(size, number.numerator), np.full(size, number.denominator)),
        _combined,
    )
    return _rounded(whole, decimals[formula.code]), whole.under != 0


def _in_order(wanted: Mapping[str, IndicatorFormula]) -> Iterator[tuple[str, IndicatorFormula]]:
    done: set[str] = set()

    def visit(code: str) -> Iterator[tuple[str, IndicatorFormula]]:
        if code in wanted and code not in done:
            done.add(code)
            for part in wanted[code].depends_on:
                yield from visit(part)
            yield code, wanted[code]

    for code in wanted:
        yield from visit(code)


def _combined(sign: str, left: Fractions, right: Fractions) -> Fractions:
    match sign:
        case "×":
            return Fractions(left.over * right.over, left.under * right.under)
        case "/":
            return Fractions(left.over * right.under, left.under * right.over)
        case "+":
            return Fractions(left.over * right.under + right.over * left.under, left.under * right.under)
        case _:
            return Fractions(left.over * right.under - right.over * left.under, left.under * right.under)


def _rounded(whole: Fractions, decimals: int) -> Ints:
    """Half up, away from zero, as danvan.kernel.quantity.rounded."""
    under = np.where(whole.under == 0, 1, np.abs(whole.under))
    over = whole.over * np.sign(whole.under) * 10**decimals
    return np.sign(over) * ((2 * np.abs(over) + under) // (2 * under))
