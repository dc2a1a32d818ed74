"""Every source inside a card, however deep, with the place it stands at."""

from collections.abc import Iterator, Mapping

from danvan.catalogue.models import Card, Source
from danvan.catalogue.place import Place


def sources_in(value: object, place: Place) -> Iterator[tuple[Source, Place]]:
    """The sources of `value`, which stands at `place`, in the order of its fields."""
    if isinstance(value, Source):
        yield value, place
    elif isinstance(value, Card):
        for name in type(value).model_fields:
            yield from sources_in(getattr(value, name), place.inside(name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from sources_in(each, place.inside(key))
    elif isinstance(value, tuple):
        for position, each in enumerate(value):
            yield from sources_in(each, place.inside(position))
