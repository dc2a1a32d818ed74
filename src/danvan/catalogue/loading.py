"""The only way from the catalogue's files to a Catalogue."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from danvan.catalogue.catalogue import Catalogue, by_code, place_key
from danvan.catalogue.layout import Files, data_folder, read_files
from danvan.catalogue.models import Area, CheckCard, Identity, Indicator, Instrument, Outline, Phrase, Vocabulary
from danvan.catalogue.place import Place
from danvan.catalogue.strict_yaml import Value, YamlFile
from danvan.catalogue.validation import validated
from danvan.kernel.errors import CatalogueError

_CODE = re.compile(r"[a-z][a-z0-9_]*")
_CHECK_CODE = re.compile(r"[A-Z]{2}\d\d")
_LOADED_APART = ("indicators", "identities", "phrases")

Versioned = TypeVar("Versioned", Indicator, Identity)
Places = dict[str, Place]


def load_catalogue(root: Path | None = None) -> Catalogue:
    """Reads the catalogue under `root`, or the one that comes with danvan.

    Raises CatalogueError for the first mistake met: its file, its line, what was found, what is allowed. Formulas are not
    parsed here (`danvan.catalogue.formulas`), and what only shows between files is the lint's (`danvan.catalogue.lint`).
    """
    files = read_files(root or data_folder())
    places: Places = {}
    areas = _areas(files, places)
    return Catalogue(
        areas=areas,
        indicators=by_code(areas.values()),
        identities=tuple(identity for area in areas.values() for identity in area.identities),
        phrases=tuple(phrase for area in areas.values() for phrase in area.phrases),
        instruments=tuple(_instruments(files, places)),
        checks=dict(_checks(files, places)),
        outlines=dict(_outlines(files, places)),
        vocabulary=_vocabulary(files),
        version=files.version,
        places=places,
    )


def _areas(files: Files, places: Places) -> dict[str, Area]:
    rooms: dict[str, dict[str, YamlFile]] = {}
    for (code, name), file in files.under("areas"):
        rooms.setdefault(code, {})[name] = file
    areas = [_area(code, room, files.name("areas", code), places) for code, room in rooms.items()]
    return {area.code: area for area in sorted(areas, key=lambda area: (area.order, area.code))}


def _area(code: str, room: dict[str, YamlFile], folder: str, places: Places) -> Area:
    if "area.yml" not in room:
        missing = f"no 'area.yml' beside {', '.join(sorted(room))}"
        raise CatalogueError(file=folder, line=1, found=missing, allowed="a folder of an area with its area.yml")
    place = Place(room["area.yml"])
    if not _CODE.fullmatch(code):
        raise place.error(f"the folder name '{code}'", "small letters without marks, digits and '_' as an area's code")
    area = validated(Area, place.file.value, place, code=code, **{key: [] for key in _LOADED_APART})
    places[place_key(area)] = place
    return area.model_copy(
        update={
            "indicators": tuple(_versions(Indicator, code, room.get("indicators.yml"), places)),
            "identities": tuple(_versions(Identity, code, room.get("identities.yml"), places)),
            "phrases": tuple(_phrases(code, room.get("phrases.yml"), places)),
        }
    )


def _versions(model: type[Versioned], area: str, file: YamlFile | None, places: Places) -> Iterator[Versioned]:
    """Short code -> one card, or a list of cards where law changed it: one each time, oldest first."""
    for name, value in _entries(file):
        place = Place(file, (name,)) if file else Place(YamlFile(area, {}, {}))
        if not _CODE.fullmatch(name):
            raise place.error(f"the code '{name}'", "small letters without marks, digits and '_'")
        cards = [
            (validated(model, each, where, code=f"{area}.{name}", area=area), where)
            for each, where in ([(value, place)] if not isinstance(value, list) else _items(value, place))
        ]
        for card, where in sorted(cards, key=lambda each: each[0].since or date.min):
            places[place_key(card)] = where
            yield card


def _phrases(area: str, file: YamlFile | None, places: Places) -> Iterator[Phrase]:
    if file is None:
        return
    for position, (value, place) in enumerate(_items(file.value, Place(file))):
        phrase = validated(Phrase, value, place)
        if "." not in phrase.indicator:
            phrase = phrase.model_copy(update={"indicator": f"{area}.{phrase.indicator}"})
        places[f"Phrase {area} {position}"] = place
        yield phrase


def _instruments(files: Files, places: Places) -> Iterator[Instrument]:
    position = 0
    for _, file in files.under("instruments"):
        for value, place in _items(file.value, Place(file)):
            places[f"Instrument {position}"] = place
            position += 1
            yield validated(Instrument, value, place)


def _outlines(files: Files, places: Places) -> Iterator[tuple[str, Outline]]:
    for (name,), file in files.under("outlines"):
        code, place = name.removesuffix(".yml"), Place(file)
        if not _CODE.fullmatch(code):
            raise place.error(f"the file name '{name}'", "small letters without marks, digits and '_', then .yml")
        outline = validated(Outline, file.value, place, code=code)
        places[place_key(outline)] = place
        yield code, outline


def _checks(files: Files, places: Places) -> Iterator[tuple[str, CheckCard]]:
    for (group, name), file in files.under("checks"):
        code, place = name.removesuffix(".yml"), Place(file)
        if not _CHECK_CODE.fullmatch(code) or code[:2] != group:
            found = f"the check '{code}' in the folder '{group}'"
            raise place.error(found, "a check in the folder of its two letters, named by them and two digits, as AR/AR01.yml")
        check = validated(CheckCard, file.value, place, code=code)
        places[place_key(check)] = place
        yield code, check


def _vocabulary(files: Files) -> Vocabulary:
    lists = {name.removesuffix(".yml"): file for (name,), file in files.under("vocabulary")}
    for word_list in Vocabulary.model_fields:
        if word_list not in lists:
            name = files.name("vocabulary", f"{word_list}.yml")
            raise CatalogueError(file=name, line=1, found="the file is missing", allowed="every word list of the vocabulary")
    values: dict[str, Value] = {word_list: file.value for word_list, file in lists.items()}
    return validated(Vocabulary, values, _WordLists(YamlFile("vocabulary", values, {}), (), lists))


@dataclass(frozen=True, slots=True)
class _WordLists(Place):
    """The place of the vocabulary, whose fields are each a file of their own."""

    lists: Mapping[str, YamlFile] = field(default_factory=dict)

    def inside(self, *path: str | int) -> Place:
        return Place(self.lists[str(path[0])], path[1:])


def _entries(file: YamlFile | None) -> Iterator[tuple[str, Value]]:
    if file is None:
        return
    if not isinstance(file.value, dict):
        raise file.error("a list", "a mapping: each code, then what it is")
    yield from file.value.items()


def _items(value: Value, place: Place) -> Iterator[tuple[Value, Place]]:
    if not isinstance(value, list):
        raise place.error("a mapping or a single value", "a list: each entry begins with '-'")
    for position, item in enumerate(value):
        yield item, place.inside(position)
