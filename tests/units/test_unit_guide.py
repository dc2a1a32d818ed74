"""What docs/units.md tells is true."""

from datetime import date
from pathlib import Path

import pytest

from danvan.catalogue.lint import lint
from danvan.catalogue.loading import load_catalogue
from danvan.units.level import Level
from danvan.units.national import FIRST_DAY, LAST_DAY
from danvan.units.register import UnitRegister

GUIDE = (Path(__file__).parents[2] / "docs/units.md").read_text("utf-8")
BEFORE, BETWEEN, TODAY = date(2024, 9, 30), date(2025, 3, 1), date(2026, 9, 30)


def blocks(kind):
    return [text.removeprefix(f"{kind}\n") for text in GUIDE.split("```")[1::2] if text.startswith(f"{kind}\n")]


@pytest.fixture
def carded(tmp_path):
    """The catalogue with the guide's card laid over it."""
    (card,) = blocks("yaml")
    file = tmp_path / card.split("\n")[0].removeprefix("# ")
    file.parent.mkdir(parents=True)
    file.write_text(card, "utf-8")
    (tmp_path / "catalogue.yml").write_text('name: {vi: Thử, en: Trial}\nversion: "1"\nowner: ai đó\n', "utf-8")
    return load_catalogue(overlay=tmp_path)


def test_the_card_of_the_guide_is_right(carded):
    assert [str(problem) for problem in lint(carded) if "tu_nghia_2027" in str(problem)] == []


def test_the_card_of_the_guide_makes_a_share(carded, national):
    trace = UnitRegister.load(carded).trace("21238", TODAY, date(2027, 6, 1))
    assert [(piece.unit.code, float(piece.share)) for piece in trace.pieces] == [("21238", 40 / 43), ("21250", 3 / 43)]


def test_the_python_of_the_guide_runs(national):
    (code,) = blocks("python")
    exec(code, {"print": lambda *_: None})  # noqa: S102 - our own guide


def test_nghia_phuong_before_and_after_2024_is_not_comparable(national):
    trace = national.trace("21283", BEFORE, BETWEEN)
    assert not trace.comparable
    assert {move.people for change in trace.changes for move in change.moves} == {1745}


def test_ve_giang_is_comparable_with_its_four_communes_of_2024(national):
    trace = national.trace("21238", TODAY, BEFORE)
    assert {piece.unit.code: piece.share for piece in trace.pieces} == {"21238": 1, "21280": 1, "21283": 1, "21286": 1}
    assert trace.comparable
    assert not trace.estimated


def test_nghia_my_belongs_to_ve_giang_whole(national):
    assert [(piece.unit.name, piece.share) for piece in national.trace("21286", BEFORE, TODAY).pieces] == [("xã Vệ Giang", 1)]


def test_the_numbers_of_the_resolution_are_kept(national):
    (change,) = (change for change in national.changes("21238") if change.basis == "1279/NQ-UBTVQH15")
    assert (change.decided, change.since) == (date(2024, 11, 14), date(2025, 1, 1))
    assert {(move.old, str(move.area_km2), move.people) for move in change.moves} == {
        ("21286", "2.99", 4916),
        ("21283", "0.78", 1745),
    }
    assert (str(national.unit("21238", BETWEEN).area_km2), national.unit("21238", BETWEEN).people) == ("6.42", 15044)


def test_how_many_communes_are_comparable_is_as_the_guide_says(national):
    comparable = sum(
        national.trace(unit.code, FIRST_DAY, LAST_DAY).comparable for unit in national.at(FIRST_DAY, Level.COMMUNE)
    )
    assert f"{comparable:,} are made of whole communes only" in GUIDE
    assert f"\n{3321 - comparable} have a part of unknown size" in GUIDE


def test_as_many_units_are_called_tan_thanh_as_the_guide_says(national):
    matches = [match for match in national.resolve("Tân Thành") if match.unit.proper == "Tân Thành"]
    assert f"{len(matches)} units are or were called Tân Thành" in GUIDE
