"""What stands in a column: read strictly from what people write, and written again as people here read it.

Nothing is guessed. A day is day, month, year with four digits; thousands are parted by dots, decimals by a comma (1.637;
83,39). What can be read in two ways ('1,637') is asked about. A mistake says what was found, what is allowed, what to do.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NoReturn

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from danvan.catalogue.models import Column, Words
from danvan.site.core.catalogue import today
from danvan.site.core.language import words
from danvan.site.core.templatetags.said import day as shown_day
from danvan.site.core.templatetags.said import number as shown_number

Value = str | int | bool
"""As a row keeps it: days as '2024-02-29', decimals as text, choices by code."""
Numbers = Literal["vi", "en"]
"""How a file writes numbers: 1.637,5 or 1,637.5."""

LONGEST = 2000
_FIRST_YEAR, _YEARS_AHEAD = 1945, 20
_MOST_DIGITS = 15
_MOST_DECIMALS = 6
_DAY = re.compile(r"(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d+)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_TIME = re.compile(r"\A\d{1,2}:\d\d(?::\d\d)?\s+|[\sT]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\Z")
"""The time of day other systems write beside a day."""
_PLAIN = re.compile(r"-?\d+")
_MARKS = {"vi": (".", ","), "en": (",", ".")}
_YES = frozenset({"có", "co", "yes", "true", "đúng", "x", "✓", "✔", "1", "rồi", "đã"})
_NO = frozenset({"không", "khong", "no", "false", "sai", "0", "chưa"})
_FOUND = 60


@dataclass(frozen=True)
class Mistake(Exception):
    """What is wrong with a value. `template`: an English sentence with named blanks, the key of its translation."""

    template: str
    blanks: dict[str, Any] = field(default_factory=dict)

    def said(self, column: Column | None = None) -> str:
        """In the language of the page. What stands in a personal column is not repeated."""
        blanks = {key: words(Words(**each)) if isinstance(each, dict) else each for key, each in self.blanks.items()}
        if column is not None:
            blanks["choices"] = "; ".join(words(each) for each in column.choices.values())
            if column.personal and "found" in blanks:
                blanks["found"] = "…"
        return _(self.template).format(**blanks)


def _mistake(template: str, /, **blanks: Any) -> Mistake:
    if isinstance(found := blanks.get("found"), str) and len(found) > _FOUND:
        blanks["found"] = found[:_FOUND] + "…"
    return Mistake(template, blanks)


REQUIRED = gettext_noop("This has to be filled in.")
NO_DAY = gettext_noop("“{found}” is not a day. Write day/month/year, the year in four digits: 9/10/2018.")
SHORT_YEAR = gettext_noop("“{found}”: the year needs four digits. Write {meant}, if that is the day.")
NO_MONTH = gettext_noop("“{found}”: there is no month {month}. The day comes first, then the month: 23/10/2018.")
NOT_IN_MONTH = gettext_noop("“{found}”: month {month} of {year} has {days} days. Look at the day again.")
FAR_YEAR = gettext_noop("“{found}”: the year {year} cannot be right. Years from {least} to {most} are taken.")
NO_NUMBER = gettext_noop("“{found}” is not a number. Write digits: 1637 or 1.637.")
TWO_WAYS = gettext_noop("“{found}” can be read in two ways. Write {whole} for the thousands, {decimal} for the decimals.")
TWO_WAYS_WHOLE = gettext_noop(
    "“{found}” can be read in two ways, and decimals do not go here. Write {whole}, if that is the number."
)
POINT = gettext_noop("“{found}”: decimals stand behind a comma, dots part thousands. Write {meant}.")
NOT_WHOLE = gettext_noop("“{found}” has decimals; a whole number goes here.")
GROUPS = gettext_noop("“{found}”: the dots do not part thousands. Write the digits alone: {meant}.")
TOO_LONG_NUMBER = gettext_noop("“{found}” has too many digits: at most {most} go here. Look at it again.")
TOO_MANY_DECIMALS = gettext_noop("“{found}” has too many decimals: at most {most} go here.")
TOO_SMALL = gettext_noop("{found} is less than {least}, the least that goes here.")
NO_CHOICE = gettext_noop("“{found}” is none of the choices: {choices}.")
NO_YES = gettext_noop("“{found}” is neither yes nor no. Write Có or Không.")
TOO_LONG = gettext_noop(
    "This has {found} characters; at most {most} go here. Shorten it, and put the rest in an attached file."
)
CONTROL = gettext_noop("There is an invisible control character in it. Type it again instead of pasting.")
WRONG_TYPE = gettext_noop("“{found}” is not what this column holds.")


def read(column: Column, text: str, numbers: Numbers = "vi", also: dict[str, str] | None = None) -> Value | None:
    """What `text` says for `column`; None for nothing. `also`: other words for its choices, folded -> code. Raises Mistake."""
    text = unicodedata.normalize("NFC", text).replace("\xa0", " ").strip()
    if not text:
        return None
    match column.type:
        case "date":
            return _day(text)
        case "integer" | "decimal":
            return checked(column, _number(column, text, numbers))
        case "choice":
            return _choice(column, text, also or {})
        case "yes_no":
            return _yes_no(text)
        case _:
            return checked(column, text)


def checked(column: Column, value: Any) -> Value | None:
    """`value` as a row keeps it, after its type, its limits and its choices were checked. Raises Mistake."""
    if value is None or value == "":
        return None
    match column.type:
        case "date":
            return _checked_day(value)
        case "integer" | "decimal":
            return _checked_number(column, value)
        case "yes_no":
            return value if isinstance(value, bool) else _refuse(value)
        case "choice":
            return str(value) if value in column.choices else _refuse(value, NO_CHOICE)
        case _:
            return _checked_text(value) or None


def shown(column: Column, value: Value | None) -> str:
    """As people read it; '' for nothing."""
    if value is None:
        return ""
    match column.type:
        case "date":
            return shown_day(str(value))
        case "integer" | "decimal":
            return shown_number(Decimal(str(value)))
        case "yes_no":
            return _("Yes") if value else _("No")
        case "choice":
            return words(column.choices[str(value)]) if value in column.choices else str(value)
        case _:
            return str(value)


def written(column: Column, value: Value | None) -> str:
    """As it is typed and read back: days and decimals as people here write them, choices by code."""
    if value is None:
        return ""
    match column.type:
        case "date":
            return shown_day(str(value))
        case "integer":
            return str(value)
        case "decimal":
            return exact(str(value))
        case "yes_no":
            return "true" if value else "false"
        case _:
            return str(value)


def exact(decimal: str) -> str:
    """'83.39' as '83,39'. Three decimals get a zero more, for '1,637' could be either."""
    whole, point, decimals = decimal.partition(".")
    return f"{whole},{decimals}{'0' if len(decimals) == 3 else ''}" if point else whole


def fold(text: str) -> str:
    """Small letters without marks, words parted by single spaces: for finding, never for showing."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def one_line(text: str) -> str:
    """What somebody typed beside a row, without invisible characters: no database keeps them all."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


def _day(text: str) -> str:
    plain = _TIME.sub("", text)
    if iso := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in iso.groups())
    elif written_day := _DAY.fullmatch(plain):
        day, month, year = int(written_day[1]), int(written_day[3]), int(written_day[4])
        if len(written_day[4]) != 4:
            now = today().year
            near = min((century + year % 100 for century in (1900, 2000)), key=lambda each: abs(each - now))
            raise _mistake(SHORT_YEAR, found=text, meant=f"{day}/{month}/{near}")
    else:
        raise _mistake(NO_DAY, found=text)
    if not 1 <= month <= 12:
        raise _mistake(NO_MONTH, found=text, month=month)
    _check_year(text, year)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise _mistake(NOT_IN_MONTH, found=text, month=month, year=year, days=days)
    return date(year, month, day).isoformat()


def _check_year(found: str, year: int) -> None:
    most = today().year + _YEARS_AHEAD
    if not _FIRST_YEAR <= year <= most:
        raise _mistake(FAR_YEAR, found=found, year=year, least=_FIRST_YEAR, most=most)


def _number(column: Column, text: str, numbers: Numbers) -> Decimal:
    thousands, point = _MARKS[numbers]
    text = text.replace("−", "-").replace(" ", "")
    if not re.fullmatch(r"-?\d[\d.,]*", text) or text[-1] in ".,":
        raise _mistake(NO_NUMBER, found=text)
    if _PLAIN.fullmatch(text):
        return _sized(text, text)
    whole, comma, decimals = text.partition(point)
    if comma and (point in decimals or thousands in decimals):
        raise _mistake(NO_NUMBER, found=text)
    if thousands in whole and not re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", whole):
        return _point_for_comma(column, text, whole, thousands, bool(comma))
    if comma and len(decimals) == 3 and thousands not in whole and re.fullmatch(r"-?[1-9]\d{0,2}", whole) and numbers == "vi":
        template = TWO_WAYS if column.type == "decimal" else TWO_WAYS_WHOLE
        raise _mistake(template, found=text, whole=f"{whole}{decimals}", decimal=f"{whole},{decimals}0")
    plain = whole.replace(thousands, "")
    if column.type == "integer" and comma and decimals.strip("0"):
        raise _mistake(NOT_WHOLE, found=text)
    return _sized(text, f"{plain}.{decimals}" if comma else plain)


def _point_for_comma(column: Column, text: str, whole: str, thousands: str, comma: bool) -> Decimal:
    """Raises the Mistake: '83.39' most likely means 83,39; '16.37.1' nothing."""
    if whole.count(thousands) == 1 and not comma and column.type == "decimal" and thousands == ".":
        raise _mistake(POINT, found=text, meant=whole.replace(".", ","))
    raise _mistake(GROUPS, found=text, meant=re.sub(r"[.,]", "", whole))


def _sized(found: str, plain: str) -> Decimal:
    whole, _point, decimals = plain.lstrip("-").partition(".")
    if len(whole) > _MOST_DIGITS:
        raise _mistake(TOO_LONG_NUMBER, found=found, most=_MOST_DIGITS)
    if len(decimals.rstrip("0")) > _MOST_DECIMALS:
        raise _mistake(TOO_MANY_DECIMALS, found=found, most=_MOST_DECIMALS)
    return Decimal(plain)


def _choice(column: Column, text: str, also: dict[str, str]) -> str:
    if text in column.choices:
        return text
    folded = fold(text)
    meant = {code for code, name in column.choices.items() if folded in (fold(name.vi), fold(name.en))}
    if len(meant) > 1:
        # Two choices that differ by their marks alone: the exact words decide.
        meant = {code for code, name in column.choices.items() if text.casefold() in (name.vi.casefold(), name.en.casefold())}
    if len(meant) == 1:
        return meant.pop()
    if also.get(folded) in column.choices:
        return also[folded]
    raise _mistake(NO_CHOICE, found=text)


def _yes_no(text: str) -> bool:
    folded = text.casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise _mistake(NO_YES, found=text)


def _checked_day(value: Any) -> str:
    if isinstance(value, date):
        _check_year(f"{value:%d/%m/%Y}", value.year)
        return f"{value:%Y-%m-%d}"
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        _refuse(value)
    return _day(value)


def _checked_number(column: Column, value: Any) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        _refuse(value)
    try:
        number = Decimal(repr(value) if isinstance(value, float) else value)
    except ArithmeticError:
        _refuse(value)
    if not number.is_finite():
        _refuse(value)
    number = _sized(shown_number(number), f"{number:f}")
    if column.minimum is not None and number < column.minimum:
        raise _mistake(TOO_SMALL, found=shown_number(number), least=shown_number(column.minimum))
    if column.type == "integer":
        if number != int(number):
            raise _mistake(NOT_WHOLE, found=shown_number(number))
        return int(number)
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def _checked_text(value: Any) -> str:
    if not isinstance(value, str):
        _refuse(value)
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > LONGEST:
        raise _mistake(TOO_LONG, found=len(text), most=LONGEST)
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text):
        raise _mistake(CONTROL)
    return text


def _refuse(value: Any, template: str = WRONG_TYPE) -> NoReturn:
    raise _mistake(template, found=str(value))
