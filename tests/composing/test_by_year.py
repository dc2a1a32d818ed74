"""The years of a term beside each other."""

from dataclasses import replace

import pytest

from danvan.composing.by_year import Years, by_year
from danvan.kernel.period import Period


@pytest.fixture
def rows(sample):
    return list(sample.usual().rows.values())


@pytest.fixture
def years(sample):
    """Two years with the totals of the sample, the second one's doubled; `without`: what the second lacks."""

    def make(*without, before=False):
        totals = {code: row.total for code, row in sample.usual().rows.items() if row.total}
        later = {code: figure for code, figure in totals.items() if code not in without}
        return Years({2023: totals, 2024: later}, totals if before else {})

    return make


def table(result):
    return {row[0].text: [cell.text for cell in row[1:]] for row in result.listing.rows}


def test_a_row_has_each_year_and_the_whole_term(rows, years):
    told = table(by_year(1, "Qua các năm", rows, years()))
    assert told["Số lượt tiếp công dân, lượt"] == ["53", "53", "53"]


def test_a_missing_year_is_a_dash_and_said_to_be_one(rows, years):
    result = by_year(1, "x", rows, years("reception.visits"))
    assert table(result)["Số lượt tiếp công dân, lượt"][1] == "–"
    assert "thiếu một năm" in result.notes[0][0].text


def test_the_term_before_has_a_column_only_where_it_is_known(rows, years):
    assert by_year(1, "x", rows, years()).listing.heads[-1] == "Cả giai đoạn"
    assert by_year(1, "x", rows, years(before=True)).listing.heads[-1] == "Giai đoạn trước"


def test_a_total_of_fewer_units_than_the_years_is_said_to_be_one(rows, years):
    assert "đủ số liệu từng năm" in by_year(1, "x", rows, years()).notes[0][0].text


def test_what_is_held_at_the_end_is_marked(sample, years):
    row = sample.usual().rows["reception.visits"]
    stock = replace(row, indicator=row.indicator.model_copy(update={"kind": "stock"}))
    result = by_year(1, "x", [stock], years())
    assert result.listing.rows[0][0].text.endswith("(cuối kỳ)")
    assert "không cộng các năm" in result.notes[0][0].text


def test_without_a_year_there_is_no_table(rows):
    assert by_year(1, "x", rows, Years({2023: {}, 2024: {}})) is None


def test_every_number_leads_to_its_figure(rows, years):
    cells = [cell for row in by_year(1, "x", rows, years()).listing.rows for cell in row[1:] if cell.text != "–"]
    assert all(cell.figure for cell in cells)


def test_five_years_fit_the_page(rows, sample):
    totals = {code: row.total for code, row in sample.usual().rows.items() if row.total}
    result = by_year(1, "x", rows, Years({year.start.year: totals for year in map(Period.year, range(2021, 2026))}, totals))
    assert sum(result.listing.widths) <= 154.1
