"""Change against the same period of the year before, as shares of what was then: counts of any unit side by side."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from danvan.composing.changes import share_said, then_said
from danvan.composing.charting.shown import Shown, listed, lowered, said
from danvan.composing.model import Chart, Datum, Panel
from danvan.kernel.quantity import Quantity, rounded, vietnamese
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledRow

_LEAST, _MOST = 3, 12
"""Bars that make a chart, and that a reader takes in."""
_SMALL = 10
"""Below so many a year ago, one case more or less is already a tenth: a share of it says nothing."""


def change_chart(shown: Shown, indicators: Iterable[str], number: int) -> Chart | None:
    """A bar for each of `indicators` that has a figure now and a year ago; None where there are too few."""
    then = {figure.indicator: figure for figure in shown.before if figure.quantity is not None}
    rows = shown.rolled.rows
    found = [bar for code in indicators if code in rows and code in then and (bar := _bar(rows[code], then[code]))]
    if len(found) < _LEAST:
        return None
    data = tuple(found[:_MOST])
    told = listed(f"{lowered(datum.label)} {datum.text}" for datum in data)
    return Chart(
        number,
        "change",
        f"Mức tăng, giảm của một số chỉ tiêu so với {then_said(shown.rolled.period)}",
        f"Biểu đồ thanh ngang, mỗi thanh là mức tăng hoặc giảm của một chỉ tiêu: {told}.",
        (Panel("", "%", data),),
    )


def _bar(row: RolledRow, before: Figure) -> Datum | None:
    if row.total is None or row.indicator.kind != "count":
        return None
    now, then = row.total.amount, before.amount
    if now.measure != then.measure or then.value < _SMALL:
        return None
    rate = rounded(100 * Fraction(now.value - then.value) / Fraction(then.value), 2)
    return Datum(row.indicator.name.vi, rate, _told(rate, now, then), (row.total.id, before.id))


def _told(rate: Decimal, now: Quantity, then: Quantity) -> str:
    """'tăng 32,5% (từ 40 lên 53 lượt)'."""
    if not rate:
        return f"bằng cùng kỳ ({said(now)})"
    verb, way = ("tăng", "lên") if rate > 0 else ("giảm", "xuống")
    return f"{verb} {share_said(abs(rate))}% (từ {vietnamese(then.value, then.decimals)} {way} {said(now)})"
