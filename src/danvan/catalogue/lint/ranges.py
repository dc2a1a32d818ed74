"""The lint of believable ranges: least below most, for measures there are."""

from collections.abc import Iterator, Mapping

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models import Range
from danvan.catalogue.place import NOWHERE, Place
from danvan.kernel.errors import CatalogueError

_CARD = "CA15"


def range_problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Problems of the ranges of indicators and of units of measure."""
    for area in catalogue.areas.values():
        for indicator in area.indicators:
            yield from _reversed(indicator.code, indicator.range, catalogue.place(indicator).inside("range"))
    measures = {word for words in catalogue.vocabulary.measures.values() for word in words}
    yield from _of_measures(catalogue.vocabulary.ranges, measures, catalogue.places.get("Vocabulary ranges", NOWHERE))


def _of_measures(ranges: Mapping[str, Range], measures: set[str], place: Place) -> Iterator[CatalogueError]:
    for measure, levels in ranges.items():
        where = place.inside(measure)
        if measure not in measures:
            yield where.error(
                "a range of the unknown measure '{measure}'{hint}",
                "a measure of vocabulary/measures.yml",
                "CA05",
                measure=measure,
                hint=did_you_mean(measure, measures),
            )
        yield from _reversed(f"'{measure}'", levels, where)


def _reversed(owner: str, levels: Range, place: Place) -> Iterator[CatalogueError]:
    for level, (least, most) in levels.items():
        if least >= most:
            yield place.inside(level).error(
                "the range of {owner} for a {level} goes from {least} to {most}",
                "[least, most], the second greater",
                _CARD,
                owner=owner,
                level=level,
                least=least,
                most=most,
            )
