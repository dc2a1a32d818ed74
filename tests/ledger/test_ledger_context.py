import pytest

from danvan.documents.model import Block, BlockKind, Cell, Document, Table
from danvan.kernel.span import Span
from danvan.ledger.context import sentence_around


def text_file(text):
    return Document("a.txt", "txt", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), hard_breaks=True)


def around(document, words):
    start = document.text.index(words)
    return sentence_around(document, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Một. Đã tiếp 206 lượt. Hai.", "206", "Đã tiếp 206 lượt."),
        ("Tiếp nhận 1.637 hồ sơ. Hết.", "1.637", "Tiếp nhận 1.637 hồ sơ."),
        ("dân số là 7.506 \n\nngười, mật độ\n\n1.000 người/km².", "7.506", "dân số là 7.506 người, mật độ 1.000 người/km²."),
        ("- Đã tiếp 206 lượt\n- Đã nhận 12 đơn\n- Khác", "12", "- Đã nhận 12 đơn"),
        ("II. KẾT QUẢ\n1. Tiếp dân: 206 lượt\n2. Đơn thư: 12 đơn", "206", "Tiếp dân: 206 lượt"),
        ("206", "206", "206"),
        ("Đạt 95%.", "95%", "Đạt 95%."),
        ("Đạt 95%. Còn lại 5.", "5.", "Còn lại 5."),
    ],
)
def test_the_sentence_around_a_figure(text, words, expected):
    assert around(text_file(text), words) == expected


def test_a_sentence_without_end_is_cut_at_words():
    text = "từ " * 500 + "206 lượt " + "chữ " * 500
    found = around(text_file(text), "206 lượt")
    assert "206 lượt" in found
    assert len(found) < 700
    assert set(found.split()) == {"từ", "206", "lượt", "chữ"}


def test_a_paragraph_of_a_word_file_is_not_left():
    text = "Đã tiếp 206 lượt\nĐã nhận 12 đơn"
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, 16)), Block(BlockKind.PARAGRAPH, Span(17, len(text))))
    assert around(Document("a.docx", "docx", text, blocks), "12 đơn") == "Đã nhận 12 đơn"


def table(rows):
    """A Word file that is one table."""
    text, cells = "", []
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            cells.append(Cell(row, column, Span(len(text), len(text) + len(value))))
            text += value + "\t"
    grid = Table(len(rows), len(rows[0]), tuple(cells))
    return Document("a.docx", "docx", text, (Block(BlockKind.TABLE, Span(0, len(text)), grid),))


def test_in_a_table_it_is_the_row():
    assert around(table([["Tiếp dân", "206"], ["Đơn thư", "12"]]), "12") == "Đơn thư | 12"


def test_in_a_table_the_heads_of_the_column_come_first():
    document = table([["Việc", "Kết quả"], ["", "Số lượng"], ["1", "2"], ["Tiếp dân", "206"], ["Đơn thư", "37"]])
    assert around(document, "37") == "Kết quả / Số lượng: Đơn thư | 37"
