"""Who has the territory of an office that ended: as the acts say, or whoever came after the unit above."""

from datetime import date

from danvan.ledger.offices import Offices
from danvan.units.change import Change, Move
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

FIRST_END, FIRST, LAST_END, LAST = date(2019, 12, 31), date(2020, 1, 1), date(2025, 6, 30), date(2025, 7, 1)
TODAY = date(2026, 1, 1)


def commune(name: str, code: str, parent: str, **dates: date) -> Unit:
    return Unit(name, Level.COMMUNE, code, parent, **dates)


MERGED_TWICE = commune("xã An", "91001", "911", until=FIRST_END)
LOST = commune("xã Lạc", "91009", "911", until=FIRST_END)
WITHOUT_TRACE = commune("xã Mất", "95001", "95", until=FIRST_END)
ALIVE = commune("xã Cao", "91003", "91")
MOVED = commune("xã Đa", "91004", "911", until=LAST_END)
REGISTER = UnitRegister(
    [
        Unit("tỉnh Một", Level.PROVINCE, "91"),
        Unit("tỉnh Năm", Level.PROVINCE, "95", until=FIRST_END),
        Unit("huyện Đông", Level.DISTRICT, "911", "91", until=LAST_END),
        MERGED_TWICE,
        commune("xã An Bình", "91001", "911", since=FIRST, until=LAST_END),
        commune("xã An Bình Minh", "91002", "91", since=LAST),
        LOST,
        WITHOUT_TRACE,
        ALIVE,
        MOVED,
        commune("xã Đa", "91004", "91", since=LAST),
    ],
    [Change(FIRST, (Move("91001", "91001"),)), Change(LAST, (Move("91001", "91002"),))],
)
OFFICES = Offices(REGISTER)


def heirs(unit: Unit, day: date = TODAY) -> list[str]:
    return [heir.name for heir in OFFICES.heirs(unit, day)]


def test_heirs_are_followed_through_every_later_merger() -> None:
    assert heirs(MERGED_TWICE, date(2021, 1, 1)) == ["xã An Bình"]
    assert heirs(MERGED_TWICE) == ["xã An Bình Minh"]


def test_where_no_act_says_who_follows_the_unit_above_has_it() -> None:
    assert heirs(LOST, date(2021, 1, 1)) == ["huyện Đông"]


def test_where_nobody_is_left_above_there_is_no_heir() -> None:
    assert heirs(WITHOUT_TRACE) == []


def test_an_office_that_goes_on_has_no_heirs() -> None:
    assert heirs(ALIVE) == []


def test_an_office_that_only_came_under_another_unit_did_not_begin_anew() -> None:
    assert OFFICES.since(REGISTER.unit("91004", TODAY)) is None
    assert OFFICES.since(REGISTER.unit("91002", TODAY)) == LAST


def test_offices_that_ended_are_listed_by_the_days_asked_for() -> None:
    assert [unit.name for unit in OFFICES.ended(Level.COMMUNE, LAST_END, TODAY)] == ["xã An Bình"]
