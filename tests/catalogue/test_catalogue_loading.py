import pickle
import shutil
from datetime import date
from pathlib import Path

import pytest

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.layout import data_folder
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Indicator
from danvan.catalogue.place import NOWHERE
from danvan.kernel.errors import CatalogueError

HERE = Path(__file__).parent
VERSIONS = """\
whole:
  - formula: received = settled + pending
    name: {vi: Từ 2021, en: From 2021}
    since: 2021-07-01
    source: {seen: arithmetic, certainty: confirmed}
  - formula: received >= settled + pending
    name: {vi: Đến 2021, en: Until 2021}
    until: 2021-06-30
    source: {seen: arithmetic, certainty: confirmed}
"""
RECEIVED = """\
received:
  - name: {vi: Đơn cũ, en: Old}
    measure: đơn
    kind: count
    until: 2021-06-30
    source: {seen: reports, certainty: observed}
  - name: {vi: Đơn mới, en: New}
    measure: đơn
    kind: count
    since: 2021-07-01
    source: {seen: reports, certainty: observed}
"""


@pytest.fixture
def small(tmp_path):
    return Path(shutil.copytree(HERE / "small", tmp_path / "catalogue"))


@pytest.fixture
def versioned(small):
    (small / "areas/petitions/identities.yml").write_text(VERSIONS, "utf-8")
    (small / "areas/petitions/indicators.yml").write_text(RECEIVED, "utf-8")
    return load_catalogue(small)


def test_codes_follow_from_the_place_of_a_file(small):
    catalogue = load_catalogue(small)
    assert list(catalogue.areas) == ["petitions"]
    assert list(catalogue.indicators) == [f"petitions.{name}" for name in ("received", "settled", "pending", "settled_rate")]
    assert catalogue.identities[0].code == "petitions.whole"
    assert catalogue.phrases[0].indicator == "petitions.received"
    assert list(catalogue.checks) == ["AR01"]
    assert list(catalogue.outlines) == ["half_year"]


def test_areas_come_in_their_order(small):
    shutil.copytree(small / "areas/petitions", small / "areas/mediation")
    text = (small / "areas/mediation/area.yml").read_text("utf-8")
    (small / "areas/mediation/area.yml").write_text(text.replace("order: 1", "order: 0"), "utf-8")
    assert list(load_catalogue(small).areas) == ["mediation", "petitions"]


def test_a_phrase_may_say_the_indicator_of_another_area(small):
    path = small / "areas/petitions/phrases.yml"
    path.write_text(path.read_text("utf-8").replace("received", "mediation.cases"), "utf-8")
    assert load_catalogue(small).phrases[0].indicator == "mediation.cases"


def test_an_area_may_have_no_register_and_count_nothing_yet(small):
    for path in (small / "areas/petitions").glob("*s.yml"):
        path.unlink()
    area = load_catalogue(small).areas["petitions"]
    assert (area.indicators, area.identities, area.phrases) == ((), (), ())


def test_the_newest_version_stands_for_its_code(versioned):
    assert versioned.indicators["petitions.received"].name.vi == "Đơn mới"


@pytest.mark.parametrize(
    ("day", "name", "identity"), [("2021-06-30", "Đơn cũ", "Đến 2021"), ("2021-07-01", "Đơn mới", "Từ 2021")]
)
def test_a_day_has_the_version_in_force(versioned, day, name, identity):
    then = versioned.at(date.fromisoformat(day))
    assert then.indicators["petitions.received"].name.vi == name
    assert [each.name.vi for each in then.identities] == [identity]
    assert [each.name.vi for each in then.areas["petitions"].indicators] == [name]
    assert [each.name.vi for each in then.areas["petitions"].identities] == [identity]


@pytest.mark.parametrize(("day", "there"), [("2018-12-31", False), ("2019-01-01", True)])
def test_what_begins_later_is_not_there_yet(small, day, there):
    then = load_catalogue(small).at(date.fromisoformat(day))
    assert ("petitions.settled_rate" in then.indicators) is there
    assert len(then.areas["petitions"].registers["petitions"].deadlines) == 1 + there
    assert len(then.instruments) == 2


@pytest.mark.parametrize("file", ["checks/AR/AR01.yml", "outlines/half_year.yml"])
def test_checks_and_outlines_end_too(small, file):
    with (small / file).open("a", encoding="utf-8") as card:
        card.write("until: 2020-12-31\n")
    catalogue = load_catalogue(small)
    kinds = [len({**catalogue.at(date(year, 1, 1)).checks, **catalogue.at(date(year, 1, 1)).outlines}) for year in (2020, 2021)]
    assert kinds == [2, 1]


def test_a_phrase_goes_with_its_indicator(small):
    path = small / "areas/petitions/phrases.yml"
    path.write_text(path.read_text("utf-8").replace("received", "settled_rate"), "utf-8")
    then = load_catalogue(small).at(date(2018, 1, 1))
    assert "petitions.settled_rate" not in {phrase.indicator for phrase in then.phrases}
    assert then.areas["petitions"].phrases == then.phrases


def test_an_instrument_is_found_by_its_number(small):
    catalogue = load_catalogue(small)
    assert [each.title for each in catalogue.instrument("25/2018/QH14")] == ["Tố cáo"]
    assert catalogue.instrument("1/2018/QH14") == ()


def test_an_instrument_has_a_day_of_signing_where_it_is_known(small):
    assert [each.signed_on for each in load_catalogue(small).instruments] == [date(2018, 6, 12), None]


def test_a_catalogue_goes_to_another_process_whole(small):
    catalogue = load_catalogue(small)
    assert pickle.loads(pickle.dumps(catalogue)) == catalogue  # noqa: S301 - our own bytes


def test_the_version_follows_the_content(small):
    before = load_catalogue(small).version
    assert load_catalogue(small).version == before
    with (small / "vocabulary/scales.yml").open("a", encoding="utf-8") as file:
        file.write("tỷ: 9\n")
    after = load_catalogue(small).version
    assert before != after
    assert len(after) == 12


def test_schemas_for_editors_are_no_part_of_the_content(small):
    before = load_catalogue(small).version
    (small / "schema").mkdir()
    (small / "schema/area.schema.json").write_text("{}", "utf-8")
    assert load_catalogue(small).version == before


def test_a_card_knows_where_it_was_written(small):
    catalogue = load_catalogue(small)
    place = catalogue.place(catalogue.indicators["petitions.settled"])
    assert (place.file.name, place.line) == ("catalogue/areas/petitions/indicators.yml", 8)
    made = Indicator.model_validate(catalogue.indicators["petitions.settled"].model_dump() | {"code": "petitions.made"})
    assert catalogue.place(made) is NOWHERE


def test_no_folder_is_said_so(tmp_path):
    with pytest.raises(CatalogueError, match="no catalogue folder"):
        load_catalogue(tmp_path / "nowhere")


def test_a_broken_link_is_said_so(small):
    (small / "vocabulary/scales.yml").unlink()
    (small / "vocabulary/scales.yml").symlink_to("nowhere.yml")
    with pytest.raises(CatalogueError, match=r"scales\.yml.*cannot be read"):
        load_catalogue(small)


def test_the_installed_catalogue_comes_before_the_checkout(tmp_path, monkeypatch):
    package = tmp_path / "src" / "danvan" / "catalogue"
    package.mkdir(parents=True)
    monkeypatch.setattr("danvan.catalogue.layout.__file__", str(package / "layout.py"))
    assert data_folder() == tmp_path / "catalogue"
    (package / "data").mkdir()
    assert data_folder() == package / "data"


def test_a_catalogue_is_read_only(small):
    catalogue = load_catalogue(small)
    assert isinstance(catalogue, Catalogue)
    with pytest.raises(AttributeError):
        catalogue.version = "other"
