"""The language of what must fit in a form, on the two forms of the small catalogue."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from danvan.catalogue.forms.formulas import parse_form, parse_form_identity
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Certainty
from danvan.catalogue.models.forms import FormIdentity
from danvan.kernel.errors import FormulaError

SMALL = load_catalogue(Path(__file__).parent / "small")
PETITIONS = SMALL.forms["first/01_xld"]


def parsed(formula):
    identity = FormIdentity(formula=formula, certainty=Certainty.CONFIRMED)
    return parse_form_identity(PETITIONS.model_copy(update={"identities": (identity,)}), 0, SMALL)


def test_a_term_is_a_cell_of_a_form_a_period_and_a_part():
    formula = parsed('c1 + "02/KQ".c1 <= prev(c4_1) + num(c6) + den(prev(c6))')
    told = {name: (term.form, term.column.number, term.before, term.part) for name, term in formula.terms.items()}
    assert told == {
        "c1": ("", "1", False, ""),
        '"02/KQ".c1': ("02/KQ", "1", False, ""),
        "prev(c4_1)": ("", "4.1", True, ""),
        "num(c6)": ("", "6", False, "num"),
        "prev(den(c6))": ("", "6", True, "den"),
    }


def test_a_form_may_name_itself():
    assert list(parsed('"01/XLD".c1 = c3').terms) == ["c1", "c3"]


@pytest.mark.parametrize(
    ("formula", "values", "holds"),
    [
        ("c1 = c3 + c4", {"c1": 59, "c3": 23, "c4": 36}, True),
        ("c1 = c3 + c4", {"c1": 60, "c3": 23, "c4": 36}, False),
        ("c1 = c3 + c4", {"c1": 60, "c3": 23}, None),
        ("c3 <= c1", {"c3": 1, "c1": 1}, True),
        ("c3 <= c1", {"c3": 2, "c1": 1}, False),
        ("c5 >= 5*c3", {"c5": 10, "c3": 2}, True),
        ("c5 >= 5*c3", {"c5": 9, "c3": 2}, False),
        ("c1 - c4 = c3 / 2", {"c1": Decimal("4.5"), "c4": 4, "c3": 1}, True),
        ("c2 = prev(c4)", {"c2": 3, "prev(c4)": 3, "c4": 9}, True),
        ("c2 = prev(c4)", {"c2": 3, "c4": 3}, None),
        ("c7 = 100*c3/c1", {"c7": Decimal("57.69"), "c3": 15, "c1": 26}, True),
        ("c7 = 100*c3/c1", {"c7": Decimal("57.7"), "c3": 15, "c1": 26}, True),
        ("c7 = 100*c3/c1", {"c7": Decimal("57.6"), "c3": 15, "c1": 26}, True),
        ("c7 = 100*c3/c1", {"c7": Decimal("57.5"), "c3": 15, "c1": 26}, False),
        ("c7 = 100*c3/c1", {"c7": 58, "c3": 15, "c1": 26}, True),
        ("c7 = 100*c3/c1", {"c7": 59, "c3": 15, "c1": 26}, False),
        ("c7 = 100*c3/c1", {"c7": Fraction(750, 13), "c3": 15, "c1": 26}, True),
        ("c7 = 100*c3/c1", {"c7": Fraction(288, 5), "c3": 15, "c1": 26}, False),
        ("c7 = 100*c3/c1", {"c7": 0, "c3": 0, "c1": 0}, None),
    ],
)
def test_it_holds_fails_or_cannot_be_told(formula, values, holds):
    assert parsed(formula).holds(values) is holds


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("c1 = c3 + c4", "A = B + c4"),
        ("c1 >= 5*c3", "A ≥ 5 × B"),
        ("c2 <= prev(c4)", "c2 ≤ prev(c4)"),
        ("c7 = 100*(c3 + c4)/num(c6)", "c7 = (100 × B + 100 × c4) / num(c6)"),
    ],
)
def test_it_is_shown_as_arithmetic(formula, shown):
    assert parsed(formula).text({"c1": "A", "c3": "B"}) == shown


def test_all_formulas_of_a_form_are_parsed_at_once():
    formulas = parse_form(PETITIONS, SMALL)
    assert [formula.identity for formula in formulas] == list(PETITIONS.identities)
    assert {formula.form for formula in formulas} == {"01/XLD"}


@pytest.mark.parametrize(
    ("formula", "found", "allowed"),
    [
        ("c1 = c33", "unknown column 'c33' of 01/XLD (did you mean 'c3'?)", "c1, c2, c3, c4, c4_1"),
        ('c1 = "02/KQ".c7', "unknown column 'c7' of 02/KQ", "c1"),
        ('c1 = "02/KO".c1', "unknown form '02/KO' of the series 01 (did you mean '02/KQ'?)", '"01/XLD", "02/KQ"'),
        ("c1 = c4.1", "'c4.1'", "c4_1 for the column 4.1"),
        ("c1 = c6", "'c6', a column that holds two numbers, a/b", "num(c) and den(c)"),
        ("c1 = num(c3)", "'num(c3)', a column that holds a number", "columns of numbers as they are"),
        ("c1 = c8", "'c8', a column that holds words", "no columns of words"),
        ("c1 = prevv(c4)", "the function prevv 'prevv(c4)' (did you mean 'prev'?)", "prev(c13)"),
        ("c1 = max(c4)", "the function max", "prev(c13)"),
        ("c1 = prev(c3, c4)", "'prev(c3, c4)'", "prev(c), with one column"),
        ("c1 = prev()", "'prev()'", "prev(c), with one column"),
        ("c1 = prev(prev(c4))", "'prev(prev(c4))'", "prev once"),
        ("c1 = num(den(c6))", "'num(den(c6))'", "one of num and den"),
        ("c1 = prev(c3 + c4)", "'c3 + c4'", "one comparison"),
        ('c1 = "prev"(c4)', "the function prev", "one comparison"),
        ("c1 = prev(c4) over ()", "a window", "one comparison"),
        ("c1 = prev(distinct c4)", "a distinct", "one comparison"),
        ("c1 = x.prev(c4)", "a dot", "one comparison"),
        ('c1 = "01"."01/XLD".c3', "db in", "one comparison"),
        ("c1 = c3 = c4", "'c1 = c3'", "one comparison"),
        ("c1 = count(*)", "'COUNT(*)'", "one comparison"),
        ("c1 = 'c3'", "''c3''", "one comparison"),
        ("c1 < c3", "no comparison", "one comparison"),
        ("c1", "no comparison", "one comparison"),
        ("1 = 1", "'1 = 1'", "sums of columns"),
        ("c1 = c3 * c4", "'c1 = c3 * c4'", "by numbers only"),
        ("c1 = c3 / c4 + c2", "'c1 = c3 / c4 + c2'", "a share as"),
        ("c3 / c4 = c1", "'c3 / c4 = c1'", "a share as"),
        ("c1 <= c3 / c4", "a share that is not compared", "c4 = 100*c3/c2"),
        ("2*c1 = c3 / c4", "a share that is not compared", "c4 = 100*c3/c2"),
        ("5 = c3 / c4", "a share that is not compared", "c4 = 100*c3/c2"),
        ("c1 = c3; c1 = c4", "2 expressions", "one expression"),
        ("c1 = c3 -- both", "a comment", "the expression alone"),
        ("c1 =", "no SQL expression", "one comparison"),
        ("c1 = (select c3)", "a subquery", "one comparison"),
    ],
)
def test_anything_else_is_refused_with_what_is_allowed(formula, found, allowed):
    with pytest.raises(FormulaError) as wrong:
        parsed(formula)
    assert wrong.value.fields["formula"] == formula
    assert found in str(wrong.value.fields["found"])
    assert allowed in str(wrong.value.fields["allowed"])
    assert wrong.value.fields["line"] == 19
