"""Replacements to be made in a document, and the guard that no number ever changes by one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from danvan.kernel.span import Span

_TOKEN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+|\s|.", re.DOTALL)
_NUMBER = re.compile(r"[-+−±]?\d+(?:[.,/\s]+\d+)*")
_SLASH = re.compile(r"\s*/\s*")
_NUMBER_WORDS = frozenset((
    "không", "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "bẩy", "tám", "chín",
    "mười", "mươi", "chục", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "linh", "lẻ", "rưỡi",
))  # fmt: skip
_NEAR = 24
"""Characters to either side that may be part of the same number."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """`text` in the place of the characters at `span`."""

    span: Span
    text: str


def safe(text: str, amendments: Iterable[Amendment]) -> list[Amendment]:
    """Those that can be made together, shortened to what changes, in the order of the text.

    Left out: what would change a number, its sign or its marks, what changes nothing, and what overlaps an earlier one.
    """
    kept: list[Amendment] = []
    for one in sorted(amendments, key=lambda one: (one.span.start, one.span.end)):
        if one.span.end > len(text) or changes_a_number(text, one):
            continue
        short = shortened(text, one)
        if (short.span.start < short.span.end or short.text) and not (kept and short.span.start < kept[-1].span.end):
            kept.append(short)
    return kept


def changes_a_number(text: str, one: Amendment) -> bool:
    """Whether the numbers at the place, with what stands beside it, read otherwise afterwards."""
    before, after = text[max(0, one.span.start - _NEAR) : one.span.start], text[one.span.end : one.span.end + _NEAR]
    if _numbers(before + one.span.of(text) + after) != _numbers(before + one.text + after):
        return True
    return _number_words(one.span.of(text)) != _number_words(one.text)


def shortened(text: str, one: Amendment) -> Amendment:
    """The same change without the words it begins and ends with and leaves as they are: 'các các' -> 'các' takes ' các' out."""
    old, new = _TOKEN.findall(one.span.of(text)), _TOKEN.findall(one.text)
    lead = _alike(old, new)
    tail = _alike(old[lead:][::-1], new[lead:][::-1])
    start = one.span.start + sum(map(len, old[:lead]))
    end = one.span.end - sum(map(len, old[len(old) - tail :]))
    return replace(one, span=Span(start, end), text="".join(new[lead : len(new) - tail]))


def amended(text: str, amendments: Sequence[Amendment]) -> str:
    """The text with all of them made; they stand in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for one in amendments:
        parts += (text[at : one.span.start], one.text)
        at = one.span.end
    return "".join((*parts, text[at:]))


def _numbers(text: str) -> list[str]:
    """All that is a number in a text, raised digits and fractions among it; white space at the slash of a symbol is none."""
    other = [sign for sign in text if sign.isnumeric() and not sign.isdecimal()]
    return [*_NUMBER.findall(_SLASH.sub("/", text)), *other]


def _number_words(text: str) -> Counter[str]:
    """The words of numbers in a text: 'năm năm' may be two of them."""
    words = (token.casefold() for token in _TOKEN.findall(unicodedata.normalize("NFC", text)))
    return Counter(word for word in words if word in _NUMBER_WORDS)


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens two lists begin with alike."""
    return next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new)))
