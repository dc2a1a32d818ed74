"""Slips of the fingers: numbers that differ in one digit, or in two neighbours swapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from danvan.reading.model import StatedFigure

_PRINTED = re.compile(r"\d[\d.,]*")
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Slip:
    """`figure` would be `value` with one digit mended."""

    figure: StatedFigure
    value: Decimal


def slips(figure: StatedFigure, text: str) -> Iterator[Slip]:
    """What the number may have been before the fingers slipped; nothing for numbers not printed in plain digits."""
    printed = figure.number.of(text).strip()
    if not _PRINTED.fullmatch(printed):
        return
    digits = re.sub(r"\D", "", printed)
    for mended in dict.fromkeys((*_replaced(digits), *_swapped(digits))):
        yield Slip(figure, Decimal(int(mended)).scaleb(-figure.quantity.decimals))


def told_digits(figure: StatedFigure) -> int:
    """How many digits of a number tell something: 0,38 has two, 82,49 four."""
    return len(str(int(figure.quantity.value.scaleb(figure.quantity.decimals))))


def _replaced(digits: str) -> Iterator[str]:
    for at, old in enumerate(digits):
        for new in _DIGITS:
            if new != old:
                yield f"{digits[:at]}{new}{digits[at + 1 :]}"


def _swapped(digits: str) -> Iterator[str]:
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}"
