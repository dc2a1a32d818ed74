"""Rows of a register under construction: one array of whole numbers a column, negative where nothing is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from danvan.catalogue.models import Column, Register
from danvan.simulate.chance import Floats, Ints
from danvan.simulate.cohort import Cohort
from danvan.simulate.daybook import FLAT, DayBook

NOTHING = -1
Share = float | Floats
"""A chance: one for all, one a unit, or one a row."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days simulated together, a year of reports: its number, and the days of it each unit is there."""

    year: int
    book: DayBook
    since: Ints
    until: Ints
    last: int

    @property
    def there(self) -> Floats:
        """How much of the year each unit is there."""
        return np.maximum(self.until - self.since + 1, 0) / (self.last - self.book.first + 1)


@dataclass
class Rows:
    """Rows of one register: `unit` tells whose each row is. What `set` never names is filled in by the type of its column."""

    register: Register
    cohort: Cohort
    span: Span
    rng: np.random.Generator
    unit: Ints
    columns: dict[str, Ints] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.unit)

    def __getitem__(self, column: str) -> Ints:
        return self.columns[column]

    def __setitem__(self, column: str, values: Ints | int) -> None:
        self.columns[column] = np.broadcast_to(np.asarray(values, dtype=np.int64), len(self))

    @cached_property
    def _declared(self) -> Mapping[str, Column]:
        return {column.code: column for column in self.register.columns}

    # What rows are made of

    def of(self, trait: Floats) -> Floats:
        """A trait of each row's unit."""
        return np.asarray(trait)[self.unit]

    def chance(self, share: Share) -> Ints:
        """Whether something happens, row by row."""
        return self.rng.random(len(self)) < self._by_row(share)

    def around(self, middle: Share, spread: float = 0.5, least: int = 0) -> Ints:
        """Whole numbers about `middle`, spread as sizes are: many small, few large."""
        drawn = self._by_row(middle) * np.exp(spread * self.rng.standard_normal(len(self)) - spread**2 / 2)
        return np.maximum(np.floor(drawn + self.rng.random(len(self))), least).astype(np.int64)

    def part(self, whole: Ints, share: Share) -> Ints:
        """So many of `whole`, each with the chance `share`."""
        return self.rng.binomial(np.maximum(whole, 0), np.clip(self._by_row(share), 0, 1))

    def days(self, months: tuple[float, ...] = FLAT, off: float = 0.0) -> Ints:
        """Days while the row's unit is there."""
        span = self.span
        return span.book.drawn(self.rng, span.since[self.unit], span.until[self.unit], months, off)

    def later(self, days: Ints, middle: Share, spread: float = 0.6, least: int = 0) -> Ints:
        """The working day some working days after each of `days`."""
        return self.span.book.after(days, self.around(middle, spread, least))

    def choice(self, column: str, **shares: Share) -> Ints:
        """Sets a choice by the shares of its values, which are weighed against each other; gives it back."""
        codes = np.array([self.code(column, name) for name in shares])
        weights = np.stack([np.broadcast_to(self._by_row(share), len(self)) for share in shares.values()])
        sums = np.cumsum(weights, axis=0)
        picked = (self.rng.random(len(self)) * sums[-1] >= sums).sum(axis=0)
        self.columns[column] = codes[np.minimum(picked, len(codes) - 1)]
        return self.columns[column]

    def code(self, column: str, name: str) -> int:
        """The number a value of a choice is kept as."""
        return list(self._declared[column].choices).index(name)

    def are(self, column: str, *names: str) -> np.ndarray:
        """Where a choice is one of `names`."""
        return np.isin(self.columns[column], [self.code(column, name) for name in names])

    def only(self, column: str, where: np.ndarray) -> None:
        """Leaves `column` empty everywhere but where `where` is true."""
        self.columns[column] = np.where(where, self.columns[column], NOTHING)

    def put(self, column: str, where: np.ndarray, values: Ints | int) -> None:
        """Sets `column` where `where` is true; elsewhere it keeps what it holds, or holds nothing."""
        self.columns[column] = np.where(where, values, self.columns.get(column, NOTHING))

    def say(self, column: str, values: Sequence[str]) -> None:
        """Sets a text to one of `values`, by chance."""
        self.texts[column] = list(values)
        self.columns[column] = self.rng.integers(0, len(values), len(self))

    def _by_row(self, share: Share) -> Any:
        values = np.asarray(share)
        return values[self.unit] if values.shape == (len(self.cohort),) and len(self.cohort) != len(self) else values


Yearly = Callable[[Cohort], Floats]
"""How many rows a unit's register gets in a year, by what sort of place it is."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one register, or several that belong together, is filled.

    `registers`: the date of each by which the recipe places its rows in time, the `begins` of the catalogue. `make` gives the
    rows of all of them. A row that is open at the end of a year is carried into the next; what stays is drawn once.
    """

    registers: Mapping[str, str]
    make: Callable[["Draw"], Mapping[str, Rows]]


@dataclass(frozen=True, slots=True)
class Draw:
    """What a recipe draws from."""

    registers: Mapping[str, Register]
    cohort: Cohort
    span: Span
    rng: np.random.Generator

    def rows(self, name: str, yearly: Floats | float, spread: float = 0.25) -> Rows:
        """As many rows as `yearly` says, more or less, with the luck of the year and for the time the unit is there."""
        cohort = self.cohort
        luck = np.exp(spread * cohort.luck_of(self.span.year) - spread**2 / 2)
        numbers = self.rng.poisson(np.maximum(np.broadcast_to(yearly, len(cohort)) * luck * self.span.there, 0))
        return self.exactly(name, numbers)

    def exactly(self, name: str, numbers: Ints) -> Rows:
        """So many rows of each unit."""
        return self.of_units(name, np.repeat(np.arange(len(self.cohort)), numbers))

    def of_units(self, name: str, unit: Ints) -> Rows:
        """A row for each number of a unit in `unit`."""
        return Rows(self.registers[name], self.cohort, self.span, self.rng, unit)
