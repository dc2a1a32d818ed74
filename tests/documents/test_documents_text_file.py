"""Text files become blocks with exact places."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from danvan.documents.model import Block, BlockKind, Document
from danvan.documents.opening import open_document
from danvan.documents.text.reader import read_text

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
LINES = st.text(st.sampled_from("ab1đ \t|-.\n\r\f\u2028"), max_size=120)


def read(text: str) -> Document:
    return read_text(text.encode(), "report.txt")


def rows(document: Document) -> list[list[list[str]]]:
    """For each table its rows of words."""
    return [
        [[cell.span.of(document.text) for cell in block.table.cells if cell.row == row] for row in range(block.table.height)]
        for block in document.blocks
        if block.table
    ]


def words(document: Document, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def holds_together(document: Document) -> None:
    """Spans lie in the text, follow each other, and leave out nothing but white space."""
    at = 0
    for block in document.blocks:
        assert document.text[at : block.span.start].strip() == ""
        assert at <= block.span.start <= block.span.end <= len(document.text)
        cells_follow(block)
        at = block.span.end
    assert document.text[at:].strip() == ""


def cells_follow(block: Block) -> None:
    at = block.span.start
    for cell in block.table.cells if block.table else ():
        assert at <= cell.span.start <= cell.span.end <= block.span.end
        assert cell.row + cell.rows <= block.table.height
        assert cell.column + cell.columns <= block.table.width
        at = cell.span.end


@given(text=st.text(CHARACTERS | st.sampled_from("\r\n\t\f"), max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_text_comes_back_as_it_was_written(tmp_path: Path, text: str) -> None:
    assume(text.strip())
    assume(not text.startswith("\ufeff"))
    assume(not text.lstrip().lower().startswith(("<html", "<!doctype html", "<?xml")))
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode())
    document = open_document(path)
    assert document.text == text
    holds_together(document)


@given(text=LINES)
@settings(max_examples=300, deadline=None)
def test_blocks_of_any_text_follow_each_other_and_leave_nothing_out(text: str) -> None:
    holds_together(read(text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_character(encoding: str) -> None:
    assert read_text("Báo cáo\r\nsố 5".encode(encoding), "report.txt").text == "Báo cáo\r\nsố 5"


def test_each_line_is_a_paragraph_and_blank_lines_are_none() -> None:
    document = read("I. ĐẶC ĐIỂM  \n\n  Xã có 07 thôn\r\nvà 288 đảng viên")
    assert words(document) == ["I. ĐẶC ĐIỂM", "Xã có 07 thôn", "và 288 đảng viên"]
    assert document.hard_breaks


def test_lines_with_tabs_are_a_table_whose_empty_cells_keep_their_place() -> None:
    document = read("Bảng:\nStt\tĐơn vị\tSố vụ\n1\t\t17\n2\tXã B\nHết")
    assert rows(document) == [[["Stt", "Đơn vị", "Số vụ"], ["1", "", "17"], ["2", "Xã B", ""]]]
    assert words(document) == ["Bảng:", "Hết"]


def test_a_heading_above_merged_columns_belongs_to_the_table() -> None:
    assert rows(read("Thực hiện cải cách\t\t\nSố thủ tục\tTỷ lệ\tGhi chú\n77\t38,5%\t")) == [
        [["Thực hiện cải cách", "", ""], ["Số thủ tục", "Tỷ lệ", "Ghi chú"], ["77", "38,5%", ""]]
    ]


def test_a_blank_line_parts_two_tables() -> None:
    assert len(rows(read("a\tb\n1\t2\n\nc\td\n3\t4"))) == 2


def test_rows_each_followed_by_a_blank_line_are_one_table() -> None:
    assert rows(read("Đơn vị\tSố vụ\n\nXã A\t12\n\nXã B\t5\n\nHết.")) == [[["Đơn vị", "Số vụ"], ["Xã A", "12"], ["Xã B", "5"]]]


@pytest.mark.parametrize(
    "text",
    [
        "\tUBND xã đã tiếp nhận 56 đơn.\n\tÝ thức của cán bộ được nâng lên.",
        "a)\tTiếp công dân\nb)\tHòa giải",
        "-\tThôn Bắc\n+\tThôn Nam",
        "1.2.\tKết quả",
        "Một\t\t\n" * 9,
        "Trong 9 tháng, Ủy ban nhân dân xã đã tiếp nhận, giải quyết 320 hồ sơ thủ tục hành chính,\tđạt 100% kế hoạch năm.",
    ],
)
def test_indents_lists_and_stray_tabs_make_no_table(text: str) -> None:
    assert rows(read(text)) == []


def test_a_paragraph_indented_by_a_tab_does_not_join_the_table_before_it() -> None:
    document = read(
        "Xã A\t12\nXã B\t5\n\tTrong 9 tháng, hai xã đã giải quyết xong toàn bộ số vụ việc nói trên, không còn vụ nào tồn đọng."
    )
    assert rows(document) == [[["Xã A", "12"], ["Xã B", "5"]]]


def test_vertical_bars_with_a_rule_are_a_table() -> None:
    document = read("| Đơn vị | Số vụ |\n|---|--:|\n| Xã A | 12 |\n|  | 5 \\| 6 |\nHết")
    assert rows(document) == [[["Đơn vị", "Số vụ"], ["Xã A", "12"], ["", "5 \\| 6"]]]


def test_bars_without_a_rule_are_words() -> None:
    assert rows(read("| Đơn vị | Số vụ |\n| Xã A | 12 |")) == []


def test_a_ragged_table_is_not_padded_without_end() -> None:
    document = read("a\tb\n" * 200 + "a" + "\tb" * 200)
    assert sum(len(row) for row in rows(document)[0]) < 1000


@pytest.mark.parametrize(
    "text", ["trang trước\n\f4\ntrang sau", "trang trước\n4\n\ftrang sau", "x\nTrang 4/12\ny", "x\n- 4 -\ny"]
)
def test_a_page_number_is_furniture(text: str) -> None:
    document = read(text)
    assert any("4" in said for said in words(document, BlockKind.FURNITURE))
    assert not any("4" in said for said in words(document))


def test_bare_numbers_a_page_apart_are_page_numbers() -> None:
    page = "một dòng chữ\n" * 30
    assert words(read(f"{page}2\n{page}3\n{page}"), BlockKind.FURNITURE) == ["2", "3"]


def test_numbers_below_each_other_are_figures() -> None:
    assert words(read("Số vụ\n2\n3\n4")) == ["Số vụ", "2", "3", "4"]


def test_a_form_feed_ends_a_table() -> None:
    assert len(rows(read("a\tb\n1\t2\n\f3\t4\n5\t6"))) == 2


@pytest.mark.shared
def test_the_seeds_are_read_unchanged_with_their_tables() -> None:
    if not SEEDS.exists() and not os.environ.get("CI"):
        pytest.skip("the reports are kept beside the checkout")
    assert SEEDS.exists()
    for path in sorted(SEEDS.glob("*.txt")):
        document = open_document(path)
        assert document.text == path.read_bytes().decode()
        holds_together(document)
        assert len(rows(document)) == (4 if path.name.startswith("004") else 0)
