"""Where a finding stands, and the sentence it is shown in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.checking.place import PlaceKind, TextPlace, place_of, quotation
from danvan.documents.model import Block, BlockKind, Cell, Document, Table
from danvan.kernel.span import Span


def text_file(text):
    return Document("a.txt", "txt", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), hard_breaks=True)


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def quoted(text, words, *related):
    found = quotation(text_file(text), at(text, words), [at(text, one) for one in related])
    return found.marked()


def test_a_text_file_is_counted_in_lines():
    text = "BÁO CÁO\n\nTiếp 53 lượt."
    assert place_of(text_file(text), at(text, "53")) == TextPlace(PlaceKind.LINE, 3)


def word_file():
    text = "Đoạn một\nĐoạn hai\nA\tB\nGhi chú"
    table = Table(1, 2, (Cell(0, 0, at(text, "A")), Cell(0, 1, at(text, "B"))))
    blocks = (
        Block(BlockKind.PARAGRAPH, at(text, "Đoạn một")),
        Block(BlockKind.PARAGRAPH, at(text, "Đoạn hai")),
        Block(BlockKind.TABLE, at(text, "A\tB"), table),
        Block(BlockKind.NOTE, at(text, "Ghi chú")),
    )
    return Document("a.docx", "docx", text, blocks)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("hai", TextPlace(PlaceKind.PARAGRAPH, 2)),
        ("B", TextPlace(PlaceKind.CELL, 1, row=1, column=2)),
        ("chú", TextPlace(PlaceKind.NOTE, 1)),
    ],
)
def test_a_word_file_is_counted_in_paragraphs_cells_and_notes(words, place):
    document = word_file()
    assert place_of(document, at(document.text, words)) == place


def test_the_words_stand_marked_in_their_sentence():
    text = "Mở đầu. Xã đã tiếp 53 lượt công dân. Kết thúc."
    assert quoted(text, "53 lượt") == "Xã đã tiếp «53 lượt» công dân."


def test_what_it_rests_on_is_marked_too():
    text = "Đã nhận 320 hồ sơ, trực tuyến 206, trực tiếp 129."
    assert quoted(text, "320", "206", "129") == "Đã nhận «320» hồ sơ, trực tuyến «206», trực tiếp «129»."


def test_broken_lines_are_joined():
    text = "Đã nhận 320 \n\nhồ sơ, trực tuyến\n 206 hồ sơ."
    assert quoted(text, "320 \n\nhồ sơ", "206") == "Đã nhận «320 hồ sơ», trực tuyến «206» hồ sơ."


def test_thousands_dots_end_no_sentence():
    assert quoted("Có 1.637 hồ sơ và 2.000 đơn.", "2.000") == "Có 1.637 hồ sơ và «2.000» đơn."


def test_a_long_sentence_is_cut_at_words_with_dots():
    text = "đầu " * 100 + "320 hồ sơ" + " cuối" * 100
    shown = quoted(text, "320 hồ sơ")
    assert shown.startswith("… đầu")
    assert shown.endswith("cuối …")
    assert len(shown) < 400


def test_related_words_far_away_are_not_quoted():
    text = "Tổng 320 hồ sơ. " + "Câu khác. " * 80 + "Còn 206 hồ sơ."
    assert quoted(text, "320", "206") == "Tổng «320» hồ sơ."


@settings(max_examples=60)
@given(st.text(alphabet="ab1 .;\n…", max_size=120), st.data())
def test_a_mark_always_holds_its_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = quotation(text_file(text), Span(start, end))
    assert found.marks[0].of(found.text).split() == text[start:end].split()
