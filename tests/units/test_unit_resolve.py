"""Units by what people call them: ranked, with reasons, never guessed."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.units.invented import ENDED, LAST, commune, register

from danvan.catalogue.strict_yaml import read_yaml
from danvan.units.errors import UnitUnknown
from danvan.units.level import Level
from danvan.units.match import Why
from danvan.units.national import FIRST_DAY, LAST_DAY
from danvan.units.register import UnitRegister

HERE = Path(__file__).parent
CASES = read_yaml((HERE / "resolve_cases.yml").read_bytes(), "resolve_cases.yml").value
REGISTER = register()


def found(matches):
    return [(match.unit.code, match.score) for match in matches]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['words']} {case.get('day', '')}".strip())
def test_words_mean_the_unit_that_people_mean(national, case):
    day = date.fromisoformat(case["day"]) if "day" in case else None
    first, *others = national.resolve(case["words"], day)
    assert first.unit.code == case["code"]
    assert first.score >= case.get("least", case.get("score"))
    assert first.score <= case.get("score", 100)
    assert first.unit.name == case.get("name", first.unit.name)
    assert all(other.score < first.score or other.unit.code == first.unit.code for other in others)


def test_units_of_one_name_are_all_listed_with_one_score():
    matches = REGISTER.resolve("Tân Thành", LAST)
    assert found(matches) == [("10004", 97), ("10005", 97)]
    assert all(Why.UPPER_UNSAID in match.why for match in matches)


def test_the_kind_tells_two_of_one_name_apart():
    assert found(REGISTER.resolve("TT Tân Thành", LAST)) == [("10005", 100), ("10004", 85)]


def test_the_unit_above_tells_two_of_one_name_apart():
    first, other = REGISTER.resolve("Tân Thành, Núi Cao", LAST)
    assert first.unit.code == "10004"
    assert other.score < 70
    assert Why.OTHER_UPPER in other.why


def test_a_name_of_another_day_leads_to_what_has_its_territory():
    matches = REGISTER.resolve("xã Bình Minh", ENDED)
    assert [(match.unit.name, match.was.name) for match in matches] == [("xã Mới", "xã Bình Minh")]
    assert matches[0].score == 80
    assert Why.SUCCESSOR in matches[0].why


def test_what_was_divided_leads_to_each_part():
    assert {match.unit.code for match in REGISTER.resolve("xã Tân Thành", ENDED)} == {"10001", "10006"}


def test_one_unit_under_which_to_look_leaves_out_all_others():
    assert found(REGISTER.resolve("Tân Thành", LAST, within="102")) == [("10004", 97)]


def test_a_version_of_another_boundary_is_no_second_match():
    assert [match.unit.code for match in REGISTER.resolve("xã An Bình")] == ["10001"]


@pytest.mark.parametrize("words", ["", " ,; ", "xã", "?!", "qwertyuiop", "12345", "\n", "xã " * 50, "Nghĩa Phương " * 40])
def test_words_that_mean_no_unit_find_none(words):
    assert REGISTER.resolve(words) == []


def test_a_number_is_no_slip_of_another():
    wards = UnitRegister([commune("10001", "phường 1"), commune("10011", "phường 11")])
    assert found(wards.resolve("phường 11")) == [("10011", 100)]


def test_one_code_is_told_only_when_one_unit_can_be_meant():
    assert REGISTER.resolve_code("xã Tân Thành", LAST) == "10004"
    assert REGISTER.resolve_code("Tân Thành", LAST) is None
    assert REGISTER.resolve_code("xã Tân Thanh", LAST) is None
    assert REGISTER.resolve_code("xã Tân Thành", ENDED) is None
    assert REGISTER.resolve_code("xã Tân Thành", LAST, within="huyện Núi Cao") == "10004"
    assert REGISTER.resolve_code("xã Tân Thành", LAST, within="huyện Sông Con") is None
    assert REGISTER.resolve_code("xã Tân Thành, huyện Sông Con", LAST) is None


def test_two_communes_of_one_name_have_no_one_code(national):
    assert national.resolve_code("xã Nghĩa Phương", date(2024, 9, 30)) is None
    assert national.resolve_code("xã Nghĩa Phương", date(2024, 9, 30), within="huyện Tư Nghĩa") == "21283"


@pytest.mark.parametrize("day", [LAST_DAY, FIRST_DAY])
def test_every_commune_is_found_by_its_name_under_the_unit_above(national, day):
    lost = [unit for unit in national.at(day, Level.COMMUNE) if national.resolve_code(unit.name, day, unit.parent) != unit.code]
    assert lost == []


@pytest.mark.parametrize("day", [LAST_DAY, FIRST_DAY])
def test_every_unit_above_is_found_by_its_name(national, day):
    upper = [unit for level in (Level.PROVINCE, Level.DISTRICT) for unit in national.at(day, level)]
    assert [unit for unit in upper if national.resolve_code(unit.name, day, unit.parent or None) != unit.code] == []


def test_every_commune_is_found_without_accents_with_all_above_it(national):
    from danvan.units.folding import fold  # noqa: PLC0415 - what a hurried person types

    for unit in national.at(LAST_DAY, Level.COMMUNE)[::50]:
        words = ", ".join(fold(each.name) for each in (unit, *national.parents(unit, LAST_DAY)))
        assert national.resolve(words, LAST_DAY)[0].unit.code == unit.code


def test_ways_of_a_later_name_into_the_past_are_all_listed(national):
    matches = national.resolve("xã Vệ Giang", date(2024, 1, 1))
    assert {match.unit.name for match in matches if match.score == 80} == {
        "thị trấn Sông Vệ",
        "xã Nghĩa Hiệp",
        "xã Nghĩa Phương",
        "xã Nghĩa Mỹ",
    }


def test_a_unit_to_look_under_must_exist(national):
    with pytest.raises(UnitUnknown, match="There is no unit '99'"):
        national.resolve("xã Nghĩa Phương", within="99")


@given(st.text(alphabet="xã phườngPQTX.,;-–'’/()\n0123 nghĩaTânThành\u0300\u200b", max_size=40))
def test_whatever_is_typed_answers_are_ranked_and_within_100(words):
    scores = [match.score for match in REGISTER.resolve(words)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 100 for score in scores)
    assert REGISTER.resolve_code(words, LAST) in {None, *(unit.code for unit in REGISTER.at(LAST))}
