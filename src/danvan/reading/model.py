"""What reading finds in a document. Every item points at the characters it was read from."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from danvan.documents.model import Document
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.kernel.span import Span
from danvan.reading.paragraphs import Paragraph


class FigureKind(StrEnum):
    """What sort of number it is."""

    COUNT = "count"
    MONEY = "money"
    MEASURE = "measure"
    """A length, an area, a duration, a density…"""
    RATIO = "ratio"
    CHANGE = "change"
    """A rise or fall, absolute; `direction` says which."""
    RATE_OF_CHANGE = "rate_of_change"
    """A rise or fall in percent."""


class Direction(StrEnum):
    """Which way a change goes; the value itself stays positive."""

    UP = "up"
    DOWN = "down"


class Qualifier(StrEnum):
    """How the words bound the number: 'hơn' above, 'gần' below, 'khoảng' about, 'không quá' at most, 'ít nhất' at least."""

    ABOVE = "above"
    BELOW = "below"
    ABOUT = "about"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as a document states it.

    `quantity.measure` is the unit of measure as written; `label` says what is counted, in the document's words;
    `indicator` is the catalogue's code when one and only one fits, `confidence` how sure that is, from 0 to 1 (None without an
    indicator; reading/confidence.py); `candidates` those between which reading did not choose, or the one it was too unsure of.
    `recognised`: in a scan, how sure the recognition was of the number's most doubtful word, in percent; else None.
    `readings` holds the other possible values when the writing allows two (14,560).
    """

    id: str
    span: Span
    number: Span
    quantity: Quantity
    label: str
    kind: FigureKind = FigureKind.COUNT
    indicator: str | None = None
    candidates: tuple[str, ...] = ()
    confidence: float | None = None
    recognised: int | None = None
    qualifier: Qualifier | None = None
    direction: Direction | None = None
    period: Period | None = None
    part_of: str | None = None
    target: bool = False
    readings: tuple[Decimal, ...] = ()
    section: str = ""
    area: str = ""
    form: str = ""
    """The official form its table is, by its code: 'ttcp_06_2025/01_tcd'."""
    column: str = ""
    """Its column of the form, as the form's formulas name it: 'c12'; 'num(c2)' and 'den(c2)' of a cell written a/b."""
    row: str = ""
    """In a form, the words at the left of its row: 'Xã Trà Sơn'; '' where the row is the unit's own."""


class RelationKind(StrEnum):
    """How figures are tied to each other."""

    SUM = "sum"
    RATIO = "ratio"
    PLAN = "plan"
    CHANGE = "change"
    EXPRESSION = "expression"


@dataclass(frozen=True, slots=True)
class Relation:
    """Figures that must fit each other, and whether they do.

    `figures`: identifiers, the stated result first, then the terms (parts, or numerator and denominator, or this period's
    level and the difference). `holds` is None when the words leave it open. `stated` is the printed result, `computed` what
    the terms give. `mode` says how a true one holds (exact, rounded, truncated); `why` names the rule that made the relation
    ('trong đó', 'gồm', 'identity:petitions.received', 'a/b'…); `formula` shows the arithmetic ('206 + 129 = 335').
    `suspect` is the figure most likely wrong when a second witness shows it.
    """

    kind: RelationKind
    figures: tuple[str, ...]
    holds: bool | None
    stated: Quantity
    computed: Fraction | None
    span: Span
    why: str = ""
    mode: str = ""
    formula: str = ""
    suspect: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a legal text. `number` without stray spaces, wrong letters kept; '' for a text named by its name alone.

    `name` is a law's name as printed ('Luật Tiếp công dân'), `title` the words quoted with the mention, `provision` the
    article cited ('khoản 2 Điều 5'); `refers_to` the place of the first mention of the same text, for a later one.
    """

    span: Span
    type: str
    number: str
    date: dt.date | None = None
    issuer: str = ""
    title: str = ""
    date_text: str = ""
    """The date as printed, also when no such day exists or none is said ('tháng 3/2024')."""
    name: str = ""
    provision: str = ""
    refers_to: Span | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its stretch of text. `number` is the full path ('III.2.1.a')."""

    number: str
    heading: str
    span: Span
    level: int
    area: str = ""
    target: bool = False
    """Plans and tasks of the next period: figures in it are targets, not results."""
    also: tuple[str, ...] = ()
    """Other areas its heading names."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed: the title lines as printed, and the name."""

    title: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the document says of itself; '' or None where it does not. `level`: province, district, commune or ''."""

    type: str = ""
    number: str = ""
    date: dt.date | None = None
    place: str = ""
    issuer: str = ""
    unit: str = ""
    level: str = ""
    period: Period | None = None
    title: str = ""
    signatory: Signatory = field(default_factory=Signatory)
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One number of the text, in digits or in letters, and what it is.

    `kind`: "figure"; "undecided" for a figure its writing allows two values; "measure" for the 2 of m2; what it is besides a
    figure ("date", "period", "name", "citation"… as in `known.Use`); "furniture", "page_number"; "" for one not accounted for.
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every number in the text is a figure, something else that is known (a date, a symbol…), or unaccounted for."""

    numbers: int
    unaccounted: tuple[Span, ...] = ()
    account: tuple[Account, ...] = ()
    """Every number in order, with what it is."""

    @property
    def accounted(self) -> int:
        return self.numbers - len(self.unaccounted)

    @property
    def by_kind(self) -> dict[str, tuple[Span, ...]]:
        """Kind -> where its numbers stand; the kind of most numbers first. Those not accounted for are left out."""
        found: dict[str, list[Span]] = {}
        for item in self.account:
            if item.kind:
                found.setdefault(item.kind, []).append(item.span)
        ordered = sorted(found.items(), key=lambda told: (-len(told[1]), told[0]))
        return {kind: tuple(spans) for kind, spans in ordered}


@dataclass(frozen=True, slots=True)
class FormSeen:
    """A table that is a form of the catalogue. `form` is its code, '' where reading did not choose between `candidates`.

    `missing`: the columns of the form that the table does not have, by their numbers.
    """

    span: Span
    form: str = ""
    candidates: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document."""

    document: Document
    letterhead: Letterhead
    sections: tuple[Section, ...]
    figures: tuple[StatedFigure, ...]
    relations: tuple[Relation, ...]
    citations: tuple[Citation, ...]
    coverage: Coverage
    forms: tuple[FormSeen, ...] = ()
    paragraphs: tuple[Paragraph, ...] = field(default=(), compare=False, repr=False)
    """The running text as it was read, for those who look at it again; empty in a reading made by hand."""
    quotations: tuple[Span, ...] = ()
    """Paragraphs and cells that are the words of others (reading/quotations.py): no figure is read in them."""

    def figure(self, identifier: str) -> StatedFigure:
        return next(figure for figure in self.figures if figure.id == identifier)
