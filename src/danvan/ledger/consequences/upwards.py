"""Totals and ratios above a figure, as they are and as they would be."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_indicator
from danvan.catalogue.models import Indicator
from danvan.kernel.quantity import Quantity, rounded
from danvan.ledger.consequences.model import Moved
from danvan.ledger.consequences.supposed import Supposed
from danvan.ledger.engines.base import Engine
from danvan.ledger.rolling.recipe import recipes_of
from danvan.ledger.rolling.rolling import roll_up_tree
from danvan.ledger.rolling.totals import Total
from danvan.ledger.rolling.tree import NATION, UnitTree
from danvan.units.register import UnitRegister


def affected(code: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The indicators whose totals a figure of `code` is in: itself, and all computed from it. Raises FormulaError."""
    computed = [name for name, recipe in catalogue.derived(recipes_of).items() if code in {part.code for part in recipe.parts}]
    return tuple(dict.fromkeys((code, *computed)))


def totals_above(supposed: Supposed, engine: Engine, catalogue: Catalogue, register: UnitRegister) -> tuple[Moved, ...]:
    """Every total that changes, of every level above the unit, the lowest first. Raises FormulaError, FigureTwice."""
    figure = supposed.figure
    period, now = figure.period, catalogue.at(figure.period.end)
    above = _chain(figure.unit_code, register, supposed)
    codes = affected(figure.indicator, now)
    tree = _tree(register, supposed, above)
    before, after = (
        {
            (total.unit_code, total.indicator): total
            for total in roll_up_tree(engine, rows, catalogue, tree, [period], codes).of()
        }
        for rows in supposed.records
    )
    names = [name for _, name in above]
    return tuple(
        _moved(before.get((unit, code)), after.get((unit, code)), now.indicators[code], tuple(names[:at]))
        for at, (unit, _) in enumerate(above)
        for code in codes
        if _differ(before.get((unit, code)), after.get((unit, code)))
    )


def ratios_of_unit(supposed: Supposed, values: Mapping[str, Quantity], catalogue: Catalogue) -> Iterator[Moved]:
    """The ratios of the unit itself that its figures give, where they change. `values`: its figures of record of the period."""
    figure = supposed.figure
    now = catalogue.at(figure.period.end)
    old = {code: Fraction(quantity.value) for code, quantity in values.items()}
    new = {**old, figure.indicator: Fraction(supposed.version.quantity.value)} if supposed.version.quantity else old.copy()
    if supposed.version.quantity is None:
        new.pop(figure.indicator, None)
    for indicator in now.indicators.values():
        formula = parse_indicator(indicator, now) if indicator.rollup == "ratio" else None
        if formula is None or figure.indicator not in formula.depends_on:
            continue
        first, last = (_rounded(formula.evaluate(each), indicator) for each in (old, new))
        if first != last:
            yield Moved(
                *(indicator, figure.unit, figure.unit_code, figure.level, figure.period, first, last, indicator.decimals),
                formula=indicator.formula,
            )


def _rounded(exact: Fraction | None, indicator: Indicator) -> Decimal | None:
    return None if exact is None else rounded(exact, indicator.decimals)


def _chain(code: str, register: UnitRegister, supposed: Supposed) -> list[tuple[str, str]]:
    """Code and name of the units above, the lowest first, to the nation."""
    day = supposed.figure.period.end
    parents = register.parents(register.unit(code, day), day)
    return [*((unit.code, unit.name) for unit in parents), (NATION, "cả nước")]


def _tree(register: UnitRegister, supposed: Supposed, above: list[tuple[str, str]]) -> UnitTree:
    """Only what leads to the units above: nobody else's totals change."""
    whole = UnitTree.of(register, [supposed.figure.period.end])
    wanted = {code for code, _ in above}
    return UnitTree([edge for edge in whole.edges if edge.ancestor_code in wanted], whole.names, whole.aliases)


def _differ(before: Total | None, after: Total | None) -> bool:
    return (before and before.value) != (after and after.value)


def _moved(before: Total | None, after: Total | None, indicator: Indicator, through: tuple[str, ...]) -> Moved:
    some = before or after
    assert some  # noqa: S101 - one of them is there where they differ
    formula = indicator.formula if indicator.rollup == "ratio" else ""
    return Moved(
        indicator=indicator,
        unit=some.unit,
        unit_code=some.unit_code,
        level=some.level,
        period=some.period,
        old=before.value if before else None,
        new=after.value if after else None,
        decimals=max(each.decimals for each in (before, after) if each),
        formula=formula,
        through=through,
    )
