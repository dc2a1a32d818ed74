"""The lines of a text, each at its place."""

import re
from dataclasses import dataclass

from danvan.kernel.span import Span

_LINE = re.compile(r"([^\n\r\f\v\x85\u2028\u2029]*)(\r\n|[\n\r\f\v\x85\u2028\u2029]|\Z)")
PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end: characters from `start`, `raw` as they stand."""

    start: int
    raw: str
    end: str = "\n"

    @property
    def blank(self) -> bool:
        return not self.raw.strip()

    @property
    def stripped(self) -> str:
        return self.raw.strip()

    @property
    def span(self) -> Span:
        return trimmed(self.raw, self.start)

    @property
    def page_break(self) -> Span | None:
        """Where the line ends in a form feed, its place."""
        at = self.start + len(self.raw)
        return Span(at, at + 1) if self.end == PAGE_BREAK else None


def lines_of(text: str) -> list[Line]:
    """All lines, blank ones too."""
    return [Line(match.start(), match[1], match[2]) for match in _LINE.finditer(text)]


def trimmed(piece: str, start: int) -> Span:
    """The place of `piece`, which begins at `start`, without white space at its ends; empty where it begins if all is blank."""
    inner = piece.strip()
    if not inner:
        return Span(start, start)
    at = start + len(piece) - len(piece.lstrip())
    return Span(at, at + len(inner))
