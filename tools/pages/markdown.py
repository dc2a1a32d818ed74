"""Tables and cells in Markdown."""

from collections.abc import Iterable, Iterator

from danvan.catalogue.models import Dated, Source, Words

Cells = tuple[str, ...]


def table(header: Cells, rows: Iterable[Cells]) -> Iterator[str]:
    """The lines of a table; none without rows."""
    lines = [row(cells) for cells in rows]
    if lines:
        yield row(header)
        yield "|" + " --- |" * len(header)
        yield from lines


def row(cells: Cells) -> str:
    """One line of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def code(text: str) -> str:
    """Text as code; nothing for nothing."""
    return f"`{text}`" if text else ""


def short(name: str) -> str:
    """A code within its area."""
    return name.partition(".")[2]


def both(words: Words | None) -> str:
    """In both languages."""
    return f"{words.vi} · {words.en}" if words else ""


def dates(card: Dated) -> str:
    """'since 2019-01-01 until 2026-06-30', 'always'."""
    since = f"since {card.since}" if card.since else ""
    until = f"until {card.until}" if card.until else ""
    return " ".join(filter(None, (since, until))) or "always"


def source(given: Source) -> str:
    """Where it stands, and how sure that is."""
    place = ", ".join(filter(None, (given.instrument, given.article, given.seen)))
    checked = f", checked {given.checked}" if given.checked else ""
    return f"{place} ({given.certainty.replace('_', ' ')}{checked})"
