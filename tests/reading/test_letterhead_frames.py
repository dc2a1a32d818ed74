"""Tables of a .docx that only set out a letterhead or a signature block."""

import docx
import pytest

from danvan.documents.opening import open_document
from danvan.reading.letterhead import read_letterhead
from danvan.reading.paragraphs import is_frame, paragraphs


@pytest.fixture
def opened(tmp_path):
    def save(*parts):
        made = docx.Document()
        for part in parts:
            if isinstance(part, str):
                made.add_paragraph(part)
                continue
            table = made.add_table(len(part), len(part[0]))
            for row, cells in enumerate(part):
                for column, words in enumerate(cells):
                    table.cell(row, column).text = words
        made.save(tmp_path / "report.docx")
        return open_document(tmp_path / "report.docx")

    return save


REPORT = ("BÁO CÁO", "Công tác dân vận năm 2024", "Tiếp 30 lượt công dân.")


def test_a_second_table_with_number_and_date_is_letterhead(opened):
    document = opened([["UBND XÃ DIÊN LỘ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]],
                      [["Số: 15/BC-UBND", "Diên Lộ, ngày 20 tháng 12 năm 2024"]], *REPORT)  # fmt: skip
    head = read_letterhead(paragraphs(document), document)
    assert (head.number, str(head.date), head.place) == ("15/BC-UBND", "2024-12-20", "Diên Lộ")


def test_a_table_with_only_a_post_and_a_name_is_a_signature(opened):
    document = opened(*REPORT, [["", "CHỦ TỊCH\n\n\nHồ Văn Tự"]])
    signatory = read_letterhead(paragraphs(document), document).signatory
    assert (signatory.title, signatory.name) == ("CHỦ TỊCH", "Hồ Văn Tự")


def test_a_letterhead_of_the_party_is_a_frame(opened):
    left = "HUYỆN ỦY VÂN KHÊ\nBAN DÂN VẬN\n*\nSố 57-BC/BDVHU"
    right = "ĐẢNG CỘNG SẢN VIỆT NAM\n\nVân Khê, ngày 20 tháng 12 năm 2024"
    document = opened([[left, right]], *REPORT)
    head = read_letterhead(paragraphs(document), document)
    assert (head.issuer, head.number) == ("Ban Dân vận Huyện ủy Vân Khê", "57-BC/BDVHU")


@pytest.mark.parametrize(
    "rows",
    [
        [["CHỦ TỊCH", "PHÓ CHỦ TỊCH"], ["12", "5"]],
        [["1", "Đàm Quý Bảng", "Chủ tịch"]],
        [["THÔN", "SỐ HỘ"], ["Thôn Đông", "120"]],
    ],
)
def test_a_small_table_of_data_is_no_frame(opened, rows):
    document = opened(*REPORT, rows)
    assert not any(is_frame(document, block) for block in document.blocks)
