"""A figure of the ledger: a number with a meaning and a source."""

from dataclasses import dataclass
from datetime import datetime
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


Source = Words | Entry | Formula | RollUp


@dataclass(frozen=True, slots=True)
class Figure:
    """One version of a figure. `indicator` is a catalogue code; `supersedes` the identifier of the version it corrects.

    `unit` is the administrative unit's name ('xã Trà Sơn'), `level` province, district, commune or ''.
    """

    id: str
    indicator: str
    unit: str
    level: str
    period: Period
    quantity: Quantity
    source: Source
    recorded: datetime
    catalogue: str
    """Version of the catalogue the figure was mapped with."""
    supersedes: str | None = None
    reason: str = ""
    """Why a correction was made; '' for a first version."""
