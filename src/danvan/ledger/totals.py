"""Totals over units by each indicator's roll-up rule, each with its source. Pure: an engine has done the reading and adding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_indicator
from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity, rounded
from danvan.ledger.figure import Figure, Formula, RollUp, Source
from danvan.ledger.ids import figure_id
from danvan.ledger.rolled import RolledRow, Value
from danvan.units.level import level_of


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
    """`cells` as reported, `sums` of those in their indicator's own unit of measure, and the rules of `catalogue`."""

    whole: Whole
    catalogue: Catalogue
    cells: Cells
    sums: Mapping[str, Decimal]

    def row(self, indicator: Indicator) -> RolledRow:
        """The values of `indicator` in every unit, their total, and the units missing from it."""
        reported = self.cells.get(indicator.code, {})
        values = {
            unit: Value(reported[unit].id, reported[unit].quantity) if unit in reported else None for unit in self.whole.units
        }
        match indicator.rollup:
            case "sum":
                total, counted = self._sum(indicator)
            case "ratio":
                total, counted = self._ratio(indicator)
            case "none":
                total, counted = None, list(reported)
        return RolledRow(indicator, values, total, self._others(counted))

    def _sum(self, indicator: Indicator) -> tuple[Figure | None, Sequence[str]]:
        """The sum and the units in it."""
        parts = self._addable(indicator)
        if not parts:
            return None, ()
        decimals = max(cell.quantity.decimals for cell in parts.values())
        source = RollUp(tuple(cell.id for cell in parts.values()), self._others(list(parts)))
        value = Quantity(self.sums[indicator.code], indicator.measure, decimals)
        return self._figure(indicator, value, source, parts.values()), list(parts)

    def _ratio(self, indicator: Indicator) -> tuple[Figure | None, Sequence[str]]:
        """The formula over the sums of its parts, and the units in it: those with every part, so that what is divided and what
        it is divided by are of the same units."""
        formula = parse_indicator(indicator, self.catalogue)
        addends = [self.catalogue.indicators[code] for code in formula.depends_on] if formula else []
        if formula is None or not addends or any(each.rollup != "sum" for each in addends):
            return None, ()
        parts = {each.code: self._addable(each) for each in addends}
        units = [unit for unit in self.whole.units if all(unit in cells for cells in parts.values())]
        sums = {
            code: sum((Fraction(cells[unit].quantity.value) for unit in units), Fraction(0)) for code, cells in parts.items()
        }
        exact = formula.evaluate(sums) if units else None
        if exact is None:
            return None, ()
        used = [cells[unit] for cells in parts.values() for unit in units]
        if all(len(cells) == len(units) for cells in parts.values()):
            figures = tuple(figure_id(code, self.whole.name, self.whole.period) for code in parts)
        else:
            figures = tuple(cell.id for cell in used)
        value = Quantity(rounded(exact, indicator.decimals), indicator.measure, indicator.decimals)
        return self._figure(indicator, value, Formula(indicator.formula, figures), used), units

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
