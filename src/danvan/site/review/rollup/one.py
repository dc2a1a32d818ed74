"""One indicator over all units: this period, the years before, how it changed, and whether that can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from danvan.kernel.errors import DanvanError
from danvan.kernel.period import Period
from danvan.kernel.quantity import vietnamese
from danvan.ledger.comparison.model import Point
from danvan.ledger.rolled import RolledRow
from danvan.site.core.language import said
from danvan.site.figures.models import Blank
from danvan.site.figures.rules import Rules
from danvan.site.offices.models import Office
from danvan.site.registers.values import fold
from danvan.site.review.rolling import Counted
from danvan.site.review.rollup.drawing import columns
from danvan.site.review.rollup.grid import Shown, cell_of, values_by_unit
from danvan.site.review.rollup.over_time import Past, past_of
from danvan.site.review.units import Awaited


@dataclass(frozen=True, slots=True)
class Line:
    """A unit. `before`: last year's value; `moved`: its territory is another than then, so that no change is told; `why`: why
    there is none; `chart`: the years beside each other."""

    unit: Office
    name: str
    cell: Shown
    value: Decimal | None
    said: str
    before: Decimal | None = None
    decimals: int = 0
    estimated: bool = False
    change: Decimal | None = None
    moved: bool = False
    why: str = ""
    chart: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`past` None: nothing is known of the years before."""

    lines: Sequence[Line]
    past: Past | None
    years: Sequence[str] = ()


def lines_of(found: Awaited, counted: Counted, row: RolledRow, rules: Rules, day: date, *, on_today: bool, sort: str) -> Table:
    """Every unit, in the order asked for: '' largest first, 'unit', 'change'."""
    try:
        past = past_of(found.units, row.indicator, counted.period, day, on_today=on_today)
    except DanvanError:
        past = None
    years = [_year(each) for each in past.periods] if past else []
    every = values_by_unit(counted, rules, [row])
    cells = {
        unit.code: cell_of(row, counted.names[unit.code], counted, rules, every[counted.names[unit.code]])
        for unit in found.units
    }
    seen = [cell.quantity.value for cell in cells.values() if cell.quantity]
    points = [point.quantity.value for each in (past.points.values() if past else ()) for point in each if point.quantity]
    most = max([*seen, *points], default=Decimal(1)) or Decimal(1)
    lines = [_line(unit, counted.names[unit.code], cells[unit.code], past, years, most, on_today) for unit in found.units]
    return Table(_sorted(lines, sort), past, years)


def _line(unit: Office, name: str, cell: Shown, past: Past | None, years: Sequence[str], most: Decimal, on_today: bool) -> Line:
    value = cell.quantity.value if cell.quantity else None
    told = vietnamese(value, cell.quantity.decimals) if cell.quantity and value is not None else _blank(cell)
    points = past.points.get(unit.code) if past else None
    if past is None or points is None:
        return Line(unit, name, cell, value, told)
    values = [point.quantity.value if point.quantity else None for point in points]
    values[-1] = value if value is not None else values[-1]
    then = points[-2]
    moved = unit.code in past.moved and not on_today
    before = values[-2]
    change = value - before if value is not None and before is not None and not moved else None
    label = _("%(unit)s: %(values)s") % {
        "unit": name,
        "values": "; ".join(_said(year, each) for year, each in zip(years, values, strict=True)),
    }
    decimals = then.quantity.decimals if then.quantity else 0
    return Line(
        unit, name, cell, value, told, before, decimals, _estimated(points), change, moved,
        said(then.why.said) if then.why and before is None else "", columns(values, years, label, most),
    )  # fmt: skip


def _sorted(lines: list[Line], sort: str) -> list[Line]:
    if sort == "unit":
        return sorted(lines, key=lambda line: fold(line.name.split(" ", 1)[-1]))
    if sort == "change":
        return sorted(lines, key=lambda line: (line.change is None, -(line.change or 0)))
    return sorted(lines, key=lambda line: (line.value is None, -(line.value or 0), line.name))


def _estimated(points: Sequence[Point]) -> bool:
    return any(point.estimated for point in points)


def _said(year: str, value: Decimal | None) -> str:
    return f"{year}: {'–' if value is None else vietnamese(value, max(0, -int(value.normalize().as_tuple().exponent)))}"


def _blank(cell: Shown) -> str:
    return str(Blank(cell.blank).label) if cell.blank else _("not reported")


def _year(period: Period) -> str:
    return str(period.end.year)
