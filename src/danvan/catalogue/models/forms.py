"""Official report forms as cards: their columns, bound to indicators, and what must fit between columns.

The symbol of a form names no table: 01/TCD is three tables in three series. A form is chosen by the date of its data.
"""

from typing import Literal

from pydantic import Field

from danvan.catalogue.models import Card, Certainty, Dated, Source, Words


class FormColumn(Card):
    """A column of a form (or a numbered line, where the form counts downwards)."""

    number: str = Field(pattern=r"^\d+(\.\d+)?[a-z]?$")
    """As the form prints it: '12', '43.1'."""
    group: tuple[str, ...] = ()
    """The heads it stands under, the outermost first."""
    label: str = Field(min_length=1)
    measure: str = ""
    """Empty for words, and for a total of unlike things, whose `note` says of which."""
    cell: Literal["number", "parts", "text"] = "number"
    """What a cell holds: a number, two numbers written a/b, or words."""
    indicator: str = ""
    """The indicator it is, where there is one: 'petitions.received'."""
    note: str = ""

    @property
    def code(self) -> str:
        """What formulas call it: 'c12'; 'c43_1', since a point divides names in SQL."""
        return "c" + self.number.replace(".", "_")


class FormIdentity(Card):
    """What must fit: a comparison between sums of columns, see `danvan.catalogue.forms.formulas`. Not printed on the form
    where the certainty is `inferred`."""

    formula: str
    certainty: Certainty
    note: str = ""


class Form(Dated):
    """A form of a series. `since`, `until`: first and last day of the data it is filled with."""

    code: str
    """'<series>/<form>' by its place, set by the loader."""
    series: str
    """The forms issued together, by which a symbol names one of them: '06/2025'."""
    symbol: str
    """As printed: '01/TCD'."""
    name: Words
    rows: Literal["units", "unit", "fields", "lines"]
    """units, fields (of work): a row for each, the last the total. unit: one row. lines: numbered lines for columns."""
    columns: tuple[FormColumn, ...] = Field(min_length=1)
    identities: tuple[FormIdentity, ...] = ()
    source: Source
