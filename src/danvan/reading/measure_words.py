"""The unit of measure behind a number: one the vocabulary lists, or else the noun that follows."""

import re
from dataclasses import replace
from decimal import Decimal

from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.numbers import Number, Written

_OPEN_CLASS = re.compile(r"\s+([^\W\d_]+(?:\s[^\W\d_]+)?)")
_CUT_EXPONENT = re.compile(
    r"\s(?:[²³](?!\w)|[23](?=\s*(?:[;:)]|[.,](?!\d)|$)|\s+(?:đất|đường|sàn|sân|mặt|vườn|ruộng|rừng|ao|tường|nhà|bê tông|cho|để|và|của|cát|đá|nước|gỗ)(?!\w)))"
)
"""The '2' of 'm²' that a line break, or a small raised figure, has parted from its letter."""
_LENGTHS = frozenset(["m", "km", "cm", "dm"])


def measure_at(low: str, text: str, at: int, words: Lexicon) -> tuple[str, int]:
    """The unit of measure that follows character `at`, as written, and where it ends ('' and `at` when none)."""
    match = words.measure.match(low, at)
    if not match or not match.group().strip():
        return "", at
    stop = match.end()
    if fold(match.group().strip()) in _LENGTHS:
        stop = _with_exponent(low, stop, words)
    measure = re.sub(r"\s+", " ", text[match.start() : stop].strip())
    return (measure if stop == match.end() else measure.replace(" ", "")), stop


def _with_exponent(low: str, stop: int, words: Lexicon) -> int:
    exponent = _CUT_EXPONENT.match(low, stop)
    return exponent.end() if exponent and not is_counted(low, exponent.end(), words) else stop


def is_counted(low: str, at: int, words: Lexicon) -> bool:
    """Whether a unit of measure of the vocabulary follows character `at`."""
    follow = words.measure.match(low, at)
    return bool(follow and follow.group().strip())


def open_measure_at(low: str, text: str, at: int, words: Lexicon) -> tuple[str, int]:
    """A noun the vocabulary does not list, read as a unit of measure: one word, or two that no grammar word opens."""
    match = _OPEN_CLASS.match(low, at)
    if not match or text[match.start(1)].isupper():
        return "", at
    if whole := words.compound.match(low, match.start(1)):
        return whole.group(), whole.end()
    pair = match[1].split()
    if pair[0] in words.not_measures:
        return "", at
    if len(pair) == 2 and pair[1] in words.not_measures:
        return pair[0], match.start(1) + len(pair[0])
    return match[1], match.end(1)


_AND_A_HALF = re.compile(r"\srưỡi(?!\w)")


def with_half(low: str, text: str, number: Number, words: Lexicon) -> Number | None:
    """'3 triệu rưỡi', '2 ngày rưỡi'."""
    half = _AND_A_HALF.match(low, number.stop) if number.measure and number.written.decimals == 0 else None
    if half is None:
        return None
    money, stop = measure_at(low, text, half.end(), words)
    measure, stop = (f"{number.measure} {money}", stop) if fold(money) == "đồng" else (number.measure, half.end())
    return replace(number, stop=stop, measure=measure, written=Written(number.written.value + Decimal("0.5"), 1))
