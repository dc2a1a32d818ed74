"""An official form filled from rolled-up figures, in its own layout: heads, the row of column numbers, a row for each unit, the
total last. What the ledger does not know is left open and shaded, for a person to fill in."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any

from danvan.catalogue.arithmetic import Linear
from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.forms.formulas import FormFormula, parse_form
from danvan.catalogue.models.forms import Form, FormColumn
from danvan.composing.writing import write_whole
from danvan.kernel.errors import ExtraMissing, InputError
from danvan.kernel.quantity import Quantity
from danvan.ledger.rolled import RolledUp

try:
    import xlsxwriter
    from xlsxwriter.utility import xl_rowcol_to_cell
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="compose") from error

_TITLE_ROWS = 4
_FIRST = 1
"""Columns before the first of the form: the unit."""


class FormNotFilled(InputError):
    """Fields: file (the symbol), found."""

    template = "{file}: rows of this form are {found}, which a ledger of units does not hold. Fill it in by hand."


@dataclass(frozen=True, slots=True)
class Filled:
    """What of a form could be filled: its columns by number, with a figure, computed, and left open."""

    given: tuple[str, ...]
    computed: tuple[str, ...]
    left_open: tuple[str, ...]


def write_form(form: Form, rolled: RolledUp, catalogue: Catalogue, path: Path, *, made: datetime) -> Filled:
    """Write `form` for the units of `rolled` to `path`. Raises FormNotFilled for a form by fields of work, OutputError."""
    content, filled = to_form(form, rolled, catalogue, made=made)
    write_whole(path, content)
    return filled


def to_form(form: Form, rolled: RolledUp, catalogue: Catalogue, *, made: datetime) -> tuple[bytes, Filled]:
    """The bytes of the workbook, and what was filled."""
    if form.rows == "fields":
        raise FormNotFilled(file=form.symbol, found="fields")
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": form.name.vi, "author": "Dân Vận", "created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", "-", f"Biểu số {form.symbol}")[:31])
    writer = _Writer(book, sheet, form, rolled, _sums(form, catalogue))
    filled = writer.write()
    book.close()
    return content.getvalue(), filled


def _sums(form: Form, catalogue: Catalogue) -> dict[str, Linear]:
    """Column -> the sum of others it equals, where the form says so."""
    found: dict[str, Linear] = {}
    for formula in parse_form(form, catalogue):
        if (column := _defines(formula, form)) and isinstance(formula.right, Linear):
            found.setdefault(column, formula.right)
    return found


def _defines(formula: FormFormula, form: Form) -> str:
    """The column `formula` says how to compute: 'c4' of 'c4 = c5 + c8'; '' when it says something else."""
    plain = {column.code for column in form.columns}
    terms = list(formula.left.terms.items())
    simple = formula.operator == "=" and len(terms) == 1 and terms[0][1] == 1 and not formula.left.constant
    return terms[0][0] if simple and set(formula.terms) <= plain else ""


@dataclass(frozen=True, slots=True)
class _Writer:
    """One sheet. A form that counts downwards has its columns as lines, and the units across."""

    book: Any
    sheet: Any
    form: Form
    rolled: RolledUp
    sums: Mapping[str, Linear]
    looks: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)
    """Formats made so far: one for each look, not one for each cell."""

    def write(self) -> Filled:
        columns = self.form.columns
        depth = max(len(column.group) for column in columns) + 1
        self._page(depth)
        self._title()
        self._heads(depth)
        first = _TITLE_ROWS + depth + 1
        for at, unit in enumerate(self.rolled.units):
            self._row(first + at, unit)
        if len(self.rolled.units) > 1:
            self._total(first, first + len(self.rolled.units))
        given = tuple(each.number for each in columns if any(self._value(each, unit) for unit in self.rolled.units))
        computed = tuple(each.number for each in columns if each.code in self.sums and each.number not in given)
        rest = tuple(each.number for each in columns if each.number not in (*given, *computed))
        return Filled(given, computed, rest)

    def _look(self, **more: object) -> Any:
        key = tuple(more.items())
        if key not in self.looks:
            said = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter", **more}
            self.looks[key] = self.book.add_format(said)
        return self.looks[key]

    def _page(self, depth: int) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(8 if len(self.form.columns) > 16 else 9)  # A3 for a wide form, else A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_TITLE_ROWS, _TITLE_ROWS + depth)
        self.sheet.freeze_panes(_TITLE_ROWS + depth + 1, _FIRST)
        self.sheet.set_column(0, 0, 24)
        self.sheet.set_column(_FIRST, len(self.form.columns), 10)

    def _title(self) -> None:
        last = len(self.form.columns)
        period = self.rolled.period
        days = f"Số liệu tính từ ngày {period.start:%d/%m/%Y} đến ngày {period.end:%d/%m/%Y}"
        lines = ((f"Biểu số: {self.form.symbol}", {"align": "right", "italic": True}),
                 (self.form.name.vi.upper(), {"align": "center", "bold": True, "font_size": 13}),
                 (f"({days})", {"align": "center", "italic": True}))  # fmt: skip
        for at, (words, more) in enumerate(lines):
            self.sheet.merge_range(at, 0, at, last, words, self._look(**more))

    def _heads(self, depth: int) -> None:
        head = self._look(bold=True, align="center", text_wrap=True, border=1)
        number = self._look(italic=True, align="center", border=1)
        self._span(_TITLE_ROWS, 0, _TITLE_ROWS + depth - 1, 0, "Đơn vị", head)
        self.sheet.write_string(_TITLE_ROWS + depth, 0, "MS", number)
        for row in range(depth - 1):
            self.sheet.set_row(_TITLE_ROWS + row, 32)
        self.sheet.set_row(_TITLE_ROWS + depth - 1, 110)
        for box in _boxes(self.form.columns, depth):
            self._span(_TITLE_ROWS + box.top, _FIRST + box.left, _TITLE_ROWS + box.bottom, _FIRST + box.right, box.words, head)
        for at, column in enumerate(self.form.columns):
            self.sheet.write_string(_TITLE_ROWS + depth, _FIRST + at, self._numbered(column), number)

    def _span(self, top: int, left: int, bottom: int, right: int, words: str, look: Any) -> None:
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, words, look)
        else:
            self.sheet.merge_range(top, left, bottom, right, words, look)

    def _numbered(self, column: FormColumn) -> str:
        """'4=5+8': the number of a column, and how it comes from others."""
        if column.code not in self.sums:
            return column.number
        names = {each.code: each.number for each in self.form.columns}
        return f"{column.number}={self.sums[column.code].text(names).replace(' ', '')}"

    def _row(self, line: int, unit: str) -> None:
        name, number, empty = self._look(border=1), self._number(), self._look(border=1, bg_color="#FFF8E1")
        self.sheet.write_string(line, 0, unit, name)
        values = self._given(unit)
        known = self._known(values)
        for at, column in enumerate(self.form.columns, start=_FIRST):
            if value := values.get(column.code):
                self.sheet.write_number(line, at, float(value.value), self._number(value.decimals))
            elif column.code in self.sums:
                self._computed(line, at, self.sums[column.code], known.get(column.code), number)
            else:
                self.sheet.write_blank(line, at, None, empty)

    def _given(self, unit: str) -> dict[str, Quantity]:
        return {column.code: value for column in self.form.columns if (value := self._value(column, unit))}

    def _known(self, values: Mapping[str, Quantity]) -> dict[str, Fraction]:
        """The figures of a row, those computed from them, and those computed from these."""
        known = {code: Fraction(value.value) for code, value in values.items()}
        while fresh := {
            code: exact
            for code, total in self.sums.items()
            if code not in known and (exact := total.evaluate(known)) is not None
        }:
            known |= fresh
        return known

    def _computed(self, line: int, at: int, total: Linear, exact: Fraction | None, look: Any) -> None:
        """A sum as a formula over the cells of its row; it fills itself in when all the open cells are."""
        places = {column.code: xl_rowcol_to_cell(line, place) for place, column in enumerate(self.form.columns, start=_FIRST)}
        cells = total.text(places).replace("×", "*").replace(" ", "")
        wanted = f"COUNT({','.join(places[code] for code in total.terms)})<{len(total.terms)}"
        self.sheet.write_formula(line, at, f'=IF({wanted},"",{cells})', look,
                                 "" if exact is None else float(exact))  # fmt: skip

    def _total(self, first: int, line: int) -> None:
        bold = self._look(border=1, bold=True)
        self.sheet.write_string(line, 0, "Tổng", bold)
        rows = [self._known(self._given(unit)) for unit in self.rolled.units]
        for at, column in enumerate(self.form.columns, start=_FIRST):
            if column.cell != "number" or column.measure == "%":
                self.sheet.write_blank(line, at, None, bold)
                continue
            reach = f"{xl_rowcol_to_cell(first, at)}:{xl_rowcol_to_cell(line - 1, at)}"
            known = [value for row in rows if (value := row.get(column.code)) is not None]
            self.sheet.write_formula(line, at, f'=IF(COUNT({reach})=0,"",SUM({reach}))', self._number(bold=True),
                                     float(sum(known)) if known else "")  # fmt: skip

    def _number(self, decimals: int = 0, *, bold: bool = False) -> Any:
        places = "#,##0" + ("." + "0" * min(decimals, 6) if decimals else "")
        return self._look(border=1, num_format=places, align="right", bold=bold)

    def _value(self, column: FormColumn, unit: str) -> Quantity | None:
        """The unit's figure of a column's indicator, in the column's unit of measure."""
        row = self.rolled.rows.get(column.indicator) if column.cell == "number" else None
        value = row.values.get(unit) if row else None
        return value.quantity if value and row and value.quantity.measure == row.indicator.measure else None


@dataclass(frozen=True, slots=True)
class _Box:
    """A head over some columns; rows and columns count from 0."""

    top: int
    left: int
    bottom: int
    right: int
    words: str


def _boxes(columns: Sequence[FormColumn], depth: int, level: int = 0, left: int = 0) -> Iterator[_Box]:
    """The heads: a group over its columns, a column's own label down to the last row."""
    at = left
    for group, members in groupby(columns, key=lambda each: each.group[level : level + 1]):
        inside = list(members)
        if group:
            yield _Box(level, at, level, at + len(inside) - 1, group[0])
            yield from _boxes(inside, depth, level + 1, at)
        else:
            yield from (_Box(level, at + place, depth - 1, at + place, column.label) for place, column in enumerate(inside))
        at += len(inside)
