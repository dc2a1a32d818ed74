"""Every number in the text is accounted for: a figure, something else that is known, or listed as open."""

import re
from collections.abc import Iterable, Iterator

from danvan.documents.model import BlockKind, Document
from danvan.kernel.span import Span
from danvan.reading.known import Use
from danvan.reading.lines import MARKUP
from danvan.reading.model import Account, Coverage
from danvan.reading.numbers import number_not_behind

_RUN = re.compile(number_not_behind(r"\d"))
_PART_SIGN = re.compile("[¼-¾⅐-⅞]")
_KINDS = 255
"""More kinds of numbers than there are: what a number is called is kept in one byte for each character."""


def cover(document: Document, told: Iterable[tuple[Span, str]], spelled: Iterable[Span] = ()) -> Coverage:
    """The account of the document's numbers. `told`: what is known of which characters, the surest first; page furniture is
    known for what it is. `spelled`: where numbers stand in letters."""
    text = document.text
    kinds = [""]
    marks = bytearray(len(text) + 1)
    for span, kind in (*told, *_furniture(document)):
        if kind not in kinds[:_KINDS]:
            kinds.append(kind)
        mark = kinds.index(kind)
        for at in range(span.start, span.end):
            marks[at] = marks[at] or mark
    numbers = [Span(*match.span()) for pattern in (_RUN, _PART_SIGN) for match in pattern.finditer(text)]
    account = [Account(span, kinds[_mark(text, span, marks)]) for span in sorted({*numbers, *_apart(spelled, numbers)})]
    return Coverage(len(account), tuple(item.span for item in account if not item.kind), tuple(account))


def _mark(text: str, span: Span, marks: bytearray) -> int:
    """What a number is: nothing at all when one of its digits is nothing."""
    of_digits = [marks[at] for at in range(span.start, span.end) if text[at].isnumeric()] or marks[span.start : span.end]
    return min(of_digits, default=0) and of_digits[0]


def _apart(spelled: Iterable[Span], numbers: list[Span]) -> Iterator[Span]:
    """Numbers in letters that hold no digits."""
    starts = {span.start for span in numbers}
    return (span for span in spelled if not any(at in starts for at in range(span.start, span.end)))


def _furniture(document: Document) -> Iterator[tuple[Span, str]]:
    yield from ((block.span, "furniture") for block in document.blocks if block.kind is BlockKind.FURNITURE)
    for match in MARKUP.finditer(document.text):
        yield Span(*match.span()), Use.NOTE_MARK.value if match.group().startswith("[^") else "furniture"
