import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.composing.columns import PADDING, even_width, lay_out, lines, text_width
from danvan.composing.model import Cell, Column, Row, Table
from danvan.composing.styles import TEXT_WIDTH

LONG = "xã Nguyễn Thị Minh Khai sau khi nhập xã Bình Sơn và thị trấn Cẩm Giang của huyện đảo"


def table(heads, number="1.637", units=("xã An Hòa",)):
    columns = tuple(Column(f"a.{at}", head, "lượt") for at, head in enumerate(heads))
    rows = tuple(Row(unit, tuple(Cell(number) for _ in heads)) for unit in units)
    return Table(1, "Bảng", columns, rows, Row("Tổng cộng", tuple(Cell(number, "", "a") for _ in heads)))


def test_a_narrow_table_stands_on_one_sheet_as_wide_as_the_text():
    (sheet,) = lay_out(table(["Số lượt tiếp công dân", "Số người"]))
    assert sheet.columns == (0, 1)
    assert sum(sheet.widths) == pytest.approx(TEXT_WIDTH)


def test_a_wide_table_is_parted_evenly():
    sheets = lay_out(table(["Số lượt tiếp công dân thường xuyên"] * 16))
    assert [len(sheet.columns) for sheet in sheets] == [5, 6, 5]


def test_the_longest_head_gets_the_widest_column():
    (sheet,) = lay_out(table(["Số đơn", "Tổng số đơn tiếp nhận, gồm cả đơn kỳ trước chuyển sang", "Số vụ"]))
    assert max(sheet.widths[2:]) == sheet.widths[3]


def test_a_very_long_unit_name_does_not_push_the_numbers_off_the_page():
    (sheet,) = lay_out(table(["Số lượt tiếp", "Số người", "Số vụ việc", "Số đoàn đông người"], units=(LONG,)))
    assert sum(sheet.widths) == pytest.approx(TEXT_WIDTH)
    assert 40 <= sheet.widths[1] <= 75


words = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyẩếộ", min_size=1, max_size=7)
heads = st.lists(st.lists(words, min_size=1, max_size=10).map(" ".join), min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(heads, st.integers(0, 10**12))
def test_no_number_and_no_syllable_is_cut_whatever_the_heads(names, number):
    drawn = table(names, f"{number:,}".replace(",", "."))
    sheets = lay_out(drawn)
    assert [at for sheet in sheets for at in sheet.columns] == list(range(len(names)))
    for sheet in sheets:
        assert sum(sheet.widths) == pytest.approx(TEXT_WIDTH)
        for at, width in zip(sheet.columns, sheet.widths[2:], strict=True):
            assert text_width(drawn.total.cells[at].text, 12, bold=True) + 2 * PADDING < width
            assert all(text_width(word, 11, bold=True) + 2 * PADDING < width for word in names[at].split())


def test_lines_break_at_words_and_lose_none():
    text = "Kết quả công tác dân vận chính quyền chín tháng đầu năm"
    assert " ".join(lines(text, 14, 60)) == text
    assert all(text_width(line, 14, bold=True) <= 60 for line in lines(text, 14, 60))


def test_an_even_width_takes_no_more_lines():
    text = "Kết quả công tác dân vận chính quyền chín tháng đầu năm"
    assert len(lines(text, 14, even_width(text, 14, 120))) == len(lines(text, 14, 120))


def test_marks_above_letters_take_no_width():
    assert text_width("ế", 12) == text_width("e", 12)
