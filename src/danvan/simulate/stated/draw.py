"""How stated figures are drawn: about a size, with the unit's own level, the year's luck and a slow change over the years."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from danvan.simulate.chance import Floats, Ints
from danvan.simulate.cohort import Cohort
from danvan.simulate.daybook import FLAT
from danvan.simulate.rows import Span

_BASE_YEAR = 2023
_OWN, _YEARLY = 0.8, 0.6
"""Weights of what a unit keeps over the years and of what a year brings: their squares add up to one."""


@dataclass
class Stated:
    """The stated figures of a cohort at one closing date: whole numbers, times ten to the indicator's decimals.

    `share` gives how much of a year's work of a season was done by then. `own` and `year` are random numbers that are drawn
    alike for every closing date of a year, so that what a year adds up only grows.
    """

    cohort: Cohort
    span: Span
    decimals: Mapping[str, int]
    counted: Mapping[str, Ints]
    own: np.random.Generator
    yearly: np.random.Generator
    until: Ints
    values: dict[str, Ints] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Ints:
        found = self.values.get(code, self.counted.get(code))
        return np.zeros(len(self.cohort), dtype=np.int64) if found is None else found

    def __contains__(self, code: str) -> bool:
        return code in self.values or code in self.counted

    def set(self, code: str, values: Ints) -> Ints:
        """Keeps a figure; one the catalogue does not know is left out, but may be reckoned with."""
        self.values[code] = np.asarray(values, dtype=np.int64)
        return self.values[code]

    def normal(self, memory: float = _OWN) -> Floats:
        """One standard normal number a unit: some of it the unit's own for good, the rest of the year."""
        own, fresh = self.own.standard_normal(len(self.cohort)), self.yearly.standard_normal(len(self.cohort))
        return memory * own + np.sqrt(1 - memory**2) * fresh

    def stock(self, code: str, of: Floats | Ints | float, *, spread: float = 0.25, growth: float = 0.0, least: int = 0) -> Ints:
        """What is there on the day: about `of`, growing by `growth` a year."""
        middle = np.broadcast_to(np.asarray(of, dtype=float), len(self.cohort)) * (1 + growth) ** (self.span.year - _BASE_YEAR)
        drawn = middle * np.exp(spread * self.normal(0.97)) * 10 ** self.decimals.get(code, 0)
        return self.set(code, np.maximum(np.round(drawn), least))

    def flow(
        self,
        code: str,
        of: Floats | Ints | float,
        *,
        spread: float = 0.35,
        growth: float = 0.0,
        months: tuple[float, ...] = FLAT,
        least: int = 0,
    ) -> Ints:
        """What adds up over the year: of a year's amount about `of`, the share of the season that has passed."""
        normal = _YEARLY * self.cohort.luck_of(self.span.year) + _OWN * self.normal()
        middle = np.broadcast_to(np.asarray(of, dtype=float), len(self.cohort)) * (1 + growth) ** (self.span.year - _BASE_YEAR)
        whole = np.floor(
            middle * np.exp(spread * normal) * 10 ** self.decimals.get(code, 0) + self.yearly.random(len(self.cohort))
        )
        return self.set(code, np.maximum(np.floor(whole * self.share(months)), least))

    def share(self, months: tuple[float, ...]) -> Floats:
        """How much of a year's work was done from its first day, or the unit's, to the closing date."""
        return self.span.book.share(self.span.since, np.minimum(self.span.until, self.until), months, 1.0)

    def part(self, code: str, of: Ints, share: Floats | float, spread: float = 0.25) -> Ints:
        """A part of another figure, never more than it."""
        drawn = np.clip(np.asarray(share) * np.exp(spread * self.normal(0.95)), 0, 1)
        return self.set(code, np.floor(of * drawn))

    def split(self, of: Ints, **weights: float) -> None:
        """Parts that add up to `of`, by weights about those given; the name before '__' is the area ('staffing__cadres')."""
        drawn = np.stack([weight * np.exp(0.2 * self.normal(0.95)) for weight in weights.values()])
        bounds = np.floor(of * np.cumsum(drawn, axis=0) / drawn.sum(axis=0) + 1e-9)
        bounds[-1] = of
        for name, part in zip(weights, np.diff(bounds, axis=0, prepend=0.0), strict=True):
            self.set(name.replace("__", "."), part)

    def rate(
        self, code: str, middle: Floats | float, spread: float, low: float = 0.0, high: float = 100.0, drift: float = 0.0
    ) -> Ints:
        """A rate stated as such: about `middle`, `spread` either way, changing by `drift` a year."""
        drawn = np.asarray(middle) + drift * (self.span.year - _BASE_YEAR) + spread * self.normal(0.9)
        return self.set(code, np.round(np.clip(drawn, low, high) * 10 ** self.decimals.get(code, 0)))

    def plain(self, code: str) -> Ints:
        """The figure without the digits of its decimals."""
        return self[code] // 10 ** self.decimals.get(code, 0)
