import io
from dataclasses import replace
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from danvan.composing.xlsx import _Names, to_xlsx


@pytest.fixture(scope="module")
def book(sample):
    content = to_xlsx(sample.usual(), sample.catalogue(), made=sample.MADE, sources={})
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def sheet(book, name):
    return book.get_sheet_by_name(name).to_python()


def test_each_area_with_figures_has_a_sheet_and_the_sources_are_last(book, sample):
    assert book.sheet_names[0] == "Tiếp công dân"
    assert book.sheet_names[-1] == "Nguồn số liệu"


def test_the_same_figures_give_the_same_bytes(sample):
    both = [to_xlsx(sample.usual(), sample.catalogue(), made=sample.MADE, sources={}) for _ in range(2)]
    assert both[0] == both[1]


def test_every_value_of_the_roll_up_stands_in_its_row_and_column(book, sample):
    rolled = sample.usual()
    lines = sheet(book, "Tiếp công dân")
    for row in (each for each in rolled.rows.values() if each.indicator.code.startswith("reception.")):
        if all(value is None for value in row.values.values()):
            continue
        column = lines[1].index(row.indicator.name.vi)
        found = [line[column] for line in lines[3 : 3 + len(rolled.units)]]
        assert [None if each == "–" else Decimal(str(each)) for each in found] == [
            value and value.quantity.value for value in row.values.values()
        ]


def test_totals_are_sums_that_carry_their_value(book, sample):
    lines = sheet(book, "Tiếp công dân")
    total = sample.usual().rows["reception.visits"].total.amount.value
    assert lines[-1][1] == "Tổng cộng"
    assert Decimal(str(lines[-1][lines[1].index("Số lượt tiếp công dân")])) == total


def test_every_figure_is_in_the_sheet_of_sources(book, sample):
    listed = {line[0] for line in sheet(book, "Nguồn số liệu")[1:]}
    rows = sample.usual().rows.values()
    assert {value.id for row in rows for value in row.values.values() if value} <= listed
    assert {row.total.id for row in rows if row.total} <= listed


def test_the_name_of_a_sheet_is_cut_between_words():
    name = _Names().of("Ban Giám sát đầu tư của cộng đồng dân cư")
    assert name == "Ban Giám sát đầu tư của cộng…"
    assert len(name) <= 31


def test_sheets_of_one_name_are_told_apart_by_a_number():
    names = _Names()
    assert [names.of("Giải quyết thủ tục hành chính ở xã") for _ in range(2)] == [
        "Giải quyết thủ tục hành chính…", "Giải quyết thủ tục hành chính 2",
    ]  # fmt: skip


def test_a_figure_in_another_unit_of_measure_stands_in_words(sample):
    rolled = sample.usual()
    row = rolled.rows["reception.visits"]
    value = row.values["xã An Hòa"]
    row.values["xã An Hòa"] = replace(value, quantity=replace(value.quantity, measure="buổi"))
    content = to_xlsx(rolled, sample.catalogue(), made=sample.MADE, sources={})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Tiếp công dân").to_python()
    assert any("40 buổi" in line for line in rows)


def test_a_number_longer_than_a_spreadsheet_keeps_stands_in_words(sample):
    rolled = sample.usual()
    row = rolled.rows["reception.visits"]
    value = row.values["xã An Hòa"]
    row.values["xã An Hòa"] = replace(value, quantity=replace(value.quantity, value=Decimal(12345678901234567)))
    content = to_xlsx(rolled, sample.catalogue(), made=sample.MADE, sources={})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Tiếp công dân").to_python()
    assert any("12.345.678.901.234.567" in line for line in rows)
