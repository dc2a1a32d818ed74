"""A small invented country that went through the reform of 1 July 2025."""

from datetime import date

from danvan.units.change import Change, Move
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

LAST, REFORM = date(2025, 6, 30), date(2025, 7, 1)


def commune(name, code, parent, **dates):
    return Unit(name, Level.COMMUNE, code, parent, **dates)


UNITS = (
    Unit("tỉnh Một", Level.PROVINCE, "91"),
    Unit("tỉnh Hai", Level.PROVINCE, "92"),
    Unit("huyện Đông", Level.DISTRICT, "911", "91", until=LAST),
    Unit("huyện Tây", Level.DISTRICT, "912", "91", until=LAST),
    Unit("huyện Nam", Level.DISTRICT, "921", "92", until=LAST),
    commune("xã An", "91001", "911", until=LAST),
    commune("xã An Bình", "91001", "91", since=REFORM),
    commune("xã Bình", "91002", "911", until=LAST),
    commune("xã Cao", "91003", "912", until=LAST),
    commune("xã Cao", "91003", "91", since=REFORM),
    commune("xã Đa", "91004", "912", until=LAST),
    commune("xã Đa", "91004", "91", since=REFORM),
    commune("xã Em", "91005", "912", until=LAST),
    commune("xã Cao", "92001", "921", until=LAST),
    commune("xã Cao", "92001", "92", since=REFORM),
)
CHANGE = Change(
    REFORM,
    (
        Move("91001", "91001"),
        Move("91002", "91001"),
        Move("91005", "91004"),
        Move("91004", "91004"),
    ),
)
"""An and Bình become An Bình; Em goes into Đa, which keeps its name; Cao goes on, under the province."""


def country() -> UnitRegister:
    return UnitRegister(UNITS, (CHANGE,))
