"""`regime due`, `list` and `show`: what is due, for people and for programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.regimes.due import AHEAD

Danvan = Callable[..., Any]
SCHEMA = Path(__file__).parents[2] / "docs/reference/schema/regime_due.schema.json"
COMMUNE = ["regime", "due", "--unit", "xã Trà Sơn", "--on", "2024-09-10"]
CODES = sorted(load_catalogue().regimes)


def shown(danvan: Danvan, *arguments: object) -> Any:
    """The JSON, held against its schema."""
    ended = danvan(*arguments, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    answer = json.loads(ended.out)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(answer)
    return answer


def test_a_commune_is_told_what_is_due(danvan: Danvan) -> None:
    ended = danvan(*COMMUNE)
    assert (ended.code, ended.err) == (0, "")
    for words in (
        "xã Trà Sơn (commune), Tuesday 10/09/2024",
        "quý III năm 2024 · report and forms → the district People's Committee",
        "17/09/2024",
        "7 days left",
        "01/2020/TT-VPCP · confirmed",
        "no legal text found · practice of reports",
        "later ones too: năm 2024",
        "Provinces with regimes of their own here: thành phố Cần Thơ, tỉnh Khánh Hòa",
    ):
        assert words in ended.out


def test_it_speaks_vietnamese(danvan: Danvan) -> None:
    ended = danvan(*COMMUNE, "--lang", "vi")
    for words in ("thứ Ba", "còn 7 ngày", "UBND cấp huyện", "đã xác nhận", "đang lấy số liệu"):
        assert words in ended.out


def test_without_a_day_it_is_today(danvan: Danvan) -> None:
    assert shown(danvan, "regime", "due", "--unit", "xã Trà Sơn")["on"] == "2024-10-01"


def test_a_moved_deadline_says_over_which_day(danvan: Danvan) -> None:
    asked = ["regime", "due", "--unit", "tỉnh Thanh Hóa", "--on", "18/12/2026"]
    ended = danvan(*asked)
    assert "written 20/12/2026, a day off (weekend)" in ended.out
    assert "no decision in the catalogue" in ended.out
    found = shown(danvan, *asked)["obligations"]
    moved = next(one for one in found if one["regime"] == "inspection_2025" and one["period"]["kind"] == "year")
    assert moved["deadline"] == {
        "day": "2026-12-21",
        "written": "2026-12-20",
        "moved_over": "weekend",
        "calendar_decided": True,
    }
    assert moved["certainty"] == "inferred"
    assert {one["deadline"]["calendar_decided"] for one in found} == {True, False}


def test_an_unknown_deadline_is_null_and_said_to_be_unknown(danvan: Danvan) -> None:
    found = shown(danvan, *COMMUNE, "--regime", "danvan")["obligations"]
    assert [one["deadline"] for one in found] == [None, None]
    assert [one["basis"]["instrument"] for one in found] == ["", ""]
    assert "ask who asked" in danvan(*COMMUNE, "--regime", "danvan").out


def test_a_missed_deadline_is_shown_for_a_month(danvan: Danvan) -> None:
    asked = ["regime", "due", "--unit", "xã A", "--regime", "government_office", "--on"]
    assert "13 days ago" in danvan(*asked, "2024-09-30").out
    assert "quý III" not in danvan(*asked, "2024-10-20").out
    assert "today" in danvan(*asked, "2024-09-17").out


def test_what_is_far_off_is_told_in_a_line(danvan: Danvan) -> None:
    ended = danvan(*COMMUNE, "--regime", "government_office", "--within", "3")
    assert "Nothing is due within 3 days." in ended.out
    assert "later ones too: quý III năm 2024 (01/2020/TT-VPCP, 17/09/2024)" in ended.out


def test_a_province_adds_its_own_regimes(danvan: Danvan) -> None:
    asked = ["regime", "due", "--unit", "phường Cái Khế", "--on", "2026-08-10"]
    codes = {one["regime"] for one in shown(danvan, *asked, "--province", "TP. CẦN THƠ")["obligations"]}
    assert codes == {"can_tho", "danvan", "government_office", "inspection_2025"}
    assert "can_tho" not in {one["regime"] for one in shown(danvan, *asked)["obligations"]}


def test_a_province_without_regimes_of_its_own_is_told_those_of_the_country(danvan: Danvan) -> None:
    answer = shown(danvan, *COMMUNE, "--province", "tỉnh Thanh Hóa")
    assert (answer["province"], answer["exists"], answer["level"]) == ("tỉnh Thanh Hóa", True, "commune")
    assert answer["obligations"]


def test_a_district_has_ended(danvan: Danvan) -> None:
    asked = ["regime", "due", "--unit", "huyện Nga Sơn", "--on", "2025-08-10"]
    assert "Units of this kind ended on 30/06/2025" in danvan(*asked).out
    answer = shown(danvan, *asked)
    assert (answer["exists"], answer["obligations"]) == (False, [])


def test_a_town_owes_nothing_that_falls_due_after_the_towns_ended(danvan: Danvan) -> None:
    found = shown(danvan, "regime", "due", "--unit", "thị trấn Kim Lung", "--on", "2025-06-25")["obligations"]
    assert {one["period"]["to"] for one in found} == {"2025-06-30"}


def test_a_period_of_two_units_is_marked(danvan: Danvan) -> None:
    asked = ["regime", "due", "--unit", "xã Trà Sơn", "--on", "2025-08-10"]
    marks = {one["data"]["from"]: one["straddles"] for one in shown(danvan, *asked)["obligations"]}
    assert marks == {"2024-12-15": True, "2025-06-15": True}
    assert "two units, told apart" in danvan(*asked).out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--unit", "Trà Sơn"], "a unit's name with its kind"),
        (["--unit", "xã Trà Sơn", "--province", "Cần Thơ"], "a province's full name"),
        (["--unit", "xã Trà Sơn", "--province", "huyện Nga Sơn"], "a province's full name"),
        (["--unit", "xã Trà Sơn", "--on", "2024-02-30"], "2024-09-30, 30/9/2024"),
        (["--unit", "xã Trà Sơn", "--regime", "inspecton"], "did you mean 'inspection'?"),
        (["--unit", "xã Trà Sơn", "--within", "-1"], "--within cannot be used"),
        ([], "--unit is missing"),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_answered_with_what_can(options: list[str], words: str, danvan: Danvan) -> None:
    ended = danvan("regime", "due", *options)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err


def test_the_list_names_every_regime_or_those_of_a_day(danvan: Danvan) -> None:
    every = danvan("regime", "list").out
    assert all(code in every for code in CODES)
    then = danvan("regime", "list", "--on", "2024-09-10").out
    assert "inspection_2024" in then
    assert "inspection_2025" not in then
    assert "05/03/2024 – 29/09/2025" in then


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("code", CODES)
def test_every_regime_can_be_shown(code: str, lang: str, danvan: Danvan) -> None:
    ended = danvan("regime", "show", code, "--lang", lang)
    assert (ended.code, ended.err) == (0, "")
    assert code in ended.out


@pytest.mark.parametrize(
    ("code", "year", "day"),
    [
        ("government_office", 2024, "17/09/2024"),
        ("inspection_2013", 2020, "21/09/2020"),
        ("inspection_2024", 2024, "15/12/2023"),
        ("inspection_2025", 2025, "17/12/2025"),
    ],
)
def test_a_regime_is_shown_with_the_dates_of_a_year_it_rules(code: str, year: int, day: str, danvan: Danvan) -> None:
    shown = danvan("regime", "show", code).out
    assert f"Periods and deadlines of {year}" in shown
    assert day in shown


def test_only_what_a_version_rules_is_shown_of_its_first_year(danvan: Danvan) -> None:
    shown = danvan("regime", "show", "inspection_2025").out
    assert "quý IV năm 2025" in shown
    assert "quý III năm 2025" not in shown


def test_several_years_have_no_dates(danvan: Danvan) -> None:
    assert "as asked for" in danvan("regime", "show", "danvan").out


def test_an_unknown_code_is_answered_with_those_there_are(danvan: Danvan) -> None:
    ended = danvan("regime", "show", "can_to")
    assert ended.code == 2
    assert "did you mean 'can_tho'?" in ended.err


def test_the_days_ahead_are_those_of_the_catalogue() -> None:
    from danvan.cli.commands.regime import due  # noqa: PLC0415 - what typer would call

    assert due.__defaults__ is not None
    assert AHEAD in due.__defaults__
