"""The catalogue as one object: what is counted, by what law, how it is said, what is checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from danvan.catalogue.models import Area, CheckCard, Identity, Indicator, Instrument, Outline, Phrase, Vocabulary
from danvan.catalogue.place import NOWHERE, Place

Located = Area | Indicator | Identity | CheckCard | Outline


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
    places: Mapping[str, Place] = field(default_factory=dict, repr=False, compare=False)
    """Where each thing was written, for the errors about it: see `place`."""

    def at(self, day: date) -> "Catalogue":
        """What was in force on `day`. A phrase goes with its indicator."""
        indicators = by_code(self.areas.values(), day)
        areas = {code: _area_at(area, day, indicators) for code, area in self.areas.items()}
        return replace(
            self,
            areas=areas,
            indicators=indicators,
            identities=tuple(identity for identity in self.identities if identity.holds_at(day)),
            phrases=tuple(phrase for phrase in self.phrases if phrase.indicator in indicators),
            checks={code: check for code, check in self.checks.items() if check.holds_at(day)},
            outlines={code: outline for code, outline in self.outlines.items() if outline.holds_at(day)},
        )

    def instrument(self, number: str) -> tuple[Instrument, ...]:
        """Every instrument of this number: local decisions repeat theirs each year and in each province."""
        return tuple(instrument for instrument in self.instruments if instrument.number == number)

    def place(self, card: Located) -> Place:
        """Where `card` was written; NOWHERE for one that was made in memory."""
        return self.places.get(place_key(card), NOWHERE)


def place_key(card: Located) -> str:
    """The name of a card among the places: its type, its code, and the first day of this version of it."""
    since = getattr(card, "since", None)
    return f"{type(card).__name__} {card.code} {since or ''}"


def by_code(areas: Iterable[Area], day: date | None = None) -> dict[str, Indicator]:
    """The indicators of `areas` by their full codes: the version in force on `day`, or the newest."""
    every = (indicator for area in areas for indicator in area.indicators)
    return {indicator.code: indicator for indicator in every if day is None or indicator.holds_at(day)}


def _area_at(area: Area, day: date, indicators: Mapping[str, Indicator]) -> Area:
    register = area.register
    if register:
        deadlines = tuple(deadline for deadline in register.deadlines if deadline.holds_at(day))
        register = register.model_copy(update={"deadlines": deadlines})
    return area.model_copy(
        update={
            "register": register,
            "indicators": tuple(indicator for indicator in area.indicators if indicator.holds_at(day)),
            "identities": tuple(identity for identity in area.identities if identity.holds_at(day)),
            "phrases": tuple(phrase for phrase in area.phrases if phrase.indicator in indicators),
        }
    )
