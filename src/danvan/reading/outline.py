"""The numbers of headings: which kind a number is, what it counts, and whether it fits those before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum


class Rank(IntEnum):
    """Kinds of numbering, the highest first. '1.1' ranks one below '1', and so on."""

    PART = 0
    CHAPTER = 1
    DIVISION = 2
    CAPITAL = 3
    ROMAN = 4
    CAPITAL_BELOW = 5
    DECIMAL = 6
    SECOND = 7
    THIRD = 8
    FOURTH = 9
    FIFTH = 10
    LETTER = 11


_PARTS = {"phần": Rank.PART, "chương": Rank.CHAPTER, "mục": Rank.DIVISION}
_ORDINALS = {
    "nhất": "I", "hai": "II", "ba": "III", "tư": "IV", "bốn": "IV", "năm": "V",
    "sáu": "VI", "bảy": "VII", "tám": "VIII", "chín": "IX", "mười": "X",
}  # fmt: skip
_MARK = r"\s?[./:)–-]*"
_PART = re.compile(rf"(?i:(phần|chương|mục))\s+(?:([IVXLC]+|\d{{1,2}})|(?i:thứ)\s+(\w+)){_MARK}")
_ROMAN = re.compile(rf"([IVXLC]{{1,5}}){_MARK}")
_CAPITAL = re.compile(rf"([A-HĐ]){_MARK}")
_DECIMAL = re.compile(rf"(\d{{1,2}}(?:\s?\.\s?\d{{1,2}}){{0,4}}){_MARK}")
_LETTER = re.compile(rf"(\d{{1,2}}\.)?([a-zđ]){_MARK}")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_CAPITALS = "ABCDĐEFGH"
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ALSO_ROMAN = "ivx"
_GAP = 5
"""Reports skip a number or two, not more than these."""
_ROMAN_GAP = 3


@dataclass(frozen=True, slots=True)
class Numbered:
    """`number` as in a path ('II', '2.1', 'a'); `value`: its place among its like. `capital`: its place in A, B, C, else 0."""

    number: str
    rank: Rank
    value: int
    capital: int = 0

    @property
    def level(self) -> int:
        """1 for Roman numbers and all above them, 2 for '1.', 3 for '1.1', 6 for 'a)'."""
        if self.rank is Rank.LETTER:
            return 6
        return max(1, self.rank - Rank.DECIMAL + 2) if self.rank is not Rank.CAPITAL_BELOW else 2


def number_of(opening: str) -> Numbered | None:
    """What the opening of a paragraph counts; None for bullets and '(1)', which number no section."""
    mark = opening.strip()
    if match := _PART.fullmatch(mark):
        number = _ORDINALS.get(match[3].lower(), "") if match[3] else match[2]
        value = int(number) if number.isdigit() else roman(number)
        return Numbered(number, _PARTS[match[1].lower()], value) if value else None
    if match := _ROMAN.fullmatch(mark):
        return Numbered(match[1], Rank.ROMAN, roman(match[1]), _CAPITALS.find(match[1]) + 1)
    if match := _CAPITAL.fullmatch(mark):
        return Numbered(match[1], Rank.CAPITAL, 0, _CAPITALS.index(match[1]) + 1)
    if match := _DECIMAL.fullmatch(mark):
        parts = [int(part) for part in match[1].split(".")]
        return Numbered(".".join(map(str, parts)), Rank(Rank.DECIMAL + len(parts) - 1), parts[-1])
    if match := _LETTER.fullmatch(mark):
        return Numbered(mark[: match.end(2)], Rank.LETTER, _LETTERS.find(match[2]) + 1)
    return None


def roman(number: str) -> int:
    """The value of a Roman number; 0 if it is none ('IIII', 'VX')."""
    digits = [_DIGITS[digit] for digit in number]
    value = sum(-digit if digit < max(digits[at:]) else digit for at, digit in enumerate(digits))
    return value if value > 0 and number == _written(value) else 0


def _written(value: int) -> str:
    signs = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    written = ""
    for worth, sign in signs:
        written += sign * (value // worth)
        value %= worth
    return written


def fits(own: Numbered, above: Sequence[Numbered], text: str, has_next: bool) -> Numbered | None:
    """`own` with its rank if it goes on with the headings open `above` it (outermost first), else None.

    `has_next`: a later heading counts 'B', without which 'A' is an initial.
    """
    if own.capital and (placed := _capital(own, above, has_next)):
        return placed
    before = next((heading.value for heading in reversed(above) if heading.rank == own.rank), 0)
    if own.rank is Rank.ROMAN:
        return own if _roman_fits(own, before, text) else None
    if own.rank is Rank.LETTER:
        return own if own.number not in _ALSO_ROMAN or own.value == before + 1 else None
    if own.rank >= Rank.DECIMAL:
        return own if not above or own.value <= before + _GAP else None
    return own if own.rank is not Rank.CAPITAL else None


def _capital(own: Numbered, above: Sequence[Numbered], has_next: bool) -> Numbered | None:
    if own.capital == 1:
        under = above and any(heading.rank is Rank.ROMAN for heading in above)
        rank = Rank.CAPITAL_BELOW if under and not any(heading.rank < Rank.ROMAN for heading in above) else Rank.CAPITAL
        return replace(own, rank=rank, value=1) if has_next else None
    for heading in above:
        if heading.rank in (Rank.CAPITAL, Rank.CAPITAL_BELOW) and own.capital - heading.value in (1, 2):
            return replace(own, rank=heading.rank, value=own.capital)
    return None


def _roman_fits(own: Numbered, before: int, text: str) -> bool:
    """A single letter may be an initial ('C. Mác'): it must go on with the count; a repeated 'I' must not be a sentence."""
    if own.value == before:
        return not text.endswith(".")
    if len(own.number) > 1 or own.number == "I":
        return own.value > 0
    in_turn = own.value > before and own.value - before <= _ROMAN_GAP
    return in_turn or (own.number in "VX" and text.isupper())
