"""The typed objects the catalogue's YAML becomes. Every class is frozen; an unknown key is an error.

A value that follows from law carries where it follows from (`source`), how sure we are (`certainty`), and from when to
when it holds (`since`, first day; `until`, last day; empty = open). Names are given in Vietnamese and English.
"""

from datetime import date
from decimal import Decimal
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
    NOT_FOUND = "not_found"
    """Nobody has read what the law says of it: the value is ours, for a place to change."""
    OBSERVED = "observed"
    """Not law: the practice of real reports."""


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
CodeOrNone = Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]*)?$")]
Range = dict[Literal["commune", "district", "province"], tuple[Decimal, Decimal]]
"""Least and most, by level of the unit."""


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

    def overlaps(self, other: "Dated") -> bool:
        """Whether there is a day on which both hold."""
        return max(self.since or date.min, other.since or date.min) <= min(self.until or date.max, other.until or date.max)


class About(Card):
    """What a catalogue folder says of itself: catalogue.yml at its top."""

    name: Words
    version: str = Field(pattern=r"^[0-9A-Za-z.-]+$")
    owner: str = Field(min_length=1)


class Column(Card):
    """A column of a register."""

    code: Code
    name: Words
    type: Literal["date", "integer", "decimal", "text", "choice", "yes_no"]
    choices: dict[Code, Words] = {}
    required: bool = False
    minimum: int | None = None
    measure: str = ""
    """Unit of measure of a number: 'đồng', 'm²'."""
    personal: bool = False
    """Personal data: encrypted, never in figures, logs or search."""


class Deadline(Dated):
    """Days from one column's date to another's. `days` counts calendar days or working days, as the law says; `promised`
    is what a place promises instead, never more than the law allows. `extensions` of `extension_days` each may follow."""

    code: Code
    name: Words
    start: Code
    end: Code
    days: int = Field(gt=0)
    counted: Literal["days", "working_days"]
    promised: int | None = Field(default=None, gt=0)
    extensions: int = Field(default=0, ge=0)
    extension_days: int = Field(default=0, ge=0)
    when: str = ""
    """SQL condition over the register's columns; empty = always."""
    source: Source


class Register(Card):
    """A book of an area: what a row is, its columns, the states a row goes through, its deadlines.

    Which rows a period has, and what was known of them on its closing date, is said by `begins` to `ahead`; see
    `danvan.catalogue.windows`. A date is known on its own day: one that lies behind the closing date is not there yet.
    """

    name: Words
    row: Words
    begins: CodeOrNone = ""
    """The date that places a row in a period. Only a register whose rows nothing counts may go without."""
    ends: CodeOrNone = ""
    """The date that closes a row: one that was not closed before a period's first day is in that period too."""
    ends_also: dict[Code, str] = {}
    """Other dates that close a row, each where its SQL condition over the columns holds: a petition that belongs elsewhere is
    done with when it is handled."""
    stays: bool = False
    """A row is in every period from its first day on, for good or until it ends; without a first day, ever since."""
    known: dict[Code, tuple[Code, ...]] = {}
    """Columns nobody knows before the date in the key: the outcome before the day a dossier is closed."""
    ahead: tuple[Code, ...] = ()
    """Dates that are known before they come: a due day, a day that is planned. A book takes no other that has not come."""
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
    rollup: Literal["sum", "ratio", "weighted_mean", "none"] = "sum"
    """sum: add over units. ratio: recompute the formula from the rolled-up parts. weighted_mean: the mean of the units' values,
    each as often as its `weight` says. none: cannot be added (a rank). Left out, the loader fills in what the kind says: a
    ratio or a rate is never added."""
    weight: str = ""
    """The indicator a weighted mean is weighted by ('answers' for a mean of answers), named as in a formula."""
    over_time: Literal["sum", "last", "ratio", "none"] | None = None
    """How periods make a longer one; empty = as its kind does, see `rollup_over_time`."""
    formula: str = ""
    rows: str = ""
    """The register a formula counts the rows of: 'cases', or 'admin_procedures.dossiers' of another area. May be left out
    where the area has one register."""
    happened: CodeOrNone = ""
    """Counts only the rows whose date in this column lies in the period: of covenants that stay, those adopted in it."""
    range: Range = {}
    """What is believable in one period, by level of the unit; empty = as its unit of measure, see Catalogue.range_of."""
    compares: tuple[Literal["plan", "same_period"], ...] = ()
    """What reports set the figure against."""
    base_year: int | None = None
    """The year a change is counted from, where that is part of what is counted ('giảm so năm 2015')."""
    decimals: int = 0
    main: bool = False
    """Stands in the consolidated report's tables."""
    source: Source

    @property
    def rollup_over_time(self) -> str:
        """sum: add the periods. last: the latest. ratio: recompute from the parts. none: cannot be told."""
        by_kind = {
            "count": "sum",
            "money": "sum",
            "stock": "last",
            "ratio": "ratio" if self.formula else "none",
            "rate": "none",
        }
        return self.over_time or by_kind[self.kind]


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


class PhraseBook(Card):
    """The phrases of an area, and the groups of words they share: '$reception' in a phrase is the group `reception`."""

    words: dict[Code, tuple[str, ...]] = {}
    replaces: tuple[str, ...] = ()
    """Indicators whose phrases in the catalogue underneath no longer count (in a province's own folder)."""
    phrases: tuple[Phrase, ...] = ()


class Sentence(Card):
    """What a report says of an area's totals. '{visits}' is the figure with its unit of measure; what stands in [ ] is left
    out when a figure in it is missing, the whole sentence when another is. `nothing` is said when the first is 0."""

    says: str = Field(min_length=1)
    nothing: str = ""


class Area(Card):
    """One area of work, everything about it in one room."""

    code: str
    name: Words
    order: int
    about: Words
    law: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    """Words of report headings that belong to this area (lower case)."""
    registers: dict[Code, Register] = {}
    indicators: tuple[Indicator, ...] = ()
    identities: tuple[Identity, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    sentences: tuple[Sentence, ...] = ()


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
    checked_on: date | None = None
    """The day up to which later texts were followed: what was signed after it may have changed or ended this one."""
    note: str = ""
    source: str = Field(min_length=1)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other: local decisions repeat their numbers."""
        return self.number, self.signed, self.issuer

    @property
    def signed_on(self) -> date | None:
        return date.fromisoformat(self.signed) if len(self.signed) == len("2024-01-01") else None

    def status(self, day: date) -> Literal["not_yet", "in_force", "no_end_known", "ended", "unknown"]:
        """What the card knows of `day`. A card without an end does not say that the text is in force: `no_end_known`."""
        if self.ended and self.ended <= day:
            return "ended"
        start = self.in_force or self.signed_on
        if start and day < start:
            return "not_yet"
        if self.in_force is None:
            return "unknown"
        return "in_force" if self.ended else "no_end_known"


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

    @property
    def of_catalogue(self) -> bool:
        """Whether it is about the catalogue itself (`danvan catalogue lint`), and not about documents."""
        return self.kind == "catalogue"


class OutlineTable(Card):
    """A table an outline asks for: units in its rows, indicators in its columns; or an official form."""

    title: Words
    indicators: tuple[str, ...] = ()
    """Full codes, in the order of the columns."""
    form: str = ""
    """Symbol of a form, chosen by the date of the data: '01/TCD'."""
    by_year: bool = False
    """Indicators down and the years of the period across, with the whole period and the one before it."""


class OutlineStanding(Card):
    """A share the units are set beside each other by. `least`: the smallest denominator from which a unit is compared: below
    it one case more or less would move a unit from the first to the last place."""

    indicator: str
    """Full code of a share, 100 * part / whole."""
    least: int = Field(gt=0)
    apart: Decimal = Field(default=Decimal(1), ge=0)
    """A unit is named only where its share lies so many percentage points from the whole's: of ten thousand cases a tenth of
    a point is no chance, and still not worth a word."""


class OutlineChart(Card):
    """A chart an outline asks for; it is drawn only where there is enough to show."""

    kind: Literal["change", "share", "units", "map"]
    """Change against last year; a share on time; small multiples of units over the years; units as bubbles where they lie."""
    indicators: tuple[str, ...]
    """Full codes: those held against last year; of the other kinds the first there are enough figures of."""
    part: str = ""
    """The part it stands at the end of; in the appendix of charts, if left out."""


class OutlinePart(Card):
    """A part of an outline: a heading, and what stands under it."""

    code: Code
    number: str
    heading: Words
    level: int = 1
    areas: tuple[str, ...] = ()
    """Areas whose figures this part gives: the area's sentences and a table of its main indicators each."""
    rest: bool = False
    """Gives the areas no other part names, those of a province's own folder among them; left out when nobody reported any."""
    indicators: tuple[str, ...] = ()
    """Full codes of single figures this part gives besides; each in a sentence of its phrase."""
    tables: tuple[OutlineTable, ...] = ()
    text: Words | None = None
    """What always stands here, or what the writer is asked for."""
    owed: bool = False
    """Names the units whose report is missing or late, and those whose figures are in no total."""
    standings: tuple[OutlineStanding, ...] = ()
    """Shares the units are compared by, with care."""
    told: tuple[Code, ...] = ()
    """What the units tell in their own words: kinds of vocabulary/own_words.yml."""
    most: int = Field(default=6, gt=0)
    """So many of them stand here; all stand in the annex."""


class Outline(Dated):
    """How a report is laid out (đề cương)."""

    code: str
    name: Words
    kind: Literal["unit", "consolidated", "appendix"] = "consolidated"
    """Of one unit; of an upper one over those below it; or the tables alone."""
    levels: tuple[Literal["commune", "district", "province"], ...] = ()
    """Whose report it is; empty = any level's."""
    periods: tuple[Literal["quarter", "half", "nine_months", "year", "years"], ...] = ()
    """Which periods it is for; empty = any."""
    recommended: bool = False
    """Ours for its levels and periods: at most one for each."""
    series: str = ""
    """The series of regimes whose reports a consolidated one is made of: who owes one is expected in it."""
    title: Words
    parts: tuple[OutlinePart, ...] = Field(min_length=1)
    charts: tuple[OutlineChart, ...] = ()
    closing: Words
    source: Source


class OwnWords(Card):
    """One kind of what units tell in their own words (difficulties, requests, models), and how it is found in a report."""

    name: Words
    """What a list of them is called."""
    headings: tuple[str, ...] = Field(min_length=1)
    """Words of the headings over them."""
    alone: tuple[str, ...] = ()
    """Words that are such a heading only where nothing else stands in it."""
    never: tuple[str, ...] = ()
    """Words that make a heading one over something else."""
    openings: tuple[str, ...] = ()
    """A sentence that opens so is of this kind, under a heading of a kind that often has both."""
    names: tuple[str, ...] = ()
    """Words a name stands behind ('mô hình “…”'): what is listed are then these names."""
    not_names: tuple[str, ...] = ()
    """Words no name begins with."""


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
    number_phrases: tuple[str, ...]
    """Words with a number in them that counts nothing: 'một cửa', '4 tại chỗ', '24/7'."""
    holidays: tuple[str, ...]
    """Days of the year known by their date, as day/month: 27/7."""
    counted_per: tuple[str, ...]
    """What things are counted for each of: 'hộ' in '3 lượt/hộ'."""
    not_measures: tuple[str, ...]
    """Words of grammar, which no unit of measure begins with."""
    qualifiers_behind: dict[str, tuple[str, ...]]
    """How words behind a number bound it: 'trở lên' at least."""
    target_cues: tuple[str, ...]
    target_headings: tuple[str, ...]
    abbreviations: dict[str, str]
    compounds: tuple[str, ...] = ()
    """Words in which a unit of measure is only a syllable: 'hòa giải' counts no prizes (giải)."""
    terms: tuple[str, ...] = ()
    """Words that belong together over a comma or a dash: 'sản xuất, kinh doanh', 'kinh tế - xã hội'."""
    bodies: dict[str, str]
    """What bodies and programmes are called in full where a document names them first: short name -> full name."""
    none: dict[str, tuple[str, ...]]
    """How offices say that there was none of a thing: see vocabulary/none.yml."""
    own_words: dict[Code, OwnWords] = {}
    """What units tell in their own words, by kind."""
    own_words_grammar: dict[Code, tuple[str, ...]] = {}
    """How such words are told from what stands around them: see vocabulary/own_words_grammar.yml."""
    ranges: dict[str, Range] = {}
    """What is believable of any figure of a unit of measure, where its indicator says nothing of its own."""
    states: dict[Code, Words] = {}
    """What the states of registers are called."""
    words: dict[str, str] = {}
    """Words of two and more syllables that official texts are made of, separated by commas, under their first letter."""
