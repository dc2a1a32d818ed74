"""Units compared by a share: only where chance does not explain it, and only units of some size."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.catalogue.formulas import parse_indicator
from danvan.catalogue.models import OutlineStanding
from danvan.composing.standings import Place, standing, standing_result, terms_of

PART, WHOLE = "procedures.on_time", "procedures.settled"
ASKED = OutlineStanding(indicator="procedures.on_time_rate", least=30)


@pytest.fixture
def rolled(sample):
    def make(pairs):
        units = tuple(f"xã {name}" for name in pairs)
        given = {PART: [pair and pair[0] for pair in pairs.values()], WHOLE: [pair and pair[1] for pair in pairs.values()]}
        return sample.rolled(given, units)

    return make


def placed(rolled, asked=ASKED):
    return standing(rolled.rows[PART], rolled.rows[WHOLE], asked, rolled.units)


def test_a_unit_far_from_the_whole_is_named(rolled):
    found = placed(rolled({**{f"A{at}": (950, 1000) for at in range(6)}, "Xa": (700, 1000), "Gần": (990, 1000)}))
    assert [place.unit for place in found.below] == ["xã Xa"]
    assert [place.unit for place in found.above] == ["xã Gần"]


def test_a_tiny_unit_is_neither_praised_nor_shamed(rolled):
    found = placed(rolled({**{f"A{at}": (90, 100) for at in range(6)}, "Một": (1, 1), "Không": (0, 2)}))
    assert found.small == ("xã Một", "xã Không")
    assert not found.above
    assert not found.below


def test_a_difference_chance_explains_names_nobody(rolled):
    found = placed(rolled({f"A{at}": (27 + at % 4, 31) for at in range(8)}))
    assert not found.above
    assert not found.below


def test_a_difference_without_weight_names_nobody_however_sure(rolled):
    found = placed(rolled({**{f"A{at}": (99_000, 100_000) for at in range(6)}, "B": (99_500, 100_000)}))
    assert not found.above


def test_a_missing_unit_has_no_place_and_figures_that_do_not_fit_neither(rolled):
    found = placed(rolled({**{f"A{at}": (90, 100) for at in range(5)}, "Thiếu": None, "Sai": (120, 100)}))
    assert found.missing == ("xã Thiếu", "xã Sai")
    assert len(found.places) == 5


def test_ties_stand_together_by_name(rolled):
    found = placed(rolled({"C": (90, 100), "A": (180, 200), "B": (45, 50)}))
    assert [place.unit for place in found.places] == ["xã A", "xã B", "xã C"]


def test_too_few_units_are_said_not_to_be_comparable(rolled, sample):
    asked = rolled({"A": (90, 100), "B": (50, 100)})
    result = standing_result(ASKED, asked.rows, asked.units, sample.catalogue(), iter([1]))
    assert "chưa đủ số đơn vị" in result.sentences[0][0].text
    assert result.listing is None


def test_the_table_shows_numerator_and_denominator(rolled, sample):
    asked = rolled({**{f"A{at}": (950, 1000) for at in range(6)}, "Xa": (700, 1000)})
    result = standing_result(ASKED, asked.rows, asked.units, sample.catalogue(), iter([7]))
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in result.listing.rows}
    assert rows["xã Xa"] == ["700", "1.000", "70,00", "thấp hơn rõ rệt"]
    assert rows["Cao nhất"][-1] == "6 đơn vị bằng nhau"
    assert rows["Trung vị"][2] == "95,00"
    assert "xã Xa (Bảng 7)" in result.sentences[0][0].text


def test_a_share_is_told_from_other_formulas(sample):
    known = sample.catalogue()
    formula = parse_indicator(known.indicators["procedures.on_time_rate"], known)
    assert terms_of(formula) == (PART, WHOLE)


@given(whole=st.integers(1, 10_000), data=st.data())
def test_the_bounds_hold_the_share_and_lie_between_0_and_1(whole, data):
    part = data.draw(st.integers(0, whole))
    low, high = Place("x", Fraction(part), Fraction(whole)).bounds()
    assert Fraction(-1, 10**9) <= low <= Fraction(part, whole) + Fraction(1, 10**9)
    assert Fraction(part, whole) - Fraction(1, 10**9) <= high <= 1 + Fraction(1, 10**9)


def test_the_least_difference_is_a_choice_of_the_outline(rolled):
    units = {**{f"A{at}": (99_000, 100_000) for at in range(6)}, "B": (99_500, 100_000)}
    asked = OutlineStanding(indicator="procedures.on_time_rate", least=30, apart=Decimal("0.1"))
    assert [place.unit for place in placed(rolled(units), asked).above] == ["xã B"]


def test_where_differences_are_small_nobody_is_named_and_it_is_said(rolled, sample):
    asked = rolled({f"A{at}": (940 + at, 1000) for at in range(6)})
    result = standing_result(ASKED, asked.rows, asked.units, sample.catalogue(), iter([3]))
    assert "chưa đủ lớn để xếp thứ hạng nên không nêu đơn vị cao, thấp (Bảng 3)" in result.sentences[0][0].text


def test_who_is_too_small_or_gave_no_figures_is_told_under_the_comparison(rolled, sample):
    asked = rolled({**{f"A{at}": (940 + at, 1000) for at in range(6)}, "Nhỏ": (2, 3), "Thiếu": None})
    result = standing_result(ASKED, asked.rows, asked.units, sample.catalogue(), iter([3]))
    assert [line[0].text for line in result.sentences[1:]] == [
        "Không so sánh đơn vị có dưới 30 trường hợp: xã Nhỏ.",
        "Không xếp vì chưa đủ số liệu: xã Thiếu.",
    ]


def test_a_figure_in_another_unit_of_measure_is_not_compared(rolled):
    asked = rolled({"A": (90, 100), "B": (95, 100)})
    value = asked.rows[PART].values["xã A"]
    asked.rows[PART].values["xã A"] = replace(value, quantity=replace(value.quantity, measure="lượt"))
    assert placed(asked).missing == ("xã A",)


@pytest.mark.parametrize("pairs", [{"A": None, "B": None}, {"A": (0, 0)}], ids=["nobody reported", "nothing came up"])
def test_without_cases_there_is_no_comparison(rolled, sample, pairs):
    asked = rolled(pairs)
    assert standing_result(ASKED, asked.rows, asked.units, sample.catalogue(), iter([1])) is None


@pytest.mark.parametrize("indicator", ["procedures.settled", "no.such"])
def test_what_is_no_share_is_not_compared(rolled, sample, indicator):
    asked = rolled({f"A{at}": (90, 100) for at in range(6)})
    wanted = OutlineStanding(indicator=indicator, least=30)
    assert standing_result(wanted, asked.rows, asked.units, sample.catalogue(), iter([1])) is None


@pytest.mark.parametrize("formula", ["on_time / settled", "100 * (received - late) / settled", "on_time - settled"])
def test_other_formulas_are_no_share_of_a_whole(sample, formula):
    known = sample.catalogue()
    rate = known.indicators["procedures.on_time_rate"].model_copy(update={"formula": formula})
    assert terms_of(parse_indicator(rate, known)) is None


def test_of_very_many_far_off_the_table_says_how_many_more(rolled, sample):
    pairs = {f"A{at:02}": (950, 1000) for at in range(60)} | {f"B{at:02}": (500 - at, 1000) for at in range(25)}
    asked = rolled(pairs)
    result = standing_result(ASKED, asked.rows, asked.units, sample.catalogue(), iter([1]))
    below = [row for row in result.listing.rows if row[-1].text == "thấp hơn rõ rệt"]
    assert 0 < len(below) < 25
    assert any(str(25 - len(below)) in cell.text for row in result.listing.rows for cell in row)
