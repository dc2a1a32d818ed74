import io
from datetime import date

import pypdf
import pytest

from danvan.composing.office import Office
from danvan.composing.pdf import to_pdf, write_pdf
from danvan.documents.opening import open_document
from danvan.kernel.errors import OutputError

OFFICE = Office(
    issuer="Ủy ban nhân dân huyện Ba Vì",
    superior="UBND thành phố Hà Nội",
    symbol="BC-UBND",
    place="Ba Vì",
    day=date(2024, 2, 5),
    addressees=("Sở Nội vụ", "Ban Dân vận Thành ủy"),
    signs=("TM. Ủy ban nhân dân", "Chủ tịch"),
    name="Nguyễn Văn A",
)


@pytest.fixture(scope="module")
def content(composed, sample):
    return to_pdf(composed(), made=sample.MADE, office=OFFICE)


@pytest.fixture(scope="module")
def opened(content):
    return pypdf.PdfReader(io.BytesIO(content))


def words_of(path):
    return " ".join(open_document(path).text.split())


def test_the_same_report_gives_the_same_bytes(content, composed, sample):
    assert to_pdf(composed(), made=sample.MADE, office=OFFICE) == content


def test_it_calls_itself_pdf_a_2a_and_is_tagged(opened):
    catalog = opened.trailer["/Root"]
    metadata = catalog["/Metadata"].get_data().decode()
    assert "pdfaid:part>2<" in metadata
    assert "pdfaid:conformance>A<" in metadata
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "vi-VN"


def test_by_option_it_is_made_for_screen_readers(composed, sample):
    made = pypdf.PdfReader(io.BytesIO(to_pdf(composed(), made=sample.MADE, office=OFFICE, standard="ua-1")))
    assert "pdfuaid:part>1<" in made.trailer["/Root"]["/Metadata"].get_data().decode()


def test_every_typeface_is_embedded(opened):
    fonts = [font.get_object() for page in opened.pages for font in page["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert inner
    assert all({"/FontFile2", "/FontFile3"} & set(each) for each in inner)


def test_the_frame_says_who_reports_to_whom_and_when(content, tmp_path):
    (tmp_path / "report.pdf").write_bytes(content)
    text = words_of(tmp_path / "report.pdf")
    for words in (
        "UBND THÀNH PHỐ HÀ NỘI", "HUYỆN BA VÌ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "/BC-UBND", "Ba Vì, ngày 05 tháng 02 năm 2024", "BÁO CÁO", "Kính gửi:", "- Ban Dân vận Thành ủy.", "Nơi nhận:",
        "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "Nguyễn Văn A",
    ):  # fmt: skip
        assert words in text, words


def test_it_has_every_number_of_the_model(content, composed, tmp_path):
    (tmp_path / "report.pdf").write_bytes(content)
    text = words_of(tmp_path / "report.pdf")
    areas = [area for part in composed().parts for area in part.areas]
    numbers = [run.text for area in areas for line in area.sentences for run in line if run.figure]
    numbers += [cell.text for area in areas if area.table for row in area.table.rows for cell in row.cells if cell.figure]
    assert numbers
    assert [number for number in numbers if number not in text] == []


def test_page_two_has_its_number_and_page_one_has_none(composed, sample):
    units = [f"xã {at}" for at in range(60)]
    long = composed(sample.rolled({"reception.visits": range(60)}, units))
    pages = pypdf.PdfReader(io.BytesIO(to_pdf(long, made=sample.MADE, office=OFFICE))).pages
    assert len(pages) > 1
    assert pages[1].extract_text().split()[0] == "2"
    assert pages[0].extract_text().split()[0] != "1"


@pytest.mark.parametrize("words", ["#panic()", "$x$", '"; }', "*đậm* _nghiêng_ @nhãn <nhãn> \\", "ă" * 200])
def test_no_word_of_a_report_is_taken_for_a_command(words, composed, sample, tmp_path):
    (tmp_path / "report.pdf").write_bytes(to_pdf(composed(), made=sample.MADE, office=Office(recipients=(words,))))
    text = "".join(open_document(tmp_path / "report.pdf").text.split())
    assert "".join(words.split()) in text


def test_a_folder_that_is_not_there_is_told_and_nothing_is_written(composed, sample, tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        write_pdf(composed(), tmp_path / "none" / "a.pdf", made=sample.MADE)
    assert list(tmp_path.iterdir()) == []
