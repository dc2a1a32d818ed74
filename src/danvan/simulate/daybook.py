"""The days of a simulation: which are worked, when people come, when a limit of working days ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.simulate.chance import Floats, Ints

EPOCH = date(1970, 1, 1)
_AHEAD = 500
"""Limits that begin in a year end at most so many days after it."""

FLAT = (1.0,) * 12
OFFICE = (0.9, 0.7, 1.15, 1.1, 1.05, 1.1, 0.95, 0.95, 1.0, 1.0, 1.05, 1.2)
"""Office work: little in the month of Tết, much before the accounts of June and of the year's end."""
HARVEST = (1.0, 0.85, 1.2, 1.1, 0.75, 0.7, 1.0, 1.1, 0.7, 0.8, 1.2, 1.25)
"""Meetings of villages: not in the harvests of May–June and September–October."""
CAMPAIGN = (0.7, 0.5, 1.0, 1.0, 1.3, 1.1, 0.8, 0.9, 1.2, 1.5, 1.4, 0.9)
"""Campaigns and courses: after Tết, before mid-year, most of all in autumn."""
SUPPORT = (3.2, 1.4, 0.5, 0.6, 0.6, 0.7, 1.6, 0.6, 0.9, 1.0, 0.7, 1.0)
"""Gifts and support: before Tết, about 27 July, and after the storms."""


@dataclass(frozen=True)
class DayBook:
    """Days from `first` on, as numbers since 1970; `works` tells of each whether offices work."""

    first: int
    works: np.ndarray
    months: Ints
    rush: np.ndarray
    """The three weeks before Tết."""

    @classmethod
    def of(cls, working: WorkingDays, first: date, last: date) -> "DayBook":
        days = [first + timedelta(at) for at in range((last - first).days + _AHEAD)]
        notes = [working.explain(day) for day in days]
        feasts = [
            at
            for at, note in enumerate(notes)
            if note.name and ("Nguyên đán" in note.name.vi or note.name.vi.startswith("Tết "))
        ]
        feasts = [at for at in feasts if days[at].month < 3 and (days[at].month, days[at].day) > (1, 3)]
        rush = np.zeros(len(days), dtype=bool)
        for at in feasts:
            rush[max(0, at - 21) : at] = True
        works = np.array([note.works for note in notes])
        return cls((first - EPOCH).days, works, np.array([day.month for day in days]), rush & works)

    def drawn(self, rng: np.random.Generator, since: Ints, until: Ints, months: tuple[float, ...], off: float) -> Ints:
        """A day for each pair of first and last days: by the weights of the months; `off` is the share of work on days off."""
        sums = self._sums(months, off)
        low = np.where(since <= self.first, 0.0, sums[np.clip(since - self.first - 1, 0, len(sums) - 1)])
        high = sums[np.clip(until - self.first, 0, len(sums) - 1)]
        found = np.searchsorted(sums, low + rng.random(len(since)) * (high - low), side="right")
        return np.clip(found + self.first, since, until)

    def share(self, since: Ints, until: Ints, months: tuple[float, ...], off: float = 0.0) -> Floats:
        """How much of a year's work lies from `since` to `until`, both counted."""
        sums = self._sums(months, off)
        year = sums[min(364, len(sums) - 1)]
        low = np.where(since <= self.first, 0.0, sums[np.clip(since - self.first - 1, 0, len(sums) - 1)])
        return np.maximum(sums[np.clip(until - self.first, 0, len(sums) - 1)] - low, 0.0) / year

    def after(self, days: Ints, number: Ints | int) -> Ints:
        """The working day that is `number` working days after each of `days`; the first day is not counted."""
        at = np.clip(days - self.first, 0, len(self.works) - 1)
        return self._worked[np.clip(self._before[at] + number - 1, 0, len(self._worked) - 1)]

    @cached_property
    def _worked(self) -> Ints:
        return np.flatnonzero(self.works) + self.first

    @cached_property
    def _before(self) -> Ints:
        """How many working days there are up to each day, it included."""
        return np.cumsum(self.works)

    def _sums(self, months: tuple[float, ...], off: float) -> Floats:
        weights = np.array((0.0, *months))[self.months]
        return np.cumsum(weights * np.where(self.works, 1.0, off) * np.where(self.rush, 1.25, 1.0))
