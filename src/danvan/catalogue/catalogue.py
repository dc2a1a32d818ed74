"""The catalogue as one object: what is counted, by what law, how it is said, what is checked."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from danvan.catalogue.models import (
    Area,
    CheckCard,
    Dated,
    Identity,
    Indicator,
    Instrument,
    Outline,
    Phrase,
    Range,
    Register,
    Vocabulary,
)
from danvan.catalogue.models.calendars import Calendar
from danvan.catalogue.models.forms import Form
from danvan.catalogue.models.profiles import Profile
from danvan.catalogue.models.regimes import Regime
from danvan.catalogue.models.scorecards import Scorecard
from danvan.catalogue.models.unit_changes import UnitChange
from danvan.catalogue.place import NOWHERE, Place

Located = Area | Indicator | Identity | CheckCard | Outline | Form | Regime | Scorecard | Calendar | Profile | UnitChange
Places = dict[str, Place]
Made = TypeVar("Made")
_LOADED = "as loaded"


@dataclass(frozen=True)
class Catalogue:
    """Everything the catalogue's files say. Read-only; passed in wherever it is needed.

    As loaded it holds every version of what has changed over time, and `indicators` gives the newest of each code;
    `at(day)` holds what was in force that day. `instruments` are all kept: whether one is in force is a question about it.
    """

    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    identities: tuple[Identity, ...]
    phrases: tuple[Phrase, ...]
    instruments: tuple[Instrument, ...]
    checks: Mapping[str, CheckCard]
    outlines: Mapping[str, Outline]
    vocabulary: Vocabulary
    version: str
    forms: Mapping[str, Form] = field(default_factory=dict)
    """By series and form: 'ttcp_06_2025/01_tcd'."""
    regimes: Mapping[str, Regime] = field(default_factory=dict)
    scorecards: Mapping[str, Scorecard] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    """How documents look on paper."""
    unit_changes: Mapping[str, UnitChange] = field(default_factory=dict)
    """Mergers, splits, renames of units. All are kept whatever the day: history is asked for on any."""
    places: Mapping[str, Place] = field(default_factory=dict, repr=False, compare=False)
    """Where each thing was written, for the errors about it: see `place`."""
    _made: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was computed from the catalogue once: see `derived` and `at`."""

    def at(self, day: date) -> "Catalogue":
        """What was in force on `day`. A phrase goes with its indicator."""
        boundaries = self.derived(_boundaries)
        return self._once(bisect_right(boundaries, day), lambda: self._at(day))

    @property
    def as_loaded(self) -> "Catalogue":
        """The catalogue this one is a day of, with every version: what no day changes is best derived from it."""
        loaded: Catalogue = self._made.get(_LOADED, self)
        return loaded

    def _at(self, day: date) -> "Catalogue":
        indicators = by_code(self.areas.values(), day)
        areas = {code: _area_at(area, day, indicators) for code, area in self.areas.items()}
        version = replace(
            self,
            areas=areas,
            indicators=indicators,
            identities=tuple(identity for identity in self.identities if identity.holds_at(day)),
            phrases=tuple(phrase for phrase in self.phrases if phrase.indicator in indicators),
            checks={code: check for code, check in self.checks.items() if check.holds_at(day)},
            outlines={code: outline for code, outline in self.outlines.items() if outline.holds_at(day)},
            forms={code: form for code, form in self.forms.items() if form.holds_at(day)},
            regimes={code: regime for code, regime in self.regimes.items() if regime.holds_at(day)},
            scorecards={code: card for code, card in self.scorecards.items() if card.holds_at(day)},
            profiles={code: card for code, card in self.profiles.items() if card.holds_at(day)},
        )
        version._made[_LOADED] = self  # noqa: SLF001 - it is one of us
        return version

    def derived(self, make: Callable[["Catalogue"], Made]) -> Made:
        """What `make` computes from this catalogue, computed once: patterns, parsed formulas, indexes."""
        return self._once(make, lambda: make(self))

    def _once(self, key: object, make: Callable[[], Made]) -> Made:
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def __getstate__(self) -> dict[str, Any]:
        """Another process computes for itself."""
        return {**self.__dict__, "_made": {}}

    def instrument(self, number: str) -> tuple[Instrument, ...]:
        """Every instrument of this number: local decisions repeat theirs each year and in each province."""
        return tuple(instrument for instrument in self.instruments if instrument.number == number)

    def register(self, indicator: Indicator) -> Register | None:
        """The register whose rows the indicator's formula counts; None when it is not told, or there is no such register."""
        area, _, name = indicator.rows.rpartition(".")
        registers = self.areas[area or indicator.area].registers if (area or indicator.area) in self.areas else {}
        if not name and len(registers) == 1:
            return next(iter(registers.values()))
        return registers.get(name)

    def range_of(self, indicator: Indicator) -> Range:
        """What is believable of an indicator, by level: its own range, or that of its unit of measure."""
        return indicator.range or self.vocabulary.ranges.get(indicator.measure, {})

    def place(self, card: Located) -> Place:
        """Where `card` was written; NOWHERE for one that was made in memory."""
        return self.places.get(place_key(card), NOWHERE)


def _boundaries(catalogue: Catalogue) -> list[date]:
    """The days on which something begins or is no more: between two of them every day has the same catalogue."""
    dated: list[Dated] = [each for area in catalogue.areas.values() for each in (*area.indicators, *area.identities)]
    dated += [each for area in catalogue.areas.values() for register in area.registers.values() for each in register.deadlines]
    for cards in (catalogue.checks, catalogue.outlines, catalogue.forms, catalogue.regimes, catalogue.scorecards):
        dated += cards.values()
    dated += catalogue.profiles.values()
    return sorted({day for card in dated for day in (card.since, card.until and card.until + timedelta(1)) if day})


def place_key(card: Located) -> str:
    """The name of a card among the places: its type, its code, and the first day of this version of it."""
    since = getattr(card, "since", None)
    return f"{type(card).__name__} {card.code} {since or ''}"


def by_code(areas: Iterable[Area], day: date | None = None) -> dict[str, Indicator]:
    """The indicators of `areas` by their full codes: the version in force on `day`, or the newest."""
    every = (indicator for area in areas for indicator in area.indicators)
    return {indicator.code: indicator for indicator in every if day is None or indicator.holds_at(day)}


def _area_at(area: Area, day: date, indicators: Mapping[str, Indicator]) -> Area:
    registers = {
        code: register.model_copy(update={"deadlines": tuple(each for each in register.deadlines if each.holds_at(day))})
        for code, register in area.registers.items()
    }
    return area.model_copy(
        update={
            "registers": registers,
            "indicators": tuple(indicator for indicator in area.indicators if indicator.holds_at(day)),
            "identities": tuple(identity for identity in area.identities if identity.holds_at(day)),
            "phrases": tuple(phrase for phrase in area.phrases if phrase.indicator in indicators),
        }
    )
