"""Makes the finding of a citation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from danvan.catalogue.models import Certainty, CheckCard, Instrument
from danvan.checking.certainty import capped
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span
from danvan.reading.model import Citation

BLANKS = frozenset({"found", "expected", "type", "number", "issuer", "title", "source"})
"""The blanks every finding on a citation fills; `title` and `source` are those of the register's entry, if there is one."""
_PAGE = re.compile(r"https?://[^\s;,)]+")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a finding on a citation rests on. `entry`: the register's entry it names. `certainty`: how sure the ground is;
    `at_most`: no graver than that."""

    entry: Instrument | None = None
    certainty: Certainty = Certainty.CONFIRMED
    at_most: Severity = Severity.ERROR


def resting_on(entry: Instrument, at_most: Severity = Severity.WARNING) -> Ground:
    """The register disagrees: official pages misprint too, so this is a warning at most, and less when it is not confirmed."""
    return Ground(entry, entry.certainty, at_most)


def of_citation(
    card: CheckCard,
    citation: Citation,
    found: str,
    expected: str = "",
    ground: Ground = Ground(),
    *,
    data: Mapping[str, str],
    related: tuple[Span, ...] = (),
) -> Finding:
    """A finding at the whole citation, as grave as its card and its ground allow."""
    severity = max(card.severity, ground.at_most, key=lambda one: one.rank)
    words = {"type": citation.type, "number": citation.number, "issuer": citation.issuer}
    if ground.entry:
        words |= {"title": ground.entry.title, "source": _page(ground.entry.source)}
    grave = capped(severity, card.source.certainty, ground.certainty)
    return Finding(card.code, grave, citation.span, {**words, **data}, found, expected, related)


def _page(source: str) -> str:
    """The page a reader can open, of the sources a card names; '' where none is one."""
    found = _PAGE.search(source)
    return found.group() if found else ""


def date_cause(citation: Citation) -> str:
    """One wrong date is one mistake, however many checks see it."""
    return f"date:{citation.span.start}"


def symbol_cause(citation: Citation) -> str:
    """One wrong symbol is one mistake, however many checks see it."""
    return f"symbol:{citation.span.start}"


def printed(day: date | None) -> str:
    """'09/01/2015', or '' for no day."""
    return f"{day:%d/%m/%Y}" if day else ""
