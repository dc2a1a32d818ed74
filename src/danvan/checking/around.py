"""The words beside a place, for cards that name words which excuse it."""

import re
import unicodedata
from collections.abc import Iterable

from danvan.kernel.span import Span


def says_near(text: str, span: Span, words: Iterable[str], before: int = 80, after: int = 80) -> bool:
    """Whether one of `words` stands within `before` characters ahead of `span` or `after` behind it, in the same sentence."""
    left = _plain(text[max(0, span.start - before) : span.start])
    right = _plain(text[span.end : span.end + after])
    left = re.split(r"[.;!?]\s", left)[-1]
    right = re.split(r"[.;!?](?:\s|$)", right)[0]
    return any(word in side for word in words for side in (left, right))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).casefold()
