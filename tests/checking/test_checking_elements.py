"""Where the parts of a document stand: found line by line, in text files with two columns as in Word files."""

import unicodedata

import pytest

from danvan.checking.elements import find_elements
from danvan.documents.text.reader import read_text
from danvan.reading.paragraphs import paragraphs

REPORT = """\
UBND HUYỆN SUỐI LỤA          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
ỦY BAN NHÂN DÂN                  Độc lập - Tự do - Hạnh phúc
XÃ NÀ VẢI
Số: 45/BC-UBND                   Nà Vải, ngày 12 tháng 9 năm 2024

                    BÁO CÁO
     Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024

          Kính gửi: Ủy ban nhân dân huyện Suối Lụa.

Thực hiện chỉ đạo của Ủy ban nhân dân huyện, Ủy ban nhân dân xã báo cáo như sau.

Trên đây là báo cáo của Ủy ban nhân dân xã Nà Vải./.

Nơi nhận:                          TM. ỦY BAN NHÂN DÂN
- Như trên;                             CHỦ TỊCH
- Lưu: VT.
                                        Vi Thế Lộc
"""


def elements(text):
    document = read_text(text.encode(), "report.txt")
    return document, find_elements(document, paragraphs(document))


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ("motto", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        ("slogan", ["Độc lập - Tự do - Hạnh phúc"]),
        ("parent_issuer", ["UBND HUYỆN SUỐI LỤA"]),
        ("issuer", ["ỦY BAN NHÂN DÂN", "XÃ NÀ VẢI"]),
        ("number", ["Số: 45/BC-UBND"]),
        ("place_date", ["Nà Vải, ngày 12 tháng 9 năm 2024"]),
        ("type", ["BÁO CÁO"]),
        ("subject", ["Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024"]),
        ("addressee", ["Kính gửi: Ủy ban nhân dân huyện Suối Lụa."]),
        ("closing", ["Trên đây là báo cáo của Ủy ban nhân dân xã Nà Vải./."]),
        ("recipients_head", ["Nơi nhận:"]),
        ("recipients", ["- Như trên;", "- Lưu: VT."]),
        ("signer_titles", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        ("signer_name", ["Vi Thế Lộc"]),
    ],
)
def test_a_part_stands_at_its_lines(part, lines):
    document, found = elements(REPORT)
    assert [span.of(document.text) for span in getattr(found, part).spans] == lines


def test_the_body_is_between_title_and_signature():
    document, found = elements(REPORT)
    assert found.body.of(document.text).split()[-1] == "Vải./."


def test_lines_of_another_column_are_no_part_of_an_element():
    document, found = elements(REPORT)
    assert found.issuer.text == "ỦY BAN NHÂN DÂN XÃ NÀ VẢI"
    assert found.issuer.span.of(document.text) == "ỦY BAN NHÂN DÂN"


@pytest.mark.parametrize("text", ["Ghi chép cuộc họp thôn, mỗi hộ một người.", "1. Một\n2. Hai\n"])
def test_a_text_that_is_no_official_document_has_no_parts(text):
    _, found = elements(text)
    assert (found.motto, found.type, found.number, found.signer_titles, found.body) == (None,) * 5


def test_a_letter_has_a_subject_and_no_type():
    text = REPORT.replace("                    BÁO CÁO\n     Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024\n", "")
    text = text.replace("BC-UBND ", "UBND-VP ").replace("\n\n     ", "\nV/v báo cáo\n\n     ")
    document, found = elements(text)
    assert (found.type, found.subject.spans[0].of(document.text)) == (None, "V/v báo cáo")


def test_letters_composed_of_two_characters_keep_their_places():
    document, found = elements(unicodedata.normalize("NFD", REPORT))
    assert unicodedata.normalize("NFC", found.place_date.span.of(document.text)) == "Nà Vải, ngày 12 tháng 9 năm 2024"
