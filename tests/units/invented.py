"""A small invented country: a province of two districts, whose communes merge, split and move over the years."""

from datetime import date
from decimal import Decimal

from danvan.units.change import Change, Move
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

MERGED, SPLIT, ENDED = date(2020, 1, 1), date(2022, 1, 1), date(2025, 7, 1)
LAST = date(2025, 6, 30)


def commune(code: str, name: str, parent: str = "101", **more: object) -> Unit:
    return Unit(name, Level.COMMUNE, code, parent, **more)


UNITS = (
    Unit("tỉnh Trường Sơn", Level.PROVINCE, "10"),
    Unit("huyện Sông Con", Level.DISTRICT, "101", "10", until=LAST),
    Unit("huyện Núi Cao", Level.DISTRICT, "102", "10", until=LAST),
    commune("10001", "xã An Bình", people=6000, area_km2=Decimal(30)),
    commune("10002", "xã An Hòa", people=4000, area_km2=Decimal(10), until=LAST),
    commune("10003", "xã Bình Minh", people=9000, area_km2=Decimal(20), until=LAST),
    commune("10004", "xã Tân Thành", "102", until=LAST),
    commune("10005", "thị trấn Tân Thành", "101", until=LAST),
    commune("10006", "xã Mới", "10", since=ENDED),
)
CHANGES = (
    Change(MERGED, (Move("10002", "10001"),), decided=date(2019, 11, 1), basis="1/NQ"),
    Change(SPLIT, (Move("10003", "10001", whole=False, people=3000, area_km2=Decimal(5)),), basis="2/NQ"),
    Change(
        ENDED,
        (
            Move("10003", "10006"),
            Move("10004", "10001", whole=False, main=True),
            Move("10004", "10006", whole=False),
            Move("10005", "10001"),
        ),
        basis="3/NQ",
    ),
)


def register() -> UnitRegister:
    return UnitRegister(UNITS, CHANGES)
