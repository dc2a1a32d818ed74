"""The lint of the vocabulary: units of measure stand in groups that reading knows."""

from collections.abc import Iterator

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.place import NOWHERE
from danvan.kernel.errors import CatalogueError

_GROUPS = ("count", "money", "length", "area", "weight", "volume", "duration", "percent", "energy", "temperature", "rate")


def word_problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Groups of units of measure nothing knows: their measures would never be read."""
    place = catalogue.places.get("Vocabulary measures", NOWHERE)
    for group in catalogue.vocabulary.measures:
        if group not in _GROUPS:
            yield place.inside(group).error(
                "the group '{group}' of measures{hint}",
                "the groups of vocabulary/measures.yml: {groups}",
                "CA02",
                group=group,
                hint=did_you_mean(group, _GROUPS),
                groups=", ".join(_GROUPS),
            )
