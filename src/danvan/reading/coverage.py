"""Every number in the text is accounted for: a figure, something else that is known, or listed as open."""

import re
from collections.abc import Iterable

from danvan.documents.model import BlockKind, Document
from danvan.kernel.span import Span
from danvan.reading.model import Coverage
from danvan.reading.numbers import NUMBER

_RUN = re.compile(rf"(?<!\d){NUMBER}")
_NOTE_SIGNS = re.compile(r"[¹²³⁰⁴-⁹]+")


def cover(document: Document, accounted: Iterable[Span]) -> Coverage:
    """Counts the numbers of the document and lists those no `accounted` span holds. Page furniture is known for what it is."""
    marks = bytearray(len(document.text) + 1)
    for span in accounted:
        marks[span.start : span.end] = b"\1" * (span.end - span.start)
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            marks[block.span.start : block.span.end] = b"\1" * (block.span.end - block.span.start)
    numbers = 0
    open_spans: list[Span] = []
    for match in _RUN.finditer(document.text):
        if _NOTE_SIGNS.fullmatch(match.group()):
            continue
        numbers += 1
        if not all(marks[at] for at in range(*match.span()) if document.text[at].isdigit()):
            open_spans.append(Span(*match.span()))
    return Coverage(numbers, tuple(open_spans))
