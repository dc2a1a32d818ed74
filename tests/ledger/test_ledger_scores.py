"""Scorecards over many units: points from their figures, ranks, what is missing, how firm a rank is."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.records import record_of, run

from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.scoring import score
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.errors import FigureTwice
from danvan.ledger.figure import Blank, Entry, Figure
from danvan.ledger.given_points import Given
from danvan.ledger.scores import Reported, score_units
from danvan.ledger.swings import ranked_total

SMALL = load_catalogue(Path(__file__).parents[1] / "catalogue" / "small")
CARD = SMALL.scorecards["service"]
YEAR = Period.year(2024)
AT = datetime(2025, 1, 5, tzinfo=UTC)


def figure(unit, name, value, **fields):
    quantity = None if value is None else Quantity(Decimal(value), "đơn")
    whole = {"id": f"{unit}.{name}", "indicator": f"petitions.{name}", "unit": unit, "level": "commune", "period": YEAR}
    return Figure(**(whole | {"quantity": quantity, "source": Entry("x"), "recorded": AT, "catalogue": "c"} | fields))


def reported(unit, received, settled, pending):
    numbers = {"received": received, "settled": settled, "pending": pending}
    return [figure(unit, name, value) for name, value in numbers.items() if value is not None]


def people(*units):
    return Given.to({unit: {"manner": Fraction(2), "superior": Fraction(5)} for unit in units})


@pytest.fixture
def scores():
    def scores(figures, given=None, **options):
        names = {figure.unit for figure in figures}
        return score_units(record_of(figures), CARD, SMALL, YEAR, run, given=given or people(*names), **options)

    return scores


def by_unit(found):
    return {one.reported.unit: one for one in found.units}


def test_units_come_by_rank_and_equal_totals_share_one(scores):
    figures = reported("xã A", 10, 8, 2) + reported("xã B", 10, 10, 0) + reported("xã C", 5, 4, 1)
    figures += reported("xã D", 10, 8, 2)
    found = scores(figures)
    assert [(one.reported.unit, one.standing.rank, one.standing.tied) for one in found.units] == [
        ("xã B", 1, 0),
        ("xã C", 2, 0),
        ("xã A", 3, 1),
        ("xã D", 3, 1),
    ]


def test_every_point_has_the_figures_it_comes_from(scores):
    [one] = scores(reported("xã A", 10, 8, 2)).units
    assert one.reported.figures == {f"petitions.{name}": f"xã A.{name}" for name in ("received", "settled", "pending")}
    assert {part.code: part.points for part in one.score.criteria} == {"settled_share": 8, "pending_share": 1, "manner": 2}


def test_a_unit_with_a_figure_missing_has_bounds_and_no_rank(scores):
    found = by_unit(scores(reported("xã A", 10, None, 2) + reported("xã B", 10, 10, 0)))
    assert (found["xã A"].score.total, found["xã A"].standing.rank) == (None, None)
    assert found["xã A"].between == (1 + 2 + 5 - 1, 1 + 2 + 5 - 1 + 10)
    assert found["xã B"].standing.rank == 1


def test_a_deduction_nobody_knows_may_still_be_taken(scores):
    [one] = scores(reported("xã A", 10, 10, None)).units
    assert one.between == (10 + 2 + 5 - 2, 10 + 3 + 2 + 5)


@pytest.mark.parametrize("blank", [Blank.NOT_REPORTED, Blank.NOT_APPLICABLE, Blank.WITHHELD])
def test_a_blank_is_no_zero_and_says_which_it_is(scores, blank):
    [one] = scores([*reported("xã A", 10, 8, None), figure("xã A", "pending", None, blank=blank)]).units
    assert one.reported.blanks == {"petitions.pending": blank}
    assert one.score.total is None


def test_none_happened_is_a_zero(scores):
    [one] = scores([*reported("xã A", 10, 10, None), figure("xã A", "pending", 0, blank=Blank.NONE_HAPPENED)]).units
    assert one.score.total == 20


def test_a_figure_in_another_measure_counts_as_missing(scores):
    [one] = scores(
        [*reported("xã A", 10, 8, None), figure("xã A", "pending", None, quantity=Quantity(Decimal(2), "hồ sơ"))]
    ).units
    assert (one.reported.blanks, one.score.total) == ({"petitions.pending": "measure"}, None)


def test_points_nobody_gave_leave_the_total_open(scores):
    [one] = scores(reported("xã A", 10, 8, 2), Given.to({"xã A": {"superior": Fraction(5)}})).units
    assert one.between == (13, 15)
    assert one.standing.rank is None


def test_points_of_a_unit_that_is_not_scored_are_told(scores):
    assert scores(reported("xã A", 10, 8, 2), people("xã A", "xã Vắng")).strangers == ("xã Vắng",)


def test_a_closed_gate_takes_a_unit_out_of_the_ranking(scores):
    found = by_unit(scores(reported("xã A", 10, 0, 10) + reported("xã B", 10, 8, 2)))
    assert (found["xã A"].standing.rank, found["xã B"].standing.rank) == (None, 1)
    assert found["xã A"].score.closed_gates == ("settles",)


def test_units_that_reported_nothing_can_be_listed_too(scores):
    found = scores(reported("xã A", 10, 8, 2), also=[Reported("xã Vắng", "00002", "commune")])
    assert [one.reported.unit for one in found.units] == ["xã A", "xã Vắng"]
    assert found.units[1].between == (0, 20)


def test_a_figure_that_would_change_the_total_is_named_with_what_it_would_be(scores):
    [one] = scores(reported("xã A", 10, 9, 1)).units
    swings = {(swing.indicator, int(swing.step)): swing.total for swing in one.swings}
    # 9 of 10 settled, one pending: 9 + 3 + 2 + 5 - 0.5. One more pending costs a step and half a point.
    assert one.score.total == Fraction("18.5")
    assert swings["petitions.pending", 1] == 16
    assert swings["petitions.pending", -1] == 19
    assert swings["petitions.settled", -1] == Fraction("17.5")


def test_a_step_tells_the_rank_it_would_bring(scores):
    found = scores(reported("xã A", 10, 9, 1) + reported("xã B", 100, 92, 8) + reported("xã C", 10, 3, 7))
    one = by_unit(found)["xã A"]
    assert {found.rank_if(one, swing.total) for swing in one.swings} == {1, 2}
    assert (found.rank_if(one, one.score.total), found.rank_if(one, Fraction(0))) == (one.standing.rank, 3)


def test_a_count_of_nothing_is_not_made_less(scores):
    [one] = scores(reported("xã A", 10, 10, 0)).units
    assert all(swing.step > 0 for swing in one.swings if swing.indicator == "petitions.pending")


def test_a_rank_tells_how_far_one_figure_could_move_it(scores):
    found = by_unit(scores(reported("xã A", 10, 9, 1) + reported("xã B", 100, 92, 8) + reported("xã C", 10, 3, 7)))
    assert [(found[unit].standing.best, found[unit].standing.worst) for unit in ("xã A", "xã B", "xã C")] == [
        (1, 2),
        (1, 2),
        (3, 3),
    ]


def test_one_case_less_may_close_a_gate_and_take_the_unit_out(scores):
    [one] = scores(reported("xã A", 10, 1, 9)).units
    assert (one.standing.rank, one.standing.worst) == (1, None)


def test_two_figures_for_one_thing_are_refused(scores):
    twice = [*reported("xã A", 10, 8, 2), figure("xã A", "pending", 3, id="again")]
    with pytest.raises(FigureTwice, match="both stand for one indicator"):
        scores(twice)


def test_units_of_one_name_are_scored_apart_by_their_codes(scores):
    figures = [replace(one, unit_code="00001", id=f"1{one.id}") for one in reported("xã A", 10, 8, 2)]
    figures += [replace(one, unit_code="00002", id=f"2{one.id}") for one in reported("xã A", 10, 9, 1)]
    given = Given.to({code: {"manner": Fraction(1), "superior": Fraction(5)} for code in ("00001", "00002")})
    assert [one.reported.unit_code for one in scores(figures, given).units] == ["00002", "00001"]


counts = st.integers(0, 12)
units = st.dictionaries(st.sampled_from("ABCD"), st.tuples(counts, counts, counts), min_size=1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=units)
def test_every_single_step_stays_within_the_ranks_told(scores, numbers):
    def totals(cells):
        found = {}
        for unit, (received, settled, pending) in cells.items():
            values = {"petitions.received": received, "petitions.settled": settled, "petitions.pending": pending}
            found[unit] = ranked_total(score(CARD, SMALL, values, {"manner": Fraction(2)}, Fraction(5)))
        return found

    def ranks(cells):
        known = totals(cells)
        above = {
            unit: sum(other is not None and one is not None and other > one for other in known.values())
            for unit, one in known.items()
        }
        return {unit: None if known[unit] is None else 1 + above[unit] for unit in cells}

    told = by_unit(scores([one for unit, cells in numbers.items() for one in reported(f"xã {unit}", *cells)]))
    for unit, cells in numbers.items():
        for at in range(3):
            for step in (1, -1):
                moved = (*cells[:at], cells[at] + step, *cells[at + 1 :])
                if moved[at] < 0:
                    continue
                for other, rank in ranks({**numbers, unit: moved}).items():
                    standing = told[f"xã {other}"].standing
                    if standing.rank is None:
                        continue
                    assert rank is not None or standing.worst is None
                    assert rank is None or standing.best <= rank
                    assert rank is None or standing.worst is None or rank <= standing.worst
