"""How numbers are written: thousands by dot, decimals by comma, the English habit, and what cannot be told apart.

`1.637` is one thousand six hundred; `83,39` and `83.39` are decimals; `14,560` is either: the measure and the rest of the
document decide, and where they do not both readings are kept.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+|\d+)"
_BEHIND_ITS_FIRST = r"(?:\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d*[.,]\d+|\d*)"
_ENGLISH_GROUPS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")
_DOT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_DOT_DECIMAL = re.compile(r"\d+\.\d+")
_COMMA_DECIMAL = re.compile(r"\d+,\d+")


@dataclass(frozen=True, slots=True)
class Style:
    """Habits a text shows beyond doubt: does it write 12,5 (comma for decimals), 12.5 (dot), 1,234,567 (comma for thousands)?"""

    comma_decimals: bool = False
    comma_thousands: bool = False
    dot_decimals: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written: its value, decimals, and the other value it could have (None when it can have no other)."""

    value: Decimal
    decimals: int = 0
    other: "Written | None" = None
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number that may count something: `start`..`end` are its digits, up to `stop` with its unit of measure."""

    start: int
    end: int
    stop: int
    written: Written
    measure: str = ""
    words: bool = False
    """Written in letters, or the word 'không' for zero."""
    supposed: bool = False
    """A zero in words that is one only if its words name an indicator: see none_told.py."""


def number_not_behind(excluded: str) -> str:
    """NUMBER, but not behind a character of the class `excluded`; asked behind its first digit, for to search for a digit is
    quicker than to ask at every place what stands before it."""
    return rf"\d(?<!{excluded}\d){_BEHIND_ITS_FIRST}"


def style_of(text: str, counted: re.Pattern[str]) -> Style:
    """What the unmistakable numbers of `text` (folded) say of its habits. `counted`: a measure of what has no halves."""
    comma_decimals = comma_thousands = dot_decimals = False
    for match in _STANDING.finditer(text):
        number = match.group()
        if number.isdigit():
            continue
        if _ENGLISH_GROUPS.fullmatch(number) or (COMMA_GROUP.fullmatch(number) and counted.match(text, match.end())):
            comma_thousands = True
        elif _COMMA_DECIMAL.fullmatch(number):
            comma_decimals = comma_decimals or not COMMA_GROUP.fullmatch(number)
        elif _DOT_GROUPS.fullmatch(number):
            comma_decimals = comma_decimals or "," in number
        elif _DOT_DECIMAL.fullmatch(number):
            dot_decimals = dot_decimals or bool(_MEASURED.match(text, match.end()))
    return Style(comma_decimals, comma_thousands, dot_decimals)


_STANDING = re.compile(number_not_behind(r"[\w.,/]") + r"(?!/)")
_MEASURED = re.compile(r"\s?(?:%|tỷ|tỉ|triệu|ha|km|m2|m²|tấn|kg|tạ|điểm)(?!\w)")


def read_number(written: str, style: Style, *, countable: bool, percent: bool = False) -> Written:
    """The value of `written` (a match of NUMBER). `countable`: what is counted has no halves (people, dossiers).
    `percent`: thousands of a hundred are hardly ever meant."""
    if written.isdigit() or _ENGLISH_GROUPS.fullmatch(written):
        return _plain(written.replace(",", ""))
    if _DOT_GROUPS.fullmatch(written):
        thousands = _plain(written.replace(".", "").replace(",", "."))
        likely = percent and _ONE_DOT_GROUP.fullmatch(written)
        return replace(_plain(written), other=thousands, undecided=not style.dot_decimals) if likely else thousands
    if _DOT_DECIMAL.fullmatch(written):
        return _plain(written)
    if COMMA_GROUP.fullmatch(written):
        return _comma_and_three(written, style, countable=countable and not percent, percent=percent)
    return _plain(written.replace(",", "."))


_ONE_DOT_GROUP = re.compile(r"\d{1,3}\.\d{3}")


def _plain(digits: str) -> Written:
    value = Decimal(digits)
    return Written(value, max(0, -int(value.as_tuple().exponent)))


def _comma_and_three(written: str, style: Style, *, countable: bool, percent: bool) -> Written:
    decimal, thousands = _plain(written.replace(",", ".")), _plain(written.replace(",", ""))
    if percent:
        return replace(decimal, other=thousands)
    if countable:
        return replace(thousands, other=decimal)
    if style.comma_decimals and not style.comma_thousands:
        return replace(decimal, other=thousands)
    if style.comma_thousands and not style.comma_decimals:
        return replace(thousands, other=decimal)
    if style.dot_decimals and not style.comma_decimals:
        return replace(thousands, other=decimal)
    return replace(decimal, other=thousands, undecided=True)
