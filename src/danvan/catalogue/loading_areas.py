"""Areas from their folders: one room for each, and each file of it entry by entry, so that a later layer can add."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from danvan.catalogue.catalogue import Places, place_key
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.layers import Layers
from danvan.catalogue.models import Area, Identity, Indicator, Phrase, Sentence, Vocabulary
from danvan.catalogue.place import Place
from danvan.catalogue.strict_yaml import YamlFile
from danvan.catalogue.validation import validated
from danvan.catalogue.word_groups import PhraseReader, figure_kinds
from danvan.kernel.errors import CatalogueError
from danvan.kernel.said import Said

Versioned = TypeVar("Versioned", Indicator, Identity)
Room = dict[str, list[YamlFile]]
"""The files of an area by name, the lowest layer's first."""

CODE = re.compile(r"[a-z][a-z0-9_]*")
_LOADED_APART = ("indicators", "identities", "phrases", "sentences")


def load_areas(layers: Layers, vocabulary: Vocabulary, places: Places) -> dict[str, Area]:
    """The areas in their order, by code. `places` is told where each thing stands. Raises CatalogueError."""
    rooms: dict[str, Room] = {}
    for (code, name), file in layers.each("areas"):
        rooms.setdefault(code, {}).setdefault(name, []).append(file)
    known = [code for code, room in rooms.items() if "area.yml" in room]
    groups = {measure: group for group, measures in vocabulary.measures.items() for measure in measures}
    areas = [_area(code, room, known, groups, places) for code, room in rooms.items()]
    return {area.code: area for area in sorted(areas, key=lambda area: (area.order, area.code))}


def _area(code: str, room: Room, known: Iterable[str], groups: Mapping[str, str], places: Places) -> Area:
    if "area.yml" not in room:
        folder = next(iter(room.values()))[0].name.rpartition("/")[0]
        files = ", ".join(sorted(room))
        missing = Said("no 'area.yml' beside {files}{hint}", files=files, hint=did_you_mean(code, known))
        raise CatalogueError(file=folder, line=1, found=missing, allowed=Said("a folder of an area with its area.yml"))
    place = Place(room["area.yml"][-1])
    if not CODE.fullmatch(code):
        raise place.error(
            "the folder name '{code}'", "small letters without marks, digits and '_' as an area's code", code=code
        )
    area = validated(Area, place.file.value, place, code=code, **{key: [] for key in _LOADED_APART})
    places[place_key(area)] = place
    indicators = tuple(map(_rolled_up, _versions(Indicator, code, room.get("indicators.yml", ()), places)))
    kinds = {indicator.code: figure_kinds(indicator, groups) for indicator in indicators}
    return area.model_copy(
        update={
            "indicators": indicators,
            "identities": tuple(_versions(Identity, code, room.get("identities.yml", ()), places)),
            "phrases": _phrases(PhraseReader(code, kinds), room.get("phrases.yml", ()), places),
            "sentences": _sentences(code, room.get("sentences.yml", ()), places),
        }
    )


def _rolled_up(indicator: Indicator) -> Indicator:
    """With the roll-up its kind asks for, where the card says nothing: shares are never added over units."""
    if "rollup" in indicator.model_fields_set or indicator.kind not in ("ratio", "rate"):
        return indicator
    return indicator.model_copy(update={"rollup": "ratio" if indicator.formula else "none"})


def _versions(model: type[Versioned], area: str, files: Iterable[YamlFile], places: Places) -> Iterator[Versioned]:
    """Short code -> one card, or a list of cards where law changed it: one each time, oldest first. A code written again in
    a later layer takes the place of the earlier one with all its versions."""
    entries = {name: (value, place) for file in files for name, value, place in Place(file).entries()}
    for name, (value, place) in entries.items():
        if not CODE.fullmatch(name):
            raise place.error("the code '{code}'", "small letters without marks, digits and '_'", code=name)
        cards = [
            (validated(model, each, where, code=f"{area}.{name}", area=area), where)
            for each, where in ([(value, place)] if not isinstance(value, list) else place.items())
        ]
        for card, where in sorted(cards, key=lambda each: each[0].since or date.min):
            places[place_key(card)] = where
            yield card


def _phrases(reader: PhraseReader, files: Sequence[YamlFile], places: Places) -> tuple[Phrase, ...]:
    for file in files:
        reader.read(file)
    for position, (_, place) in enumerate(reader.kept):
        places[f"Phrase {reader.area} {position}"] = place
    return tuple(phrase for phrase, _ in reader.kept)


def _sentences(area: str, files: Sequence[YamlFile], places: Places) -> tuple[Sentence, ...]:
    """Those of the topmost layer that has any: sentences follow each other, and are replaced together."""
    if not files:
        return ()
    sentences = []
    for position, (value, place) in enumerate(Place(files[-1]).items()):
        places[f"Sentence {area} {position}"] = place
        sentences.append(validated(Sentence, value, place))
    return tuple(sentences)
