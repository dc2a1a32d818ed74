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
    `indicator` is the catalogue's code when one and only one fits; `candidates` those between which reading did not choose.
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
    qualifier: Qualifier | None = None
    direction: Direction | None = None
    period: Period | None = None
    part_of: str | None = None
    target: bool = False
    readings: tuple[Decimal, ...] = ()
    section: str = ""
    area: str = ""


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
    """A mention of a legal text. `number` without stray spaces, wrong letters kept; `second` = short later mention."""

    span: Span
    type: str
    number: str
    date: dt.date | None = None
    issuer: str = ""
    title: str = ""
    date_text: str = ""
    """The date as printed, also when no such day exists."""


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
class Coverage:
    """Every run of digits in the text is a figure, something else that is known (a date, a symbol…), or unaccounted for."""

    numbers: int
    unaccounted: tuple[Span, ...] = ()

    @property
    def accounted(self) -> int:
        return self.numbers - len(self.unaccounted)


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

    def figure(self, identifier: str) -> StatedFigure:
        return next(figure for figure in self.figures if figure.id == identifier)
