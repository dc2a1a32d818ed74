"""A figure of the ledger: a number with a meaning and a source, or the statement that there is none."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Words:
    """Read from a document: its file name, the sha-256 of its bytes, the place, the words and their sentence."""

    file: str
    digest: str
    start: int
    end: int
    text: str
    context: str
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class Entry:
    """Typed in by a person."""

    person: str
    reason: str = ""
    kind: Literal["entry"] = "entry"


@dataclass(frozen=True, slots=True)
class Formula:
    """Computed by a formula of the catalogue from other figures (their identifiers)."""

    formula: str
    figures: tuple[str, ...]
    kind: Literal["formula"] = "formula"


@dataclass(frozen=True, slots=True)
class RollUp:
    """Summed over units (their figures' identifiers); `missing` names the units that gave none."""

    figures: tuple[str, ...]
    missing: tuple[str, ...] = ()
    kind: Literal["rollup"] = "rollup"


@dataclass(frozen=True, slots=True)
class Rows:
    """Counted over the rows of a register by a condition; `digest` is the sha-256 of the register's file, if it has one."""

    register: str
    query: str
    count: int
    digest: str = ""
    kind: Literal["rows"] = "rows"


@dataclass(frozen=True, slots=True)
class Shared:
    """Shared out to today's boundary from figures of the units before (their identifiers), by a stated weight: always an
    estimate. `share` is the part taken, an exact fraction in words ('17/100')."""

    figures: tuple[str, ...]
    weight: Literal["people", "area"]
    share: str
    basis: str = ""
    kind: Literal["shared"] = "shared"


Source = Words | Entry | Rows | Formula | RollUp | Shared


class Blank(StrEnum):
    """Why there is no number. What each kind does to a total is in `danvan.ledger.blanks`."""

    NONE_HAPPENED = "none_happened"
    """'không phát sinh': a zero, stated."""
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    NOT_COMPARABLE = "not_comparable"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Figure:
    """One version of a figure. `indicator` is a catalogue code; `supersedes` the identifier of the version it corrects.

    `unit` is the administrative unit's name ('xã Trà Sơn'), `level` province, district, commune or ''; `unit_code` the state's
    code of it, '' when not known. `quantity` is None for a figure taken back and for a blank that is not a zero.
    """

    id: str
    indicator: str
    unit: str
    level: str
    period: Period
    quantity: Quantity | None
    source: Source
    recorded: datetime
    catalogue: str
    """Version of the catalogue the figure was mapped with."""
    supersedes: str | None = None
    reason: str = ""
    """Why a correction was made; '' for a first version."""
    unit_code: str = ""
    blank: Blank | None = None
    estimated: bool = False
    person: str = ""
    """Who recorded this version; '' when nobody said."""
    withdrawn: bool = False
    """This version takes the figure back."""
    witness: bool = False
    """Kept and compared, but not the figure of record at its place."""

    @property
    def amount(self) -> Quantity:
        """The quantity of a figure that has one. Raises ValueError for a blank and for a figure taken back."""
        if self.quantity is None:
            raise ValueError(f"{self.id} has no value")
        return self.quantity
