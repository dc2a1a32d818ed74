"""The typed objects the catalogue's YAML becomes. Every class is frozen; an unknown key is an error.

A value that follows from law carries where it follows from (`source`), how sure we are (`certainty`), and from when to
when it holds (`since`, first day; `until`, last day; empty = open). Names are given in Vietnamese and English.
"""

import warnings
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from danvan.kernel.finding import Severity


class Certainty(StrEnum):
    """How sure a statement of law or fact is. Only what is confirmed may make a document wrong."""

    CONFIRMED = "confirmed"
    ONE_SIGHTING = "one_sighting"
    INFERRED = "inferred"
    FROM_MEMORY = "from_memory"
    OBSERVED = "observed"
    """Not law: the practice of real reports."""


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Card(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Words(Card):
    """One text in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Source(Card):
    """Where a value comes from: an instrument of the catalogue (`instrument`, with `article`) or another described place."""

    instrument: str = ""
    article: str = ""
    seen: str = ""
    certainty: Certainty
    checked: date | None = None


class Dated(Card):
    since: date | None = None
    until: date | None = None

    def holds_at(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Column(Card):
    """A column of a register."""

    code: Code
    name: Words
    type: Literal["date", "integer", "decimal", "text", "choice", "yes_no"]
    choices: dict[Code, Words] = {}
    required: bool = False
    minimum: int | None = None
    personal: bool = False
    """Personal data: encrypted, never in figures, logs or search."""


class Deadline(Dated):
    """Days from one column's date to another's. `days` counts calendar days or working days, as the law says."""

    code: Code
    name: Words
    start: Code
    end: Code
    days: int = Field(gt=0)
    counted: Literal["days", "working_days"]
    when: str = ""
    """SQL condition over the register's columns; empty = always."""
    source: Source


class Register(Card):
    """The book of one area: what a row is, its columns, the states a row goes through, its deadlines."""

    name: Words
    row: Words
    columns: tuple[Column, ...] = Field(min_length=1)
    states: tuple[Code, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


class Indicator(Dated):
    """One thing that is counted. `formula`: over the register's rows (an aggregate) or over other indicators."""

    code: str
    """'<area>.<name>', set by the loader."""
    area: str
    name: Words
    measure: str
    kind: Literal["count", "stock", "money", "ratio", "rate"]
    rollup: Literal["sum", "ratio", "none"] = "sum"
    """sum: add over units. ratio: recompute the formula from the rolled-up parts. none: cannot be added (a rank, a mean)."""
    formula: str = ""
    decimals: int = 0
    main: bool = False
    """Stands in the consolidated report's tables."""
    source: Source


class Identity(Dated):
    """What must fit: `formula` is an SQL comparison over indicators of the area (=, <=, >=)."""

    code: str
    """'<area>.<name>', set by the loader."""
    area: str
    formula: str
    name: Words
    severity: Severity = Severity.ERROR
    source: Source


class Phrase(Card):
    """How reports say a figure. A stated figure matches when its unit of measure is one of `measures` (empty = any), every
    item of `says` is found in its label, clause or heading (alternatives split by '|'), and none of `never` is.
    `writes` is the sentence part it is written with again: '{n}' is the number with its unit of measure."""

    indicator: str
    measures: tuple[str, ...] = ()
    says: tuple[str, ...] = Field(min_length=1)
    never: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("count",)
    writes: str = ""


with warnings.catch_warnings():
    # Abstract classes have a method of that name, which no model uses; a book of records has no better one.
    warnings.filterwarnings("ignore", 'Field name "register"')

    class Area(Card):
        """One area of work, everything about it in one room."""

        code: str
        name: Words
        order: int
        about: Words
        law: tuple[str, ...] = ()
        headings: tuple[str, ...] = ()
        """Words of report headings that belong to this area (lower case)."""
        register: Register | None = None
        indicators: tuple[Indicator, ...] = ()
        identities: tuple[Identity, ...] = ()
        phrases: tuple[Phrase, ...] = ()


class Instrument(Card):
    """A legal text. `signed` is an ISO date, or only a year or year-month where no more is known. `ended` is the first
    day no longer in force. Local decisions repeat their numbers: the key is number + date + issuer."""

    number: str
    type: str
    issuer: str
    title: str
    signed: str = Field(default="", pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")
    in_force: date | None = None
    ended: date | None = None
    replaced_by: str = ""
    certainty: Certainty = Certainty.CONFIRMED
    note: str = ""
    source: str = Field(min_length=1)

    @property
    def signed_on(self) -> date | None:
        return date.fromisoformat(self.signed) if len(self.signed) == len("2024-01-01") else None


class CheckCard(Dated):
    """One check: the kind that evaluates it and its settings, and every word a person reads of it."""

    code: str = Field(pattern=r"^[A-Z]{2}\d\d$")
    name: str = Field(pattern=r"^[a-z]+(\.[a-z_]+)+$")
    kind: str
    settings: dict[str, Any] = {}
    severity: Severity
    title: Words
    message: Words
    """With named blanks, filled from the finding's data: {found}, {expected}, {formula}…"""
    why: Words
    mend: Words
    source: Source


class OutlinePart(Card):
    """A part of an outline: a heading, and what stands under it."""

    code: Code
    number: str
    heading: Words
    level: int = 1
    areas: tuple[str, ...] = ()
    """Areas whose figures this part gives: a sentence and a table each."""
    text: Words | None = None


class Outline(Dated):
    """How a report is laid out (đề cương)."""

    code: str
    name: Words
    title: Words
    parts: tuple[OutlinePart, ...] = Field(min_length=1)
    closing: Words
    source: Source


class Vocabulary(Card):
    """Word lists the reader works with; each is one file of `vocabulary/`."""

    measures: dict[str, tuple[str, ...]]
    """Units of measure by kind: count, money, length, area, weight, duration, percent, other."""
    same_measures: tuple[tuple[str, ...], ...]
    """Groups of measures that count the same kind of thing, so that they may stand in one sum."""
    scales: dict[str, int]
    """nghìn, triệu, tỷ… as powers of ten."""
    number_words: dict[str, int]
    qualifiers: dict[str, tuple[str, ...]]
    partitions: dict[str, dict[str, tuple[str, ...]]]
    """Ways a whole is split: name -> part -> words that mark it."""
    citation_types: tuple[str, ...]
    citation_symbols: dict[str, tuple[str, ...]]
    """Type of document -> the letters its symbol may carry."""
    names_with_numbers: tuple[str, ...]
    """Words after which a number is part of a name: thôn, tổ dân phố, quốc lộ, khóa, điều, khoản…"""
    target_cues: tuple[str, ...]
    target_headings: tuple[str, ...]
    abbreviations: dict[str, str]
