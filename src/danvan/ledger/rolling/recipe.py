"""How an indicator's total is computed from the sums of its parts, by its own rule. Knows no engine."""

from collections.abc import Mapping
from dataclasses import dataclass

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IndicatorFormula, parse_indicator, weight_of
from danvan.catalogue.models import Indicator


@dataclass(frozen=True, slots=True)
class Recipe:
    """An indicator computed from sums over its `parts`, of the units that have every one of them: by `formula`; or, without
    one, as the mean of the first part weighted by the second."""

    indicator: Indicator
    parts: tuple[Indicator, ...]
    formula: IndicatorFormula | None

    @property
    def text(self) -> str:
        """The rule as arithmetic, with the names its card uses."""
        if self.formula:
            return self.indicator.formula
        name, weight = self.indicator.code.rpartition(".")[2], self.indicator.weight
        return f"sum({name} * {weight}) / sum({weight})"


def recipes_of(catalogue: Catalogue) -> Mapping[str, Recipe]:
    """By code, for every indicator that can be computed from its parts. Raises FormulaError."""
    found = (_recipe(indicator, catalogue) for indicator in catalogue.indicators.values())
    return {recipe.indicator.code: recipe for recipe in found if recipe}


def _recipe(indicator: Indicator, catalogue: Catalogue) -> Recipe | None:
    if indicator.rollup == "weighted_mean":
        return Recipe(indicator, (indicator, weight_of(indicator, catalogue)), None)
    formula = parse_indicator(indicator, catalogue) if indicator.rollup == "ratio" else None
    parts = tuple(catalogue.indicators[code] for code in formula.depends_on) if formula else ()
    if not parts or any(part.rollup != "sum" for part in parts):
        return None
    return Recipe(indicator, parts, formula)
