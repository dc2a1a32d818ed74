"""How numbers are written: thousands by dot, decimals by comma, the English habit, and what cannot be told apart.

`1.637` is one thousand six hundred; `83,39` and `83.39` are decimals; `14,560` is either: the measure and the rest of the
document decide, and where they do not both readings are kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+|\d+)"
_ENGLISH_GROUPS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")
_DOT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_DOT_DECIMAL = re.compile(r"\d+\.\d+")
_COMMA_DECIMAL = re.compile(r"\d+,\d+")


@dataclass(frozen=True, slots=True)
class Style:
    """Habits a document shows beyond doubt: does it write 12,5 (comma for decimals), does it write 1,234,567?"""

    comma_decimals: bool = False
    comma_thousands: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written: its value, decimals, and the other value it could have (None when it can have no other)."""

    value: Decimal
    decimals: int = 0
    other: "Written | None" = None
    undecided: bool = False


def style_of(text: str) -> Style:
    """What the document's unmistakable numbers say of its habits."""
    numbers = re.findall(rf"(?<![\w.,/]){NUMBER}(?![\w/])", text)
    return Style(
        comma_decimals=any(_COMMA_DECIMAL.fullmatch(n) and not _COMMA_GROUP.fullmatch(n) for n in numbers)
        or any(re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", n) for n in numbers),
        comma_thousands=any(_ENGLISH_GROUPS.fullmatch(n) for n in numbers),
    )


def read_number(written: str, style: Style, *, countable: bool) -> Written:
    """The value of `written` (a match of NUMBER). `countable`: what is counted has no halves (people, dossiers)."""
    if written.isdigit():
        return Written(Decimal(written))
    if _ENGLISH_GROUPS.fullmatch(written):
        return _plain(written.replace(",", ""))
    if _DOT_GROUPS.fullmatch(written):
        return _plain(written.replace(".", "").replace(",", "."))
    if _DOT_DECIMAL.fullmatch(written):
        return _plain(written)
    if _COMMA_GROUP.fullmatch(written):
        return _comma_and_three(written, style, countable=countable)
    return _plain(written.replace(",", "."))


def _plain(digits: str) -> Written:
    value = Decimal(digits)
    return Written(value, max(0, -int(value.as_tuple().exponent)))


def _comma_and_three(written: str, style: Style, *, countable: bool) -> Written:
    decimal, thousands = _plain(written.replace(",", ".")), _plain(written.replace(",", ""))
    if countable:
        return replace(thousands, other=decimal)
    if style.comma_decimals and not style.comma_thousands:
        return replace(decimal, other=thousands)
    if style.comma_thousands and not style.comma_decimals:
        return replace(thousands, other=decimal)
    return replace(decimal, other=thousands, undecided=True)


def words_to_number(words: Iterable[str], values: dict[str, int]) -> int | None:
    """'mười hai' = 12, 'hai mươi' = 20, 'ba' = 3; None when the words are no number."""
    total = 0
    for word in words:
        if word in ("mươi", "chục"):
            total *= 10
        elif word in values:
            total += values[word]
        else:
            return None
    return total or None
