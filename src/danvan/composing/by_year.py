"""The years of a term beside each other: indicators down, years across, then the whole term and the one before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from danvan.composing.columns import PADDING, text_width
from danvan.composing.model import NOT_REPORTED, AreaResult, Cell, Line, Listing, Run
from danvan.composing.numbers import digits
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledRow

_ROOM = 154.0
"""Millimetres beside the ordinal."""
_NAME_LEAST, _COLUMN_LEAST = 34.0, 12.0
_AT_THE_END = " (cuối kỳ)"


@dataclass(frozen=True, slots=True)
class Years:
    """`figures`: year -> indicator -> the figure of that year (a unit's own, or the total); `before`: the term before."""

    figures: Mapping[int, Mapping[str, Figure]] = field(default_factory=dict)
    before: Mapping[str, Figure] = field(default_factory=dict)


def by_year(number: int, title: str, rows: Sequence[RolledRow], years: Years) -> AreaResult | None:
    """The table and what its last columns mean; None where no year gave any of `rows`."""
    shown = [row for row in rows if any(_given(year, row) for year in years.figures.values())]
    if not shown:
        return None
    before = any(_given(years.before, row) for row in shown)
    heads = ("Chỉ tiêu", *map(str, years.figures), "Cả giai đoạn", *(("Giai đoạn trước",) if before else ()))
    cells = [_row(row, years, before=before) for row in shown]
    listing = Listing(number, title, heads, _widths(heads, cells), f"l{'r' * (len(heads) - 1)}", tuple(cells))
    return AreaResult("", "", (), notes=tuple(_notes(shown, cells, years)), listing=listing)


def _given(figures: Mapping[str, Figure], row: RolledRow) -> Figure | None:
    found = figures.get(row.indicator.code)
    fits = found is not None and found.quantity is not None and found.amount.measure == row.indicator.measure
    return found if fits else None


def _row(row: RolledRow, years: Years, *, before: bool) -> tuple[Cell, ...]:
    indicator = row.indicator
    measure = f", {indicator.measure}" if indicator.measure else ""
    each = [_cell(_given(year, row)) for year in years.figures.values()]
    tail = [_cell(_given(years.before, row))] if before else []
    name = f"{indicator.name.vi}{measure}{_AT_THE_END if indicator.rollup_over_time == 'last' else ''}"
    return (Cell(name), *each, _cell(row.total), *tail)


def _cell(figure: Figure | None) -> Cell:
    return Cell(digits(figure.amount), figure.id) if figure else Cell(NOT_REPORTED)


def _differs(row: RolledRow, years: Years) -> bool:
    """Whether the term's total is not the sum of the years' totals: some unit lacks a year, and is not in it."""
    each = [_given(year, row) for year in years.figures.values()]
    if row.indicator.rollup_over_time != "sum" or row.total is None:
        return False
    return sum(figure.amount.value for figure in each if figure) != row.total.amount.value


def _notes(rows: Sequence[RolledRow], cells: Sequence[Sequence[Cell]], years: Years) -> list[Line]:
    rules = {row.indicator.rollup_over_time for row in rows}
    told = []
    if "sum" in rules:
        told.append("Cả giai đoạn là tổng các năm đối với chỉ tiêu phát sinh trong kỳ.")
    if "last" in rules:
        told.append("Chỉ tiêu ghi “cuối kỳ” lấy số của năm cuối, không cộng các năm.")
    if "ratio" in rules:
        told.append("Tỷ lệ của cả giai đoạn tính lại từ tử số và mẫu số của cả giai đoạn.")
    if any(cell.text == NOT_REPORTED for row in cells for cell in row):
        told.append(
            f"Dấu “{NOT_REPORTED}”: chưa có số liệu, hoặc chỉ tiêu không cộng qua các năm; thiếu một năm thì không cộng cho cả"
            " giai đoạn."
        )
    if any(_differs(row, years) for row in rows):
        told.append("Số của cả giai đoạn chỉ gồm đơn vị có đủ số liệu từng năm, nên có dòng khác tổng các cột.")
    return [(Run(" ".join(told)),)] if told else []


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[float, ...]:
    """Columns as wide as their longest number and the longest word of their head; the names get the rest."""
    least = []
    for at, head in enumerate(heads[1:], start=1):
        words = [text_width(word, 11, bold=True) for word in head.split()]
        numbers = [text_width(row[at].text, 12) for row in rows]
        least.append(max([_COLUMN_LEAST, *words, *numbers]) + 2 * PADDING + 1)
    name = max(_NAME_LEAST, _ROOM - sum(least))
    scale = min(1.0, (_ROOM - name) / sum(least))
    return (name, *(width * scale for width in least))
