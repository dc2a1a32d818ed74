"""Days named in running text, with their places."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span

_YEAR = r"(?:19|20)\d\d"
SAID = (
    rf"(?:(?:ngày\s+)?\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}(?!\d|[/-]\w)"
    rf"|ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}\s*,?\s+năm\s+{_YEAR}(?!\d))"
)
"""A pattern for a whole date: day, month and year, in figures."""
_SAID = re.compile(rf"(?<![\w/.-]){SAID}", re.IGNORECASE)
_ANY_YEAR = re.compile(_YEAR)
_WITHOUT_YEAR = re.compile(r"(?<!\w)ngày\s+(\d{1,2})\s?/\s?(\d{1,2})(?![\w/%]|[.,-]\d)", re.IGNORECASE)
_MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date at `start` to `end` of `passage`. `day` is None when there is no such day in the calendar."""

    passage: Mapped
    start: int
    end: int
    day: date | None

    @property
    def span(self) -> Span:
        return self.passage.origin(self.start, self.end)

    @property
    def words(self) -> str:
        return " ".join(self.passage.text[self.start : self.end].split())


def dates_in(passage: Mapped) -> Iterator[DateSaid]:
    """Every date with a year, those that do not exist too; and days without a year that no year has ('ngày 31/6')."""
    if "gày" not in passage.text and not _ANY_YEAR.search(passage.text):
        return
    for match in _SAID.finditer(passage.text):
        yield DateSaid(passage, *match.span(), day_of(match.group()))
    for match in _WITHOUT_YEAR.finditer(passage.text):
        day, month = int(match[1]), int(match[2])
        if day > 0 and month > 0 and not _exists(day, month):
            yield DateSaid(passage, *match.span(), None)


def day_of(words: str) -> date | None:
    """The day that `words` (a match of SAID) name; None when there is none such."""
    day, month, year = (int(number) for number in re.findall(r"\d+", words))
    if not 1 <= month <= len(_MOST_DAYS) or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _exists(day: int, month: int) -> bool:
    return month <= len(_MOST_DAYS) and day <= _MOST_DAYS[month - 1]
