"""What a card of the catalogue names: so that one can ask where a thing is used before changing it."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.entries import Entry, entries
from danvan.catalogue.formulas import parse_identity, parse_indicator
from danvan.catalogue.models import Area, Identity, Indicator, Phrase, Sentence
from danvan.catalogue.models.scorecards import Scorecard
from danvan.catalogue.place import NOWHERE
from danvan.catalogue.scoring import codes_of
from danvan.catalogue.sentence_parts import parts_of

_NAMING = frozenset(
    {"instrument", "law", "replaced_by", "measure", "measures", "indicator", "indicators", "areas", "rows", "form", "forms"}
)
"""Fields that hold nothing but names of other entries or of units of measure."""


def uses(catalogue: Catalogue, name: str) -> list[Entry]:
    """The entries that name `name`, an entry's code or a unit of measure, in the order of the catalogue."""
    return [entry for entry in (*entries(catalogue), *sayings(catalogue)) if name in set(_named_by(entry, catalogue))]


def sayings(catalogue: Catalogue) -> Iterator[Entry]:
    """Phrases and sentences, which have no names of their own: they go by their area's."""
    for area in catalogue.areas.values():
        for kind, cards in (("phrase", area.phrases), ("sentence", area.sentences)):
            for position, card in enumerate(cards):
                place = catalogue.places.get(f"{kind.capitalize()} {area.code} {position}", NOWHERE)
                yield Entry(kind, area.code, area.name, card, place)


def _named_by(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    card = entry.card
    if isinstance(card, Area):
        yield from card.law
        return
    yield from _named_in(card)
    if isinstance(card, Indicator):
        formula = parse_indicator(card, catalogue)
        yield from formula.depends_on if formula else ()
        yield from [card.area, f"{card.area}.{card.rows}"] if card.rows else [card.area]
    if isinstance(card, Identity):
        yield from parse_identity(card, catalogue).codes
    if isinstance(card, Phrase):
        yield from (card.indicator, entry.code)
    if isinstance(card, Sentence):
        yield from (f"{entry.code}.{name}" for part in parts_of(card.says) for name in part.blanks)
    if isinstance(card, Scorecard):
        yield from codes_of(card, catalogue)


def _named_in(value: object, field: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if field in _NAMING and value:
            yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _named_in(getattr(value, name), name)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _named_in(each, field)
    elif isinstance(value, tuple):
        for each in value:
            yield from _named_in(each, field)
