"""A unit of local government."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from danvan.units.level import Level, level_of
from danvan.units.names import KIND_WORDS, plain_name, unit_key

_LEVEL_OF_CODE = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune, district or province, as it was from its first to its last day without a change of name, territory or the
    unit above. Codes are kept when units merge (19/2025/QĐ-TTg), so that a code alone does not tell a territory: `key` does.

    `code` is the state's code ('' when not known), `parent` the code of the unit above, `since` and `until` the first and last
    day (None = open, or not known). `latitude` and `longitude` are degrees of a point inside, `area_km2` km², `people` persons.
    """

    name: str
    level: Level
    code: str = ""
    parent: str = ""
    since: date | None = None
    until: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    area_km2: Decimal | None = None
    people: int | None = None

    @classmethod
    def named(cls, name: str, day: date | None = None) -> Self | None:
        """The unit a report calls `name`, with the level its kind tells; None when the name tells none."""
        level = level_of(name, day)
        return cls(plain_name(name), level) if level else None

    @property
    def key(self) -> tuple[str, date | None]:
        """What tells it from every other: its code and first day."""
        return self.code, self.since

    @property
    def kind(self) -> str:
        """The word its name begins with: 'xã', 'thị trấn'; '' when the name has none."""
        return next((word for word in KIND_WORDS if self.name.startswith(word + " ")), "")

    @property
    def proper(self) -> str:
        """The name without its kind: 'Nghĩa Phương'."""
        return self.name.removeprefix(self.kind).strip()

    def holds_at(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def is_called(self, name: str) -> bool:
        """Whether `name` is another spelling of this unit's name."""
        return unit_key(self.name) == unit_key(name)


def level_of_code(code: str) -> Level | None:
    """What the length of a code tells: 2 digits a province, 3 a district, 5 a commune; None for anything else."""
    return _LEVEL_OF_CODE.get(len(code)) if code.isascii() and code.isdigit() else None
