"""The lint of phrases: each leads to one indicator, and every indicator can be said in enough ways."""

import string
from collections import Counter
from collections.abc import Iterator

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models import Phrase
from danvan.catalogue.place import NOWHERE, Place
from danvan.catalogue.ways import ENOUGH, ways
from danvan.kernel.errors import CatalogueError


def phrase_problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Phrases of unknown indicators, claimed twice, or that cannot be written; indicators said in too few ways."""
    claimed: dict[tuple[object, ...], str] = {}
    # Reading matches words without regard to case; the vocabulary keeps 'TTHC' as it is written.
    measures = {word.lower() for words in catalogue.vocabulary.measures.values() for word in words}
    for phrase, place in _placed(catalogue):
        code = phrase.indicator
        if code not in catalogue.indicators:
            yield place.inside("indicator").error(
                "a phrase of the unknown indicator '{indicator}'{hint}",
                "an indicator of the catalogue",
                "CA02",
                indicator=code,
                hint=did_you_mean(code, catalogue.indicators),
            )
        for unknown in sorted({measure.lower() for measure in phrase.measures} - measures):
            yield place.inside("measures").error(
                "the measure '{measure}' in a phrase of {indicator}{hint}",
                "measures of vocabulary/measures.yml",
                "CA05",
                measure=unknown,
                indicator=code,
                hint=did_you_mean(unknown, measures),
            )
        yield from _unwritable(phrase, place)
        yield from _badly_written(phrase, catalogue, place)
        for first in sorted({claimed.setdefault((kind, *_claim(phrase)), code) for kind in phrase.kinds} - {code}):
            yield place.error(
                "the phrase {phrase} leads to {first} and to {second}",
                "one indicator for a phrase",
                "CA06",
                phrase=" + ".join(phrase.says),
                first=first,
                second=code,
            )
    yield from _unsaid(catalogue)
    yield from _counted_otherwise(catalogue)


def unwritable_phrases(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Phrases no number can be put into."""
    for phrase, place in _placed(catalogue):
        yield from _unwritable(phrase, place)


def _unwritable(phrase: Phrase, place: Place) -> Iterator[CatalogueError]:
    if phrase.writes and _blanks(phrase.writes) != ["n"]:
        yield place.inside("writes").error(
            "'{writes}'",
            "a sentence part with '{{n}}' once, for the number with its unit of measure, and no other blank",
            "CA06",
            writes=phrase.writes,
        )


def _badly_written(phrase: Phrase, catalogue: Catalogue, place: Place) -> Iterator[CatalogueError]:
    """A sentence part that ends a sentence, or repeats the measure."""
    indicator = catalogue.indicators.get(phrase.indicator)
    own = indicator.measure if indicator else ""
    if phrase.writes.endswith(".") or (own and f"{{n}} {own} " in f"{phrase.writes} "):
        yield place.inside("writes").error(
            "'{writes}', which ends a sentence or says the measure twice",
            "a part of a sentence without its full stop; '{{n}}' is the number with its measure",
            "CA06",
            writes=phrase.writes,
        )


def _counted_otherwise(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Indicators none of whose phrases is counted as they are: they would never be read."""
    counted: dict[str, set[str]] = {}
    for phrase in catalogue.phrases:
        if "count" in phrase.kinds:
            counted.setdefault(phrase.indicator, set()).update(phrase.measures or ("",))
    for code, measures in counted.items():
        indicator = catalogue.indicators.get(code)
        if indicator is None or "" in measures:
            continue
        groups = (group for group in catalogue.vocabulary.same_measures if indicator.measure in group)
        alike = {indicator.measure, *(word for group in groups for word in group)}
        named = any(measure in indicator.name.vi.lower() for measure in measures)  # 'Số cán bộ bị kỷ luật': 3 cán bộ
        if not named and measures.isdisjoint(alike):
            yield catalogue.place(indicator).error(
                "{indicator} is counted in '{measure}', and its phrases in {measures}",
                "a phrase with the indicator's own measure, or one of its group in vocabulary/same_measures.yml",
                "CA05",
                measures=", ".join(sorted(measures)),
                indicator=code,
                measure=indicator.measure,
            )


def _unsaid(catalogue: Catalogue) -> Iterator[CatalogueError]:
    said: Counter[str] = Counter()
    for phrase in catalogue.phrases:
        said[phrase.indicator] += len(set(ways(phrase)))
    for indicator in catalogue.indicators.values():
        number = said[indicator.code]
        if number < ENOUGH:
            yield catalogue.place(indicator).error(
                "{indicator} is said in {number} way" if number == 1 else "{indicator} is said in {number} ways",
                "{enough} ways or more in which offices say it",
                "CA09",
                indicator=indicator.code,
                number=number,
                enough=ENOUGH,
            )


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
