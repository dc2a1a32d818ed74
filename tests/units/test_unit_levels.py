from datetime import date

import pytest

from danvan.units.level import Level, kind_of, level_exists, level_of
from danvan.units.unit import Unit

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("xã Trà Sơn", Level.COMMUNE),
        ("Phường Trương Quang Trọng", Level.COMMUNE),
        ("thị trấn Sông Vệ", Level.COMMUNE),
        ("đặc khu Lý Sơn", Level.COMMUNE),
        ("UBND huyện Nga Sơn", Level.DISTRICT),
        ("quận Lê Chân", Level.DISTRICT),
        ("thị xã Đức Phổ", Level.DISTRICT),
        ("thành phố Thủ Đức", Level.DISTRICT),
        ("thành phố Hải Phòng", Level.PROVINCE),
        ("TỈNH QUẢNG NGÃI", Level.PROVINCE),
        ("Sở Nội vụ", None),
        ("", None),
    ],
)
def test_the_level_follows_from_the_name(name, level):
    assert level_of(name) is level


def test_hue_became_a_central_city_in_2025():
    assert level_of("thành phố Huế", date(2024, 12, 31)) is Level.DISTRICT
    assert level_of("thành phố Huế", date(2025, 1, 1)) is Level.PROVINCE


def test_districts_end_with_june_2025():
    assert level_exists(Level.DISTRICT, BEFORE)
    assert not level_exists(Level.DISTRICT, AFTER)


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.PROVINCE])
def test_communes_and_provinces_go_on(level):
    assert level_exists(level, BEFORE)
    assert level_exists(level, AFTER)


def test_towns_end_when_special_zones_begin():
    town, zone = kind_of("thị trấn Sông Vệ"), kind_of("đặc khu Lý Sơn")
    assert (town.holds_at(BEFORE), town.holds_at(AFTER)) == (True, False)
    assert (zone.holds_at(BEFORE), zone.holds_at(AFTER)) == (False, True)


def test_a_unit_is_made_from_the_name_in_a_report():
    unit = Unit.named("UBND XÃ TRÀ SƠN")
    assert (unit.name, unit.level) == ("xã Trà Sơn", Level.COMMUNE)
    assert unit.is_called("Xã Trà Sơn")


def test_a_name_without_a_kind_makes_no_unit():
    assert Unit.named("Sở Nội vụ") is None


def test_a_unit_exists_from_its_first_to_its_last_day():
    unit = Unit("huyện Trà Bồng", Level.DISTRICT, until=BEFORE)
    assert unit.holds_at(BEFORE)
    assert not unit.holds_at(AFTER)
