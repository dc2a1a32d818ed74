import io
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
