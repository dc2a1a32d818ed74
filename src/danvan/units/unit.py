"""A unit of local government."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from danvan.units.level import Level, level_of
from danvan.units.names import plain_name, unit_key


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune, district or province. `code` is the state's code ('' when not known), `parent` the name of the unit above,
    `since` and `until` the first and last day it existed (None = open)."""

    name: str
    level: Level
    code: str = ""
    parent: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def named(cls, name: str, day: date | None = None) -> Self | None:
        """The unit a report calls `name`, with the level its kind tells; None when the name tells none."""
        level = level_of(name, day)
        return cls(plain_name(name), level) if level else None

    def holds_at(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def is_called(self, name: str) -> bool:
        """Whether `name` is another spelling of this unit's name."""
        return unit_key(self.name) == unit_key(name)
