"""Working days: which they are, why a day is off, how they are counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import get_args

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Certainty, Source, Words
from danvan.catalogue.models.calendars import Calendar, Holiday, Weekday
from danvan.catalogue.regimes.certainties import weakest
from danvan.catalogue.regimes.published_holidays import published

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayNote:
    """What a day is. An ordinary working day has no name and no source; a Saturday worked in return has both."""

    day: date
    works: bool = True
    name: Words | None = None
    source: Source | None = None
    supposed: bool = False
    """By the law of every year, whose days for this one have not been decided yet, or not been read."""

    @property
    def certainty(self) -> Certainty:
        known = self.source.certainty if self.source else Certainty.CONFIRMED
        return weakest(known, Certainty.INFERRED) if self.supposed else known


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar of offices: the catalogue's cards and, where they are silent, the published holidays."""

    cards: tuple[Calendar, ...]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "WorkingDays":
        return cls(tuple(catalogue.calendars.values()))

    def decided(self, year: int) -> bool:
        """Whether a card tells the decision on this year's days off."""
        return any(card.year == year for card in self.cards)

    def explain(self, day: date) -> DayNote:
        """What `day` is and how we know, the strongest reason: a decision on the year, a holiday of every year, a weekend."""
        return next(chain(self._by_decision(day), self._by_law(day), self._by_week(day)), DayNote(day))

    def is_working(self, day: date) -> bool:
        return self.explain(day).works

    def next_working(self, day: date) -> date:
        """`day` itself, or the first working day after it."""
        return self._nearest(day, _DAY)

    def last_working(self, day: date) -> date:
        """`day` itself, or the last working day before it."""
        return self._nearest(day, -_DAY)

    def add_working_days(self, start: date, days: int) -> date:
        """The day on which a limit of so many working days that begins with `start` ends. The first day is not counted, days
        off are not either (Bộ luật Dân sự 2015 arts 147, 148, as art. 153 of the code of 2005)."""
        day = start
        for _ in range(days):
            day = self.next_working(day + _DAY)
        return day

    def _nearest(self, day: date, step: timedelta) -> date:
        while not self.is_working(day):
            day += step
        return day

    def _by_decision(self, day: date) -> Iterator[DayNote]:
        for card in self.cards:
            for worked in card.days_worked:
                if worked.day == day:
                    yield DayNote(day, works=True, name=worked.name, source=worked.source)
            for off in card.days_off:
                if off.first <= day <= (off.last or off.first):
                    yield DayNote(day, works=False, name=off.name, source=off.source)

    def _by_law(self, day: date) -> Iterator[DayNote]:
        year = published(day.year)
        supposed = not self.decided(day.year)
        for holiday in (each for card in self.cards for each in card.holidays):
            if any(name.startswith(holiday.called) for name in year.off.get(day, ())):
                yield DayNote(day, works=False, name=holiday.name, source=holiday.source, supposed=supposed)
            if day in year.worked and _is_exchange(holiday):
                yield DayNote(day, works=True, name=holiday.name, source=holiday.source, supposed=supposed)

    def _by_week(self, day: date) -> Iterator[DayNote]:
        weekday = get_args(Weekday)[day.weekday()]
        for card in self.cards:
            if card.weekly and weekday in card.weekly.days:
                yield DayNote(day, works=False, name=card.weekly.name, source=card.weekly.source)


def _is_exchange(holiday: Holiday) -> bool:
    return holiday.days == 0
