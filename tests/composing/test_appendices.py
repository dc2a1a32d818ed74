"""The appendices of a report: on sheets of their own, numbered for themselves, every figure of every unit in them."""

import io
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pypdf
import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.composing.appendices import annexed
from danvan.composing.consolidate import consolidate
from danvan.composing.docx import to_bytes
from danvan.composing.model import Appendix, AreaResult, Run
from danvan.composing.office import Office
from danvan.composing.pdf import to_pdf
from danvan.composing.pivot import CALLED, WIDTH, bands, figures_appendix
from danvan.composing.prose.edited import read_edited
from danvan.composing.prose.merging import merge
from danvan.composing.trace import ids_in
from danvan.documents.opening import open_document
from danvan.ledger.figure import Blank
from danvan.units.names import unit_key

BACK = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("reading_back.py"))))
OFFICE = Office(issuer="Ủy ban nhân dân huyện Ba Vì", symbol="BC-UBND")


def with_figures(sample, composed, rolled=None, blanks=None):
    rolled = rolled or sample.usual()
    return annexed(composed(rolled), {}, figures_appendix(rolled, sample.catalogue(), blanks or {}))


def opened(model, sample, tmp_path, suffix=".docx"):
    path = tmp_path / f"report{suffix}"
    path.write_bytes((to_bytes if suffix == ".docx" else to_pdf)(model, made=sample.MADE, office=OFFICE))
    return path


def test_it_is_named_and_says_what_it_goes_with(sample, composed, tmp_path):
    text = open_document(opened(with_figures(sample, composed), sample, tmp_path)).text
    for words in (
        "Phụ lục\n", "SỐ LIỆU CỦA TỪNG ĐƠN VỊ, 9 THÁNG ĐẦU NĂM 2024",
        "(Kèm theo Báo cáo số          /BC-UBND ngày … tháng … năm …… của Ủy ban nhân dân huyện Ba Vì)",
        "Kèm theo báo cáo này: số liệu của từng đơn vị, 9 tháng đầu năm 2024 tại Phụ lục.",
    ):  # fmt: skip
        assert words in text, words


def test_of_several_each_has_a_roman_number(composed):
    several = replace(composed(), appendices=tuple(Appendix(f"a{at}", "", "Tên") for at in range(4)))
    assert [each.name for each in annexed(several, {}).appendices] == [f"Phụ lục {each}" for each in ("I", "II", "III", "IV")]


def test_every_figure_of_every_unit_stands_in_it_and_leads_to_its_source(sample, composed, tmp_path):
    rolled = sample.usual()
    kept = {identifier for _, identifier in ids_in(opened(with_figures(sample, composed), sample, tmp_path))}
    main = [row for row in rolled.rows.values() if row.indicator.main]
    assert {value.id for row in main for value in row.values.values() if value} <= kept


def test_blanks_are_told_apart(sample, composed):
    silent = unit_key("thị trấn Cẩm Giang")
    blanks = {("reception.visits", silent): Blank.NOT_APPLICABLE, ("reception.regular", silent): Blank.WITHHELD}
    (appendix,) = with_figures(sample, composed, blanks=blanks).appendices
    assert [cell.text for cell in appendix.table.rows[2].cells][:3] == ["x", "*", "–"]
    notes = " ".join(piece.text for line in appendix.notes for piece in line)
    assert "Dấu “*”" in notes
    assert "không áp dụng" in notes


def test_no_sheet_is_wider_than_its_page_and_no_column_is_left_out(sample, composed):
    (appendix,) = with_figures(sample, composed).appendices
    sheets = bands(replace(appendix.table, columns=appendix.table.columns * 4,
                           rows=tuple(replace(row, cells=row.cells * 4) for row in appendix.table.rows),
                           total=replace(appendix.table.total, cells=appendix.table.total.cells * 4)))  # fmt: skip
    assert len(sheets) > 1
    assert all(sum(sheet.widths) <= WIDTH + 0.01 for sheet in sheets)
    assert [at for sheet in sheets for at in sheet.columns] == list(range(len(appendix.table.columns) * 4))


def test_its_pages_lie_on_their_side_and_are_counted_for_themselves(sample, composed):
    rolled = sample.rolled({"reception.visits": range(80)}, [f"xã Số {at}" for at in range(80)])
    content = to_pdf(with_figures(sample, composed, rolled), made=sample.MADE, office=OFFICE)
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    lying = [page for page in pages if page.mediabox.width > page.mediabox.height]
    assert len(lying) >= 3
    assert [page.extract_text().split()[0] for page in lying[:3]] == ["Phụ", "2", "3"]
    assert "A" in lying[1].extract_text().split()


def test_in_word_too(sample, composed, tmp_path):
    look = open_document(opened(with_figures(sample, composed), sample, tmp_path), appearance=True).appearance
    assert [section.landscape for section in look.sections] == [False, True]


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_3000_units_are_all_there(suffix, sample, composed, tmp_path):
    units = tuple(f"xã Số {number}" for number in range(1, 3001))
    rolled = sample.rolled({"reception.visits": (2,) * 3000}, units)
    text = " ".join(open_document(opened(with_figures(sample, composed, rolled), sample, tmp_path, suffix)).text.split())
    assert sum(f"{unit} " in text for unit in units) == 3000


def test_people_s_paragraphs_in_an_appendix_stay_at_its_end(sample, composed, tmp_path):
    model = with_figures(sample, composed)
    (appendix,) = model.appendices
    own = replace(appendix, areas=(AreaResult("", "", ((Run("Lời của người viết.", by="person"),),)),))
    path = opened(replace(model, appendices=(own,)), sample, tmp_path)
    again, merged = merge(model, read_edited(path, lambda _figure: None))
    assert merged.kept == 1
    assert [line[0].text for area in again.appendices[0].areas for line in area.sentences] == ["Lời của người viết."]


@pytest.mark.parametrize("seed", range(2))
def test_a_report_with_appendices_has_no_finding(seed, tmp_path):
    catalogue = load_catalogue()
    rolled = BACK.rolled_up(seed, catalogue, tmp_path)
    model = consolidate(rolled, catalogue.outlines["consolidated"], catalogue, figures_in=CALLED)
    found = BACK.found_in(annexed(model, {}, figures_appendix(rolled, catalogue, {})), catalogue, tmp_path)
    assert [(each.code, each.found) for each in found] == []
