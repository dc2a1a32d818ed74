"""What became of a report that is owed: when it was sent, returned, sent again. Events in time, none of them ever changed.

A report is that of one unit, one series of regimes and one period. What is judged is the first sending since the last return:
whoever is asked to mend a report sends it anew; whoever adds to one that stands is not late for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from danvan.kernel.period import Period
from danvan.units.names import unit_key

VIETNAM = timezone(timedelta(hours=7))
"""Deadlines are days there."""


class Event(StrEnum):
    """What can happen to a report."""

    SENT = "sent"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Submission:
    """One event. `regime` is a series ('inspection'), `digest` the sha-256 of the file that was sent ('' = none kept),
    `reason` why it was returned, `person` who recorded the event; both instants have a time zone."""

    event: Event
    unit: str
    unit_code: str
    regime: str
    period: Period
    at: datetime
    recorded: datetime
    digest: str = ""
    file: str = ""
    reason: str = ""
    person: str = ""

    @property
    def report(self) -> tuple[str, str, str, date, date]:
        """Which report it is about."""
        return (self.unit_code, unit_key(self.unit), self.regime, self.period.start, self.period.end)

    @property
    def day(self) -> date:
        """The day in Vietnam."""
        return self.at.astimezone(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class History:
    """The events of one report up to some day, the first one first."""

    events: tuple[Submission, ...] = ()

    @classmethod
    def of(cls, events: Iterable[Submission], until: date | None = None) -> "History":
        known = [event for event in events if until is None or event.day <= until]
        return cls(tuple(sorted(known, key=lambda event: (event.at, event.recorded, event.event is Event.RETURNED))))

    @property
    def returned(self) -> Submission | None:
        """The return that nothing was sent after."""
        return self.events[-1] if self.events and self.events[-1].event is Event.RETURNED else None

    @property
    def standing(self) -> Submission | None:
        """The sending that counts: the first since the last return. None when nothing stands."""
        since = _after_last_return(self.events)
        return since[0] if since else None

    @property
    def first(self) -> Submission | None:
        """The very first sending."""
        return next((event for event in self.events if event.event is Event.SENT), None)

    @property
    def returns(self) -> int:
        return sum(event.event is Event.RETURNED for event in self.events)


def _after_last_return(events: Sequence[Submission]) -> Sequence[Submission]:
    last = max((at for at, event in enumerate(events) if event.event is Event.RETURNED), default=-1)
    return events[last + 1 :]
