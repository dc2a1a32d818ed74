"""Profiles: how a document must look on paper, as the rules on administrative documents of a time say.

Lengths are millimetres, sizes and spaces points. Limits count themselves as allowed.
"""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from danvan.catalogue.models import Card, Dated, Source, Words

Part = Literal[
    "motto",
    "slogan",
    "party",
    "parent_issuer",
    "issuer",
    "number",
    "place_date",
    "type",
    "subject",
    "letter_subject",
    "addressee",
    "signer_titles",
    "signer_name",
    "recipients_head",
    "recipients",
]
"""The parts of a document that are told apart: `letter_subject` is the 'V/v' of a letter, which has no type."""
Align = Literal["left", "center", "right", "both"]


class Limits(Card):
    """From least to most."""

    least: Decimal = Field(ge=0)
    most: Decimal = Field(ge=0)

    def beyond(self, value: Decimal) -> Decimal:
        """How far `value` is outside; 0 inside."""
        return max(self.least - value, value - self.most, Decimal(0))


class Paper(Card):
    """The sheet, upright."""

    name: str = Field(min_length=1)
    width: Decimal = Field(gt=0)
    height: Decimal = Field(gt=0)
    source: Source


class PageMargins(Card):
    """From the edges of the sheet to the text."""

    top: Limits
    bottom: Limits
    left: Limits
    right: Limits
    source: Source


class LettersRule(Card):
    """Letters everywhere. `colour`: six hexadecimal digits."""

    font: str = Field(min_length=1)
    colour: str = Field(pattern=r"^[0-9A-F]{6}$")
    source: Source


class PageNumberRule(Card):
    """The number of a page."""

    place: Literal["header", "footer"]
    align: Align
    on_first: bool
    size: Limits
    italic: bool = False
    source: Source


class PartRule(Card):
    """How one part of a document is set; what is left out is free."""

    name: Words
    size: Limits | None = None
    case: Literal["upper", "lower"] | None = None
    bold: bool | None = None
    italic: bool | None = None
    align: Align | None = None
    source: Source


class BodyRule(Card):
    """How the running text is set. `first_line`: every indent that is allowed."""

    size: Limits
    align: Align
    first_line: tuple[Decimal, ...] = Field(min_length=1)
    between: Decimal = Field(ge=0)
    """Points between two paragraphs, at least."""
    lines: Limits
    """Space of a line: 1 = single."""
    italic: bool = False
    source: Source


class Profile(Dated):
    """How documents of one kind look on paper."""

    code: str
    """By its place, set by the loader."""
    name: Words
    of: Literal["state", "party"]
    """Whose documents: told by the top of the first page."""
    by_analogy: tuple[str, ...] = ()
    """Words in the name of a body that follows these rules without being bound by them; what it does otherwise is a note."""
    paper: Paper
    margins: PageMargins
    letters: LettersRule
    page_number: PageNumberRule
    parts: dict[Part, PartRule] = Field(min_length=1)
    body: BodyRule
    source: Source
