"""The words of others are read as theirs: no figure of the report that quotes them."""

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.documents.model import Block, BlockKind, Document
from danvan.kernel.span import Span
from danvan.reading.quotations import is_quotation
from danvan.reading.read import read_document

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("- “Cán bộ kiêm nhiệm nhiều việc, 03 thôn ở xa” (xã A, xã B và 12 xã khác);", True),
        ("“Tổ truyền thông cộng đồng” (xã A): “mô hình ở 8 thôn, 120 hộ tham gia”.", True),
        ("“Địa bàn rộng, 15 thôn ở xa trung tâm”", True),
        ("Mô hình “Tổ truyền thông cộng đồng” có 120 hộ tham gia.", False),
        ("“Dân vận khéo” có 12 mô hình được công nhận.", False),
        ("“Dân bàn”", False),
        ("(xã A) tiếp 12 lượt công dân", False),
    ],
)
def test_what_is_a_quotation(text, quotation):
    assert is_quotation(text) is quotation


def read(*lines):
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(line))))
        at += len(line) + 1
    return read_document(Document("x.docx", "docx", text, tuple(blocks)), CATALOGUE)


def test_a_number_in_a_quotation_is_no_figure_and_is_accounted_for():
    reading = read("Đã tiếp 25 lượt công dân.", "- “Đã tiếp 40 lượt công dân, còn 3 vụ việc kéo dài” (xã A);")
    assert [figure.quantity.value for figure in reading.figures] == [25]
    assert reading.coverage.unaccounted == ()
    assert len(reading.coverage.by_kind["quotation"]) == 2


def test_quotations_are_told_by_their_place():
    reading = read("Đã tiếp 25 lượt công dân.", "“Địa bàn rộng, nhiều thôn ở xa” (xã A);")
    (span,) = reading.quotations
    assert span.of(reading.document.text).startswith("“Địa bàn rộng")
