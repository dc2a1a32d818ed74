"""Remarks to be written into a copy of a document, whatever its format."""

from dataclasses import dataclass
from datetime import datetime

from danvan.kernel.span import Span

AUTHOR = "Dân Vận"
INITIALS = "DV"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the words at `span` of the document's text. `heading` says in a few words what it is, `text` the rest, a
    paragraph on each line. `where`: the place in words, told where the remark cannot stand at the words themselves (a
    footnote, a page header). `colour`: red, green, blue, 0 to 1, of a highlight."""

    span: Span
    heading: str
    text: str
    date: datetime
    where: str = ""
    colour: tuple[float, float, float] = (1.0, 0.92, 0.23)
    author: str = AUTHOR
    initials: str = INITIALS
