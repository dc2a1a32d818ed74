"""Where something stands, in words a person can follow, and the words themselves."""

import re
from dataclasses import asdict

from danvan.checking import words as spoken
from danvan.checking.message import in_language
from danvan.checking.place import place_of
from danvan.cli.language import Language
from danvan.documents.model import Document
from danvan.kernel.span import Span


def place(document: Document, span: Span, language: Language) -> str:
    """'line 214' of a text file, 'paragraph 12' of a Word file: the same places the findings of a check name."""
    where = place_of(document, span)
    return in_language(spoken.PLACES[where.kind], language.code).format(**asdict(where))


def words(document: Document, span: Span, most: int = 60) -> str:
    """The words at `span` on one line, shortened in the middle when longer than `most` characters."""
    text = re.sub(r"\s+", " ", span.of(document.text)).strip()
    if len(text) <= most:
        return text
    tail = most // 3
    return f"{text[: most - tail - 3]} … {text[-tail:]}"
