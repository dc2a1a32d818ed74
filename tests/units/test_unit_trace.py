"""Where the territory of a unit lies on another day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.units.invented import ENDED, LAST, MERGED, SPLIT, commune, register

from danvan.units.change import Change, Move
from danvan.units.register import UnitRegister

REGISTER = register()
BEFORE = date(2018, 1, 1)
DAY = timedelta(1)


def pieces(trace):
    return {piece.unit.code: piece.share for piece in trace.pieces}


def test_on_its_own_day_a_unit_is_itself():
    trace = REGISTER.trace("10001", LAST, LAST)
    assert pieces(trace) == {"10001": 1}
    assert trace.same
    assert trace.comparable


def test_a_merged_unit_is_whole_in_what_it_merged_into():
    trace = REGISTER.trace("10002", BEFORE, SPLIT)
    assert pieces(trace) == {"10001": 1}
    assert not trace.estimated
    assert not trace.same


def test_a_unit_is_traced_back_to_all_it_was_made_of():
    trace = REGISTER.trace("10001", MERGED, BEFORE)
    assert pieces(trace) == {"10001": 1, "10002": 1}
    assert trace.comparable
    assert not trace.estimated


def test_parts_have_the_shares_of_the_people_that_went():
    trace = REGISTER.trace("10003", BEFORE, SPLIT)
    assert pieces(trace) == {"10003": Fraction(2, 3), "10001": Fraction(1, 3)}
    assert trace.comparable
    assert trace.estimated
    assert {piece.basis for piece in trace.pieces} == {"people"}


def test_shares_may_be_asked_for_by_area():
    trace = REGISTER.trace("10003", BEFORE, SPLIT, weights=("area",))
    assert pieces(trace) == {"10003": Fraction(3, 4), "10001": Fraction(1, 4)}


def test_traced_back_a_share_is_that_of_the_older_unit():
    trace = REGISTER.trace("10001", SPLIT, BEFORE)
    assert pieces(trace) == {"10001": 1, "10002": 1, "10003": Fraction(1, 3)}


def test_shares_are_multiplied_along_the_way():
    trace = REGISTER.trace("10003", BEFORE, ENDED)
    assert pieces(trace) == {"10001": Fraction(1, 3), "10006": Fraction(2, 3)}


def test_a_part_of_unknown_size_is_not_comparable_and_says_why():
    trace = REGISTER.trace("10004", LAST, ENDED)
    assert pieces(trace) == {"10001": None, "10006": None}
    assert not trace.comparable
    assert str(trace.reason).startswith("xã Tân Thành was divided, and how much of it went to each is not known: xã An Bình")


def test_the_part_said_to_be_the_largest_comes_first():
    assert [piece.main for piece in REGISTER.trace("10004", LAST, ENDED).pieces] == [True, False]


def test_what_is_made_of_an_unknown_part_is_not_comparable_back():
    trace = REGISTER.trace("10006", ENDED, LAST)
    assert not trace.comparable
    assert "only a part of these came to xã Mới, and how much is not known: xã Tân Thành (10004)" in str(trace.reason)


def test_unknown_parts_that_meet_again_are_whole():
    units = [commune(f"1000{n}", f"xã {n}") for n in (1, 2, 3)]
    moves = Move("10001", "10002", whole=False), Move("10001", "10003", whole=False)
    parted = Change(MERGED, moves)
    met = Change(SPLIT, (Move("10002", "10003"), Move("10001", "10003")))
    trace = UnitRegister(units, [parted, met]).trace("10001", BEFORE, SPLIT)
    assert pieces(trace) == {"10003": 1}
    assert not trace.estimated


def test_a_district_that_ended_is_where_its_communes_are():
    trace = REGISTER.trace("102", LAST, ENDED)
    assert set(pieces(trace)) == {"10001", "10006"}
    assert "huyện Núi Cao is no more" in str(trace.reason)


def test_a_renamed_unit_is_the_same():
    renamed = [commune("10001", "xã Cũ", until=MERGED - DAY), commune("10001", "xã Mới", since=MERGED)]
    register = UnitRegister(renamed, [Change(MERGED, codes=frozenset({"10001"}), basis="4/NQ")])
    trace = register.trace("10001", BEFORE, MERGED)
    assert trace.same
    assert [change.basis for change in trace.changes] == ["4/NQ"]


def test_the_changes_on_the_way_are_told():
    forward, backward = REGISTER.trace("10003", BEFORE, ENDED), REGISTER.trace("10001", ENDED, BEFORE)
    assert [change.basis for change in forward.changes] == ["2/NQ", "3/NQ"]
    assert [change.basis for change in backward.changes] == ["1/NQ", "2/NQ", "3/NQ"]


def test_a_unit_without_a_successor_is_not_comparable():
    lost = UnitRegister([commune("10009", "xã Mất", until=LAST)])
    trace = lost.trace("10009", LAST, ENDED)
    assert trace.pieces == ()
    assert "what became of xã Mất (10009) by 1/7/2025 is not known" in str(trace.reason)


def test_a_later_change_leaves_earlier_traces_as_they_were():
    earlier = UnitRegister(register().versions(), register().changes()[:2])
    for unit in earlier.at(BEFORE):
        assert pieces(earlier.trace(unit.code, BEFORE, SPLIT)) == pieces(REGISTER.trace(unit.code, BEFORE, SPLIT))


CODES = [f"1000{n}" for n in range(6)]


@st.composite
def histories(draw):
    """A register of six communes over some years: each year some merge into others, some give parts away."""
    alive, changes = list(CODES), []
    for year in range(2010, 2010 + draw(st.integers(1, 4))):
        olds = draw(st.lists(st.sampled_from(alive), max_size=2, unique=True))
        stay = [code for code in alive if code not in olds]
        moves = []
        for old in olds if len(stay) > 1 else ():
            if draw(st.booleans()):
                moves.append(Move(old, draw(st.sampled_from(stay))))
                alive.remove(old)
            else:
                taken = draw(st.lists(st.sampled_from(stay), min_size=1, max_size=2, unique=True))
                people = st.one_of(st.none(), st.integers(0, 400))
                moves += [Move(old, new, whole=False, people=draw(people)) for new in taken]
        changes.append(Change(date(year, 1, 1), tuple(moves)))
    return UnitRegister([commune(code, f"xã {code}", people=1000) for code in CODES], changes)


FIRST, END = date(2009, 1, 1), date(2016, 1, 1)


def traced(register, unit, day, other):
    return pieces(register.trace(unit.code, day, other)).items()


@given(histories())
def test_the_shares_of_a_unit_make_one_or_are_not_known(register):
    for unit in register.at(FIRST):
        shares = [piece.share for piece in register.trace(unit.code, FIRST, END).pieces]
        assert shares
        assert None in shares or sum(shares) == 1


@given(histories())
def test_forward_and_backward_tell_the_same_shares(register):
    forward = {(unit.code, to): share for unit in register.at(FIRST) for to, share in traced(register, unit, FIRST, END)}
    backward = {(old, unit.code): share for unit in register.at(END) for old, share in traced(register, unit, END, FIRST)}
    assert forward == backward


@given(histories(), st.dates(FIRST, END))
def test_a_way_through_another_day_leads_to_the_same_units(register, between):
    for unit in register.at(FIRST):
        straight = set(pieces(register.trace(unit.code, FIRST, END)))
        over = {
            code
            for each in register.trace(unit.code, FIRST, between).pieces
            for code in pieces(register.trace(each.unit.code, between, END))
        }
        assert straight <= over


@pytest.mark.parametrize("day", [BEFORE, MERGED, SPLIT, LAST, ENDED])
def test_every_unit_of_a_day_is_traced_to_every_other_day(day):
    for unit in REGISTER.at(day):
        for other in (BEFORE, MERGED, SPLIT, LAST, ENDED):
            assert REGISTER.trace(unit.code, day, other).pieces
