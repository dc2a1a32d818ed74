"""The day a document is judged at: law and cards are those of that day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from danvan.reading.model import Letterhead


class DaySource(StrEnum):
    """Where the day was taken from."""

    LETTERHEAD = "letterhead"
    PERIOD = "period"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class JudgedDay:
    """`day` is None exactly when `source` is UNKNOWN."""

    day: date | None
    source: DaySource


def judged_day(letterhead: Letterhead) -> JudgedDay:
    """The date of the document; failing that the last day of its period, which it can hardly be long before."""
    if letterhead.date is not None:
        return JudgedDay(letterhead.date, DaySource.LETTERHEAD)
    if letterhead.period is not None:
        return JudgedDay(letterhead.period.end, DaySource.PERIOD)
    return JudgedDay(None, DaySource.UNKNOWN)
