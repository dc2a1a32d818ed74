"""Paragraphs and cells that are the words of others: quotations with who said them, and nothing else.

'– “Cán bộ kiêm nhiệm nhiều việc, 03 thôn ở xa” (xã A, xã B và 12 xã khác);' A report that gives what the units below said gives
no figures of its own there: they are in those units' own reports.
"""

import re
from collections.abc import Iterable, Iterator

from danvan.documents.model import Document
from danvan.kernel.span import Span
from danvan.reading.paragraphs import Paragraph

_QUOTED = re.compile(r"“[^“”]*”")
_SAID_BY = re.compile(r"\([^()]*\)")
_OPENS = re.compile(r"[\s\-–—+•*]*“")
_WORD = re.compile(r"\w")
_LEAST = 12
"""Letters of the shortest; a name in quotation marks is not yet the words of others."""


def is_quotation(text: str) -> bool:
    """Whether `text` is quoted whole, but for who said it in round brackets behind the quotation."""
    if not _OPENS.match(text) or len(text) < _LEAST:
        return False
    return not _WORD.search(_SAID_BY.sub("", _QUOTED.sub("", text)))


def quotations(document: Document, body: Iterable[Paragraph]) -> Iterator[Span]:
    """Where the words of others stand: paragraphs of the `body`, and cells of tables."""
    yield from (paragraph.span for paragraph in body if is_quotation(paragraph.text))
    tables = (block.table for block in document.blocks if block.table is not None)
    yield from (cell.span for table in tables for cell in table.cells if is_quotation(cell.span.of(document.text).strip()))
