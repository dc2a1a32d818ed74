"""Units × indicators of an area as a page shows them: each total with those that are not in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from danvan.catalogue.models import Area, Indicator
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledRow
from danvan.site.figures.lines import BLANK_MARKS
from danvan.site.figures.ratios import Share, share_of
from danvan.site.figures.rules import Rules
from danvan.site.registers.values import fold
from danvan.site.review.rolling import Counted

_NAMED = 3
"""Missing units named in the cell itself; more are folded away below them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number, or why there is none (`blank`, `mark`); `share`: what a percentage is made of; `other`: it is in another unit
    of measure than its column, and in no total."""

    quantity: Quantity | None = None
    share: Share | None = None
    blank: str = ""
    other: bool = False

    @property
    def value(self) -> Decimal:
        return self.quantity.value if self.quantity else Decimal(0)

    @property
    def mark(self) -> str:
        return BLANK_MARKS.get(self.blank, "")


@dataclass(frozen=True, slots=True)
class Column:
    """An indicator with its total. `missing`: who is not in it though their report counts; `adds` False: nothing is added."""

    indicator: Indicator
    total: Figure | None
    share: Share | None
    missing: Sequence[str]
    there: int

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def adds(self) -> bool:
        return self.indicator.rollup != "none"

    @property
    def few_missing(self) -> bool:
        return len(self.missing) <= _NAMED

    @property
    def is_percent(self) -> bool:
        return self.indicator.measure == "%"


@dataclass(frozen=True, slots=True)
class Row:
    """A unit. `silent`: its report does not count yet."""

    name: str
    code: str
    cells: Sequence[Shown]
    silent: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """One area. `areas`: those with figures, with how many of their indicators have any."""

    area: Area
    areas: Sequence[tuple[Area, int]]
    columns: Sequence[Column]
    rows: Sequence[Row]


def grid(counted: Counted, rules: Rules, area: str, *, every: bool = False, sort: str = "") -> Grid | None:
    """The table of an area: its main indicators, or all with `every`; None where nothing is reported. `sort`: 'unit', or the
    code of an indicator, with '-' the other way round."""
    by_area = _reported(counted)
    if not by_area:
        return None
    areas = sorted(rules.catalogue.areas.values(), key=lambda each: (each.order, each.code))
    there = [(each, len(by_area[each.code])) for each in areas if each.code in by_area]
    chosen = next((each for each, _ in there if each.code == area), there[0][0])
    given = by_area[chosen.code]
    rows = given if every else [row for row in given if row.indicator.main] or given
    columns = [column_of(row, counted, rules) for row in rows]
    values = values_by_unit(counted, rules, rows)
    shown = [
        Row(name, code, [cell_of(row, name, counted, rules, values[name]) for row in rows], name not in counted.counting)
        for code, name in counted.names.items()
    ]
    return Grid(chosen, there, columns, in_order(shown, [row.indicator.code for row in rows], sort))


def in_order(rows: Sequence[Row], codes: Sequence[str], sort: str) -> list[Row]:
    """Those without a number last, whichever way."""
    down, name = sort.startswith("-"), sort.removeprefix("-")
    if name not in codes:
        return sorted(rows, key=lambda row: fold(row.name.split(" ", 1)[-1]), reverse=down) if name == "unit" else list(rows)
    at = codes.index(name)
    known = [row for row in rows if row.cells[at].quantity is not None]
    known.sort(key=lambda row: row.cells[at].value, reverse=down)
    return [*known, *(row for row in rows if row.cells[at].quantity is None)]


def column_of(row: RolledRow, counted: Counted, rules: Rules) -> Column:
    """An indicator, its total taken apart."""
    silent = set(counted.silent)
    missing = [
        name for name in row.missing if name not in silent and counted.blanks.get((row.indicator.code, name)) != NOT_ASKED
    ]
    totals = {code: each.total.amount.value for code in _parts(row, rules) if (each := counted.rolled.rows[code]).total}
    share = share_of(rules.formulas.get(row.indicator.code), totals) if row.total else None
    return Column(row.indicator, row.total, share, missing, sum(value is not None for value in row.values.values()))


NOT_ASKED = "not_applicable"
"""A total is whole without a unit the figure does not apply to."""


def cell_of(row: RolledRow, unit: str, counted: Counted, rules: Rules, values: Mapping[str, Decimal]) -> Shown:
    """What stands in the line of `unit`; `values`: its own figures that percentages are made of."""
    value = row.values.get(unit)
    blank = counted.blanks.get((row.indicator.code, unit), "")
    if value is None:
        return Shown(blank=blank)
    share = share_of(rules.formulas.get(row.indicator.code), values) if row.indicator.measure == "%" else None
    return Shown(value.quantity, share, blank, value.quantity.measure != row.indicator.measure)


def values_by_unit(counted: Counted, rules: Rules, rows: Sequence[RolledRow]) -> dict[str, dict[str, Decimal]]:
    """Unit -> the figures the percentages of `rows` are made of."""
    codes = dict.fromkeys(code for row in rows for code in _parts(row, rules))
    found: dict[str, dict[str, Decimal]] = {name: {} for name in counted.rolled.units}
    for code in codes:
        for name, value in counted.rolled.rows[code].values.items():
            if value is not None:
                found[name][code] = value.quantity.value
    return found


def _parts(row: RolledRow, rules: Rules) -> Sequence[str]:
    formula = rules.formulas.get(row.indicator.code)
    return [code for code in formula.depends_on if code in rules.catalogue.indicators] if formula else ()


def _reported(counted: Counted) -> dict[str, list[RolledRow]]:
    found: dict[str, list[RolledRow]] = {}
    for row in counted.rolled.rows.values():
        if row.total is not None or any(value is not None for value in row.values.values()):
            found.setdefault(row.indicator.area, []).append(row)
    return found
