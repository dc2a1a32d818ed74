"""What is far from usual is written too, and nothing of it is dropped: many units, long names, units without figures."""

import io

import pytest
from python_calamine import CalamineWorkbook

from danvan.composing.docx import write_docx
from danvan.composing.pdf import write_pdf
from danvan.composing.xlsx import to_xlsx
from danvan.documents.opening import open_document

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
