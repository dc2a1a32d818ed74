"""Ranks, ties, and how far a rank could move."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from danvan.ledger.standings import Bounds, Standing, standings


def fixed(*totals):
    return [Bounds(*[None if total is None else Fraction(total)] * 3) for total in totals]


def test_equal_totals_share_a_rank_and_the_next_one_is_left_out():
    assert [one.rank for one in standings(fixed(80, 90, 80, 70))] == [2, 1, 2, 4]


def test_a_tie_says_with_how_many():
    assert [one.tied for one in standings(fixed(80, 90, 80, 80))] == [2, 0, 2, 2]


def test_what_is_not_known_has_no_rank_and_takes_none():
    assert [one.rank for one in standings(fixed(80, None, 70))] == [1, None, 2]


def test_a_rank_nothing_can_move_is_where_it_is():
    assert standings(fixed(80, 70))[0] == Standing(1, 0, 1, 1)


def test_a_unit_that_may_fall_behind_moves_itself_and_frees_the_place_above_the_next():
    bounds = [Bounds(Fraction(80), Fraction(60), Fraction(80)), *fixed(70)]
    assert [(one.best, one.worst) for one in standings(bounds)] == [(1, 2), (1, 2)]


def test_a_unit_that_may_leave_the_ranking_has_no_worst_rank():
    bounds = [Bounds(Fraction(80), None, Fraction(80)), *fixed(70)]
    assert [(one.best, one.worst) for one in standings(bounds)] == [(1, None), (1, 2)]


def test_a_unit_that_may_come_into_the_ranking_pushes_others_down():
    bounds = [Bounds(None, None, Fraction(90)), *fixed(70)]
    assert [(one.best, one.worst) for one in standings(bounds)] == [(None, None), (1, 2)]


totals = st.none() | st.integers(0, 6).map(Fraction)


@st.composite
def unit_bounds(draw):
    total, moves = draw(totals), draw(st.lists(totals, max_size=2))
    return total, moves


def ranks(found):
    return [None if one is None else 1 + sum(other is not None and other > one for other in found) for one in found]


@given(units=st.lists(unit_bounds(), min_size=1, max_size=6))
def test_best_and_worst_are_those_of_every_single_move(units):
    low, key = Fraction(-1), lambda total: Fraction(-1) if total is None else total
    bounds = []
    for total, moves in units:
        reached = sorted(key(one) for one in (total, *moves))
        lowest, highest = reached[0], reached[-1]
        bounds.append(Bounds(total, None if lowest == low else lowest, None if highest == low else highest))
    now = [one.total for one in bounds]
    worlds = [now]
    for at, one in enumerate(bounds):
        worlds += [[*now[:at], moved, *now[at + 1 :]] for moved in (one.lowest, one.highest)]
    every = [ranks(world) for world in worlds]
    for at, found in enumerate(standings(bounds)):
        if now[at] is None:
            assert found == Standing(None)
            continue
        mine = [world[at] for world in every]
        assert found.rank == every[0][at]
        assert found.best == min(rank for rank in mine if rank is not None)
        assert found.worst == (None if None in mine else max(mine))
