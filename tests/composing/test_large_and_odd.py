"""What is far from usual is written too, and nothing of it is dropped: many units, long names, units without figures."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from danvan.composing.docx import write_docx
from danvan.composing.office import Office
from danvan.composing.pdf import write_pdf
from danvan.composing.xlsx import to_xlsx
from danvan.documents.opening import open_document

ENDLESS = "xã " + "A" * 200
LONG = "xã " + "Thượng Nguyên " * 15


def text_of(path):
    return " ".join(open_document(path).text.split())


@pytest.fixture(params=[".docx", ".pdf"])
def written(request, tmp_path, sample, composed):
    def write(units, given):
        path = tmp_path / f"report{request.param}"
        model = composed(sample.rolled(given, units))
        (write_pdf if request.param == ".pdf" else write_docx)(model, path, made=sample.MADE)
        return model, text_of(path)

    return write


def test_a_name_of_200_letters_is_written_whole(written):
    assert len(LONG.strip()) > 200
    _, text = written((LONG.strip(), "xã An Hòa"), {"reception.visits": (1, 2)})
    assert "".join(LONG.split()) in "".join(text.split())


def test_a_name_of_200_letters_without_a_space_stays_on_the_page(tmp_path, sample, composed):
    write_pdf(composed(sample.rolled({"reception.visits": (1, 2)}, (ENDLESS, "xã B"))), tmp_path / "r.pdf", made=sample.MADE)
    with pypdfium2.PdfDocument(tmp_path / "r.pdf") as document:
        text = document[0].get_textpage()
        said = text.get_text_range()
        rights = [text.get_charbox(at)[2] for at, letter in enumerate(said) if letter == "A"]
    assert said.count("A") >= 200
    assert max(rights) * 25.4 / 72 <= 195.5


@pytest.mark.parametrize(
    "name",
    [
        'xã "A&B" <c>', "xã #d $e @f", "xã *g* _h_ `i`", "xã \\j {k} [l]", "xã // m /* n */", "xã ~o - p = q + 1. r", "xã 'A'",
        "xã {{ a }} {% b %}", "xã =1+1",
    ],
)  # fmt: skip
def test_no_letter_of_a_name_is_a_command(name, written):
    _, text = written((name, "xã An Hòa"), {"reception.visits": (1, 2)})
    assert name in text


def test_a_name_written_from_right_to_left_is_there_with_every_letter(written):
    _, text = written(("xã السلام", "xã An Hòa"), {"reception.visits": (1, 2)})
    assert set("السلام") <= set(text)


def test_more_recipients_than_a_page_takes_are_all_there(tmp_path, sample, composed):
    office = Office(recipients=tuple(f"Ủy ban nhân dân xã Số {at}" for at in range(90)))
    write_pdf(composed(), tmp_path / "report.pdf", made=sample.MADE, office=office)
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as document:
        seen = [
            (text.get_charbox(at)[1], letter)
            for text in (page.get_textpage() for page in document)
            for at, letter in enumerate(text.get_text_range())
            if not letter.isspace()
        ]
    assert min(bottom for bottom, _ in seen) * 25.4 / 72 >= 20 - 0.5
    assert all(f"xã Số {at};" in text_of(tmp_path / "report.pdf") for at in range(90))


@pytest.mark.parametrize("title", ["", "Kết quả " * 100])
def test_a_title_of_no_words_or_a_hundred_is_written(title, tmp_path, sample, composed):
    model = replace(composed(), title=title.strip())
    for name, write in (("report.docx", write_docx), ("report.pdf", write_pdf)):
        write(model, tmp_path / name, made=sample.MADE)
        assert title.strip() in text_of(tmp_path / name)


@pytest.mark.parametrize(("units", "given"), [((), {}), (("xã An Hòa",), {}), (("xã An Hòa",), {"reception.visits": (-5,)})])
def test_no_units_no_figures_and_figures_below_zero_are_written(units, given, written):
    _, text = written(units, given)
    assert "BÁO CÁO" in text
    assert not given or "-5" in text


def test_a_letter_no_typeface_has_is_told_by_its_code(tmp_path, sample, composed):
    model = composed(sample.rolled({"reception.visits": (1, 2)}, ("xã 🌾 Đồng", "xã An \ue000Hòa")))
    unshown = write_pdf(model, tmp_path / "report.pdf", made=sample.MADE)
    assert "🌾" in unshown
    assert "[U+1F33E]" in text_of(tmp_path / "report.pdf")
    write_docx(model, tmp_path / "report.docx", made=sample.MADE)
    assert "xã 🌾 Đồng" in text_of(tmp_path / "report.docx")


def test_a_table_of_3000_rows_has_every_unit_and_the_total(written):
    units = tuple(f"xã Số {number}" for number in range(1, 3001))
    _, text = written(units, {"reception.visits": (2,) * 3000})
    assert all(f"{unit} " in text for unit in (units[0], units[1499], units[-1]))
    assert sum(f"{unit} " in text for unit in units) == 3000
    assert "6.000" in text


def test_a_workbook_has_every_one_of_3000_units(sample):
    units = tuple(f"xã Số {number}" for number in range(1, 3001))
    rolled = sample.rolled({"reception.visits": (2,) * 3000}, units)
    content = to_xlsx(rolled, sample.catalogue(), made=sample.MADE, sources={})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Tiếp công dân").to_python()
    assert {str(cell) for row in rows for cell in row} >= set(units)


def test_units_without_figures_are_named(written):
    model, text = written(("xã An Hòa", "xã Vắng", "xã Im"), {"reception.visits": (5,)})
    assert model.silent == ("xã Vắng", "xã Im")
    assert "Chưa có số liệu của: xã Vắng, xã Im." in text


def test_figures_no_part_of_the_outline_asks_for_are_told(sample, composed):
    outline = sample.outline(parts=sample.outline().parts[:1])
    assert "reception.visits" in composed(outline=outline).left_out
