"""The forms of the catalogue: walked, chosen by day, and held against the table they were made from."""

import csv
import os
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from danvan.catalogue.forms.choosing import form_at, forms_for
from danvan.catalogue.forms.formulas import parse_form
from danvan.catalogue.lint.forms import form_problems
from danvan.catalogue.loading import load_catalogue
from danvan.kernel.errors import OptionInvalid

CATALOGUE = load_catalogue()
TABLE = Path(__file__).parents[2].parent / "shared" / "data" / "forms.csv"


@pytest.mark.parametrize("code", CATALOGUE.forms)
def test_every_identity_of_a_form_parses(code):
    form = CATALOGUE.forms[code]
    formulas = parse_form(form, CATALOGUE)
    assert [formula.identity for formula in formulas] == list(form.identities)
    assert all(formula.terms for formula in formulas)


def test_the_lint_finds_nothing_in_the_forms():
    assert [str(problem) for problem in form_problems(CATALOGUE)] == []


@pytest.mark.parametrize("code", CATALOGUE.forms)
def test_a_symbol_means_one_form_on_each_day_it_is_in_force(code):
    form = CATALOGUE.forms[code]
    for day in (form.since, form.until or date(2026, 11, 21)):
        assert form_at(CATALOGUE, form.symbol, day) is form
        assert form_at(CATALOGUE.at(day), form.symbol, day) is form
    assert form not in forms_for(CATALOGUE, form.symbol, form.since - timedelta(1))


@pytest.mark.parametrize(
    ("day", "series", "columns"),
    [
        (date(2021, 5, 10), "02/2021", 29),
        (date(2024, 3, 4), "02/2021", 29),
        (date(2024, 3, 5), "01/2024", 29),
        (date(2025, 9, 29), "01/2024", 29),
        (date(2025, 9, 30), "06/2025", 21),
        (date(2026, 7, 1), "06/2025", 21),
    ],
)
def test_one_symbol_three_tables_by_day(day, series, columns):
    form = form_at(CATALOGUE, "01/TCD", day)
    assert (form.series, len(form.columns)) == (series, columns)


@pytest.mark.parametrize(
    ("symbol", "day", "found", "allowed"),
    [
        (
            "01/TCD",
            date(2020, 1, 1),
            "'01/TCD' for data of 2020-01-01",
            "01/TCD of 02/2021 for data from 2021-05-10 to 2024-03-04",
        ),
        ("04/KQGQ", date(2025, 1, 1), "'04/KQGQ' for data of 2025-01-01", "04/KQGQ of 02/2021"),
        ("03/GQK", date(2026, 1, 1), "'03/GQK' (did you mean '03/GQKN'?)", "on 2026-01-01 01/PCTN, 01/TCD"),
        ("01/TCD", date.min, "'01/TCD' for data of", "06/2025 for data from 2025-09-30 to now"),
    ],
)
def test_no_form_is_told_with_those_that_are_there(symbol, day, found, allowed):
    with pytest.raises(OptionInvalid) as wrong:
        form_at(CATALOGUE, symbol, day)
    assert found in str(wrong.value.fields["found"])
    assert allowed in str(wrong.value.fields["allowed"])


def test_two_forms_of_a_symbol_on_a_day_are_told():
    form = CATALOGUE.forms["ttcp_06_2025/01_tcd"]
    twice = {**CATALOGUE.forms, "own/01_tcd": form.model_copy(update={"code": "own/01_tcd", "series": "own"})}
    with pytest.raises(OptionInvalid) as wrong:
        form_at(replace(CATALOGUE, forms=twice), "01/TCD", date(2026, 1, 1))
    assert wrong.value.fields["allowed"] == "own/01_tcd, ttcp_06_2025/01_tcd"


def shared_rows():
    if not TABLE.exists():
        return {}
    forms = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            forms.setdefault((row["series"], row["form"]), []).append(row)
    return forms


SHARED = shared_rows()
beside = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED and "CI" not in os.environ, reason="the shared table is not beside the checkout"),
]
CELLS = {"text": "text", "a/b": "parts"}
MEASURES = {"text": {""}, "a/b": {"xã", "đầu mối"}, "điều kiện": {"điều kiện kinh doanh"}}
CERTAINTIES = {"confirmed": "confirmed", "one sighting": "one_sighting"}


def written(row):
    """The identities of a row of the table, in the language of the cards, with their certainty."""
    for text in filter(None, map(str.strip, row["identity"].split(";"))):
        formula = re.sub(r"\d\d/\d{4}:(\S+)\.(c\d+)", r'"\1".\2', text.removesuffix(" [inferred]"))
        stated = CERTAINTIES[row["certainty"].partition(";")[0]]
        yield re.sub(r"\b(c\d+)\.(\d+)", r"\1_\2", formula), "inferred" if text.endswith("[inferred]") else stated


class TestTable:
    """The cards say what the table says."""

    pytestmark = beside

    def test_it_has_every_form_and_no_other(self):
        assert {(form.series, form.symbol) for form in CATALOGUE.forms.values()} == set(SHARED)

    @pytest.mark.parametrize("code", CATALOGUE.forms)
    def test_a_form_is_that_of_the_table(self, code):
        form = CATALOGUE.forms[code]
        rows = SHARED[form.series, form.symbol]
        assert [column.number for column in form.columns] == [row["column"] for row in rows]
        assert [column.label for column in form.columns] == [row["label"] for row in rows]
        assert [" > ".join(column.group) for column in form.columns] == [row["group"] for row in rows]
        for column, row in zip(form.columns, rows, strict=True):
            assert column.measure in MEASURES.get(row["measure"], {row["measure"]})
            assert column.cell == CELLS.get(row["measure"], "number")
        assert {(str(form.since), str(form.until or "")) for _ in rows} == {
            (row["valid_from"], row["valid_to"]) for row in rows
        }
        assert form.source.certainty == CERTAINTIES[rows[0]["certainty"].partition(";")[0]]

    @pytest.mark.parametrize("code", CATALOGUE.forms)
    def test_its_identities_are_those_of_the_table(self, code):
        form = CATALOGUE.forms[code]
        rows = SHARED[form.series, form.symbol]
        told = [(identity.formula, identity.certainty.value) for identity in form.identities]
        assert told == [each for row in rows for each in written(row)]

    @pytest.mark.parametrize("code", CATALOGUE.forms)
    def test_no_remark_of_the_table_is_lost(self, code):
        form = CATALOGUE.forms[code]
        remarks = {row["certainty"].partition("; ")[2] for row in SHARED[form.series, form.symbol]} - {""}
        notes = {note for note in (each.note for each in (*form.columns, *form.identities)) if note}
        assert remarks <= notes
        assert notes - remarks <= {"organisations and people together"}
