"""Every paper is laid out as annex I of Nghị định 30/2020/NĐ-CP says, on paper: as LibreOffice shows the Word file, and as our
typesetter sets the PDF. Cells are those of the annex's drawing of a page."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

PICTURES = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("pictures.py"))))
PAPER = runpy.run_path(str(Path(__file__).with_name("on_paper.py")))["Paper"]
REPORTS = ("own.docx", "own.pdf", "consolidated.docx", "consolidated.pdf")
CENTRE = (30 + 210 - 15) / 2
pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    if (missing := PICTURES.lacking()) and PICTURES.must_compare():
        pytest.fail(f"CI needs {missing}")
    if missing:
        pytest.skip(f"needs {missing}")
    return PICTURES.documents(tmp_path_factory.mktemp("documents"))


@pytest.fixture(params=[*REPORTS, "letter.docx"])
def paper(request, documents):
    return PAPER(documents[request.param])


@pytest.fixture(params=REPORTS)
def report(request, documents):
    return PAPER(documents[request.param])


def upright(place):
    return not place.bold and not place.italic


def test_a_page_is_a4_with_the_margins_of_the_annex(paper):
    assert paper.size == pytest.approx((210, 297), abs=0.5)
    for page in range(1, len(paper) + 1):
        body = [edges for edges in paper.letters(page) if edges[2] > 19]
        assert 30 <= min(left for left, *_ in body) + 0.3 <= 35
        assert 210 - max(right for _, right, *_ in body) + 0.3 >= 15
        assert min(top for *_, top, _ in body) >= 20 - 0.3
        assert max(bottom for *_, bottom in body) <= 297 - 20 + 0.3
    widest = max(right for page in range(1, len(paper) + 1) for _, right, *_ in paper.letters(page))
    assert 210 - widest <= 20


def test_pages_are_numbered_in_the_middle_above_from_the_second_on(report):
    assert [edges for edges in report.letters(1) if edges[3] < 20] == []
    number = report.find("2", page=2)
    assert [edges[0] for edges in report.letters(2) if edges[3] < 20] == [number.left]
    assert number.middle == pytest.approx(CENTRE, abs=1)
    assert 13 <= number.size <= 14
    assert upright(number)


def test_cell_1_name_of_the_nation_and_motto_stand_right(paper):
    nation, motto = paper.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), paper.find("Độc lập - Tự do - Hạnh phúc")
    assert nation.left > 90
    assert (nation.bold, motto.bold) == (True, True)
    assert 12 <= nation.size <= 13
    assert 13 <= motto.size <= 14
    assert nation.middle == pytest.approx(motto.middle, abs=1.5)
    assert nation.bottom < motto.top + 2


def test_cell_2_who_issues_it_stands_left_of_the_nation_and_at_its_height(paper):
    superior, issuer = paper.find("UBND"), paper.find("ỦY BAN NHÂN DÂN")
    nation = paper.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert issuer.right < nation.left
    assert superior.top == pytest.approx(nation.top, abs=2)
    assert (superior.bold, issuer.bold) == (False, True)
    assert 12 <= superior.size <= 13
    assert 12 <= issuer.size <= 13


def test_cell_3_the_number_stands_under_who_issues_it(paper):
    number, issuer = paper.find("Số:"), paper.find("ỦY BAN NHÂN DÂN")
    slash = paper.find("/")
    assert (number.left + slash.right) / 2 < CENTRE
    assert number.top > issuer.bottom
    assert upright(number)
    assert number.size == 13


def test_cell_4_place_and_day_stand_right_in_italics_at_the_height_of_the_number(paper):
    dated, number = paper.find("ngày 05 tháng 02 năm 2024"), paper.find("Số:")
    motto = paper.find("Độc lập - Tự do - Hạnh phúc")
    assert dated.italic
    assert not dated.bold
    assert 13 <= dated.size <= 14
    assert dated.left > CENTRE - 5
    assert dated.right < 195.5
    assert dated.top > motto.bottom
    assert dated.bottom == pytest.approx(number.bottom, abs=1.5)


def test_cell_5a_kind_and_subject_stand_bold_in_the_middle(report):
    kind, subject = report.find("BÁO CÁO"), report.find("Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024")
    for place in (kind, subject):
        assert place.bold
        assert not place.italic
        assert 13 <= place.size <= 14
        assert place.middle == pytest.approx(CENTRE, abs=1)
    assert report.find("ngày 05 tháng 02").bottom < kind.top < kind.bottom < subject.top


def test_cell_5b_what_a_letter_is_about_stands_under_its_number(documents):
    letter = PAPER(documents["letter.docx"])
    about, number = letter.find("V/v"), letter.find("Số:")
    assert about.top > number.bottom
    assert about.right < CENTRE
    assert 12 <= about.size <= 13
    assert upright(about)


def test_rules_stand_under_motto_issuer_and_subject(report):
    motto = report.find("Độc lập - Tự do - Hạnh phúc")
    issuer = report.find("XÃ AN HÒA" if "UBND HUYỆN BA VÌ" in report.said[0] else "HUYỆN BA VÌ")
    subject = report.find("Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024")
    for words, least, most in ((motto, 0.97, 1.06), (issuer, 1 / 3, 0.5), (subject, 1 / 3, 0.5)):
        rule = next(each for each in report.rules(1) if each.top > words.top and abs(each.middle - words.middle) < 2)
        assert 0 < rule.top - words.bottom < 4
        assert least <= (rule.right - rule.left) / (words.right - words.left) <= most


def test_cell_6_the_body_is_indented_justified_and_of_14_points(documents):
    for name in ("own.docx", "own.pdf"):
        paper = PAPER(documents[name])
        first = paper.find("Thực hiện chương trình")
        assert first.left - 30 == pytest.approx(12.7, abs=0.5)
        assert first.size == 14
        assert upright(first)
        line = [right for _, right, top, _ in paper.letters(1) if abs(top - first.top) < 3]
        assert max(line) == pytest.approx(195, abs=0.5)


def test_headings_are_bold_and_of_the_size_of_the_body(report):
    for words in ("I. TIẾP CÔNG DÂN", "II. THỦ TỤC HÀNH CHÍNH"):
        place = report.find(words)
        assert (place.bold, place.size) == (True, 14)


def test_cell_7_who_signs_stands_right_in_capitals(paper):
    authority, name = paper.find("TM. ỦY BAN NHÂN DÂN"), paper.find("Nguyễn Văn A")
    for place in (authority, name):
        assert place.bold
        assert 13 <= place.size <= 14
        assert place.left > CENTRE
    assert authority.middle == pytest.approx(name.middle, abs=1)
    assert name.top - authority.bottom > 20


def test_cell_9a_those_addressed_stand_dash_under_dash_below_the_colon(documents):
    for name in ("consolidated.docx", "consolidated.pdf", "letter.docx"):
        paper = PAPER(documents[name])
        to, first, second = (paper.find(words) for words in ("Kính gửi", "- Sở Nội vụ;", "- Ban Dân vận Thành ủy."))
        assert first.left == pytest.approx(second.left, abs=0.2)
        assert first.left == pytest.approx(to.right, abs=1.5)
        assert 13 <= to.size <= 14
        assert upright(to)


def test_cell_9b_recipients_stand_left_at_the_height_of_who_signs(paper):
    head, item, last = paper.find("Nơi nhận:"), paper.find("- Như trên;"), paper.find("- Lưu: VT.")
    assert (head.bold, head.italic, head.size) == (True, True, 12)
    assert upright(item)
    assert (item.size, last.size) == (11, 11)
    assert head.left == pytest.approx(30, abs=1)
    assert head.right < CENTRE
    assert last.top > item.bottom
    assert head.top == pytest.approx(paper.find("TM. ỦY BAN NHÂN DÂN").top, abs=3)
    assert head.page == paper.find("Nguyễn Văn A").page
