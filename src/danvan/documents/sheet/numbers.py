"""Values of cells written the Vietnamese way, so that reading them gives the same value back.

Decimals stand behind a comma, thousands are not set apart (1637, 83,39). Three decimals get a zero more, for '169,751' would
be either.
"""

import datetime as dt
import re
from decimal import Decimal

from danvan.documents.sheet.model import Shown

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_EXACT_DIGITS = 12
"""A number of more digits, decimals among them, was computed and not typed."""
_SHOWN_DIGITS = 10
"""What a cell without a format shows of it."""
_EITHER = re.compile(r"-?[1-9]\d{0,2},\d{3}")


def written(value: Value, shown: Shown | None = None) -> str:
    """`value` as words. A number typed is exact; a quotient is cut to the decimals its format shows."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), shown or Shown())
    if isinstance(value, dt.datetime):
        day = f"{value:%d/%m/%Y}"
        return day if value.time() == dt.time() else f"{day} {value:%H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)


def _number(value: Decimal, shown: Shown) -> str:
    if not value.is_finite():
        return str(value)
    if shown.percent:
        value *= 100
    value = _rounded(value, shown.decimals)
    digits = f"{value:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".").replace(".", ",")
    if _EITHER.fullmatch(digits):
        digits += "0"
    return f"{digits}%" if shown.percent else digits


def _rounded(value: Decimal, decimals: int | None) -> Decimal:
    _, digits, exponent = value.normalize().as_tuple()
    if not isinstance(exponent, int) or exponent >= 0 or len(digits) <= _EXACT_DIGITS:
        return value
    if decimals is None:
        decimals = max(0, _SHOWN_DIGITS - max(0, len(digits) + exponent))
    return round(value, decimals) if decimals else Decimal(round(value))
