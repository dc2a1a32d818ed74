"""Everything in a catalogue that has a name, in one list: what can be listed, shown, looked up, compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from danvan.catalogue.catalogue import Catalogue, Located
from danvan.catalogue.models import Card, Dated, Instrument, Words
from danvan.catalogue.place import NOWHERE, Place

KINDS = (
    "area",
    "register",
    "indicator",
    "identity",
    "instrument",
    "check",
    "outline",
    "form",
    "regime",
    "scorecard",
    "calendar",
    "profile",
    "unit_change",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A card with what people call it. A code has an entry for each of its versions."""

    kind: str
    code: str
    name: Words
    card: Card
    place: Place

    @property
    def since(self) -> date | None:
        return self.card.since if isinstance(self.card, Dated) else None

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same when the card changes; an instrument's date and issuer tell it from its namesakes."""
        if isinstance(self.card, Instrument):
            return self.kind, self.code, f"{self.card.signed} {self.card.issuer}"
        return self.kind, self.code, str(self.since or "")

    def holds_at(self, day: date) -> bool:
        """Whether the card counts on `day`; one without dates always does."""
        if isinstance(self.card, Instrument):
            return self.card.status(day) in ("in_force", "no_end_known", "unknown")
        return not isinstance(self.card, Dated) or self.card.holds_at(day)


def entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Every entry, kind by kind, each in the order of the catalogue."""
    for area in catalogue.areas.values():
        yield _entry("area", area.code, area.name, area, catalogue)
    for area in catalogue.areas.values():
        for code, register in area.registers.items():
            place = catalogue.place(area).inside("registers", code)
            yield Entry("register", f"{area.code}.{code}", register.name, register, place)
    for area in catalogue.areas.values():
        for indicator in area.indicators:
            yield _entry("indicator", indicator.code, indicator.name, indicator, catalogue)
    for identity in catalogue.identities:
        yield _entry("identity", identity.code, identity.name, identity, catalogue)
    for position, instrument in enumerate(catalogue.instruments):
        title = f"{instrument.type}: {instrument.title}"
        place = catalogue.places.get(f"Instrument {position}", NOWHERE)
        yield Entry("instrument", instrument.number, Words(vi=title, en=title), instrument, place)
    yield from _card_files(catalogue)


def _card_files(catalogue: Catalogue) -> Iterator[Entry]:
    for check in catalogue.checks.values():
        yield _entry("check", check.code, check.title, check, catalogue)
    for outline in catalogue.outlines.values():
        yield _entry("outline", outline.code, outline.name, outline, catalogue)
    for form in catalogue.forms.values():
        yield _entry("form", form.code, form.name, form, catalogue)
    for regime in catalogue.regimes.values():
        yield _entry("regime", regime.code, regime.name, regime, catalogue)
    for scorecard in catalogue.scorecards.values():
        yield _entry("scorecard", scorecard.code, scorecard.name, scorecard, catalogue)
    for calendar in catalogue.calendars.values():
        yield _entry("calendar", calendar.code, calendar.name, calendar, catalogue)
    for profile in catalogue.profiles.values():
        yield _entry("profile", profile.code, profile.name, profile, catalogue)
    for change in catalogue.unit_changes.values():
        yield _entry("unit_change", change.code, change.name, change, catalogue)


def _entry(kind: str, code: str, name: Words, card: Located, catalogue: Catalogue) -> Entry:
    return Entry(kind, code, name, card, catalogue.place(card))


def named(catalogue: Catalogue, name: str) -> list[Entry]:
    """The entries called `name`: by its full code, by a form's symbol, or by the last part of a code that no other has."""
    every = list(entries(catalogue))
    wanted = name.casefold()
    exact = [entry for entry in every if entry.code.casefold() == wanted]
    if exact:
        return exact
    return [entry for entry in every if wanted in _other_names(entry)]


def _other_names(entry: Entry) -> set[str]:
    symbol = getattr(entry.card, "symbol", "")
    names = {symbol, entry.code.rpartition(".")[2], entry.name.vi, entry.name.en}
    return {each.casefold() for each in names if each}
