"""Workbooks and .csv: each sheet as its name, the lines above a table, the table, the lines below it."""

import runpy
import shutil
import subprocess
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.documents.model import BlockKind
from danvan.documents.opening import open_document
from danvan.documents.sheet.csv import delimiter_of
from danvan.documents.sheet.layout import sheet_pieces
from danvan.documents.sheet.model import MAX_PLACES, Sheet, SheetRemark, Shown
from danvan.documents.sheet.numbers import written
from danvan.kernel.errors import FileTooLarge, FormatDamaged
from danvan.reading.numbers import Style, read_number

FILES = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "reading" / "form_files.py")))
PERCENT = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs>'


def text(value):
    return f't="inlineStr"><is><t>{value}</t></is>'


def sheet(*rows, merges=""):
    """Rows of cells: '' leaves a cell out, words are words, a pair is a number and its style."""
    lines = ""
    for at, row in enumerate(rows, start=1):
        cells = ""
        for column, value in enumerate(row):
            place = f'r="{chr(65 + column)}{at}"'
            if isinstance(value, tuple):
                cells += f'<c {place} s="{value[1]}"><v>{value[0]}</v></c>'
            elif isinstance(value, str) and value:
                cells += f"<c {place} {text(value)}</c>"
            elif value != "":
                cells += f"<c {place}><v>{value}</v></c>"
        lines += f'<row r="{at}">{cells}</row>'
    return f"<sheetData>{lines}</sheetData>{merges}"


@pytest.fixture
def read(tmp_path):
    """The Document of a workbook with these sheets."""

    def make(*rows, merges="", name="Biểu 1", **told):
        return open_document(FILES.workbook(tmp_path / "a.xlsx", {name: sheet(*rows, merges=merges)}, **told))

    return make


def kinds(document):
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def test_lines_stand_above_and_below_the_table(read):
    document = read(
        ["ỦY BAN NHÂN DÂN XÃ TRÀ SƠN"],
        ["BIỂU TỔNG HỢP"],
        [],
        ["STT", "Thôn", "Số vụ"],
        [1, "Thôn Đông", 12],
        [2, "Thôn Tây", 8],
        [],
        ["NGƯỜI LẬP", "", "CHỦ TỊCH"],
    )
    assert kinds(document) == [
        ("paragraph", "Biểu 1"),
        ("paragraph", "ỦY BAN NHÂN DÂN XÃ TRÀ SƠN"),
        ("paragraph", "BIỂU TỔNG HỢP"),
        ("table", "STT\tThôn\tSố vụ\n1\tThôn Đông\t12\n2\tThôn Tây\t8"),
        ("paragraph", "NGƯỜI LẬP"),
        ("paragraph", "CHỦ TỊCH"),
    ]


def test_two_tables_of_one_sheet_are_two(read):
    document = read(
        ["STT", "Thôn", "Số vụ"], [1, "Đông", 12], [2, "Tây", 8], ["Bảng 2"], ["STT", "Thôn", "Số hộ"], [1, "Đông", 3]
    )
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "table", "paragraph", "table"]


def test_a_line_between_rows_of_numbers_belongs_to_the_table(read):
    document = read(["STT", "Nội dung", "Số"], ["Đất đai"], [1, "Đơn", 12], [], ["Khác"], [2, "Đơn", 3])
    assert kinds(document)[1:] == [("table", "STT\tNội dung\tSố\nĐất đai\t\t\n1\tĐơn\t12\n\t\t\nKhác\t\t\n2\tĐơn\t3")]


def test_a_merged_cell_stands_once_with_its_extent(read):
    merges = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
    document = read(["Thôn", "Hòa giải", ""], ["", "Tổng", "Thành"], ["Đông", 12, 9], merges=merges)
    (table,) = [block.table for block in document.blocks if block.table]
    assert {(cell.row, cell.column): (cell.rows, cell.columns) for cell in table.cells if cell.row == 0} == {
        (0, 0): (2, 1),
        (0, 1): (1, 2),
    }


def test_empty_rows_and_columns_around_a_table_are_dropped(read):
    document = read([], ["", "", "Thôn", "Số"], ["", "", "Đông", 12])
    assert kinds(document)[-1] == ("table", "Thôn\tSố\nĐông\t12")


def test_a_sheet_nobody_named_has_no_heading(read):
    document = read(["Thôn", "Số"], ["Đông", 12], name="Sheet1")
    assert document.blocks[0].kind is BlockKind.FURNITURE


def test_numbers_dates_and_percentages_are_written_as_they_show(read):
    document = read(["A", "B", "C", "D"], [1637, (0.8339, 1), (45636, 2), 0.5], styles=PERCENT)
    assert document.text.endswith("1637\t83,39%\t10/12/2024\t0,5")


def test_a_computed_share_is_cut_to_the_decimals_it_shows(read):
    document = read(["A", "B"], [(1637 / 1963, 1), 1637 / 1963], styles=PERCENT)
    assert document.text.endswith("83,39%\t0,8339276617")


def test_words_that_look_like_a_number_stay_as_typed(read):
    assert read(["A", "B"], ["14,560", "0012"]).text.endswith("14,560\t0012")


def test_a_sheet_typed_in_an_old_font_is_converted_and_told(read):
    document = read(["TT", "§¬n vÞ", "Sè ®¬n tiÕp nhËn"], [1, "X· B×nh An", 15], [2, "X· T©n Hoµ", 7], name="Sheet1")
    assert document.text == "Sheet1\nTT\tĐơn vị\tSố đơn tiếp nhận\n1\tXã Bình An\t15\n2\tXã Tân Hoà\t7"
    assert document.warnings == (SheetRemark.OLD_FONT,)


def test_hidden_sheets_are_left_out_and_told(tmp_path):
    sheets = {"Biểu": sheet(["Thôn", "Số"], ["Đông", 12]), "Nháp": sheet(["Bí mật", 1], ["Đông", 99])}
    document = open_document(FILES.workbook(tmp_path / "a.xlsx", sheets, states={"Nháp": "veryHidden"}))
    assert "99" not in document.text
    assert document.warnings == (str(SheetRemark.HIDDEN),)


def test_an_error_stays_and_is_told(tmp_path):
    rows = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>A9</f><v>#REF!</v></c></row></sheetData>'
    document = open_document(FILES.workbook(tmp_path / "a.xlsx", {"Biểu": rows}))
    assert "#REF!" in document.text
    assert document.warnings == (str(SheetRemark.ERRORS),)


def test_a_formula_stands_for_its_result_and_one_without_is_told(tmp_path):
    rows = '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1*2</f></c></row></sheetData>'
    document = open_document(FILES.workbook(tmp_path / "a.xlsx", {"Biểu": rows}))
    assert document.text == "Biểu\n2"
    assert document.warnings == (str(SheetRemark.NO_RESULT),)


def test_a_cell_without_its_place_follows_the_one_before(tmp_path):
    rows = f"<sheetData><row><c><v>1</v></c><c {text('x')}</c></row></sheetData>"
    assert open_document(FILES.workbook(tmp_path / "a.xlsx", {"Biểu": rows})).text == "Biểu\n1\nx"


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_a_workbook_of_another_format_says_the_same(tmp_path, ending):
    merges = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
    rows = sheet(["Thôn", "Hòa giải", ""], ["", "Tổng", "Tỷ lệ"], ["Đông", 1637, (0.8339, 1)], merges=merges)
    path = FILES.workbook(tmp_path / "a.xlsx", {"Biểu 1": rows}, styles=PERCENT)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", ending, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    one, other = open_document(path), open_document(path.with_suffix(f".{ending}"))
    assert [block.table and [(c.row, c.column, c.rows, c.columns) for c in block.table.cells] for block in one.blocks] == [
        block.table and [(c.row, c.column, c.rows, c.columns) for c in block.table.cells] for block in other.blocks
    ]
    if ending == "ods":
        assert (other.text, other.warnings) == (one.text, ())
    else:
        assert other.text == one.text.replace("83,39%", "0,8339")
        assert other.warnings == (str(SheetRemark.PERCENT),)


def test_a_sheet_of_two_cells_at_opposite_corners_is_refused(tmp_path):
    rows = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with pytest.raises(FileTooLarge, match=str(MAX_PLACES)):
        open_document(FILES.workbook(tmp_path / "a.xlsx", {"Biểu": rows}))


def test_a_million_empty_rows_cost_nothing(tmp_path):
    last = '<row r="1048576"><c r="A1048576" s="1"/></row>'
    rows = f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>7</v></c></row>{last}</sheetData>'
    assert open_document(FILES.workbook(tmp_path / "a.xlsx", {"Biểu": rows})).text == "Biểu\n7"


def test_cells_without_an_end_are_scanned_in_one_pass(tmp_path):
    path = FILES.workbook(tmp_path / "a.xlsx", {"Biểu": "<sheetData>" + "<c r='A1'>" * 200_000})
    with pytest.raises(FormatDamaged, match="xlsx"):
        open_document(path)


def test_a_workbook_without_its_sheet_is_damaged(tmp_path):
    path = FILES.workbook(tmp_path / "a.xlsx", {"Biểu": sheet([1, 2])})
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as broken:
        for name in whole.namelist():
            if "sheet1" not in name:
                broken.writestr(name, whole.read(name))
    with pytest.raises(FormatDamaged, match="xlsx"):
        open_document(tmp_path / "b.xlsx")


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_csv_is_cut_at_the_sign_its_lines_fit(tmp_path, sign):
    path = tmp_path / "a.csv"
    path.write_text(f'Thôn{sign}"Số\nvụ"\nĐông{sign}"1,5"\nTây{sign}"2"\n', encoding="utf-8")
    document = open_document(path)
    (table,) = [block.table for block in document.blocks if block.table]
    assert [cell.span.of(document.text) for cell in table.cells] == ["Thôn", "Số\nvụ", "Đông", "1,5", "Tây", "2"]


def test_commas_of_sentences_cut_nothing():
    assert delimiter_of("Thứ nhất, xã đã tiếp dân.\nThứ hai, hòa giải, đối thoại, vận động.\nHết.") == ""


def test_a_quote_that_never_closes_keeps_the_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Thôn;Số\nĐông;5"\nTây;"6\n', encoding="utf-8")
    assert "Đông" in open_document(path).text


def test_a_csv_of_prose_is_a_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Báo cáo kết quả.\nXã đã hòa giải 12 vụ.\n", encoding="utf-8")
    assert open_document(path).format == "txt"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9, places=3))
def test_any_number_of_a_cell_reads_back(value):
    said = written(float(value))
    read_back = read_number(said, Style(), countable=True)
    assert read_back.value == value
    assert not read_back.undecided


def test_the_value_of_a_share_reads_back():
    assert written(0.12345, Shown(percent=True)) == "12,3450%"


@given(st.lists(st.lists(st.sampled_from(["", "", "a", "1", "12,5", "Tổng"]), min_size=1, max_size=5), max_size=8))
def test_no_cell_is_lost_or_told_twice(rows):
    width = max(map(len, rows), default=0)
    full = [row + [""] * (width - len(row)) for row in rows]
    pieces = [piece for piece in sheet_pieces(Sheet("Sheet1", full)) if piece.kind is not BlockKind.FURNITURE]
    said = [word for piece in pieces for word in piece.text.split()]
    assert sorted(said) == sorted(word for row in full for word in row if word)
