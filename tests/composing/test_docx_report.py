import io
import zipfile
from datetime import date, datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from danvan.composing.docx import to_bytes, write_docx
from danvan.composing.office import Office, day_in_full
from danvan.kernel.errors import OutputError

OFFICE = Office(
    issuer="Ủy ban nhân dân huyện Ba Vì",
    superior="UBND thành phố Hà Nội",
    symbol="BC-UBND",
    place="Ba Vì",
    day=date(2024, 2, 5),
    addressees=("Sở Nội vụ",),
    recipients=("Thường trực Huyện ủy",),
    signs=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
    name="Nguyễn Văn A",
)


@pytest.fixture(scope="module")
def opened(composed, sample):
    return docx.Document(io.BytesIO(to_bytes(composed(), made=sample.MADE, office=OFFICE)))


def text_of(document):
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join("".join(words.text or "" for words in paragraph.iter(qn("w:t"))) for paragraph in paragraphs)


def written(model, sample, **more):
    return to_bytes(model, made=sample.MADE, office=Office(**more))


def test_the_frame_says_who_reports_to_whom_and_when(opened):
    text = text_of(opened)
    for words in (
        "UBND THÀNH PHỐ HÀ NỘI", "HUYỆN BA VÌ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Số:          /BC-UBND", "Ba Vì, ngày 05 tháng 02 năm 2024", "BÁO CÁO", "Kính gửi: Sở Nội vụ.",
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "PHÓ CHỦ TỊCH", "Nguyễn Văn A",
    ):  # fmt: skip
        assert words in text.split("\n"), words


def test_what_is_not_known_is_left_to_fill_in(composed, sample):
    text = text_of(docx.Document(io.BytesIO(written(composed(), sample))))
    assert "Số:          /BC-…" in text
    assert "……, ngày … tháng … năm ……" in text
    assert "Kính gửi" not in text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 8, 5), "ngày 05 tháng 8 năm 2026"),
        (date(2026, 2, 15), "ngày 15 tháng 02 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day, words):
    assert day_in_full(day) == words


def test_the_report_ends_with_a_full_stop_and_a_stroke(opened, composed, sample):
    assert opened.paragraphs[-2].text == "Trên đây là báo cáo tổng hợp 9 tháng đầu năm 2024./."
    ended = sample.outline(closing=sample.both("Trên đây là báo cáo./."))
    again = docx.Document(io.BytesIO(written(composed(outline=ended), sample)))
    assert again.paragraphs[-2].text == "Trên đây là báo cáo./."


def test_the_page_is_a4_within_the_margins_of_the_decree(opened):
    page = opened.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert Mm(20) <= page.top_margin <= Mm(25)
    assert Mm(20) <= page.bottom_margin <= Mm(25)
    assert Mm(30) <= page.left_margin <= Mm(35)
    assert Mm(15) <= page.right_margin <= Mm(20)


def test_pages_are_numbered_in_the_top_margin_but_not_the_first(opened):
    page = opened.sections[0]
    assert "PAGE" in page.header._element.xml
    assert "PAGE" not in page.first_page_header._element.xml
    assert page.different_first_page_header_footer


def test_every_letter_is_times_new_roman(opened):
    fonts = {part.get(qn("w:ascii")) for part in opened.styles.element.iter(qn("w:rFonts"))}
    assert fonts == {"Times New Roman"}
    assert not list(opened.element.body.iter(qn("w:rFonts")))


def test_the_body_is_fourteen_points_justified_and_indented(opened):
    body = opened.styles["Body Text"]
    assert body.font.size.pt == 14
    assert body.paragraph_format.first_line_indent.cm == pytest.approx(1.27, abs=0.01)
    assert body.paragraph_format.space_after.pt == 6


def test_the_heads_of_tables_are_repeated_on_each_page(opened):
    data = [table for table in opened.tables if "TT" in table.rows[0].cells[0].text]
    assert len(data) == 3
    for table in data:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True, True] + [False] * (len(heads) - 2)


def test_a_table_has_its_units_its_measures_and_its_total(opened):
    table = next(table for table in opened.tables if "TT" in table.rows[0].cells[0].text)
    grid = [["".join(words.text or "" for words in cell._tc.iter(qn("w:t"))) for cell in row.cells] for row in table.rows]
    assert grid[0] == ["TT", "Đơn vị", "Số lượt tiếp công dân", "Số lượt tiếp thường xuyên", "Số lượt tiếp định kỳ"]
    assert grid[1][2:] == ["(lượt)", "(lượt)", "(lượt)"]
    assert grid[2] == ["1", "xã An Hòa", "40", "30", "10"]
    assert grid[4] == ["3", "thị trấn Cẩm Giang", "–", "–", "–"]
    assert grid[5] == ["", "Tổng cộng", "53(a)", "38(a)", "15(a)"]


def test_the_same_report_gives_the_same_bytes(composed, sample):
    assert written(composed(), sample) == written(composed(), sample)


def test_the_time_in_the_file_is_the_one_given(composed, sample):
    content = written(composed(), sample)
    opened = docx.Document(io.BytesIO(content))
    assert opened.core_properties.created.replace(tzinfo=None) == datetime(2024, 10, 1, 8, 30)  # noqa: DTZ001 - as stored
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {info.date_time for info in package.infolist()} == {(2024, 10, 1, 8, 30, 0)}


def test_what_xml_cannot_hold_is_left_out(composed, sample):
    model = composed(sample.rolled({"reception.visits": (1,)}, units=("xã A\x07n\ud800 Hòa",)))
    assert "xã An Hòa" in text_of(docx.Document(io.BytesIO(written(model, sample))))


@pytest.mark.parametrize("place", ["missing/report.docx", "report.docx"])
def test_a_place_that_cannot_be_written_to_is_an_error_and_leaves_nothing(tmp_path, composed, sample, place):
    (tmp_path / "report.docx").mkdir()
    with pytest.raises(OutputError, match="nothing was changed"):
        write_docx(composed(), tmp_path / place, made=sample.MADE)
    assert [path.name for path in tmp_path.iterdir()] == ["report.docx"]


def test_a_report_is_written_whole_over_the_old_one(tmp_path, composed, sample):
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(b"old")
    write_docx(composed(), path, made=sample.MADE)
    assert path.read_bytes() == written(composed(), sample)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_our_own_reader_finds_every_total(tmp_path, composed, sample):
    opening = pytest.importorskip("danvan.documents.opening")
    path = tmp_path / "report.docx"
    write_docx(composed(), path, made=sample.MADE)
    text = opening.open_document(path).text
    for words in ("1.963", "1.937", "98,61", "thị trấn Cẩm Giang", "Tổng cộng", "BÁO CÁO"):
        assert words in text, words
