"""Rows as a file that people and spreadsheets read, and that can be imported again: Vietnamese headings, no personal column.

A .csv has semicolons between its cells (a comma stands before decimals) and marks its encoding; what a spreadsheet might take
for a formula stands behind an apostrophe, which the import takes away again.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import override

from danvan.catalogue.models import Column
from danvan.site.registers import values
from danvan.site.registers.books import Book
from danvan.site.registers.importing.headings import ROW_NAME, STATE_NAME
from danvan.site.registers.importing.reading import guard
from danvan.site.registers.models import Record
from danvan.site.registers.values import Value

_MOST_ROWS = 1_048_575
_SAMPLE_ROWS = 2000
_LIST = 255
"""Characters of a list of choices that Excel keeps in a cell's rule."""


class _Echo:
    """A file that gives back what is written into it."""

    def write(self, text: str) -> str:
        return text


def headings_of(book: Book) -> list[str]:
    """In the order of an export: the number of the row, the open columns, the state."""
    return [ROW_NAME, *(column.name.vi for column in book.open_columns), *([STATE_NAME] if book.register.states else [])]


def csv_lines(book: Book, records: Iterable[Record]) -> Iterator[str]:
    """The file, line by line."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + str(writer.writerow(guard(heading) for heading in headings_of(book)))
    with override("vi"):
        for record in records:
            cells = [guard(_text(column, record.values.get(column.code))) for column in book.open_columns]
            yield str(writer.writerow([record.pk, *cells, *_state(book, record)]))


def write_xlsx(book: Book, records: Iterable[Record], path: Path) -> None:
    """The file, with days as days and numbers as numbers."""
    with xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as workbook:
        sheet = workbook.add_worksheet(_sheet_name(book))
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.freeze_panes(1, 0)
        for at, heading in enumerate(headings_of(book)):
            sheet.set_column(at, at, min(max(len(heading), 10), 32))
            sheet.write_string(0, at, heading, bold)
        with override("vi"):
            for line, record in enumerate(records, start=1):
                if line > _MOST_ROWS:
                    break
                sheet.write_number(line, 0, record.pk)
                for at, column in enumerate(book.open_columns, start=1):
                    _write(sheet, (line, at), column, record.values.get(column.code), day)
                for text in _state(book, record):
                    sheet.write_string(line, len(book.open_columns) + 1, text)


def write_sample(book: Book, path: Path) -> None:
    """An empty table with the headings of the book, lists to choose from, and a sheet that says what may stand where."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet(_sheet_name(book))
        must = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "font_color": "#9c1f45"})
        may = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.freeze_panes(1, 0)
        told = workbook.add_worksheet("Cách ghi")
        told.set_column(0, 0, 34)
        told.set_column(1, 1, 12)
        told.set_column(2, 2, 90)
        for at, text in enumerate(("Cột", "Bắt buộc", "Được ghi gì")):
            told.write_string(0, at, text, may)
        for at, column in enumerate(book.register.columns):
            sheet.set_column(at, at, min(max(len(column.name.vi), 12), 30), day if column.type == "date" else None)
            sheet.write_string(0, at, column.name.vi, must if column.required else may)
            names = _names(column)
            if names and len(",".join(names)) <= _LIST and not any("," in name for name in names):
                sheet.data_validation(1, at, _SAMPLE_ROWS, at, {"validate": "list", "source": names})
            told.write_string(at + 1, 0, column.name.vi)
            told.write_string(at + 1, 1, "x" if column.required else "")
            told.write_string(at + 1, 2, allowed(column))


def sample_line(book: Book) -> str:
    """The headings of a .csv to be filled in."""
    return "\ufeff" + str(csv.writer(_Echo(), delimiter=";").writerow(column.name.vi for column in book.register.columns))


def allowed(column: Column) -> str:
    """What may stand in a column, in Vietnamese: the file is for Vietnamese offices."""
    kinds = {
        "date": "Ngày/tháng/năm, năm bốn chữ số: 09/10/2018",
        "integer": "Số nguyên: 1637 hoặc 1.637",
        "decimal": "Số: 83,39 (dấu phẩy trước phần thập phân)",
        "text": "Chữ, tối đa 2000 ký tự",
        "yes_no": "Có hoặc Không; để trống nếu chưa rõ",
    }
    said = kinds.get(column.type) or "Một trong: " + "; ".join(_names(column))
    least = f", từ {column.minimum} trở lên" if column.minimum is not None else ""
    measure = f" ({column.measure})" if column.measure else ""
    secret = ". Giữ kín: được mã hóa, không vào danh sách và số liệu" if column.personal else ""
    return said + least + measure + secret


def _names(column: Column) -> list[str]:
    return ["Có", "Không"] if column.type == "yes_no" else [name.vi for name in column.choices.values()]


def _text(column: Column, value: Value | None) -> str:
    """As it is typed; choices and yes or no in words."""
    return values.shown(column, value) if column.type in ("choice", "yes_no") else values.written(column, value)


def _write(sheet: Any, place: tuple[int, int], column: Column, value: Value | None, day: Any) -> None:
    if value is None:
        return
    if column.type == "date":
        sheet.write_datetime(*place, date.fromisoformat(str(value)), day)
    elif column.type in ("integer", "decimal"):
        sheet.write_number(*place, Decimal(str(value)))
    else:
        sheet.write_string(*place, _text(column, value))


def _state(book: Book, record: Record) -> list[str]:
    return [book.state_name(record.state).vi if record.state else ""] if book.register.states else []


def _sheet_name(book: Book) -> str:
    """At most 31 characters, without those Excel forbids."""
    return "".join(sign for sign in book.register.name.vi if sign not in "[]:*?/\\'")[:31]
