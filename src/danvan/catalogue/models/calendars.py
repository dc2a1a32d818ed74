"""Calendars: on which days offices rest, and on which Saturdays they work in return.

The package `holidays` knows the moon and the holidays of every year; a card says how sure we are of each, what the decision
on a year says, and wherever that is something else, the card is right.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from danvan.catalogue.models import Card, Source, Words

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class WeeklyRest(Card):
    """The days of the week offices do not work."""

    name: Words
    days: tuple[Weekday, ...] = Field(min_length=1, max_length=6)
    source: Source


class Holiday(Card):
    """A public holiday of every year. Its dates come from the package."""

    name: Words
    days: int = Field(ge=0)
    """How many a year; 0 = none of its own (a swapped day)."""
    called: tuple[str, ...] = Field(min_length=1)
    """How the names of its days begin in the package."""
    source: Source


class DaysOff(Card):
    """Days off that were decided for a year. Weekends among them need not be left out."""

    name: Words
    first: date
    last: date | None = None
    """Empty = the first day alone."""
    source: Source


class DayWorked(Card):
    """A day that is worked although the calendar would have it off."""

    name: Words
    day: date
    source: Source


class Calendar(Card):
    """What is published of days off: of every year, or of one."""

    code: str
    """By its place, set by the loader."""
    name: Words
    year: int | None = None
    """The year whose days off have been decided by `source`. A year without such a card is not confirmed."""
    weekly: WeeklyRest | None = None
    holidays: tuple[Holiday, ...] = ()
    days_off: tuple[DaysOff, ...] = ()
    days_worked: tuple[DayWorked, ...] = ()
    source: Source
