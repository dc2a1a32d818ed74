"""The only way from the catalogue's files to a Catalogue."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from danvan.catalogue.catalogue import Catalogue, Places, by_code, place_key
from danvan.catalogue.layers import Layers, read_layers
from danvan.catalogue.layout import data_folder, stamp
from danvan.catalogue.loading_areas import CODE, load_areas
from danvan.catalogue.loading_words import load_vocabulary
from danvan.catalogue.models import CheckCard, Instrument, Outline
from danvan.catalogue.models.calendars import Calendar
from danvan.catalogue.models.forms import Form
from danvan.catalogue.models.profiles import Profile
from danvan.catalogue.models.regimes import Regime
from danvan.catalogue.models.scorecards import Scorecard
from danvan.catalogue.models.unit_changes import UnitChange
from danvan.catalogue.place import Place
from danvan.catalogue.validation import validated

Coded = TypeVar("Coded", CheckCard, Outline, Form, Regime, Scorecard, Calendar, Profile, UnitChange)
_CHECK_CODE = re.compile(r"([A-Z]{2})/\1\d\d")
_CALLED_BY_FILE = ("checks", "units")
"""Folders of folders whose cards are called by their file alone."""
_FORM_CODE = re.compile(r"[a-z0-9_]+/[a-z0-9_]+")


def load_catalogue(root: Path | None = None, overlay: Path | None = None) -> Catalogue:
    """Reads the catalogue under `root`, or the one that comes with danvan, and over it the folder of a province or a unit:
    what `overlay` has under the same name replaces ours, everything else is added.

    Kept in memory until a file changes. Raises CatalogueError for the first mistake met: its file, its line, what was
    found, what is allowed. Formulas are not parsed here (`danvan.catalogue.formulas`), and what only shows between files is
    the lint's (`danvan.catalogue.lint`).
    """
    roots = tuple(folder for folder in (root or data_folder(), overlay) if folder)
    return _loaded(roots, tuple(map(stamp, roots)))


@lru_cache(maxsize=8)
def _loaded(roots: tuple[Path, ...], _stamps: tuple[str, ...]) -> Catalogue:
    with collecting_nothing():
        return _read(roots)


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """A hundred thousand values are made and all are kept: looking for garbage among them is a sixth of the loading time
    (benchmarks/README.md)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(roots: tuple[Path, ...]) -> Catalogue:
    layers = read_layers(roots)
    places: Places = {}
    vocabulary = load_vocabulary(layers, places)
    areas = load_areas(layers, vocabulary, places)
    return Catalogue(
        areas=areas,
        indicators=by_code(areas.values()),
        identities=tuple(identity for area in areas.values() for identity in area.identities),
        phrases=tuple(phrase for area in areas.values() for phrase in area.phrases),
        instruments=_instruments(layers, places),
        checks={code.partition("/")[2]: card for code, card in _cards(CheckCard, "checks", layers, places)},
        outlines=dict(_cards(Outline, "outlines", layers, places)),
        forms=dict(_cards(Form, "forms", layers, places)),
        regimes=dict(_cards(Regime, "regimes", layers, places)),
        scorecards=dict(_cards(Scorecard, "scorecards", layers, places)),
        calendars=dict(_cards(Calendar, "calendars", layers, places)),
        profiles=dict(_cards(Profile, "profiles", layers, places)),
        unit_changes={code.partition("/")[2]: card for code, card in _cards(UnitChange, "units", layers, places)},
        vocabulary=vocabulary,
        version=layers.version,
        places=places,
    )


def _instruments(layers: Layers, places: Places) -> tuple[Instrument, ...]:
    """Every card; those of a later layer take the place of cards with the same number, date and issuer."""
    kept: list[tuple[Instrument, Place]] = []
    for files in layers.files:
        entries = [entry for _, file in files.under("instruments") for entry in Place(file).items()]
        own = [(validated(Instrument, value, place), place) for value, place in entries]
        again = {card.key for card, _ in own}
        kept = [(card, place) for card, place in kept if card.key not in again] + own
    for position, (_, place) in enumerate(kept):
        places[f"Instrument {position}"] = place
    return tuple(card for card, _ in kept)


def _cards(model: type[Coded], folder: str, layers: Layers, places: Places) -> Iterator[tuple[str, Coded]]:
    """The cards of a folder whose files are one card each. A card is called by its place: consolidated, AR/AR01."""
    for parts, file in layers.merged(folder):
        place, code = Place(file), "/".join(parts).removesuffix(".yml")
        _refuse_badly_called(folder, code, place)
        card = validated(model, file.value, place, code=code.partition("/")[2] if folder in _CALLED_BY_FILE else code)
        places[place_key(card)] = place
        yield code, card


def _refuse_badly_called(folder: str, code: str, place: Place) -> None:
    match folder:
        case "checks" if not _CHECK_CODE.fullmatch(code):
            group, _, name = code.rpartition("/")
            raise place.error(
                "the check '{check}' in the folder '{folder}'",
                "a check in the folder of its two letters, named by them and two digits, as AR/AR01.yml",
                check=name,
                folder=group,
            )
        case "forms" if not _FORM_CODE.fullmatch(code):
            raise place.error(
                "the form '{form}'",
                "a folder of a series and a file of small letters, digits and '_', then .yml",
                form=code,
            )
        case "units" if not CODE.fullmatch(code.removeprefix("changes/")):
            name = code.removeprefix("changes/")
            raise place.error("the file name '{code}.yml'", "small letters without marks, digits and '_', then .yml", code=name)
        case "outlines" | "regimes" | "scorecards" | "calendars" | "profiles" if not CODE.fullmatch(code):
            raise place.error("the file name '{code}.yml'", "small letters without marks, digits and '_', then .yml", code=code)
        case _:
            pass
