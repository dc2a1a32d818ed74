"""Rolled-up figures as a workbook: a sheet for each area, totals that add up before the reader's eyes, and the sources."""

import io
import math
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.composing.charting.native import add_charts
from danvan.composing.model import NO_TOTAL, NOT_REPORTED, Chart
from danvan.composing.tables import reported
from danvan.composing.writing import write_whole
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.quantity import Quantity, vietnamese
from danvan.ledger.figure import Figure, Words
from danvan.ledger.rolled import RolledRow, RolledUp

try:
    import xlsxwriter
    from xlsxwriter.utility import xl_rowcol_to_cell
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="compose") from error

_HEAD = 3
"""Rows above the first unit: title, names, units of measure."""
_FIRST = 2
"""Columns before the first figure: ordinal, unit."""
_ACROSS = 9
"""Figures across one printed page."""
_WIDTH, _LINE = 14, 16.5
"""Of a column of figures, in letters; of a line of a head, in points."""
_NAME = 31
"""Letters a spreadsheet allows in the name of a sheet."""
_DIGITS = 15
"""Significant digits a spreadsheet keeps; a longer number is written as text, so that none is lost."""


def write_xlsx(
    rolled: RolledUp,
    catalogue: Catalogue,
    path: Path,
    *,
    made: datetime,
    sources: Mapping[str, Figure] | None = None,
    charts: Sequence[Chart] = (),
) -> None:
    """Write the figures of `rolled` to `path`. `sources`: the figures by identifier, for the sheet of sources; `charts` get a
    sheet each, as charts of the spreadsheet.

    Raises OutputError when the folder cannot be written to; the file at `path` is then what it was before.
    """
    write_whole(path, to_xlsx(rolled, catalogue, made=made, sources=sources or {}, charts=charts))


def to_xlsx(
    rolled: RolledUp,
    catalogue: Catalogue,
    *,
    made: datetime,
    sources: Mapping[str, Figure],
    charts: Sequence[Chart] = (),
) -> bytes:
    """The bytes of the workbook; the same figures and time give the same bytes."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"Số liệu {rolled.period}", "author": "Dân Vận", "created": made.replace(tzinfo=None)})
    looks = _Looks.of(book)
    names = _Names()
    for code, area in catalogue.areas.items():
        rows = [row for row in rolled.rows.values() if row.indicator.area == code and reported(row)]
        if rows:
            _Sheet(book.add_worksheet(names.of(area.name.vi)), looks, rolled).write(area.name.vi, rows)
    add_charts(book, charts, names, looks)
    _sources(book.add_worksheet(names.of("Nguồn số liệu")), looks, rolled, sources)
    book.close()
    return content.getvalue()


class _Names:
    """Names of sheets: at most 31 letters, cut between words, none of those a spreadsheet forbids, none twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, words: str) -> str:
        name = textwrap.shorten(re.sub(r"[\[\]:*?/\\]", " ", words), _NAME, placeholder="…").strip(" '") or words[:_NAME]
        at = 1
        while name.casefold() in self._taken:
            at += 1
            name = f"{name[: _NAME - 1 - len(str(at))]} {at}"
        self._taken.add(name.casefold())
        return name


@dataclass(frozen=True, slots=True)
class _Looks:
    """Formats of cells."""

    title: Any
    head: Any
    measure: Any
    name: Any
    ordinal: Any
    numbers: Sequence[Any]
    totals: Sequence[Any]
    total_name: Any
    text: Any

    @classmethod
    def of(cls, book: Any) -> "_Looks":
        font = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
        ruled = {**font, "border": 1}

        def numbers(**more: object) -> list[Any]:
            places = ["#,##0", *("#,##0." + "0" * count for count in range(1, 7))]
            return [book.add_format({**ruled, "num_format": form, "align": "right", **more}) for form in places]

        return cls(
            title=book.add_format({**font, "bold": True, "font_size": 13}),
            head=book.add_format({**ruled, "bold": True, "align": "center", "text_wrap": True}),
            measure=book.add_format({**ruled, "italic": True, "align": "center"}),
            name=book.add_format({**ruled, "text_wrap": True}),
            ordinal=book.add_format({**ruled, "align": "center"}),
            numbers=numbers(),
            totals=numbers(bold=True),
            total_name=book.add_format({**ruled, "bold": True}),
            text=book.add_format({**font, "text_wrap": True, "valign": "top"}),
        )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One area: units down, indicators across, the total last."""

    sheet: Any
    looks: _Looks
    rolled: RolledUp

    def write(self, title: str, rows: Sequence[RolledRow]) -> None:
        sheet, looks, units = self.sheet, self.looks, self.rolled.units
        self._page(len(rows), len(units))
        # A spreadsheet does not find the height of a wrapped head by itself when the file is written by a program.
        deepest = max(len(textwrap.wrap(row.indicator.name.vi, _WIDTH - 2)) for row in rows)
        sheet.set_row(1, _LINE * deepest)
        sheet.write_string(0, 0, f"{title}, {self.rolled.period}", looks.title)
        sheet.merge_range(1, 0, 2, 0, "TT", looks.head)
        sheet.merge_range(1, 1, 2, 1, "Đơn vị", looks.head)
        for at, unit in enumerate(units):
            sheet.write_number(_HEAD + at, 0, at + 1, looks.ordinal)
            sheet.write_string(_HEAD + at, 1, unit, looks.name)
        last = _HEAD + len(units)
        sheet.write_blank(last, 0, None, looks.ordinal)
        sheet.write_string(last, 1, "Tổng cộng", looks.total_name)
        for column, row in enumerate(rows, start=_FIRST):
            self._column(column, row, last)

    def _page(self, columns: int, units: int) -> None:
        """Prints landscape on A4, one page wide, heads on every page; the names stay in view."""
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(math.ceil(columns / _ACROSS), 0)
        sheet.repeat_rows(1, 2)
        sheet.repeat_columns(0, 1)
        sheet.freeze_panes(_HEAD, _FIRST)
        sheet.set_column(0, 0, 5)
        sheet.set_column(1, 1, 26)
        sheet.set_column(_FIRST, _FIRST + columns - 1, _WIDTH)
        sheet.print_area(0, 0, _HEAD + units, _FIRST + columns - 1)

    def _column(self, column: int, row: RolledRow, last: int) -> None:
        self.sheet.write_string(1, column, row.indicator.name.vi, self.looks.head)
        self.sheet.write_string(2, column, row.indicator.measure, self.looks.measure)
        for at, unit in enumerate(self.rolled.units):
            value = row.values[unit]
            if value is None:
                self.sheet.write_string(_HEAD + at, column, NOT_REPORTED, self.looks.ordinal)
            else:
                self._value(_HEAD + at, column, value.quantity, row)
        self._total(last, column, row)

    def _value(self, line: int, column: int, quantity: Quantity, row: RolledRow) -> None:
        """A number; as words where it is in another unit of measure (it is in no total) or longer than a spreadsheet keeps."""
        if quantity.measure != row.indicator.measure:
            self.sheet.write_string(line, column, str(quantity), self.looks.ordinal)
        elif not _fits(quantity):
            self.sheet.write_string(line, column, vietnamese(quantity.value, quantity.decimals), self.looks.ordinal)
        else:
            self.sheet.write_number(line, column, float(quantity.value), self.looks.numbers[min(quantity.decimals, 6)])

    def _total(self, line: int, column: int, row: RolledRow) -> None:
        """A sum as a formula; another total as its value, with a note that says how it is made."""
        total = row.total
        if total is None:
            self.sheet.write_string(line, column, NO_TOTAL, self.looks.ordinal)
            return
        look = self.looks.totals[min(total.amount.decimals, 6)]
        if row.indicator.rollup == "sum" and all(_fits(each.quantity) for each in row.values.values() if each):
            reach = f"{xl_rowcol_to_cell(_HEAD, column)}:{xl_rowcol_to_cell(line - 1, column)}"
            self.sheet.write_formula(line, column, f"=SUM({reach})", look, float(total.amount.value))
        else:
            self.sheet.write_number(line, column, float(total.amount.value), look)
        if note := _note(row):
            self.sheet.write_comment(line, column, note, {"author": "Dân Vận"})


def _note(row: RolledRow) -> str:
    lines = [f"Công thức: {row.indicator.formula}"] if row.indicator.rollup == "ratio" else []
    lines += [f"Chưa có số liệu của: {', '.join(row.missing)}."] if row.missing else []
    return "\n".join(lines)


def _fits(quantity: Quantity) -> bool:
    return len(quantity.value.as_tuple().digits) <= _DIGITS


def _sources(sheet: Any, looks: _Looks, rolled: RolledUp, sources: Mapping[str, Figure]) -> None:
    """A line for each figure of the workbook: where it comes from."""
    heads = ("Mã số liệu", "Chỉ tiêu", "Đơn vị", "Giá trị", "Đơn vị tính", "Nguồn", "Lời văn")
    for column, (words, width) in enumerate(zip(heads, (44, 40, 24, 14, 12, 34, 80), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, looks.head)
    sheet.freeze_panes(1, 1)
    for line, fields in enumerate(_source_lines(rolled, sources), start=1):
        for column, words in enumerate(fields):
            sheet.write_string(line, column, words, looks.text)


def _source_lines(rolled: RolledUp, sources: Mapping[str, Figure]) -> Iterable[tuple[str, ...]]:
    for row in rolled.rows.values():
        indicator = row.indicator
        for unit, value in row.values.items():
            if value:
                number = vietnamese(value.quantity.value, value.quantity.decimals)
                told = _told(sources.get(value.id))
                yield (value.id, indicator.name.vi, unit, number, value.quantity.measure, *told)
        if row.total:
            number = vietnamese(row.total.amount.value, row.total.amount.decimals)
            parts = f"Tính từ {len([each for each in row.values.values() if each])} số liệu của các đơn vị"
            yield (row.total.id, indicator.name.vi, rolled.whole, number, indicator.measure, parts, indicator.formula)


def _told(figure: Figure | None) -> tuple[str, str]:
    """Where a figure was read, and its sentence."""
    if figure is not None and isinstance(figure.source, Words):
        return figure.source.file, figure.source.context
    return "", ""
