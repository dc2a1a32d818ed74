"""Sentences of the catalogue taken apart: what is always said, and what only where its figures are there."""

import re
from dataclasses import dataclass

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_BLANK = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A stretch of a sentence: `text` with its blanks, the names in them, and whether it may be left out."""

    text: str
    blanks: tuple[str, ...]
    optional: bool


def parts_of(says: str) -> tuple[SentencePart, ...]:
    """The parts in order; what stands in [ ] is optional. Raises ValueError, with the first bracket or brace that has
    no partner."""
    parts = []
    for at, text in enumerate(_OPTIONAL.split(says)):
        left_over = set(_BLANK.sub("", text)) & set("[]{}")
        if left_over:
            raise ValueError(min(left_over))
        if text:
            parts.append(SentencePart(text, tuple(_BLANK.findall(text)), optional=at % 2 == 1))
    return tuple(parts)
