"""The lint of phrases: each leads to one indicator, and every main indicator can be said."""

import string
from collections.abc import Iterator

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models import Phrase
from danvan.catalogue.place import NOWHERE, Place
from danvan.kernel.errors import CatalogueError

_WRITTEN = "a sentence part with '{n}' once, for the number with its unit of measure, and no other blank"


def phrase_problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Phrases of unknown indicators, claimed twice, or that cannot be written; main indicators without any."""
    claimed: dict[tuple[object, ...], str] = {}
    # Reading matches words without regard to case; the vocabulary keeps 'TTHC' as it is written.
    measures = {word.lower() for words in catalogue.vocabulary.measures.values() for word in words}
    for phrase, place in _placed(catalogue):
        code = phrase.indicator
        if code not in catalogue.indicators:
            found = f"a phrase of the unknown indicator '{code}'" + did_you_mean(code, catalogue.indicators)
            yield place.inside("indicator").error(found, "an indicator of the catalogue")
        for unknown in sorted({measure.lower() for measure in phrase.measures} - measures):
            found = f"the measure '{unknown}' in a phrase of {code}" + did_you_mean(unknown, measures)
            yield place.inside("measures").error(found, "measures of vocabulary/measures.yml")
        if phrase.writes and _blanks(phrase.writes) != ["n"]:
            yield place.inside("writes").error(f"'{phrase.writes}'", _WRITTEN)
        for first in sorted({claimed.setdefault((kind, *_claim(phrase)), code) for kind in phrase.kinds} - {code}):
            found = f"the phrase {' + '.join(phrase.says)} leads to {first} and to {code}"
            yield place.error(found, "one indicator for a phrase")
    yield from _unsaid(catalogue)


def _unsaid(catalogue: Catalogue) -> Iterator[CatalogueError]:
    said = {phrase.indicator for phrase in catalogue.phrases}
    for indicator in catalogue.indicators.values():
        if indicator.main and indicator.code not in said:
            found = f"the main indicator {indicator.code} has no phrase"
            yield catalogue.place(indicator).error(found, "a phrase for every indicator of the report's tables")


def _placed(catalogue: Catalogue) -> Iterator[tuple[Phrase, Place]]:
    for area in catalogue.areas.values():
        for position, phrase in enumerate(area.phrases):
            yield phrase, catalogue.places.get(f"Phrase {area.code} {position}", NOWHERE)


def _claim(phrase: Phrase) -> tuple[object, ...]:
    """What a figure must show to match, whatever the order it is written in."""
    return frozenset(phrase.measures), frozenset(phrase.says), frozenset(phrase.never)


def _blanks(writes: str) -> list[str | None]:
    try:
        return [name for _, name, _, _ in string.Formatter().parse(writes) if name is not None]
    except ValueError:
        return [None]
