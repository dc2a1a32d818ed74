"""The lint of profiles: limits the right way round, one profile of a kind at a time."""

from collections.abc import Iterator, Mapping

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Card
from danvan.catalogue.models.profiles import Limits, Profile
from danvan.catalogue.place import Place
from danvan.kernel.errors import CatalogueError
from danvan.kernel.said import Said

Problems = Iterator[CatalogueError]


def profile_problems(catalogue: Catalogue) -> Problems:
    """Problems of every profile."""
    before: list[Profile] = []
    for profile in catalogue.profiles.values():
        place = catalogue.place(profile)
        yield from _reversed(profile, place)
        for other in before:
            if other.of == profile.of and other.overlaps(profile):
                yield place.inside("since").error(
                    "{code} holds since {since}, as {other} does",
                    "one profile at a time for the documents of one kind",
                    "CA03",
                    code=profile.code,
                    since=profile.since or Said("ever"),
                    other=other.code,
                )
        before.append(profile)


def _reversed(value: object, place: Place) -> Problems:
    if isinstance(value, Limits):
        if value.least > value.most:
            yield place.error("from {least} to {most}", "least, then most", "CA15", least=value.least, most=value.most)
    elif isinstance(value, Card):
        for name in type(value).model_fields:
            yield from _reversed(getattr(value, name), place.inside(name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _reversed(each, place.inside(str(key)))
