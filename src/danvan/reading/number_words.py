"""Numbers written in letters: 'hai mươi tám', 'một nghìn hai trăm', 'hai phần ba', 'một nửa', ¾.

Grammar only: what a word counts, and whether it counts at all, is decided where the sentence is known (`worded`).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_BEHIND_TENS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_POWERS = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
_FIVE = "năm"
"""Also 'year': 'hai mươi năm' is twenty years, twenty-five is 'hai mươi lăm'."""
_TEN = "mười"
_THIRDS = 4
"""Decimals a fraction without an end is cut to."""


@dataclass(frozen=True, slots=True)
class InWords:
    """A number in letters at `start`..`end`; `compound`: of more words than one."""

    start: int
    end: int
    value: int
    compound: bool = False


def numbers_in_words(low: str, pattern: re.Pattern[str], values: Mapping[str, int]) -> Iterator[InWords]:
    """Every number in letters in `low` (folded). A scale word at its end is left to the unit of measure ('ba triệu đồng')."""
    at = 0
    while match := pattern.search(low, at):
        words = list(re.finditer(r"\w+", match.group()))
        value, used = _value([word.group() for word in words], values)
        if not used:
            at = match.start() + words[0].end()
            continue
        at = match.start() + words[used - 1].end()
        yield InWords(match.start(), at, value, used > 1)


def _value(words: Sequence[str], values: Mapping[str, int]) -> tuple[int, int]:
    """The value of the longest number `words` begin with, and how many of them it takes; (0, 0) for none."""
    parts: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        below, used = _below_thousand(words[at:], values, first=not parts)
        if not used:
            break
        at += used
        power = _POWERS.get(words[at], 0) if at < len(words) else 0
        if parts and power >= parts[-1][1]:
            power = 0
        parts.append((below, power))
        if not power:
            break
        at += 1
    if not parts:
        return 0, 0
    last = parts[-1][1]
    at -= bool(last)  # the scale word that ends it
    return sum(below * 10**power for below, power in parts) // 10**last, at


def _below_thousand(words: Sequence[str], values: Mapping[str, int], *, first: bool) -> tuple[int, int]:
    if words[0] in ("linh", "lẻ") and not first and len(words) > 1 and words[1] in values:
        return values[words[1]], 2
    if words[0] not in values:
        return 0, 0
    if len(words) > 1 and words[1] == "trăm" and values[words[0]] < values[_TEN]:
        rest, used = _behind_hundred(words[2:], values)
        return values[words[0]] * 100 + rest, used + 2
    return _below_hundred(words, values)


def _behind_hundred(words: Sequence[str], values: Mapping[str, int]) -> tuple[int, int]:
    if not words:
        return 0, 0
    if words[0] in ("linh", "lẻ") and len(words) > 1 and words[1] in (*values, "tư"):
        return {**values, **_BEHIND_TENS}[words[1]], 2
    value, used = _below_hundred(words, values)
    return (value, used) if used > 1 or words[0] == _TEN else (0, 0)


def _below_hundred(words: Sequence[str], values: Mapping[str, int]) -> tuple[int, int]:
    if words[0] not in values:
        return 0, 0
    units = {word: value for word, value in values.items() if word not in (_TEN, _FIVE)} | _BEHIND_TENS
    if len(words) > 1 and words[1] in ("mươi", "chục") and values[words[0]] < values[_TEN]:
        more = units.get(words[2], 0) if len(words) > 2 and words[1] == "mươi" else 0
        return values[words[0]] * 10 + more, 2 + bool(more)
    if words[0] == _TEN:
        more = units.get(words[1], 0) if len(words) > 1 and words[1] not in ("mốt", "tư") else 0
        return values[_TEN] + more, 1 + bool(more)
    return values[words[0]], 1


_PARTS = re.compile(r"(?<![\w.,/])(\w+)\s+phần\s+(\w+)(?!\w|[.,/]\d)")
_PARTS_SIGN = re.compile(r"phần\s+\w{1,5}(?!\w)")
"""A number stands behind the word: one of a few letters or digits."""
_HALF = re.compile(
    r"(?<!\w)(?:một\s+nửa|(?<=hơn\s)nửa|(?<=quá\s)nửa|(?<=gần\s)nửa|nửa(?=\s+(?:số|tổng\s+số|dân\s+số|diện\s+tích)(?!\w)))"
    r"(?!\s+(?:đầu|cuối|năm|tháng|nhiệm|chặng|ngày|buổi|thế)(?!\w))(?!\w)"
)
_SIGNS = re.compile("[¼-¾⅐-⅞]")
_SIGN = re.compile(r"(?:(?<![\d.,])(\d{1,4})\s?)?([¼-¾⅐-⅞])")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of one whole, as a decimal number."""

    start: int
    end: int
    value: Decimal
    decimals: int


def parts_in_words(low: str, values: Mapping[str, int]) -> Iterator[Part]:
    """'một phần ba', '3 phần 4', 'một nửa', '¾', '2½'."""
    for match in _PARTS.finditer(low) if _PARTS_SIGN.search(low) else ():
        top, bottom = _small(match[1], values), _small(match[2], {**values, "tư": 4})
        # both in letters or both in digits: 'khiếu nại đúng một phần 3 vụ' and 'một phần 42 dịch vụ' are no fractions
        if top and bottom and top < bottom and match[1].isdecimal() == match[2].isdecimal():
            yield _part(*match.span(), Decimal(top) / bottom)
    for match in _HALF.finditer(low) if "nửa" in low else ():
        yield _part(*match.span(), Decimal(1) / 2)
    for match in _SIGN.finditer(low) if _SIGNS.search(low) else ():
        share = Decimal(str(round(unicodedata.numeric(match[2]), _THIRDS)))
        yield _part(*match.span(), int(match[1] or 0) + share)


def _small(word: str, values: Mapping[str, int]) -> int:
    return int(word) if word.isdecimal() and len(word) < 3 else values.get(word, 0)


def _part(start: int, end: int, exact: Decimal) -> Part:
    value = round(exact, _THIRDS).normalize()
    return Part(start, end, value, max(0, -int(value.as_tuple().exponent)))
