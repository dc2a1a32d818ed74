from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.catalogue.arithmetic import number_text
from danvan.catalogue.formulas import parse_condition, parse_identity, parse_indicator
from danvan.catalogue.loading import load_catalogue
from danvan.kernel.errors import FormulaError

SMALL = load_catalogue(Path(__file__).parent / "small")
NAMES = {"petitions.received": "R", "petitions.settled": "S", "petitions.pending": "P"}


def identity(formula):
    return parse_identity(SMALL.identities[0].model_copy(update={"formula": formula}), SMALL)


def indicator(formula):
    return parse_indicator(SMALL.indicators["petitions.received"].model_copy(update={"formula": formula}), SMALL)


def test_an_identity_is_two_sums_and_an_operator():
    whole = identity("received = settled + 2 * pending - 5")
    assert whole.left.terms == {"petitions.received": 1}
    assert whole.operator == "="
    assert whole.right.terms == {"petitions.settled": 1, "petitions.pending": 2}
    assert whole.right.constant == -5
    assert whole.codes == ("petitions.received", "petitions.settled", "petitions.pending")


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("received = settled + pending", "R = S + P"),
        ("received >= 5 * (settled - pending)", "R ≥ 5 × S - 5 × P"),
        ("received - settled <= 1637.5", "R - S ≤ 1.637,5"),
        ("0 - received = pending / 3", "-R = 1/3 × P"),
        ("received - received + 0 * settled = pending", "0 = P"),
        ("petitions.received = 2 * pending * 0.5 + 1", "R = P + 1"),
    ],
)
def test_an_identity_is_shown_as_arithmetic(formula, shown):
    assert identity(formula).text(NAMES) == shown


def test_an_identity_is_shown_with_numbers_in_place_of_names():
    numbers = {"petitions.received": "320", "petitions.settled": "206", "petitions.pending": "129"}
    assert identity("received = settled + pending").text(numbers) == "320 = 206 + 129"


TRUTHS = [("=", [False, True, False]), ("<=", [True, True, False]), (">=", [False, True, True])]


@pytest.mark.parametrize(("operator", "truths"), TRUTHS)
def test_an_identity_holds_or_not(operator, truths):
    whole = identity(f"received {operator} settled + pending")
    values = {"petitions.settled": 206, "petitions.pending": Decimal(114)}
    assert [whole.holds({**values, "petitions.received": received}) for received in (319, 320, 321)] == truths


def test_an_identity_with_a_missing_term_stays_open():
    whole = identity("received = settled + pending")
    assert whole.holds({"petitions.received": 320, "petitions.settled": 206}) is None
    assert whole.holds({"petitions.settled": 206, "petitions.pending": 114}) is None


@pytest.mark.parametrize(
    "formula", ["received = settled / pending", "received = settled / 0", "received = settled * pending + 1"]
)
def test_an_identity_is_linear(formula):
    with pytest.raises(FormulaError, match="multiplies or divides indicators"):
        identity(formula)


numbers = st.integers(-(10**9), 10**9)
factors = st.integers(1, 50)
terms = st.tuples(st.sampled_from("+-"), factors, st.sampled_from(["settled", "pending", "received"]))


@settings(max_examples=50)
@given(st.lists(terms, min_size=1), numbers, numbers, numbers)
def test_a_sum_evaluates_like_plain_arithmetic(parts, settled, pending, received):
    formula = "0 " + " ".join(f"{sign} {factor} * {name}" for sign, factor, name in parts)
    plain = {"settled": settled, "pending": pending, "received": received}
    expected = sum((1 if sign == "+" else -1) * factor * plain[name] for sign, factor, name in parts)
    values = {f"petitions.{name}": value for name, value in plain.items()}
    assert identity(f"received = {formula}").right.evaluate(values) == expected


@settings(max_examples=50)
@given(numbers, numbers, factors)
def test_a_formula_evaluates_like_plain_arithmetic(settled, pending, factor):
    formula = indicator(f"(settled - pending) * {factor} / 7 + settled * pending")
    expected = Fraction((settled - pending) * factor, 7) + settled * pending
    assert formula.evaluate({"petitions.settled": settled, "petitions.pending": pending}) == expected


def test_a_ratio_is_exact_and_names_its_parts():
    rate = parse_indicator(SMALL.indicators["petitions.settled_rate"], SMALL)
    assert rate.kind == "indicators"
    assert rate.depends_on == ("petitions.settled", "petitions.received")
    assert rate.evaluate({"petitions.settled": Decimal(206), "petitions.received": 320}) == Fraction(20600, 320)
    assert rate.text(NAMES) == "S / R × 100"


@pytest.mark.parametrize("values", [{}, {"petitions.settled": 3}, {"petitions.settled": 3, "petitions.received": 0}])
def test_a_ratio_without_a_part_or_with_a_zero_below_has_no_value(values):
    assert parse_indicator(SMALL.indicators["petitions.settled_rate"], SMALL).evaluate(values) is None


def test_a_formula_keeps_its_brackets_when_shown():
    assert indicator("(settled - pending) / received * 100").text(NAMES) == "(S - P) / R × 100"


def test_an_aggregate_is_left_to_the_engine():
    count = parse_indicator(SMALL.indicators["petitions.settled"], SMALL)
    assert count.kind == "aggregate"
    assert count.depends_on == ()
    assert count.evaluate({"petitions.received": 1}) is None
    assert count.text({}) == "COUNT(*) FILTER(WHERE NOT settled_on IS NULL)"


def test_an_indicator_without_a_formula_is_only_stated():
    assert parse_indicator(SMALL.indicators["petitions.pending"], SMALL) is None


@pytest.mark.parametrize(
    "condition",
    [
        "kind = 'complaint' and not urgent",
        "kind in ('complaint', 'denunciation') or signatures >= 5",
        "settled_on is null or settled_on <= received_on",
        "received_on between '2024-01-01' and '2024-06-30'",
        "(urgent = true or summary <> 'x') and signatures between 1 and 4",
        "signatures <> 1.5",
    ],
)
def test_conditions_over_columns_are_allowed(condition):
    parse_condition(condition, SMALL.areas["petitions"].registers["petitions"])
    assert indicator(f"count(*) filter (where {condition})").kind == "aggregate"
    assert indicator(f"sum(signatures) filter (where {condition}) + count(*)").kind == "aggregate"


REFUSED = [
    "kind = urgent",
    "kind = null",
    "'complaint' = kind",
    "petitions.kind = 'complaint'",
    "kind is true",
    "kind || 'x' = 'y'",
]


@pytest.mark.parametrize("condition", REFUSED)
def test_other_conditions_are_refused(condition):
    with pytest.raises(FormulaError):
        parse_condition(condition, SMALL.areas["petitions"].registers["petitions"])


@pytest.mark.parametrize(
    "formula",
    [
        "",
        ";",
        "received = current_date",
        "received = 'x'",
        "count(*)",
        "received = ?",
        "received = -settled",
        "a.b.received = settled",
    ],
)
def test_an_identity_of_anything_else_is_refused(formula):
    with pytest.raises(FormulaError):
        identity(formula)


def test_sql_divides_exactly_in_every_engine():
    rate = indicator("settled / received")
    assert rate.sql() == '"petitions.settled" / "petitions.received"'
    assert rate.sql("spark") == "`petitions.settled` / `petitions.received`"
    assert "DOUBLE PRECISION" in rate.sql("postgres")


def test_sql_counts_rows_where_an_engine_has_no_filter():
    assert "FILTER" in indicator("count(*) filter (where urgent)").sql("postgres")


def test_a_formula_made_in_memory_has_a_place_in_its_error():
    with pytest.raises(FormulaError, match="catalogue, line 1") as caught:
        parse_condition("foo", SMALL.areas["petitions"].registers["petitions"])
    assert caught.value.fields["formula"] == "foo"


def test_an_identity_on_a_day_resolves_names_of_that_day():
    before = SMALL.at(date(2018, 1, 1))
    rate = SMALL.identities[0].model_copy(update={"formula": "received >= settled_rate"})
    assert parse_identity(rate, SMALL).right.terms == {"petitions.settled_rate": 1}
    with pytest.raises(FormulaError, match="unknown indicator 'settled_rate'"):
        parse_identity(rate, before)


@pytest.mark.parametrize(("number", "text"), [(Fraction(1637), "1.637"), (Fraction(1, 8), "0,125"), (Fraction(2, 3), "2/3")])
def test_numbers_are_shown_as_offices_write_them(number, text):
    assert number_text(number) == text
