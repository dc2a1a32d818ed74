"""How a figure stands to the same period of the year before, in the words of a report."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.models import Indicator
from danvan.composing.model import Line, Run
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity, rounded, vietnamese
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledRow

_POINTS = "điểm phần trăm"
_TOO_MUCH = 1000
"""A change of so many percent says nothing more, and '99.900%' is read as 99,9."""


def changes(rows: Iterable[RolledRow], before: Iterable[Figure], period: Period) -> dict[str, Line]:
    """Indicator -> '(tăng 13 lượt, tương ứng 32,5% so với cùng kỳ năm 2023)', for the main indicators reports compare.

    `before`: the unit's figures of `period.previous()`. Without one, or in another unit of measure, nothing is said.
    """
    then = {figure.indicator: figure for figure in before if figure.quantity is not None}
    told = ((row, then.get(row.indicator.code)) for row in rows if row.total is not None and row.indicator.main)
    found = {row.indicator.code: _told(row.indicator, row.total, old, period) for row, old in told if row.total and old}
    return {code: line for code, line in found.items() if line}


def _told(indicator: Indicator, now: Figure, before: Figure, period: Period) -> Line:
    if now.amount.measure != before.amount.measure:
        return ()
    words = _words(indicator, now.amount, before.amount)
    return (Run(f" ({words.format(then=then_said(period))})"),)


def _words(indicator: Indicator, now: Quantity, before: Quantity) -> str:
    """With the blank {then} for the period compared with."""
    change = now.value - before.value
    if not change:
        return "bằng {then}"
    if not before.value:
        return "{then} không phát sinh"
    verb = "tăng" if change > 0 else "giảm"
    amount = vietnamese(abs(change), max(now.decimals, before.decimals))
    if now.measure == "%" or indicator.kind in ("ratio", "rate"):
        unit = _POINTS if now.measure == "%" else now.measure
        return f"{verb} {amount} {unit} so với {{then}}"
    share = rounded(Fraction(abs(change)) / Fraction(abs(before.value)) * 100, 2)
    unit = f" {now.measure}" if now.measure else ""
    if share >= _TOO_MUCH:
        return f"{verb} {amount}{unit} so với {{then}}"
    return f"{verb} {amount}{unit}, tương ứng {share_said(share)}% so với {{then}}"


def share_said(share: Decimal) -> str:
    """At most two decimals, none that is a zero: 32,5."""
    plain = share.normalize()
    exponent = plain.as_tuple().exponent
    return vietnamese(share, max(0, -exponent) if isinstance(exponent, int) else 0)


def then_said(period: Period) -> str:
    """'cùng kỳ năm 2023'; of a whole year 'năm 2023', of several 'giai đoạn 2016 - 2020'."""
    before = period.previous()
    if before.start.year != before.end.year:
        return f"giai đoạn {before.start.year} - {before.end.year}"
    whole_year = (before.start.month, before.end.month) == (1, 12)
    return f"năm {before.end.year}" if whole_year else f"cùng kỳ năm {before.end.year}"
