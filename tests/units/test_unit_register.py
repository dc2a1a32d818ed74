"""Which units there are on a day: versions of codes, levels, above and below."""

from datetime import date, timedelta

import pytest
from tests.units.invented import ENDED, LAST, MERGED, SPLIT, commune, register

from danvan.units.change import Change, Move
from danvan.units.errors import UnitNotAlive, UnitsContradict, UnitUnknown
from danvan.units.level import Level
from danvan.units.register import UnitRegister

REGISTER = register()
DAY = timedelta(1)


def codes(units):
    return [unit.code for unit in units]


def test_a_unit_whose_territory_changes_becomes_another_version_of_its_code():
    assert [(unit.since, unit.until) for unit in REGISTER.history("10001")] == [
        (None, MERGED - DAY),
        (MERGED, SPLIT - DAY),
        (SPLIT, LAST),
        (ENDED, None),
    ]


def test_what_was_measured_stays_with_the_territory_it_was_measured_of():
    assert [unit.people for unit in REGISTER.history("10001")] == [6000, None, None, None]


def test_a_unit_ends_the_day_before_all_of_it_goes_elsewhere():
    assert REGISTER.alive("10002", MERGED - DAY)
    assert not REGISTER.alive("10002", MERGED)


def test_a_key_is_a_code_with_its_first_day():
    assert REGISTER.unit("10001", MERGED).key == ("10001", MERGED)


def test_the_units_of_a_day_are_those_of_its_levels():
    assert codes(REGISTER.at(LAST)) == ["10", "101", "102", "10001", "10003", "10004", "10005"]
    assert codes(REGISTER.at(ENDED)) == ["10", "10001", "10006"]
    assert REGISTER.at(ENDED, Level.DISTRICT) == ()


def test_units_are_above_and_below_each_other_on_a_day():
    assert codes(REGISTER.children("101", LAST)) == ["10001", "10003", "10005"]
    assert codes(REGISTER.descendants("10", LAST, Level.COMMUNE)) == ["10001", "10003", "10004", "10005"]
    assert codes(REGISTER.parents(REGISTER.unit("10004", LAST), LAST)) == ["102", "10"]


def test_a_unit_is_its_own_descendant_of_its_level():
    assert codes(REGISTER.descendants("101", LAST, Level.DISTRICT)) == ["101"]


def test_changes_of_a_code_are_told_with_its_moves_alone():
    changes = REGISTER.changes("10003")
    assert [(change.basis, [move.new for move in change.moves]) for change in changes] == [
        ("2/NQ", ["10001"]),
        ("3/NQ", ["10006"]),
    ]


def test_two_versions_of_a_code_on_one_day_are_refused():
    twice = [commune("10001", "xã Một", until=MERGED), commune("10001", "xã Hai", since=MERGED)]
    with pytest.raises(UnitsContradict, match=r"'xã Một'.* and 'xã Hai'.* share a day"):
        UnitRegister(twice)


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("99999", LAST, "There is no unit '99999'. `danvan units resolve` finds"),
        ("6", LAST, "There is no unit '6' (a code has 2 digits for a province, 3 for a district, 5 for a commune)"),
        ("xã Mới", LAST, "There is no unit 'xã Mới' (a code has 2 digits"),
    ],
)
def test_a_code_nobody_has_is_refused_in_a_sentence(code, day, words):
    with pytest.raises(UnitUnknown) as refused:
        REGISTER.unit(code, day)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("10002", date(2026, 1, 1), "xã An Hòa (10002) does not exist on 1/1/2026: it existed until 31/12/2019."),
        ("10002", date(2026, 1, 1), "On that day its territory is in: xã An Bình (10001)."),
        ("10006", date(2024, 1, 1), "xã Mới (10006) does not exist on 1/1/2024: it existed from 1/7/2025."),
        ("10006", date(2024, 1, 1), "On that day its territory was in: xã Bình Minh (10003), xã Tân Thành (10004)."),
        ("101", date(2026, 1, 1), "huyện Sông Con (101) does not exist on 1/1/2026: it existed until 30/6/2025."),
        ("102", date(2026, 1, 1), "On that day its territory is in: xã An Bình (10001), xã Mới (10006)."),
    ],
)
def test_a_code_of_another_day_is_refused_with_what_it_became(code, day, words):
    with pytest.raises(UnitNotAlive) as refused:
        REGISTER.unit(code, day)
    assert words in str(refused.value)


def test_a_unit_without_a_known_successor_says_so():
    lost = UnitRegister([commune("10009", "xã Mất", until=LAST)])
    with pytest.raises(UnitNotAlive, match="What became of it is not known"):
        lost.unit("10009", ENDED)


def test_a_change_splits_a_unit_given_without_days():
    simple = UnitRegister(
        [commune("10001", "xã Một", people=100), commune("10002", "xã Hai")],
        [Change(MERGED, (Move("10001", "10002", whole=False, people=30),))],
    )
    assert [unit.since for unit in simple.history("10002")] == [None, MERGED]
