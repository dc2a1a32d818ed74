"""Every file of `forms` is a form filled in; it says which identities fail, with their numbers, and how many cannot be told."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from danvan.catalogue.forms.filled import FilledForms, failing
from danvan.catalogue.forms.formulas import parse_form
from danvan.catalogue.forms.shares import Share
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.strict_yaml import read_yaml

FILES = sorted((Path(__file__).parent / "forms").glob("*.yml"))
CATALOGUE = load_catalogue()
FORMULAS = [formula for form in CATALOGUE.forms.values() for formula in parse_form(form, CATALOGUE)]


def cell(value):
    """60, "57.6", or "26/27" of a cell written a/b."""
    if isinstance(value, int):
        return value
    above, slash, below = value.partition("/")
    return (int(above), int(below)) if slash else Decimal(value)


def cells(forms):
    return {symbol: {number: cell(value) for number, value in filled.items()} for symbol, filled in forms.items()}


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_filled_form(path):
    told = read_yaml(path.read_bytes(), path.name).value
    formulas = parse_form(CATALOGUE.forms[told["form"]], CATALOGUE)
    filled = FilledForms(cells(told["forms"]), cells(told.get("before", {})))
    assert [failure.text() for failure in failing(formulas, filled)] == told.get("fails", [])
    undecided = [formula for formula in formulas if formula.holds(filled.values(formula)) is None]
    assert len(undecided) == told.get("undecided", 0)


def test_a_failure_has_both_sides_and_its_certainty():
    formulas = parse_form(CATALOGUE.forms["ttcp_06_2025/01_tcd"], CATALOGUE)
    (failure,) = failing(formulas, FilledForms({"01/TCD": {"1": 59, "5": 3, "11": 21, "17": 36}}))
    assert (failure.left, failure.right, failure.difference) == (59, 60, -1)
    assert failure.formula.identity.certainty == "confirmed"
    assert failure.values == {"c1": 59, "c5": 3, "c11": 21, "c17": 36}


def test_a_number_for_a_cell_written_a_b_is_not_known():
    formulas = parse_form(CATALOGUE.forms["nga_son_2018/appendix_2"], CATALOGUE)
    filled = FilledForms({"appendix 2": {"6": 20}})
    assert [formula.holds(filled.values(formula)) for formula in formulas] == [None]
    assert failing(formulas, filled) == []


def test_two_numbers_for_a_cell_of_one_are_not_known():
    (formula, *_) = parse_form(CATALOGUE.forms["ttcp_06_2025/01_tcd"], CATALOGUE)
    filled = FilledForms({"01/TCD": {"1": (59, 60), "5": 3, "11": 21, "17": 36}})
    assert formula.holds(filled.values(formula)) is None


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: f"{formula.form} {formula.identity.formula}")
def test_every_identity_holds_when_nothing_happened_and_can_fail(formula):
    nothing = dict.fromkeys(formula.terms, 0)
    if isinstance(formula.right, Share):
        assert formula.holds(nothing) is None
        return
    assert formula.holds(nothing)
    greater, less = (formula.right, formula.left) if formula.operator == ">=" else (formula.left, formula.right)
    one_more = next(iter(greater.terms))
    assert not formula.holds(nothing | {one_more: 1})
    assert formula.holds(nothing | {one_more: Fraction(1)} | {next(iter(less.terms)): greater.terms[one_more]})
