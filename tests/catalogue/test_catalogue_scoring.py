"""A scorecard worked out: every point from its figures, what is missing left open."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.scoring import Scoring, score

SMALL = load_catalogue(Path(__file__).parent / "small")
CARD = SMALL.scorecards["service"]
OURS = load_catalogue()


def scored(received, settled, pending, manner=2, superior=5):
    numbers = {"received": received, "settled": settled, "pending": pending}
    values = {f"petitions.{code}": number for code, number in numbers.items() if number is not None}
    people = {} if manner is None else {"manner": Fraction(manner)}
    return score(CARD, SMALL, values, people, None if superior is None else Fraction(superior))


def points(result):
    return {each.code: each.points for each in (*result.criteria, *result.deductions)}


def test_points_are_in_proportion_by_step_and_as_given():
    result = scored(received=10, settled=8, pending=2)
    assert points(result) == {"settled_share": 8, "pending_share": 1, "manner": 2, "left_over": 1}
    assert (result.total, result.grade.name.vi) == (8 + 1 + 2 + 5 - 1, "Đạt")


def test_the_whole_scale_can_be_reached():
    result = scored(received=10, settled=10, pending=0)
    assert (result.total, result.grade.name.vi) == (20, "Tốt")


def test_a_deduction_has_an_end():
    assert points(scored(received=100, settled=90, pending=10))["left_over"] == 2


@pytest.mark.parametrize(
    ("missing", "code", "codes"),
    [
        ({"settled": None}, "settled_share", ("petitions.settled",)),
        ({"received": 0, "settled": 0, "pending": 0}, "settled_share", ("petitions.settled", "petitions.received")),
        ({"manner": None}, "manner", ()),
    ],
)
def test_what_is_missing_is_left_open_and_named(missing, code, codes):
    result = scored(**{"received": 10, "settled": 8, "pending": 2, **missing})
    (open_one,) = [each for each in result.criteria if each.code == code]
    assert (open_one.points, open_one.missing) == (None, codes)
    assert (result.total, result.grade) == (None, None)


def test_without_the_superior_bodys_points_there_is_no_total():
    result = scored(received=10, settled=8, pending=2, superior=None)
    assert (result.superior, result.total, result.least) == (None, None, 10)


def test_a_closed_gate_keeps_a_unit_from_being_graded():
    result = scored(received=10, settled=0, pending=10)
    assert (result.closed_gates, result.grade) == (("settles",), None)
    assert result.total is not None


def test_a_gate_nobody_can_tell_stays_open():
    assert scored(received=10, settled=None, pending=2).open_gates == ("settles",)


counts = st.integers(0, 10_000)


@given(counts, counts, counts, st.integers(-5, 50), st.integers(-5, 50))
def test_no_score_leaves_the_scale(received, settled, pending, manner, superior):
    result = scored(received, settled, pending, manner, superior)
    assert 0 <= result.least <= CARD.total
    for criterion, part in zip(CARD.criteria, result.criteria, strict=True):
        assert part.points is None or 0 <= part.points <= criterion.maximum


def test_one_scorecard_of_ours_is_computed_from_indicators_alone():
    computed = [card for card in OURS.scorecards.values() if all(each.formula for each in card.criteria) and not card.superior]
    assert computed
    for card in computed:
        values = {code: Decimal(1) for code in OURS.indicators}
        assert score(card, OURS, values).total is not None


@given(counts, counts, counts, st.sampled_from(["received", "settled", "pending"]), st.none() | counts)
def test_what_is_scored_again_after_one_change_is_what_is_scored_anew(received, settled, pending, code, changed):
    scoring = Scoring.of(CARD, SMALL)
    values = {"petitions.received": received, "petitions.settled": settled, "petitions.pending": pending}
    people = {"manner": Fraction(2)}
    before = scoring.score(values, people, Fraction(5))
    after = {**values, f"petitions.{code}": changed}
    after = {name: number for name, number in after.items() if number is not None}
    assert scoring.rescored(before, f"petitions.{code}", after) == scoring.score(after, people, Fraction(5))
