"""Small multiples: one indicator over the years, a panel for each unit, all on one scale."""

from collections.abc import Iterable, Mapping, Sequence

from danvan.composing.charting.share import short
from danvan.composing.charting.shown import Shown, listed, said
from danvan.composing.model import Chart, Datum, Panel
from danvan.kernel.period import Period
from danvan.ledger.figure import Figure

_LEAST = 3
"""Units with more than one year."""
_MOST = 24
"""Panels on one page."""


def units_chart(shown: Shown, indicators: Iterable[str], number: int) -> Chart | None:
    """Of the first of `indicators` that enough units have more than one year of; the units with most this year, where there
    are too many for a page, in the order of the report."""
    for code in indicators:
        found = shown.over_years(code) if code in shown.rolled.rows else {}
        lasting = {unit: points for unit, points in found.items() if len(points) > 1 and shown.rolled.period in points}
        if len(lasting) >= _LEAST:
            return _chart(shown, code, lasting, number)
    return None


def _chart(shown: Shown, code: str, lasting: Mapping[str, Mapping[Period, Figure]], number: int) -> Chart:
    indicator = shown.rolled.rows[code].indicator
    largest = sorted(lasting, key=lambda unit: -lasting[unit][shown.rolled.period].amount.value)[:_MOST]
    units = [unit for unit in shown.rolled.units if unit in largest]
    start = min(period.start for unit in units for period in lasting[unit])
    periods = [period for period in shown.periods if period.start >= start]
    panels = tuple(Panel(unit, indicator.measure, _data(lasting[unit], periods)) for unit in units)
    told = listed(_told(panel) for panel in panels)
    title = f"{indicator.name.vi} của từng đơn vị qua các {'năm' if shown.rolled.period.kind == 'year' else 'kỳ cùng loại'}"
    note = _left_out([unit for unit in shown.rolled.units if unit not in units], few=len(units) < len(lasting))
    return Chart(number, "units", title, f"Các biểu đồ nhỏ cùng thang đo: {told}.", panels, None, note)


_NAMED = 10


def _left_out(units: Sequence[str], *, few: bool) -> str:
    """Who has no panel, and why."""
    why = "chưa đủ số liệu so sánh các năm" + (", hoặc có số liệu thấp hơn" if few else "")
    names = ", ".join(units) if len(units) <= _NAMED else "các đơn vị còn lại"
    return f"Không vẽ: {names} ({why})." if units else ""


def _data(points: Mapping[Period, Figure], periods: Sequence[Period]) -> tuple[Datum, ...]:
    return tuple(
        Datum(short(period), figure.amount.value, said(figure.amount), (figure.id,))
        if (figure := points.get(period))
        else Datum(short(period), None, "không có số liệu")
        for period in periods
    )


def _told(panel: Panel) -> str:
    known = [datum for datum in panel.data if datum.value is not None]
    return f"{panel.title} " + ", ".join(f"năm {datum.label} {datum.text}" for datum in (known[0], known[-1]))
