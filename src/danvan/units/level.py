"""The levels of local government, and the words of a unit's name that tell its level."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from danvan.units.names import plain_name, unit_key


class Level(StrEnum):
    """A level of local government, the highest first."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


# Districts and commune-level towns ended, and special zones began, with the two-tier model of 1 July 2025:
# Nghị quyết 203/2025/QH15 (Constitution) and Luật 72/2025/QH15.
_LAST_DAY_OF_THREE_TIERS = date(2025, 6, 30)
_FIRST_DAY_OF_TWO_TIERS = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of unit: the word its names begin with, its level, first and last day such units existed (None = open)."""

    word: str
    level: Level
    since: date | None = None
    until: date | None = None

    def holds_at(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


KINDS = (
    Kind("tỉnh", Level.PROVINCE),
    Kind("thành phố", Level.PROVINCE),
    Kind("thành phố", Level.DISTRICT, until=_LAST_DAY_OF_THREE_TIERS),
    Kind("huyện", Level.DISTRICT, until=_LAST_DAY_OF_THREE_TIERS),
    Kind("quận", Level.DISTRICT, until=_LAST_DAY_OF_THREE_TIERS),
    Kind("thị xã", Level.DISTRICT, until=_LAST_DAY_OF_THREE_TIERS),
    Kind("xã", Level.COMMUNE),
    Kind("phường", Level.COMMUNE),
    Kind("thị trấn", Level.COMMUNE, until=_LAST_DAY_OF_THREE_TIERS),
    Kind("đặc khu", Level.COMMUNE, since=_FIRST_DAY_OF_TWO_TIERS),
)

# Cities directly under the central government, with the first day they were one (None = before any report we read).
# Huế: Nghị quyết 175/2024/QH15. Every other city belonged to a province (or to a city: Thủ Đức), at district level.
_CENTRAL_CITIES: dict[str, date | None] = {
    unit_key(name): since
    for name, since in {
        "thành phố Hà Nội": None,
        "thành phố Hồ Chí Minh": None,
        "thành phố Hải Phòng": None,
        "thành phố Đà Nẵng": None,
        "thành phố Cần Thơ": None,
        "thành phố Huế": date(2025, 1, 1),
    }.items()
}


def kind_of(name: str, day: date | None = None) -> Kind | None:
    """The kind of the unit called `name` ('UBND xã Trà Sơn' -> xã), or None when its first words are no kind of unit.

    `day` matters for a city whose level changed; without it the newest level is taken. A kind is told by the name alone:
    whether it existed on a day is `Kind.holds_at`.
    """
    plain = plain_name(name)
    found = [kind for kind in KINDS if plain.startswith(kind.word + " ")]
    if len(found) < 2:
        return found[0] if found else None
    wanted = Level.PROVINCE if _is_central(plain, day) else Level.DISTRICT
    return next(kind for kind in found if kind.level is wanted)


def level_of(name: str, day: date | None = None) -> Level | None:
    """The level of the unit called `name`; None when the name does not say."""
    kind = kind_of(name, day)
    return kind.level if kind else None


def level_exists(level: Level, day: date) -> bool:
    """Whether there were units of `level` on `day`: districts ended with 30 June 2025."""
    return any(kind.level is level and kind.holds_at(day) for kind in KINDS)


def _is_central(plain: str, day: date | None) -> bool:
    key = unit_key(plain)
    if key not in _CENTRAL_CITIES:
        return False
    since = _CENTRAL_CITIES[key]
    return since is None or day is None or since <= day
