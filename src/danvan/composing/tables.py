"""The table of an area: a row for each unit, a column for each main indicator somebody reported, a total row."""

from collections.abc import Sequence

from danvan.composing.model import NO_TOTAL, NOT_REPORTED, Cell, Column, Row, Table
from danvan.composing.numbers import Marks, digits
from danvan.ledger.rolled import RolledRow

TOTAL = "Tổng cộng"


def shown(rows: Sequence[RolledRow]) -> list[RolledRow]:
    """The rows that get a column: main indicators with a figure; where there is none, every indicator with a figure."""
    given = [row for row in rows if reported(row)]
    return [row for row in given if row.indicator.main] or given


def reported(row: RolledRow) -> bool:
    """Whether any unit reported the indicator, or a total could be computed."""
    return row.total is not None or any(value is not None for value in row.values.values())


def table(number: int, title: str, rows: Sequence[RolledRow], units: Sequence[str], marks: Marks) -> Table:
    """`number` counts the tables of the report. A unit that gave nothing has a dash, never a zero."""
    columns = tuple(Column(row.indicator.code, row.indicator.name.vi, row.indicator.measure) for row in rows)
    lines = tuple(Row(unit, tuple(_cell(row, unit) for row in rows)) for unit in units)
    return Table(number, title, columns, lines, Row(TOTAL, tuple(_total(row, marks) for row in rows)))


def _cell(row: RolledRow, unit: str) -> Cell:
    value = row.values.get(unit)
    if value is None:
        return Cell(NOT_REPORTED)
    # In another unit of measure than its column's the number says which, for it is not in the total.
    same = value.quantity.measure == row.indicator.measure
    return Cell(digits(value.quantity) if same else str(value.quantity), value.id)


def _total(row: RolledRow, marks: Marks) -> Cell:
    if row.total is None:
        return Cell(NO_TOTAL)
    return Cell(digits(row.total.amount), row.total.id, marks.of(row))
