"""The catalogue that is shipped: loaded, linted, and walked."""

from datetime import date
from pathlib import Path

import jsonschema
import pytest

from danvan.catalogue.formulas import parse_identity, parse_indicator
from danvan.catalogue.layout import data_folder, read_files
from danvan.catalogue.lint import lint
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.schemas import schemas
from danvan.reading.model import FigureKind

ROOT = Path(__file__).parents[2] / "catalogue"
CATALOGUE = load_catalogue(ROOT)
FILES = read_files(ROOT).files
DAYS = [date(2015, 1, 1), date(2020, 6, 30), date(2024, 9, 30), date(2026, 7, 1)]


def kind_of(parts):
    """The schema of a file."""
    match parts:
        case ("areas", _, name):
            return name.removesuffix(".yml")
        case ("vocabulary", name):
            return "vocabulary"
        case (folder, *_):
            return {
                "checks": "check",
                "outlines": "outline",
                "forms": "form",
                "regimes": "regime",
                "scorecards": "scorecard",
                "calendars": "calendar",
                "profiles": "profile",
                "units": "unit_change",
            }.get(folder, folder)


def test_the_checkout_holds_the_catalogue():
    assert data_folder() == ROOT
    assert load_catalogue().version == CATALOGUE.version


def test_the_lint_finds_nothing():
    assert [str(problem) for problem in lint(CATALOGUE)] == []


def test_every_file_on_disk_is_read():
    on_disk = {path.relative_to(ROOT).parts for path in ROOT.rglob("*") if path.is_file() and "schema" not in path.parts}
    assert set(FILES) == on_disk
    assert {parts[1] for parts in on_disk if parts[0] == "areas"} == set(CATALOGUE.areas)
    assert {parts[-1] for parts in on_disk if parts[0] == "checks"} == {f"{code}.yml" for code in CATALOGUE.checks}
    assert {parts[-1] for parts in on_disk if parts[0] == "outlines"} == {f"{code}.yml" for code in CATALOGUE.outlines}


@pytest.mark.parametrize("parts", sorted(FILES), ids="/".join)
def test_every_file_fits_its_schema(parts):
    jsonschema.Draft202012Validator(schemas()[kind_of(parts)]).validate(FILES[parts].value)


@pytest.mark.parametrize("area", CATALOGUE.areas)
def test_every_formula_parses(area):
    for indicator in CATALOGUE.areas[area].indicators:
        assert (parse_indicator(indicator, CATALOGUE) is None) == (not indicator.formula)
    for identity in CATALOGUE.areas[area].identities:
        assert parse_identity(identity, CATALOGUE).codes


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_any_day_only_what_is_in_force_is_there_and_fits_together(day):
    then = CATALOGUE.at(day)
    assert all(card.holds_at(day) for card in (*then.indicators.values(), *then.identities, *then.checks.values()))
    for identity in then.identities:
        assert set(parse_identity(identity, then).codes) <= then.indicators.keys()
    for indicator in then.indicators.values():
        parse_indicator(indicator, then)


@pytest.mark.parametrize("area", CATALOGUE.areas)
def test_every_phrase_says_a_kind_of_figure_that_reading_knows(area):
    kinds = {kind for phrase in CATALOGUE.areas[area].phrases for kind in phrase.kinds}
    assert kinds <= set(FigureKind)
