"""What the catalogue knows of how indicators belong together, to tell a wrong number from a wrong pair of right ones.

Reading ties numbers by how they stand in the text; where it also knows which indicators they are, the catalogue may say that
this share is of something else, or that these parts need not fill their whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IndicatorFormula, parse_indicator
from danvan.checking.facts import Facts
from danvan.kernel.errors import FormulaError
from danvan.reading.identities import Identities
from danvan.reading.model import Relation, StatedFigure


@dataclass(frozen=True)
class Bonds:
    """Of one catalogue; made once: `catalogue.derived(Bonds)`."""

    catalogue: Catalogue
    _formulas: dict[str, IndicatorFormula | None] = field(default_factory=dict, compare=False)

    def formula(self, code: str) -> IndicatorFormula | None:
        """How a rate or a mean is computed from other indicators; None for what is counted."""
        if code not in self._formulas:
            self._formulas[code] = self._parsed(code)
        return self._formulas[code]

    def _parsed(self, code: str) -> IndicatorFormula | None:
        try:
            indicator = self.catalogue.indicators.get(code)
            found = parse_indicator(indicator, self.catalogue) if indicator else None
        except FormulaError:  # `danvan catalogue lint` tells that one
            return None
        return found if found is not None and found.depends_on else None

    def need_not_fill(self, whole: str, parts: Sequence[str]) -> bool:
        """Whether each of `parts` is known as a part of `whole`, and nothing says that these are all of it."""
        among = self.catalogue.derived(Identities).over({whole, *parts})
        if any(one.operator == "=" and whole in one.codes for one in among):
            return False
        bounded = (one for one in among if one.operator == "<=" and {*one.right.terms} == {whole})
        return {part for one in bounded for part in one.left.terms} >= set(parts)

    def leave_some(self, rates: Sequence[str]) -> bool:
        """Whether what these shares of one whole count need not be all of it."""
        formulas = [self.formula(code) for code in rates]
        pairs = [formula.depends_on for formula in formulas if formula and len(formula.depends_on) == _PART_AND_WHOLE]
        wholes = sorted({whole for _part, whole in pairs})
        if len(pairs) != len(rates) or len(wholes) != 1:
            return False
        parts, identities = [part for part, _whole in pairs], self.catalogue.derived(Identities)
        taken_apart = (one for part in parts for one in identities.touching({wholes[0], part}) if one.operator == "=")
        return not any(taken_apart) and self.need_not_fill(wholes[0], parts)


_PART_AND_WHOLE = 2


def is_another_share(relation: Relation, facts: Facts, bonds: Bonds, *, apart: bool) -> bool:
    """Whether the catalogue knows the share of `relation` as one of other numbers than those it was tied to. `apart`: whether
    they stand in different sentences; in one, a whole of the office's own choice is believed."""
    told, part, *wholes = facts.figures_of(relation)
    if len(wholes) != 1:
        return False
    (whole,) = wholes
    formula = bonds.formula(told.indicator) if told.indicator else None
    if formula is None or {part.indicator, whole.indicator} <= {*formula.depends_on}:
        return False
    if _comes_out(formula, told, facts):
        return True
    return _is_other(part, formula) or (apart and _is_other(whole, formula))


def _is_other(figure: StatedFigure, formula: IndicatorFormula) -> bool:
    return figure.indicator is not None and figure.indicator not in formula.depends_on


def _comes_out(formula: IndicatorFormula, told: StatedFigure, facts: Facts) -> bool:
    """Whether the share is right of the figures told of those indicators."""
    values = {code: value for code in formula.depends_on for value in facts.values_of(code)}
    once = all(len(facts.values_of(code)) == 1 for code in formula.depends_on)
    exact = formula.evaluate(values) if once else None
    return exact is not None and told.quantity.agrees(exact) is not None
