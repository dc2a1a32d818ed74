"""What a unit has to report: for a level of government, a place and a day, which reports are due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Certainty
from danvan.catalogue.models.regimes import Regime, Sending
from danvan.catalogue.regimes.certainties import weakest
from danvan.catalogue.regimes.periods import Deadline, Reported, deadline_of, ruled_in
from danvan.catalogue.regimes.working_days import WorkingDays

AHEAD, BACK = 60, 30
"""Days in which a deadline is near, and in which a missed one is still shown."""


class State(StrEnum):
    """How far a report is on a day."""

    COMING = "coming"
    """Its data have not begun."""
    OPEN = "open"
    """Data still come in."""
    CLOSED = "closed"
    """The data are complete: to be written and sent."""
    PAST = "past"
    """The deadline is over. Whether it was sent is not known here."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports: a level of government ('commune'), and the province it is in ('' = not told)."""

    level: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One report that somebody owes: what, of which days, to whom, until when."""

    regime: Regime
    sending: Sending
    reported: Reported
    deadline: Deadline | None
    """None where nothing tells it: whoever asks for the report does."""

    @property
    def day(self) -> date:
        """By which it is put in order: the deadline, or the closing date where none is known."""
        return self.deadline.day if self.deadline else self.reported.closing

    @property
    def certainty(self) -> Certainty:
        """No surer than the least sure thing it rests on."""
        sources = (self.regime.source, self.sending.source, self.reported.of.source, self.reported.window.source)
        known = weakest(*(source.certainty for source in sources if source))
        moved = self.deadline.moved if self.deadline else None
        return weakest(known, moved.certainty, self.regime.on_day_off.source.certainty) if moved else known

    def state(self, day: date) -> State:
        if day < self.reported.first:
            return State.COMING
        if day <= self.reported.closing:
            return State.OPEN
        return State.PAST if self.deadline and self.deadline.day < day else State.CLOSED


def due(
    catalogue: Catalogue, who: Reporter, on: date, *, ahead: int = AHEAD, back: int = BACK, only: str = ""
) -> list[Obligation]:
    """What `who` reports around the day `on`, by deadline: what is due within `ahead` days, what was due within the last
    `back`, and whatever data are being collected for. `only` is the code or series of one regime; frames are shown only so.

    `catalogue` is the one with all its versions: the version of a regime that holds on a period's closing date rules it.
    """
    shown = (
        one
        for one in obligations(catalogue, who, range(on.year - 1, on.year + 3), only=only)
        if one.state(on) is State.OPEN or -back <= (one.day - on).days <= ahead
    )
    return sorted(shown, key=lambda one: (one.day, one.reported.period, one.regime.code))


def obligations(catalogue: Catalogue, who: Reporter, years: Iterable[int], *, only: str = "") -> list[Obligation]:
    """Everything `who` reports of the periods of `years`."""
    days = WorkingDays.of(catalogue)
    asked = [regime for regime in catalogue.regimes.values() if _concerns(regime, who, only)]
    found = [one for year in years for regime in asked for one in _of_year(regime, who.level, year, days)]
    own = {_subject(one) for one in found if one.regime.place}
    return [one for one in found if one.regime.place or _subject(one) not in own]


def _concerns(regime: Regime, who: Reporter, only: str) -> bool:
    asked = only in (regime.code, regime.series) if only else not regime.frame
    return asked and regime.place in ("", who.place)


def _subject(one: Obligation) -> tuple[str, object]:
    """What two regimes on the same thing have in common: a province's own goes before the country's."""
    return one.regime.series, one.reported.period


def _of_year(regime: Regime, level: str, year: int, days: WorkingDays) -> Iterator[Obligation]:
    for reported in ruled_in(regime, year):
        for sending in regime.sends:
            if sending.level == level and reported.of.kind in (sending.periods or (reported.of.kind,)):
                one = Obligation(regime, sending, reported, deadline_of(regime, sending, reported, days))
                if sending.holds_at(one.day):
                    yield one
