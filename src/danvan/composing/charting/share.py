"""A share on time: of one unit over the years, or of every unit beside the total."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from danvan.composing.charting.shown import Shown, listed, said
from danvan.composing.model import Chart, Datum, Panel
from danvan.kernel.period import Period
from danvan.ledger.rolled import RolledRow

_LEAST = 3
"""Points that make a line, units that make a comparison."""
_ROWS = 30
"""Units that each have a row of their own; of more, how many lie where is shown."""
_EDGES = (0, 50, 80, 90, 95, 98, 100)
"""Between these shares units are counted; those at 100 have a class of their own."""


def share_chart(shown: Shown, indicators: Iterable[str], number: int) -> Chart | None:
    """Of the first of `indicators` there are enough figures of."""
    make = _over_years if shown.own else _of_units
    return next((chart for code in indicators if code in shown.rolled.rows and (chart := make(shown, code, number))), None)


def _over_years(shown: Shown, code: str, number: int) -> Chart | None:
    row = shown.rolled.rows[code]
    points = shown.over_years(code).get(shown.rolled.units[0], {})
    if len(points) < _LEAST or shown.rolled.period not in points:
        return None
    first = min(points, key=lambda period: period.start)
    periods = [period for period in shown.periods if period.start >= first.start]
    data = tuple(
        Datum(short(period), figure.amount.value, said(figure.amount), (figure.id,))
        if (figure := points.get(period))
        else Datum(short(period), None, "không có số liệu")
        for period in periods
    )
    told = listed(f"năm {datum.label} {datum.text}" for datum in data)
    title = f"{row.indicator.name.vi} {_of_years(shown.rolled.period)}"
    return Chart(number, "time", title, f"Biểu đồ đường: {told}.", (Panel("", row.indicator.measure, data),))


def short(period: Period) -> str:
    """What fits below an axis: the year, or the years."""
    return str(period.end.year) if period.start.year == period.end.year else f"{period.start.year}–{period.end.year}"


def _of_years(period: Period) -> str:
    return "qua các năm" if period.kind == "year" else "qua các kỳ cùng loại"


def _of_units(shown: Shown, code: str, number: int) -> Chart | None:
    row = shown.rolled.rows[code]
    data = [
        Datum(unit, value.quantity.value, said(value.quantity), (value.id,))
        for unit, value in row.values.items()
        if value and value.quantity.measure == row.indicator.measure
    ]
    if len(data) < _LEAST or len({datum.value for datum in data}) == 1:
        return None
    data.sort(key=lambda datum: -(datum.value or Decimal(0)))
    line = Datum("Chung", row.total.amount.value, said(row.total.amount), (row.total.id,)) if row.total else None
    note = f"Chưa có số liệu của: {', '.join(row.missing)}." if row.missing else ""
    if len(data) > _ROWS and row.indicator.measure == "%":
        return _classes(shown, row, data, line, note, number)
    data = data[:_ROWS]
    told = listed(f"{datum.label} {datum.text}" for datum in data)
    whole = f" Chung các đơn vị: {line.text}." if line else ""
    title = f"{row.indicator.name.vi} của từng đơn vị, {shown.rolled.period}"
    panel = Panel("", row.indicator.measure, tuple(data))
    return Chart(number, "share", title, f"Biểu đồ điểm, từ cao xuống thấp: {told}.{whole}", (panel,), line, note)


def _classes(shown: Shown, row: RolledRow, data: Sequence[Datum], line: Datum | None, note: str, number: int) -> Chart | None:
    classes = [*(_class(low, high, data) for low, high in pairwise(_EDGES)), _full(data)]
    first = next(at for at, each in enumerate(classes) if each.value)
    told = listed(f"{datum.label}: {datum.text}" for datum in classes[first:])
    whole = f" Chung các đơn vị: {line.text}." if line else ""
    title = f"Số đơn vị theo {row.indicator.name.vi[:1].lower()}{row.indicator.name.vi[1:]}, {shown.rolled.period}"
    panel = Panel("", "đơn vị", tuple(classes[first:]))
    return Chart(number, "classes", title, f"Biểu đồ cột: {told}.{whole}", (panel,), line, note)


def _class(low: int, high: int, data: Sequence[Datum]) -> Datum:
    inside = [datum for datum in data if datum.value is not None and low <= datum.value < high]
    return _counted(f"Dưới {high}%" if low == 0 else f"{low} – dưới {high}%", inside)


def _full(data: Sequence[Datum]) -> Datum:
    top = _EDGES[-1]
    return _counted(f"{top}%", [datum for datum in data if datum.value is not None and datum.value >= top])


def _counted(label: str, inside: Sequence[Datum]) -> Datum:
    figures = tuple(figure for datum in inside for figure in datum.figures)
    return Datum(label, Decimal(len(inside)), f"{len(inside)} đơn vị", figures)
