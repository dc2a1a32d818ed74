"""What is different between two catalogues, card by card."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.entries import Entry, entries
from danvan.catalogue.models import Area, Card, Phrase, Sentence
from danvan.catalogue.references import sayings


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its two values, as JSON ('' where the card had none)."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A card that is only in one of the catalogues, or differs."""

    what: Literal["added", "removed", "changed"]
    entry: Entry
    fields: tuple[FieldChange, ...] = ()


def changes(old: Catalogue, new: Catalogue) -> list[Change]:
    """What became of every card, in the order of the new catalogue; removed ones at the end."""
    before = {_key(entry): entry for entry in (*entries(old), *sayings(old))}
    after = {_key(entry): entry for entry in (*entries(new), *sayings(new))}
    found = [change for key, entry in after.items() if (change := _change(before.get(key), entry))]
    return found + [Change("removed", entry) for key, entry in before.items() if key not in after]


def _key(entry: Entry) -> tuple[str, ...]:
    """A phrase and a sentence are what they say: changed words are one less and one more."""
    card = entry.card
    if isinstance(card, Phrase):
        return entry.kind, card.indicator, *card.measures, "/", *card.says, "/", *card.never
    return (entry.kind, entry.code, card.says) if isinstance(card, Sentence) else entry.key


def _change(old: Entry | None, new: Entry) -> Change | None:
    if old is None:
        return Change("added", new)
    fields = tuple(_fields(old.card, new.card))
    return Change("changed", new, fields) if fields else None


def _fields(old: Card, new: Card) -> Iterator[FieldChange]:
    before, after = _told(old), _told(new)
    for field in dict.fromkeys((*before, *after)):
        if before.get(field) != after.get(field):
            yield FieldChange(field, before.get(field, ""), after.get(field, ""))


def _told(card: Card) -> dict[str, str]:
    """Each field as JSON. What an area holds is listed as entries of its own."""
    apart = {"registers", "indicators", "identities", "phrases", "sentences"} if isinstance(card, Area) else set()
    return {
        name: card.model_dump_json(include={name}).partition(":")[2][:-1]
        for name in type(card).model_fields
        if name not in apart
    }
