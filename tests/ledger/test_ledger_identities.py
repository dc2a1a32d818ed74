"""Identities of the catalogue over many units and periods at once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.records import record_of, run

from danvan.catalogue.formulas import parse_identity
from danvan.catalogue.models import Certainty, Identity, Source, Words
from danvan.kernel.errors import FormulaError
from danvan.kernel.period import Period
from danvan.ledger.figure import Blank, RollUp
from danvan.ledger.identities import check_identities
from danvan.ledger.identity_rules import rules_of

YEAR = Period.year(2024)


def identity(formula, name="rule", **fields):
    words = Words(vi=formula, en=formula)
    source = Source(certainty=Certainty.CONFIRMED)
    return Identity(code=f"work.{name}", area="work", formula=formula, name=words, source=source, **fields)


@pytest.fixture
def check(catalogue):
    def check(figures, *identities, **options):
        return check_identities(record_of(figures), replace(catalogue, identities=identities), run, **options)

    return check


@pytest.fixture
def reports(make):
    """Figures of one unit: `reports("xã A", received=320, visits=206)`."""

    def reports(unit, period=YEAR, **values):
        return [make(name, value, unit=unit, period=period) for name, value in values.items()]

    return reports


PARTS = identity("received = visits + households")


def test_a_unit_whose_parts_do_not_make_the_whole_is_listed_with_both_sides(check, reports):
    figures = reports("xã A", received=320, visits=206, households=129) + reports("xã B", received=3, visits=1, households=2)
    checked = check(figures, PARTS)
    [failure] = checked.failures
    assert (failure.unit, failure.left, failure.right, failure.difference) == ("xã A", 320, 335, -15)
    assert [(term.indicator, int(term.quantity.value)) for term in failure.terms] == [
        ("work.received", 320),
        ("work.visits", 206),
        ("work.households", 129),
    ]
    assert [(tally.tested, tally.failed, tally.incomplete) for tally in checked.tallies] == [(2, 1, 0)]


def test_where_a_finer_split_is_reported_whole_the_coarser_one_is_not_tested(check, reports):
    coarse, fine = identity("received = visits", "coarse"), identity("received = visits + households", "fine")
    figures = reports("xã A", received=5, visits=3, households=2) + reports("xã B", received=5, visits=3)
    checked = check(figures, coarse, fine)
    assert [(failure.unit, failure.identity.code) for failure in checked.failures] == [("xã B", "work.coarse")]


def test_every_term_names_the_figure_it_was(check, reports):
    figures = reports("xã A", received=320, visits=206, households=129)
    [failure] = check(figures, PARTS).failures
    assert {term.figure for term in failure.terms} == {figure.id for figure in figures}


def test_an_identity_with_a_part_nobody_reported_is_not_tested_and_counted(check, reports):
    checked = check(reports("xã A", received=320, visits=206), PARTS)
    assert checked.failures == ()
    assert [(tally.tested, tally.incomplete) for tally in checked.tallies] == [(0, 1)]


@pytest.mark.parametrize("blank", [blank for blank in Blank if blank is not Blank.NONE_HAPPENED])
def test_a_blank_is_no_zero(check, reports, make, blank):
    blanks = [make("households", 0, unit="xã A", period=YEAR, quantity=None, blank=blank)]
    checked = check(reports("xã A", received=320, visits=206) + blanks, PARTS)
    assert (checked.tested, checked.incomplete, checked.blanks) == (0, 1, {blank: 1})


def test_none_happened_is_a_zero(check, reports, make):
    none = make("households", 0, unit="xã A", period=YEAR, blank=Blank.NONE_HAPPENED)
    assert check([*reports("xã A", received=320, visits=206), none], PARTS).failed == 1


def test_a_figure_in_another_measure_is_not_compared(check, reports, make):
    other = make("households", 1, unit="xã A", period=YEAR, measure="người")
    assert check([*reports("xã A", received=320, visits=206), other], PARTS).tested == 0


def test_units_and_periods_are_not_mixed(check, reports):
    figures = reports("xã A", received=1) + reports("xã B", visits=1) + reports("xã A", Period.half(2024, 1), households=1)
    assert check(figures, PARTS).tested == 0


def test_several_periods_are_tested_at_once(check, reports):
    halves = [Period.half(2024, 1), Period.half(2024, 2)]
    figures = [figure for half in halves for figure in reports("xã A", half, received=3, visits=1, households=1)]
    assert [failure.period for failure in check(figures, PARTS).failures] == halves


def test_two_units_of_one_name_are_told_apart_by_their_codes(check, reports):
    figures = [replace(figure, unit_code="00001") for figure in reports("xã A", received=3, visits=1, households=2)]
    figures += [replace(figure, unit_code="00002") for figure in reports("xã A", received=9, visits=1, households=2)]
    assert [failure.unit_code for failure in check(figures, PARTS).failures] == ["00002"]


def test_totals_over_units_are_not_tested(check, reports):
    figures = reports("huyện A", received=3, visits=1, households=1)
    assert check([replace(figure, source=RollUp(("x",))) for figure in figures], PARTS).tallies == ()


def test_the_version_of_the_last_day_counts(check, reports):
    until, since = date(2023, 12, 31), date(2024, 1, 1)
    versions = identity("received = visits", until=until), identity("received >= visits", since=since)
    figures = reports("xã A", Period.year(2023), received=5, visits=3) + reports("xã A", received=5, visits=3)
    assert [failure.rule.operator for failure in check(figures, *versions).failures] == ["="]


def test_failures_beyond_the_most_asked_for_are_counted_all_the_same(check, reports):
    figures = [figure for unit in ("xã A", "xã B", "xã C") for figure in reports(unit, received=1, visits=2)]
    checked = check(figures, identity("received >= visits"), most=1)
    assert (len(checked.failures), checked.failed) == (1, 3)


def test_no_figures_give_an_empty_answer(check):
    assert check([], PARTS).tallies == ()


def test_no_identities_give_an_empty_answer(check, reports):
    assert check(reports("xã A", received=1)).tallies == ()


def test_the_largest_values_are_compared_to_the_last_digit(check, reports):
    whole, part = Decimal("99999999999999999999.999999999999"), Decimal("99999999999999999999.999999999998")
    checked = check(reports("xã A", given=whole, received=part), identity("99999 * given = 99999 * received"))
    assert [failure.difference for failure in checked.failures] == [Fraction(99999, 10**12)]


def test_a_factor_no_engine_holds_exactly_is_refused_with_its_formula(check, reports):
    with pytest.raises(FormulaError, match=r"1000000 \* visits = given.*1000000 of an indicator.*larger unit of measure"):
        check(reports("xã A", visits=1), identity("1000000 * visits = given"))


NAMES = ("visits", "received", "on_time", "households", "given")
FACTORS = st.sampled_from(["1", "2", "0.5", "3", "100", "1.25"])
SIDES = st.lists(st.tuples(FACTORS, st.sampled_from(NAMES)), min_size=1, max_size=3)
CONSTANTS = st.sampled_from(["", " + 1", " - 0.5", " + 100"])
VALUES = st.decimals(min_value=0, max_value=6, places=1) | st.integers(0, 3).map(Decimal)
CELLS = st.dictionaries(st.tuples(st.sampled_from("AB"), st.sampled_from((2023, 2024)), st.sampled_from(NAMES)), VALUES)


@st.composite
def formulas(draw):
    sides = [" + ".join(f"{factor} * {name} / 3" if draw(st.booleans()) else f"{factor} * {name}" for factor, name in each)
             for each in (draw(SIDES), draw(SIDES))]  # fmt: skip
    return f"{sides[0]}{draw(CONSTANTS)} {draw(st.sampled_from(['=', '<=', '>=']))} {sides[1]}{draw(CONSTANTS)}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(formulas(), min_size=1, max_size=4), cells=CELLS)
def test_the_engine_answers_as_the_formula_does(check, reports, catalogue, texts, cells):
    identities = [identity(text, f"rule{at}") for at, text in enumerate(texts)]
    figures = [
        figure
        for (unit, year, name), value in cells.items()
        for figure in reports(f"xã {unit}", Period.year(year), **{name: value})
    ]
    found = check(figures, *identities)
    finer = rules_of(replace(catalogue, identities=tuple(identities))).finer
    expected = set()
    for unit, year in {(unit, year) for unit, year, _ in cells}:
        values = {f"work.{name}": value for (one, when, name), value in cells.items() if (one, when) == (unit, year)}
        for at, each in enumerate(identities):
            rivals = (identities[fine] for coarse, fine in finer if coarse == at)
            told_finer = any(parse_identity(rival, catalogue).holds(values) is not None for rival in rivals)
            if parse_identity(each, catalogue).holds(values) is False and not told_finer:
                expected.add((each.code, f"xã {unit}", year))
    assert {(one.identity.code, one.unit, one.period.start.year) for one in found.failures} == expected
    for one in found.failures:
        assert one.rule.formula.holds(one.values) is False
