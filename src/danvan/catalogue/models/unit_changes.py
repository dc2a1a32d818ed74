"""Changes of administrative units: one card for each merger, split, move of a boundary, rename or abolition.

A card stands on its own: it names every unit it touches as it was the day before (`before`) and as it is from `since` on
(`after`), by the state's codes. Codes are kept when units merge (19/2025/QĐ-TTg), so a unit is its code and its first day.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from danvan.catalogue.models import Card, Source, Words

UnitCode = Annotated[str, Field(pattern=r"^(\d{2}|\d{3}|\d{5})$")]
"""The state's code: 2 digits for a province, 3 for a district, 5 for a commune."""


class UnitFacts(Card):
    """What a card knows of a unit on one side of the change."""

    name: str = Field(pattern=r"^(thành phố|thị trấn|thị xã|đặc khu|phường|huyện|quận|tỉnh|xã) \S")
    """With its kind, as 'xã Nghĩa Phương'."""
    parent: UnitCode | None = None
    """The code of the unit above; none for a province."""
    area_km2: Decimal | None = Field(default=None, gt=0)
    people: int | None = Field(default=None, ge=0)
    source: Source | None = None
    """Where these numbers are from, when not from the card's own source."""


class UnitMove(Card):
    """Territory that goes from one unit to another: all of `old`, or a part of it."""

    old: UnitCode
    new: UnitCode
    extent: Literal["whole", "part"]
    area_km2: Decimal | None = Field(default=None, gt=0)
    people: int | None = Field(default=None, ge=0)
    note: Words | None = None
    source: Source | None = None
    """Where this move is from, when not from the card's own source."""


class UnitChange(Card):
    """One change. What is left of a unit after parts of it went elsewhere stays with its code, and is not written as a move."""

    code: str
    """By its place, set by the loader."""
    name: Words
    decided: date
    """The day of the resolution."""
    since: date
    """The first day the units are as `after` says: from it on figures are those of the new territory."""
    since_source: Source | None = None
    """Where that day is from, when not from the card's own source: a resolution is often in force on another day."""
    starts_work: date | None = None
    """The first day the new offices worked, where that is known to be another day."""
    before: dict[UnitCode, UnitFacts] = Field(default_factory=dict)
    after: dict[UnitCode, UnitFacts] = Field(default_factory=dict)
    moves: tuple[UnitMove, ...] = ()
    """Empty for a rename, or another unit above: each code of `before` and `after` goes on whole."""
    source: Source
