"""What a name may mean."""

from dataclasses import dataclass
from enum import StrEnum

from danvan.units.unit import Unit


class Why(StrEnum):
    """What speaks for a match, or against it."""

    NAME = "name"
    """The name as it is."""
    UNACCENTED = "unaccented"
    """The same letters, written without any accents."""
    ACCENTS = "accents"
    """The same letters, with other accents."""
    MISSPELT = "misspelt"
    NO_KIND = "no_kind"
    """The words do not say whether it is a xã, a phường, …"""
    OTHER_KIND = "other_kind"
    UPPER = "upper"
    """The unit above is named too, and it fits."""
    UPPER_MISSPELT = "upper_misspelt"
    UPPER_UNSAID = "upper_unsaid"
    """Others are as likely: nothing in the words tells them apart."""
    OTHER_UPPER = "other_upper"
    """Words that are no unit above this one."""
    OLD_NAME = "old_name"
    """A name that a part of it had before 2025, by the national list alone (one sighting)."""
    SUCCESSOR = "successor"
    """The name is that of a unit whose territory this one has on the day."""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that may be meant, with a score up to 100 and what speaks for and against it. `was`: the unit of that name, where
    this one is its successor."""

    unit: Unit
    score: int
    why: tuple[Why, ...]
    upper: tuple[Unit, ...] = ()
    """The units above it, the nearest first."""
    was: Unit | None = None
