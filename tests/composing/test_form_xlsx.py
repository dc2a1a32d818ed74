"""Official forms filled from figures: the layout is the form's own, the totals add up, what is not known stays open."""

import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from danvan.catalogue.forms.choosing import form_at
from danvan.catalogue.loading import load_catalogue
from danvan.composing.form_xlsx import FormNotFilled, to_form
from danvan.composing.own import own_figures
from danvan.documents.opening import open_document
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Entry, Figure
from danvan.ledger.rolled import RolledRow, RolledUp, Value
from danvan.reading.read import read_document

CATALOGUE = load_catalogue()
PERIOD = Period.nine_months(2024)
FORM = form_at(CATALOGUE, "01/TCD", PERIOD.end)


@pytest.fixture
def filled(sample):
    """A form for units that gave these values, by the number of the column."""

    def fill(form, **units):
        columns = {column.number: column.indicator for column in form.columns if column.indicator}
        rows = {}
        for number, code in columns.items():
            indicator = CATALOGUE.indicators[code]
            given = {name: values.get(number) for name, values in units.items()}
            values = {
                name: None if value is None else Value(code, Quantity(Decimal(value), indicator.measure))
                for name, value in given.items()
            }
            rows[code] = RolledRow(indicator, values, None, ())
        content, done = to_form(form, RolledUp(PERIOD, tuple(units), "x", rows), CATALOGUE, made=sample.MADE)
        return content, done

    return fill


def grid(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_the_number_row_says_how_a_column_comes_from_others(filled):
    content, _ = filled(FORM, an_hoa={"1": 5})
    row = next(line for line in grid(content) if line[0] == "MS")
    assert row[1] == "1=4+13+22"
    assert row[4] == "4"


def test_each_value_stands_in_its_units_row_and_its_column(filled):
    content, done = filled(FORM, an_hoa={"1": 5, "4": 3}, binh_yen={"1": 7})
    lines = {line[0]: line for line in grid(content)}
    assert (lines["an_hoa"][1], lines["an_hoa"][4], lines["binh_yen"][1], lines["Tổng"][1]) == (5, 3, 7, 12)
    assert set(done.given) == {"1", "4"}


def test_a_column_that_is_a_sum_is_computed_where_nobody_gave_it(filled):
    form = form_at(CATALOGUE, "02/XLD", PERIOD.end)
    content, done = filled(form, an_hoa={"1": 5})
    assert "4" in done.computed
    assert "5" in done.left_open
    assert [line[0] for line in grid(content)][-1] == "an_hoa"  # one unit needs no total


def test_our_reader_reads_the_filled_form_back(filled, tmp_path):
    content, _ = filled(FORM, **{"xã An Hòa": {"1": 5, "4": 3}, "xã Bình Yên": {"1": 7}})
    (tmp_path / "form.xlsx").write_bytes(content)
    reading = read_document(open_document(tmp_path / "form.xlsx"), CATALOGUE)
    told = {(figure.form, figure.column, figure.row, int(figure.quantity.value)) for figure in reading.figures if figure.form}
    cells = {("c1", "xã An Hòa", 5), ("c1", "xã Bình Yên", 7), ("c4", "xã An Hòa", 3), ("c1", "", 12), ("c4", "", 3)}
    assert {(FORM.code, *cell) for cell in cells} == told
    assert reading.letterhead.period == PERIOD


@pytest.mark.parametrize("code", [code for code, form in CATALOGUE.forms.items() if form.rows != "fields"])
def test_every_form_can_be_written_empty(code, filled):
    form = CATALOGUE.forms[code]
    content, done = filled(form, an_hoa={})
    assert done.given == ()
    assert {*done.computed, *done.left_open} == {column.number for column in form.columns}
    assert any(line[0] == "MS" for line in grid(content))


def test_a_form_by_fields_of_work_is_left_to_people(filled):
    form = next(form for form in CATALOGUE.forms.values() if form.rows == "fields")
    with pytest.raises(FormNotFilled, match="Fill it in by hand"):
        filled(form, an_hoa={})


def test_one_units_own_form_has_its_own_figures(sample):
    indicator = CATALOGUE.indicators[FORM.columns[0].indicator]
    figure = Figure("x", indicator.code, "xã An Hòa", "commune", PERIOD, Quantity(Decimal(9), indicator.measure), Entry("x"),
                    sample.MADE, "1")  # fmt: skip
    content, _ = to_form(FORM, own_figures([figure], "xã An Hòa", PERIOD, CATALOGUE), CATALOGUE, made=sample.MADE)
    assert {line[0]: line[1] for line in grid(content)}["xã An Hòa"] == 9


def test_the_total_row_counts_what_was_computed_in_the_rows(filled):
    content, _ = filled(FORM, an_hoa={"4": 3, "13": 2, "22": 1}, binh_yen={"1": 7})
    lines = {line[0]: line for line in grid(content)}
    assert (lines["an_hoa"][1], lines["binh_yen"][1], lines["Tổng"][1]) == (6, 7, 13)


def test_a_sum_stays_open_while_one_of_its_parts_is(filled):
    content, _ = filled(FORM, an_hoa={"4": 3, "13": 2}, binh_yen={"1": 7})
    lines = {line[0]: line for line in grid(content)}
    assert (lines["an_hoa"][1], lines["Tổng"][1]) == ("", 7)
