"""Markdown stays as it was written; its blocks say what are tables, notes and mere marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.test_documents_text_file import holds_together, rows, words

from danvan.documents.model import BlockKind, Document
from danvan.documents.text.reader import read_text


def read(text: str) -> Document:
    document = read_text(text.encode(), "report.md")
    assert document.text == text
    holds_together(document)
    return document


def notes(document: Document) -> list[tuple[str, str]]:
    return [(block.mark, block.span.of(document.text)) for block in document.blocks if block.kind is BlockKind.NOTE]


def test_headings_have_the_style_word_gives_them() -> None:
    document = read("# I. Kết quả\n\n### a) Tiếp dân\nCó 15 đơn #1")
    assert [block.style for block in document.blocks] == ["heading 1", "heading 3", ""]


def test_a_note_runs_to_the_next_blank_line() -> None:
    document = read("Có 15 đơn[^1] và[^a].\n\n[^1]: Không kể 3 đơn\n    chuyển sang.\n[^a]: Số của xã.\n\nHết")
    assert notes(document) == [("1", "[^1]: Không kể 3 đơn\n    chuyển sang."), ("a", "[^a]: Số của xã.")]
    assert words(document) == ["Có 15 đơn[^1] và[^a].", "Hết"]


BARS = [
    "TT | Đơn vị | Số\n---|:---:|--:\n1 | Xã A | 5",
    "|TT|Đơn vị|Số|\n|-|-|-|\n|1|Xã A|5|",
    "TT|Đơn vị|Số\n-|-|-\n1|Xã A|5|",
]


@pytest.mark.parametrize("table", BARS)
def test_bars_over_a_rule_make_a_table(table: str) -> None:
    assert rows(read(f"Bảng:\n{table}\n\nHết")) == [[["TT", "Đơn vị", "Số"], ["1", "Xã A", "5"]]]


@pytest.mark.parametrize("text", ["a | b\n---\nc", "15 | 16\ntrong đó", "a | b\n---|---|---\nc | d | e"])
def test_a_bar_in_a_sentence_makes_none(text: str) -> None:
    assert rows(read(text)) == []


def test_a_table_of_tags_keeps_its_merged_cells() -> None:
    document = read(
        '<table>\n<tr><td rowspan="2">TT</td><td colspan=2>Số đơn</td></tr>\n'
        "<tr><td>Nhận</td><td>Xong</td></tr>\n<tr><td>1</td><td>5</td><td> 4 </td></tr></table>\nHết"
    )
    assert rows(document) == [[["TT", "Số đơn"], ["Nhận", "Xong"], ["1", "5", "4"]]]
    (table,) = [block.table for block in document.blocks if block.table]
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells[:4]] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["<table>\n<tr><td>1", "<table></table>", "<tablet>1</tablet>"])
def test_tags_that_make_no_table_are_words(text: str) -> None:
    assert rows(read(text)) == []


MARKS = {
    "settings at the head": ("---\ntitle: Báo cáo\ndate: 2024-01-02\n---\nCó 15 đơn", 4),
    "fences": ("```text\nCó 15 đơn\n```", 2),
    "tags alone": ('<div align="center">\nCó 15 đơn\n</div>', 2),
    "a comment": ("<!-- bản 2 -->\nCó 15 đơn", 1),
    "a comment of several lines": ("<!-- bản\n2 -->\nCó 15 đơn", 2),
    "targets of links": ("Có 15 đơn\n[a]: https://a.vn/12 'b'", 1),
}


@pytest.mark.parametrize(("text", "lines"), MARKS.values(), ids=MARKS)
def test_what_only_concerns_the_look_is_furniture(text: str, lines: int) -> None:
    document = read(text)
    assert words(document) == ["Có 15 đơn"]
    assert len(words(document, BlockKind.FURNITURE)) == lines


@pytest.mark.parametrize("text", ["---\nCó 15 đơn\n---", "<15 đơn>", "[1] Theo số của xã", "<!-- 15"])
def test_what_may_be_words_stays(text: str) -> None:
    assert words(read(text), BlockKind.FURNITURE) == []


@given(text=st.text(st.sampled_from("ab1 |-:\n\f[^]#<>`~/\tdtr"), max_size=150))
@settings(max_examples=300, deadline=None)
def test_any_marks_hold_together(text: str) -> None:
    read(text)


TAGS = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=3>", "<th colspan=2>", "a", " ", "\n", "\f"]
)


@given(text=st.lists(TAGS, max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_tags_of_tables_hold_together(text: str) -> None:
    read("<table>" + text)
