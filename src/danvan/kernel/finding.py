"""A finding: something in a document that a check holds to be wrong, as data. Its words are rendered last, per language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from danvan.kernel.span import Span


class Severity(StrEnum):
    """error = false whatever the context; warning = almost surely wrong, a person decides; note = worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding at `span`. `data` fills the named blanks of the check card's message; `found` and `expected` are
    the two values side by side, as printed; `related` are the other places it rests on."""

    code: str
    severity: Severity
    span: Span
    data: Mapping[str, str] = field(default_factory=dict)
    found: str = ""
    expected: str = ""
    related: tuple[Span, ...] = ()

    @property
    def order(self) -> tuple[int, int, str]:
        """Findings are listed in the order of the text, then by code: stable from run to run."""
        return (self.span.start, self.span.end, self.code)
