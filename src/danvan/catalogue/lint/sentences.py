"""The lint of sentences: their brackets close, their blanks are indicators of the area, what is optional has a blank."""

from collections.abc import Iterator

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean, listed
from danvan.catalogue.models import Area, Sentence
from danvan.catalogue.place import NOWHERE, Place
from danvan.catalogue.sentence_parts import parts_of
from danvan.kernel.errors import CatalogueError

_CARD = "CA14"


def sentence_problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Problems of every area's sentences."""
    for area in catalogue.areas.values():
        for position, sentence in enumerate(area.sentences):
            place = catalogue.places.get(f"Sentence {area.code} {position}", NOWHERE)
            yield from _problems(sentence, area, place.inside("says"))


def _problems(sentence: Sentence, area: Area, place: Place) -> Iterator[CatalogueError]:
    try:
        parts = parts_of(sentence.says)
    except ValueError as wrong:
        yield place.error(
            "'{bracket}' without its partner",
            "each {{ with its }}, each [ with its ], and no [ inside another",
            _CARD,
            bracket=str(wrong),
        )
        return
    known = {indicator.code.partition(".")[2] for indicator in area.indicators}
    for part in parts:
        for name in part.blanks:
            if name not in known:
                hint = did_you_mean(name, known)
                yield place.error("the blank '{{{name}}}'{hint}", "{known}", _CARD, name=name, hint=hint, known=listed(known))
        if part.optional and not part.blanks:
            yield place.error(
                "'[{text}]', left out when no figure is missing", "a {{blank}} inside each [ ]", _CARD, text=part.text
            )
    if not any(part.blanks for part in parts if not part.optional):
        yield place.error("a sentence without a figure that must be there", "a {{blank}} outside the [ ]", _CARD)
