"""Periods of reports: parsed from and printed in Vietnamese.

A period is what a title or a clause says ('9 tháng đầu năm 2024' = 1 January to 30 September). The days between which
figures are really counted (15/12 to 14/9, Nghị định 09/2019/NĐ-CP art. 12) belong to the reporting regime, not here.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from danvan.kernel.errors import PeriodError
from danvan.kernel.span import Span


class PeriodKind(StrEnum):
    """The stretches of time offices report on."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    YEARS = "years"
    CUSTOM = "custom"


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_EXAMPLES = "'9 tháng đầu năm 2024', 'quý II/2025', 'năm 2024', 'giai đoạn 2021-2025', 'từ 15/12/2023 đến 14/9/2024'"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `start` to `end`, both days included."""

    start: date
    end: date
    kind: PeriodKind = PeriodKind.CUSTOM

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise PeriodError(found=f"{_day(self.start)} - {_day(self.end)}", allowed=_EXAMPLES)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        return cls(*_months(year, month, month), PeriodKind.MONTH)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        return cls(*_months(year, 3 * quarter - 2, 3 * quarter), PeriodKind.QUARTER)

    @classmethod
    def half(cls, year: int, half: int) -> Self:
        return cls(*_months(year, 6 * half - 5, 6 * half), PeriodKind.HALF)

    @classmethod
    def nine_months(cls, year: int) -> Self:
        return cls(*_months(year, 1, 9), PeriodKind.NINE_MONTHS)

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(*_months(year, 1, 12), PeriodKind.YEAR)

    @classmethod
    def years(cls, first: int, last: int) -> Self:
        kind = PeriodKind.YEAR if first == last else PeriodKind.YEARS
        return cls(date(first, 1, 1), date(last, 12, 31), kind)

    @classmethod
    def of_months(cls, year: int, first: int, last: int) -> Self:
        """Months `first` to `last` of `year`, under the name offices give that stretch."""
        kinds = {(1, 12): PeriodKind.YEAR, (1, 9): PeriodKind.NINE_MONTHS, (1, 6): PeriodKind.HALF, (7, 12): PeriodKind.HALF}
        if first == last:
            kind = PeriodKind.MONTH
        elif last - first == 2 and last % 3 == 0:
            kind = PeriodKind.QUARTER
        else:
            kind = kinds.get((first, last), PeriodKind.CUSTOM)
        return cls(*_months(year, first, last), kind)

    @classmethod
    def parse(cls, words: str, *, year: int | None = None) -> "Period":
        """The period `words` name. `year` serves words that leave it out ('9 tháng đầu năm').

        Raises PeriodError when they name none, more than one, or a day that does not exist.
        """
        found = [(span, period) for span, period in cls.find(words, year=year)]
        if len(found) != 1 or re.sub(r"[\s.,;:]+", "", words[: found[0][0].start] + words[found[0][0].end :]):
            raise PeriodError(found=words.strip(), allowed=_EXAMPLES)
        return found[0][1]

    @classmethod
    def find(cls, text: str, *, year: int | None = None) -> Iterator[tuple[Span, "Period"]]:
        """Every period named in `text` (NFC), with its place. Words without a year are skipped unless `year` is given."""
        if year is None and not _YEAR_SIGN.search(text):
            return
        for match in _PERIOD.finditer(text):
            try:
                period = _read(cls, match, year)
            except (ValueError, PeriodError):
                continue
            if period is not None:
                yield Span(*match.span()), period

    def previous(self) -> Self:
        """The same period of the year before ('cùng kỳ')."""
        back = 1 if self.kind is not PeriodKind.YEARS else self.end.year - self.start.year + 1
        return type(self)(_shift(self.start, -back), _shift(self.end, -back), self.kind)

    def __str__(self) -> str:  # noqa: PLR0911 - one return for each kind
        year = self.start.year
        match self.kind:
            case PeriodKind.MONTH:
                return f"tháng {self.start.month} năm {year}"
            case PeriodKind.QUARTER:
                return f"quý {['I', 'II', 'III', 'IV'][self.start.month // 3]} năm {year}"
            case PeriodKind.HALF:
                return f"6 tháng {'đầu' if self.start.month == 1 else 'cuối'} năm {year}"
            case PeriodKind.NINE_MONTHS:
                return f"9 tháng đầu năm {year}"
            case PeriodKind.YEAR:
                return f"năm {year}"
            case PeriodKind.YEARS:
                return f"giai đoạn {year} - {self.end.year}"
            case PeriodKind.CUSTOM:
                return f"từ ngày {_day(self.start)} đến ngày {_day(self.end)}"


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month}/{day.year}" if day.month > 2 else f"{day.day:02}/{day.month:02}/{day.year}"


def _shift(day: date, years: int) -> date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


_YEAR = r"(?:19|20)\d\d"
_YEAR_SIGN = re.compile(_YEAR)
_DASH = r"\s*[-–—÷]\s*"
_DATE = r"(?:ngày\s+)?(?P<{0}d>\d{{1,2}})\s*[/.-]\s*(?P<{0}m>\d{{1,2}})(?:\s*[/.-]\s*(?P<{0}y>" + _YEAR + r"))?"
_PERIOD = re.compile(
    r"(?<!\w)(?:"
    rf"từ\s+{_DATE.format('a')}\s*(?:đến|tới|[-–—])\s*(?:hết\s+)?{_DATE.format('b')}"
    rf"|(?:giai\s+đoạn\s+|nhiệm\s+kỳ\s+|thời\s+kỳ\s+)?(?:từ\s+)?(?:(?:tháng\s+)?(?P<fm>\d{{1,2}})/)?(?:năm\s+)?(?P<fy>{_YEAR})(?:\s*(?:đến|tới)\s*|{_DASH})(?:hết\s+)?(?:tháng\s+|năm\s+)?(?:(?P<lm>\d{{1,2}})/)?(?P<ly>{_YEAR})"
    rf"|(?P<n>\d{{1,2}}|ba|sáu|chín)\s+tháng(?:\s+(?P<end>đầu|cuối))?\s+năm(?:\s+(?P<ny>{_YEAR}))?"
    rf"|(?P<n2>\d{{1,2}})\s+tháng\s+(?P<end2>đầu|cuối)?\s*(?:năm\s*)?(?P<n2y>{_YEAR})"
    rf"|quý\s+(?P<q>iv|i{{1,3}}|[1-4])(?:\s*(?:/|-|\s+năm\s+|,\s*năm\s+)\s*(?P<qy>{_YEAR})|\s+(?P<qy2>{_YEAR}))?"
    rf"|tháng\s+(?P<m>\d{{1,2}})(?:\s*(?:/|-|\s+năm\s+)\s*(?P<my>{_YEAR}))"
    rf"|năm\s+(?P<y>{_YEAR})"
    r")(?!\w|/\d)",
    re.IGNORECASE,
)
_WORDS = {"ba": 3, "sáu": 6, "chín": 9}


def _read(cls: type[Period], match: re.Match[str], year: int | None) -> Period | None:
    part = match.groupdict()
    if part["ad"]:
        return _between_days(cls, part, year)
    if part["fy"]:
        return _between_years(cls, part)
    if part["n"] or part["n2"]:
        words = (part["n"] or part["n2"]).lower()
        stated = part["ny"] or part["n2y"]
        return _some_months(cls, _WORDS.get(words) or int(words), part["end"] or part["end2"], int(stated) if stated else year)
    if part["q"]:
        stated = part["qy"] or part["qy2"]
        at = int(stated) if stated else year
        return None if at is None else cls.quarter(at, _ROMAN.get(part["q"].lower()) or int(part["q"]))
    if part["m"]:
        return cls.month(int(part["my"]), int(part["m"]))
    return cls.year(int(part["y"]))


def _between_days(cls: type[Period], part: dict[str, str], year: int | None) -> Period | None:
    last = int(part["by"]) if part["by"] else year
    first = int(part["ay"]) if part["ay"] else last
    if first is None or last is None:
        return None
    return cls(date(first, int(part["am"]), int(part["ad"])), date(last, int(part["bm"]), int(part["bd"])))


def _between_years(cls: type[Period], part: dict[str, str]) -> Period:
    first, last = int(part["fy"]), int(part["ly"])
    if not part["fm"] and not part["lm"]:
        return cls.years(first, last)
    start = date(first, int(part["fm"] or 1), 1)
    return cls(start, _months(last, int(part["lm"] or 12), int(part["lm"] or 12))[1])


def _some_months(cls: type[Period], count: int, end: str | None, year: int | None) -> Period | None:
    if year is None:
        return None
    if (end or "").lower() == "cuối":
        return cls.of_months(year, 13 - count, 12)
    return cls.of_months(year, 1, count)
