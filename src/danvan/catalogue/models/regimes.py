"""Reporting regimes as cards: who reports what to whom, by data of which days, until when.

Days are said by their place in the period they belong to, as the law says them: `{day: 15, of: month_before}` is the 15th
of the month before the period begins (15 December for a year, 15 May for June alone).
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from danvan.catalogue.models import Card, Dated, Source, Words

PeriodName = Literal["month", "quarter", "half", "nine_months", "year", "years"]
ReportLevel = Literal["commune", "district", "department", "province", "ministry"]


class Item(StrEnum):
    """The eleven items of a reporting regime (Nghị định 09/2019/NĐ-CP art. 7), in its order."""

    NAME = "name"
    CONTENT = "content"
    REPORTERS = "reporters"
    RECEIVERS = "receivers"
    WAYS = "ways"
    DEADLINE = "deadline"
    FREQUENCY = "frequency"
    CLOSING = "closing"
    OUTLINE = "outline"
    FORMS = "forms"
    GUIDANCE = "guidance"


class DayOf(Card):
    """A day of a month of the period. Day 31 is the last day of any month."""

    day: int = Field(ge=1, le=31)
    of: Literal["month_before", "first_month", "last_month", "month_after"]
    """month_before: the month before the period's first. month_after: the month after its last."""


class Window(Card):
    """The data of a report: from the first to the last day, both counted. The last one is the closing date."""

    first: DayOf
    last: DayOf
    source: Source | None = None
    """Where it stands, when that is another place, or less sure, than the regime itself."""


class ReportPeriod(Card):
    """A kind of period that is reported on."""

    kind: PeriodName
    """years: several years together, which no calendar tells; whoever asks for the report names them."""
    only: tuple[int, ...] = ()
    """Which of a year, where not all are: [1, 2, 3] of the quarters, [1] of the halves."""
    sends: Literal["report_and_forms", "report", "forms"] = "report"
    window: Window | None = None
    """Its own, where it is not the regime's."""
    source: Source | None = None


class Sending(Dated):
    """One step on the way up: who sends to whom, by when. `since`, `until`: first and last day it is sent so."""

    level: ReportLevel
    """department: a department of the province (sở). ministry: also the Government Office."""
    to: Words
    by: DayOf | None = None
    """The last day for sending, …"""
    working_days: int | None = Field(default=None, ge=0)
    """… or so many working days after the closing date. Neither: not known, or told by whoever asks for the report."""
    periods: tuple[PeriodName, ...] = ()
    """The kinds of period it is about; empty = all."""
    source: Source | None = None


class OnDayOff(Card):
    """What becomes of a deadline that falls on a day off."""

    moves_to: Literal["next_working_day", "working_day_before", "stays"]
    source: Source


class Regime(Dated):
    """A reporting regime (chế độ báo cáo), one version of it. It rules the periods that close while it holds."""

    code: str
    """By its place, set by the loader."""
    series: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    """What it is a version of. A province's card of a series takes the place of the country's, for the levels it names."""
    name: Words
    kind: Literal["periodic", "thematic", "ad_hoc"] = "periodic"
    frame: bool = False
    """Not a report of its own: the days that other regimes keep to. Shown only when it is asked for."""
    sector: Words
    place: str = ""
    """The province it is for, by its full name ('thành phố Cần Thơ'); empty = the whole country."""
    content: Words | None = None
    ways: Words | None = None
    """How it is sent and received."""
    outline: Words | None = None
    forms: tuple[str, ...] = ()
    """Symbols of the forms, as printed."""
    guidance: Words | None = None
    window: Window | None = None
    on_day_off: OnDayOff
    periods: tuple[ReportPeriod, ...] = ()
    sends: tuple[Sending, ...] = ()
    not_found: tuple[Item, ...] = ()
    """Items that the regime must have and that nobody has read yet. Every other item it needs must be here."""
    note: Words | None = None
    source: Source
