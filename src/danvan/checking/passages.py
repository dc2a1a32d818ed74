"""The text of a document in the pieces a sentence can stand in: its paragraphs, and the cells of its tables."""

import re
from collections.abc import Iterator

from danvan.documents.model import BlockKind, Document
from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span
from danvan.reading.paragraphs import Paragraph, is_frame

_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)")


def passages_of(document: Document, paragraphs: tuple[Paragraph, ...]) -> Iterator[Mapped]:
    """The running text of each paragraph, then of each cell that holds data; in both the letters are composed (NFC)."""
    for paragraph in paragraphs:
        yield paragraph.flow
    for block in document.blocks:
        if block.kind is BlockKind.TABLE and block.table is not None and not is_frame(document, block):
            for cell in block.table.cells:
                if cell.span.start < cell.span.end:
                    yield Mapped.of(document.text, cell.span.start, cell.span.end)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the sentence goes in which `start` to `end` stand; a semicolon ends one."""
    before = [match.end() for match in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))


def overlaps_any(span: Span, others: tuple[Span, ...]) -> bool:
    """Whether `span` has a character in common with one of `others`."""
    return any(span.overlaps(other) for other in others)
