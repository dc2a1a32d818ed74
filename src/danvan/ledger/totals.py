"""Totals over units by each indicator's roll-up rule, each with its source. Pure: an engine has done the reading."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Context, Decimal
from fractions import Fraction

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity, rounded
from danvan.ledger.figure import Figure, Formula, RollUp, Source
from danvan.ledger.ids import figure_id
from danvan.ledger.rolled import RolledRow, Value
from danvan.ledger.rolling.recipe import Recipe, recipes_of
from danvan.ledger.rows import plain
from danvan.units.level import level_of

EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Cell:
    """The current figure of one unit for one indicator."""

    id: str
    quantity: Quantity
    recorded: datetime


Cells = Mapping[str, Mapping[str, Cell]]
"""Indicator -> unit -> cell."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the totals are of: their name, the units, the period; and when they were made (None: as late as their parts)."""

    name: str
    units: Sequence[str]
    period: Period
    recorded: datetime | None


@dataclass(frozen=True, slots=True)
class Totals:
    """`cells` as reported, and the rules of `catalogue`."""

    whole: Whole
    catalogue: Catalogue
    cells: Cells

    def row(self, indicator: Indicator) -> RolledRow:
        """The values of `indicator` in every unit, their total, and the units missing from it."""
        reported = self.cells.get(indicator.code, {})
        values = {
            unit: Value(reported[unit].id, reported[unit].quantity) if unit in reported else None for unit in self.whole.units
        }
        recipe = self.catalogue.derived(recipes_of).get(indicator.code)
        if recipe:
            total, counted = self._computed(recipe)
        elif indicator.rollup == "sum":
            total, counted = self._sum(indicator)
        else:
            total, counted = None, list(reported) if indicator.rollup == "none" else ()
        return RolledRow(indicator, values, total, self._others(counted))

    def _sum(self, indicator: Indicator) -> tuple[Figure | None, Sequence[str]]:
        """The sum and the units in it."""
        parts = self._addable(indicator)
        if not parts:
            return None, ()
        decimals = max(cell.quantity.decimals for cell in parts.values())
        source = RollUp(tuple(cell.id for cell in parts.values()), self._others(list(parts)))
        value = Quantity(plain(_sum(parts.values())), indicator.measure, decimals)
        return self._figure(indicator, value, source, parts.values()), list(parts)

    def _computed(self, recipe: Recipe) -> tuple[Figure | None, Sequence[str]]:
        """The value from the sums of its parts, and the units in it: those with every part, so that what is divided and what it
        is divided by are of the same units."""
        indicator = recipe.indicator
        parts = {part.code: self._addable(part) for part in recipe.parts}
        units = [unit for unit in self.whole.units if all(unit in cells for cells in parts.values())]
        exact = _value(
            recipe, {code: [Fraction(cells[unit].quantity.value) for unit in units] for code, cells in parts.items()}
        )
        if exact is None or not units:
            return None, ()
        used = [cells[unit] for cells in parts.values() for unit in units]
        if recipe.formula and all(len(cells) == len(units) for cells in parts.values()):
            figures = tuple(figure_id(code, self.whole.name, self.whole.period) for code in parts)
        else:
            figures = tuple(cell.id for cell in used)
        value = Quantity(rounded(exact, indicator.decimals), indicator.measure, indicator.decimals)
        return self._figure(indicator, value, Formula(recipe.text, figures), used), units

    def _addable(self, indicator: Indicator) -> dict[str, Cell]:
        """The cells in the indicator's own unit of measure, in the order of the units."""
        reported = self.cells.get(indicator.code, {})
        return {
            unit: reported[unit]
            for unit in self.whole.units
            if unit in reported and reported[unit].quantity.measure == indicator.measure
        }

    def _others(self, counted: Sequence[str]) -> tuple[str, ...]:
        counted_units = set(counted)
        return tuple(unit for unit in self.whole.units if unit not in counted_units)

    def _figure(self, indicator: Indicator, value: Quantity, source: Source, parts: Iterable[Cell]) -> Figure:
        whole = self.whole
        return Figure(
            id=figure_id(indicator.code, whole.name, whole.period),
            indicator=indicator.code,
            unit=whole.name,
            level=level_of(whole.name, whole.period.end) or "",
            period=whole.period,
            quantity=value,
            source=source,
            recorded=whole.recorded or max(cell.recorded for cell in parts),
            catalogue=self.catalogue.version,
        )


def _value(recipe: Recipe, values: Mapping[str, Sequence[Fraction]]) -> Fraction | None:
    """Of the values of each part, in the order of the units; None for a division by 0."""
    if recipe.formula:
        return recipe.formula.evaluate({code: sum(found, Fraction(0)) for code, found in values.items()})
    means, weights = values.values()
    weight = sum(weights, Fraction(0))
    return sum((each * times for each, times in zip(means, weights, strict=True)), Fraction(0)) / weight if weight else None


def _sum(cells: Iterable[Cell]) -> Decimal:
    """Exact: the usual 28 digits are fewer than a sum may have."""
    total = Decimal(0)
    for cell in cells:
        total = EXACT.add(total, cell.quantity.value)
    return total
