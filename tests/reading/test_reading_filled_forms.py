"""Forms of the catalogue, filled in and saved as .xlsx, .docx and .pdf: every cell is read under its column or not at all."""

import runpy
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.catalogue.loading import load_catalogue
from danvan.documents.opening import open_document
from danvan.reading.forms_filled import filled_forms, filled_rows
from danvan.reading.read import read_document

FILES = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("form_files.py"))))
CATALOGUE = load_catalogue()
FORMS = sorted(CATALOGUE.forms)
SOME = ["ttcp_06_2025/01_tcd", "ttcp_06_2025/02_xld", "ttcp_01_2024/03_xld", "vpcp_01_2020/ii_05a", "nga_son_2018/appendix_4"]
UNITS = ["Xã An Bình", "Xã Bình Sơn", "Phường Cẩm Hà", "Đặc khu Côn Đảo"]


def numbers(form, at):
    """A number for each column, none like another."""
    columns = [column for column in form.columns if column.cell != "text"]
    return {
        column.number: f"{at + 1}/{at + 9}" if column.cell == "parts" else 1000 * at + 7 * place + 1
        for place, column in enumerate(columns)
    }


def total(form, rows):
    return {
        column.number: "9/20" if column.cell == "parts" else sum(row[column.number] for row in rows.values())
        for column in form.columns
        if column.cell != "text"
    }


def values(form, units, *, first=False):
    """Rows of units with their total, first or last; one row alone is the unit's own."""
    rows = {name: numbers(form, at) for at, name in enumerate(UNITS[:units])}
    if units == 1:
        return {"Xã Trà Sơn": next(iter(rows.values()))}
    summed = {"Tổng số": total(form, rows)}
    return summed | rows if first else rows | summed


def above(form, *, symbol=True):
    lines = [f"Biểu số: {form.symbol}"] if symbol else []
    return [*lines, "BIỂU TỔNG HỢP KẾT QUẢ", f"Số liệu tính đến ngày {form.since:%d/%m/%Y}"]


def cells(path):
    """What was read: form and row -> numbers by column."""
    reading = read_document(open_document(path), CATALOGUE)
    return {(row.form.code, row.row): row.cells for row in filled_rows(reading, CATALOGUE)}, reading


def expected(form, filled, leave=frozenset()):
    def number(value):
        return tuple(map(int, value.split("/"))) if isinstance(value, str) else value

    alone = len(filled) == 1
    return {
        (form.code, "" if alone or name == "Tổng số" else name): {
            column: number(value) for column, value in row.items() if column not in leave
        }
        for name, row in filled.items()
    }


def page(form, filled, **told):
    return FILES.filled(form, filled, above=above(form), **told)


@pytest.mark.parametrize("code", FORMS)
def test_a_filled_form_in_a_workbook_is_read_back(code, tmp_path):
    form = CATALOGUE.forms[code]
    filled = values(form, 3)
    found, _ = cells(FILES.as_xlsx(page(form, filled), tmp_path / "Book1.xlsx"))
    assert found == expected(form, filled)


@pytest.mark.parametrize("code", SOME)
def test_a_filled_form_in_a_word_file_is_read_back(code, tmp_path):
    form = CATALOGUE.forms[code]
    filled = values(form, 2, first=True)
    found, _ = cells(FILES.as_docx(page(form, filled), tmp_path / "bieu.docx"))
    assert found == expected(form, filled)


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_filled_form_in_a_pdf_is_read_back(tmp_path):
    form = CATALOGUE.forms["nga_son_2018/appendix_4"]
    filled = values(form, 3)
    source = FILES.as_html(page(form, filled), tmp_path / "bieu.html")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    into = ["--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(tmp_path)]
    command = ["soffice", "--headless", profile, *into, str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    found, _ = cells(tmp_path / "bieu.pdf")
    assert found == expected(form, filled)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    code=st.sampled_from([code for code in FORMS if CATALOGUE.forms[code].rows != "lines"]),
    units=st.integers(1, 4),
    first=st.booleans(),
    numbered=st.booleans(),
    word=st.booleans(),
    data=st.data(),
)
def test_no_cell_is_read_under_another_column(code, units, first, numbered, word, data, tmp_path):
    form = CATALOGUE.forms[code]
    columns = [column.number for column in form.columns if column.cell != "text"]
    leave = frozenset(data.draw(st.lists(st.sampled_from(columns), max_size=len(columns) // 4)))
    filled = values(form, units, first=first)
    made = FILES.filled(form, filled, above=above(form), numbered=numbered, leave=leave)
    save = FILES.as_docx if word else FILES.as_xlsx
    found, reading = cells(save(made, tmp_path / ("a.docx" if word else "a.xlsx")))
    wanted = expected(form, filled, leave)
    assert all(wanted.get(row, {}).get(column) == value for row, read in found.items() for column, value in read.items())
    assert not leave or all(set(seen.missing) >= leave for seen in reading.forms if seen.form)
    if not leave:
        assert found == wanted


def test_the_same_symbol_is_the_form_of_the_day(tmp_path):
    for code, day in (("ttcp_02_2021/01_tcd", "10/12/2022"), ("ttcp_01_2024/01_tcd", "10/12/2024")):
        form = CATALOGUE.forms[code]
        lines = ["Biểu số: 01/TCD", f"Số liệu tính đến ngày {day}"]
        _, reading = cells(FILES.as_xlsx(FILES.filled(form, values(form, 2), above=lines), tmp_path / "a.xlsx"))
        assert [seen.form for seen in reading.forms] == [code]


def test_the_instrument_named_beside_the_symbol_outweighs_the_day(tmp_path):
    form = CATALOGUE.forms["ttcp_02_2021/01_tcd"]
    lines = ["Mẫu 01/TCD ban hành kèm theo Thông tư số 02/2021/TT-TTCP", "Số liệu tính đến ngày 10/12/2025"]
    _, reading = cells(FILES.as_xlsx(FILES.filled(form, values(form, 2), above=lines), tmp_path / "a.xlsx"))
    assert [seen.form for seen in reading.forms] == [form.code]


def test_a_table_that_may_be_two_forms_is_none_of_them(tmp_path):
    form = CATALOGUE.forms["ttcp_01_2024/01_tcd"]
    found, reading = cells(FILES.as_xlsx(FILES.filled(form, values(form, 2), above=["TỔNG HỢP"]), tmp_path / "a.xlsx"))
    assert found == {}
    assert [(seen.form, seen.candidates) for seen in reading.forms] == [("", ("ttcp_01_2024/01_tcd", "ttcp_02_2021/01_tcd"))]


def test_the_unit_has_the_indicators_of_its_total_and_the_units_below_have_none(tmp_path):
    form = CATALOGUE.forms["ttcp_06_2025/01_tcd"]
    _, reading = cells(FILES.as_xlsx(page(form, values(form, 3)), tmp_path / "a.xlsx"))
    bound = {column.code: column.indicator for column in form.columns}
    assert all(figure.indicator == (bound[figure.column] if not figure.row else None) for figure in reading.figures)
    assert reading.figures[0].label == "Tổng số lượt tiếp"
    assert reading.figures[4].label == "Tiếp thường xuyên, Số lượt tiếp"


def test_a_form_written_downwards_is_read(read):
    reading = read("""Mẫu 01/TCD
Kỳ báo cáo: 6 tháng đầu năm 2026

| Chỉ tiêu | Số liệu |
|---|---|
| Tổng số lượt tiếp | 60 |
| Tổng số người được tiếp | 65 |
| Tổng số vụ việc tiếp | 58 |
| I. Tiếp thường xuyên | |
| Số lượt tiếp | 20 |
| Số người được tiếp | 22 |
""")
    found = {figure.column: figure.quantity.value for figure in reading.figures}
    assert found == {"c1": 60, "c2": 65, "c3": 58, "c5": 20, "c6": 22}


def test_a_form_goes_on_after_a_page_break(tmp_path):
    form = CATALOGUE.forms["ttcp_06_2025/01_tcd"]
    filled = values(form, 4)
    whole = page(form, filled)
    head = [row for row in whole.rows if isinstance(row[2], str)]
    text = "\n".join([*whole.above, "", *("\t".join(map(str, row)) for row in whole.rows[: len(head) + 2])])
    text += "\f\n" + "\n".join("\t".join(map(str, row)) for row in whole.rows[len(head) + 2 :])
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    found, _ = cells(path)
    assert found == expected(form, filled)


def test_a_doubled_column_is_left_open(tmp_path):
    form = CATALOGUE.forms["ttcp_06_2025/02_xld"]
    columns = list(form.columns)
    columns.insert(3, columns[2])
    double = form.model_copy(update={"columns": tuple(columns)})
    found, _ = cells(FILES.as_xlsx(page(double, values(form, 2), numbered=False), tmp_path / "a.xlsx"))
    wanted = expected(form, values(form, 2))
    assert all(wanted[row][column] == value for row, read in found.items() for column, value in read.items())


def test_words_in_a_cell_are_no_number(tmp_path):
    form = CATALOGUE.forms["ttcp_06_2025/01_tcd"]
    filled = values(form, 1)
    filled["Xã Trà Sơn"] |= {"3": "chưa có", "4": "x", "5": "-", "6": "không"}
    found, _ = cells(FILES.as_xlsx(page(form, filled), tmp_path / "a.xlsx"))
    assert set(found[form.code, ""]) == {column.number for column in form.columns} - {"3", "4", "5", "6"}


def test_what_must_fit_in_a_form_is_held_against_it(tmp_path):
    form = CATALOGUE.forms["ttcp_06_2025/01_tcd"]
    row = dict.fromkeys((column.number for column in form.columns), 0)
    right = row | {"1": 60, "5": 20, "11": 30, "17": 10, "6": 21, "12": 30, "18": 10, "2": 61, "9": 20, "8": 4, "4": 4}
    wrong = right | {"1": 61, "9": 22}
    for filled, broken in ((right, []), (wrong, ["20 + 30 + 10 = 60 ≠ 61", "22 > 21"])):
        _, reading = cells(FILES.as_xlsx(page(form, {"Xã Trà Sơn": filled}), tmp_path / "a.xlsx"))
        relations = [one for one in reading.relations if one.why.startswith("form:ttcp_06_2025/01_tcd/")]
        assert [one.formula for one in relations if one.holds is False] == broken
        assert any(one.holds for one in relations)


def test_a_total_that_does_not_add_up_is_false(tmp_path):
    form = CATALOGUE.forms["ttcp_06_2025/01_tcd"]
    filled = values(form, 3)
    filled["Tổng số"]["2"] += 1
    _, reading = cells(FILES.as_xlsx(page(form, filled), tmp_path / "a.xlsx"))
    broken = [reading.figure(one.figures[0]).column for one in reading.relations if one.holds is False and one.why == "bảng"]
    assert broken == ["c2"]


def test_a_reading_gives_the_forms_that_checks_take(tmp_path):
    form = CATALOGUE.forms["nga_son_2018/appendix_1"]
    row = {"1": "3,43%", "2": "26/27", "3": 15, "4": "57,6%"}
    _, reading = cells(FILES.as_xlsx(page(form, {"Huyện Nga Sơn": row}), tmp_path / "a.xlsx"))
    filled = filled_forms(reading, CATALOGUE)[""]
    assert {number: str(cell) for number, cell in filled.forms["appendix 1"].items()}["1"] == "3.43"
    assert filled.forms["appendix 1"]["2"] == (26, 27)


def test_the_columns_of_a_row_stand_in_order(tmp_path):
    form = CATALOGUE.forms["ttcp_06_2025/01_ttr"]
    _, reading = cells(FILES.as_docx(page(form, values(form, 1)), tmp_path / "a.docx"))
    starts = [figure.span.start for figure in reading.figures]
    assert all(one < other for one, other in pairwise(starts))
