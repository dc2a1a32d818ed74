"""What is looked up in a workbook before its values are read: how far its sheets reach."""

import struct
from datetime import date, datetime, time, timedelta

import pytest

from danvan.documents.sheet.csv import delimiter_of, read_csv
from danvan.documents.sheet.numbers import written
from danvan.documents.sheet.scan_binary import scan_xls, scan_xlsb

ROW, REAL, FORMULA_OF_WORDS, SHEET_DATA = 0, 5, 8, 0x91


def record(kind: int, content: bytes) -> bytes:
    """A record of an .xlsb ([MS-XLSB] 2.1.4): number and length seven bits a byte, the lowest first."""
    return varying(kind) + varying(len(content)) + content


def varying(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + varying(rest) if rest else bytes([low])


def numbers(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def test_the_cells_of_a_binary_sheet_are_counted_with_the_last_of_them() -> None:
    data = record(SHEET_DATA, b"") + record(ROW, numbers(4, 0)) + record(REAL, numbers(2, 0, 0, 0))
    data += record(ROW, numbers(1_000_000, 0)) + record(FORMULA_OF_WORDS, numbers(700, 0) + b"x" * 300)
    scan = scan_xlsb(data)
    assert (scan.cells, scan.last_row, scan.last_column) == (2, 1_000_000, 700)
    assert scan.places == 1_000_001 * 701


def test_records_that_are_no_cells_reach_nowhere() -> None:
    assert scan_xlsb(record(SHEET_DATA, numbers(9, 9, 9))).cells == 0


@pytest.mark.parametrize("length", range(1, 12))
def test_a_binary_sheet_cut_short_anywhere_ends_the_count(length: int) -> None:
    whole = record(ROW, numbers(4, 0)) + record(REAL, numbers(2, 0))
    assert scan_xlsb(whole[:length]).cells == 0


def test_the_cells_of_an_old_workbook_are_counted() -> None:
    number = struct.pack("<HHHHHd", 0x0203, 14, 65_000, 200, 0, 1.0)
    label = struct.pack("<HHHHHI", 0x00FD, 10, 7, 3, 0, 1)
    scan = scan_xls(number + label)
    assert (scan.cells, scan.last_row, scan.last_column) == (2, 65_000, 200)


def test_bytes_that_only_look_like_a_cell_beyond_the_last_column_are_none() -> None:
    assert scan_xls(struct.pack("<HHHHHd", 0x0203, 14, 10, 5_000, 0, 1.0)).cells == 0


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "TRUE"),
        (date(2024, 9, 20), "20/09/2024"),
        (datetime(2024, 9, 20), "20/09/2024"),  # noqa: DTZ001 - a workbook knows no zone
        (datetime(2024, 9, 20, 8, 5), "20/09/2024 08:05"),  # noqa: DTZ001 - the same
        (time(8, 5), "08:05"),
        (timedelta(days=1, hours=2), "1 day, 2:00:00"),
        (float("nan"), "NaN"),
        (1637.0, "1637"),
        (169.751, "169,7510"),
        (1 / 3, "0,3333333333"),
    ],
    ids=str,
)
def test_a_value_of_a_cell_is_written_the_vietnamese_way(value: object, words: str) -> None:
    assert written(value) == words


def test_a_csv_that_names_its_sign_is_cut_by_it() -> None:
    text = "sep=|\nThôn|Số\nĐông, Tây|5\n"
    assert delimiter_of(text) == "|"
    document = read_csv(text.encode(), "a.csv")
    assert document is not None
    (table,) = [block.table for block in document.blocks if block.table]
    assert [cell.span.of(document.text) for cell in table.cells] == ["Thôn", "Số", "Đông, Tây", "5"]


def test_a_csv_with_a_cell_longer_than_any_is_cut_line_by_line() -> None:
    document = read_csv(f'Thôn;Số\nĐông;5\nTây;"{"x" * 200_000}\n'.encode(), "a.csv")
    assert document is not None
    assert "Đông" in document.text
