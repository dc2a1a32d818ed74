"""The national list, counted against the law, and against another package that was made by other people."""

import importlib.util
import json
from collections import Counter
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest

from danvan.catalogue.strict_yaml import read_yaml
from danvan.kernel.errors import ExtraMissing
from danvan.units import national as module
from danvan.units.level import Level, kind_of
from danvan.units.names import plain_name
from danvan.units.national import FIRST_DAY, LAST_DAY, data_folder, read_national
from danvan.units.resolving import name_key

HERE = Path(__file__).parent
OTHER_CODES = read_yaml((HERE / "other_codes.yml").read_bytes(), "other_codes.yml").value
OTHER_MOVES = read_yaml((HERE / "other_moves.yml").read_bytes(), "other_moves.yml").value
UNCHANGED = {
    "thành phố Hà Nội",
    "thành phố Huế",
    "tỉnh Lai Châu",
    "tỉnh Điện Biên",
    "tỉnh Sơn La",
    "tỉnh Lạng Sơn",
    "tỉnh Quảng Ninh",
    "tỉnh Thanh Hóa",
    "tỉnh Nghệ An",
    "tỉnh Hà Tĩnh",
    "tỉnh Cao Bằng",
}
CODES_OF_THE_LAW = {
    "01": "thành phố Hà Nội",
    "22": "tỉnh Quảng Ninh",
    "31": "thành phố Hải Phòng",
    "38": "tỉnh Thanh Hóa",
    "48": "thành phố Đà Nẵng",
    "51": "tỉnh Quảng Ngãi",
    "52": "tỉnh Gia Lai",
    "79": "thành phố Hồ Chí Minh",
}
ISLANDS = {"đặc khu Bạch Long Vĩ", "đặc khu Cồn Cỏ", "đặc khu Hoàng Sa", "đặc khu Lý Sơn", "đặc khu Côn Đảo"}


def count(national, day):
    return Counter(unit.kind for unit in national.at(day, Level.COMMUNE))


def test_there_are_34_provinces_and_3321_communes_from_july_2025(national):
    assert len(national.at(FIRST_DAY, Level.PROVINCE)) == 34
    assert count(national, FIRST_DAY) == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert national.at(FIRST_DAY, Level.DISTRICT) == ()


def test_there_were_63_provinces_696_districts_and_10035_communes_before(national):
    assert [len(national.at(LAST_DAY, level)) for level in Level] == [63, 696, 10035]


def test_eleven_provinces_went_on_as_they_were(national):
    assert {unit.name for unit in national.at(LAST_DAY, Level.PROVINCE) if unit.holds_at(FIRST_DAY)} == UNCHANGED


@pytest.mark.parametrize("code", CODES_OF_THE_LAW)
def test_codes_of_provinces_are_those_of_the_decision(national, code):
    assert national.unit(code, FIRST_DAY).name == CODES_OF_THE_LAW[code]


def test_every_unit_is_of_a_kind_that_existed_on_its_days(national):
    for unit in national.versions():
        kind = kind_of(unit.name, unit.until)
        assert kind.level is unit.level, unit
        assert all(kind.holds_at(day) for day in (unit.since, unit.until) if day), unit


def test_names_are_written_as_we_write_them(national):
    assert [unit.name for unit in national.versions() if plain_name(unit.name) != unit.name] == []


def test_every_unit_has_another_above_it(national):
    for day in (LAST_DAY, FIRST_DAY):
        assert [unit for unit in national.at(day) if unit.level is not Level.PROVINCE and not national.parent(unit, day)] == []


def test_a_merged_commune_has_the_code_of_one_of_its_parts(national):
    """Where the seat lies (19/2025/QĐ-TTg); five islands had no commune whose code could be kept."""
    fresh = {
        unit.name
        for unit in national.at(FIRST_DAY, Level.COMMUNE)
        if unit.code not in {piece.unit.code for piece in national.trace(unit.code, FIRST_DAY, LAST_DAY).pieces}
    }
    assert fresh == ISLANDS


def test_every_commune_of_before_went_somewhere_and_every_one_of_after_came_from_somewhere(national):
    for day, other in ((LAST_DAY, FIRST_DAY), (FIRST_DAY, LAST_DAY)):
        assert [unit for unit in national.at(day, Level.COMMUNE) if not national.trace(unit.code, day, other).pieces] == []


def test_no_commune_of_2025_lies_across_a_border_of_former_provinces(national):
    for unit in national.at(FIRST_DAY, Level.COMMUNE):
        olds = [piece.unit for piece in national.trace(unit.code, FIRST_DAY, LAST_DAY).pieces]
        assert len({(old, *national.parents(old, LAST_DAY))[-1].code for old in olds}) == 1, unit


def test_a_province_is_whole_in_the_one_of_2025(national):
    trace = national.trace("62", LAST_DAY, FIRST_DAY)
    assert [(piece.unit.name, piece.whole) for piece in trace.pieces] == [("tỉnh Quảng Ngãi", True)]


def test_a_district_whose_communes_all_became_one_is_whole_in_it(national):
    trace = national.trace("317", LAST_DAY, FIRST_DAY)
    assert [(piece.unit.name, piece.whole) for piece in trace.pieces] == [("đặc khu Cát Hải", True)]


def test_an_area_that_is_not_in_the_list_is_not_known(national):
    unknown = {unit.name for unit in national.at(FIRST_DAY, Level.COMMUNE) if unit.area_km2 is None}
    assert unknown == {"phường Kỳ Lừa", "phường Mỹ Phước Tây", "xã Thượng Trạch", "xã Đông Trạch"}


def test_the_other_package_has_the_same_communes(national):
    other = json.loads((data_folder("vietnam_provinces") / "nested-divisions.json").read_bytes())
    theirs = {(f"{each['code']:02}", name_key(ward["name"])): f"{ward['code']:05}" for each in other for ward in each["wards"]}
    ours = {(unit.parent, name_key(unit.name)): unit.code for unit in national.at(FIRST_DAY, Level.COMMUNE)}
    assert theirs.keys() == ours.keys()
    differing = {code: ours[key] for key, code in theirs.items() if ours[key] != code}
    assert differing == OTHER_CODES[metadata.version("vietnam-provinces")]


def test_the_other_package_tells_the_same_of_what_communes_became(national):
    spec = importlib.util.find_spec("vietnam_provinces")
    table = Path(spec.submodule_search_locations[0]) / "_ward_conversion_2025.py"
    if not table.exists():
        pytest.skip("this version of vietnam-provinces, for Python 3.11, has no map from old to new")
    loader = importlib.util.spec_from_file_location("ward_conversion", table)
    conversion = importlib.util.module_from_spec(loader)
    loader.loader.exec_module(conversion)
    ours: dict[str, set[str]] = {}
    for change in national.changes():
        if change.since == FIRST_DAY:
            for move in change.moves:
                ours.setdefault(move.old, set()).add(move.new)
    differing = {}
    for code, entry in conversion.OLD_TO_NEW.items():
        old, news = f"{code:05}", {f"{ward.code:05}" for ward in entry.new_wards}
        if ours[old] != news:
            differing[old] = {"ours": sorted(ours[old] - news), "theirs": sorted(news - ours[old])}
    assert differing == {old: {"ours": each["ours"], "theirs": each["theirs"]} for old, each in OTHER_MOVES.items()}


def test_without_the_package_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(ExtraMissing, match=r"pip install 'danvan\[units\]'"):
        read_national()


def test_the_package_itself_is_never_imported(national):
    import sys  # noqa: PLC0415 - asked after the list was read

    assert national.unit("21238", date(2026, 1, 1)).name == "xã Vệ Giang"
    assert "vietnamadminunits" not in sys.modules
