"""`units show|history|at|resolve|trace`: for people, for programs, and every mistake in a sentence."""

import json
import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from danvan.catalogue.catalogue import Catalogue
from danvan.units import national

Danvan = Callable[..., Any]


@pytest.fixture(autouse=True)
def _list_installed() -> None:
    if find_spec("vietnamadminunits") is None and not os.environ.get("CI"):
        pytest.skip("the national list is not installed: pip install 'danvan[units]'")


def told(danvan: Danvan, *arguments: str) -> str:
    ended = danvan("units", *arguments)
    assert (ended.code, ended.err) == (0, "")
    return " ".join(ended.out.split())


def shown(danvan: Danvan, *arguments: str) -> Any:
    ended = danvan("units", *arguments, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    return json.loads(ended.out)


def refused(danvan: Danvan, *arguments: str) -> str:
    ended = danvan("units", *arguments)
    assert (ended.code, ended.out) == (2, "")
    return " ".join(ended.err.split())


def test_a_unit_is_shown_with_what_it_was_made_of(danvan: Danvan) -> None:
    said = told(danvan, "show", "xã Vệ Giang")
    for words in ("xã Vệ Giang 21238 from 1/7/2025", "under tỉnh Quảng Ngãi", "24.21 km²", "1677/NQ-UBTVQH15, of 16/6/2025"):
        assert words in said
    assert "a part of xã Nghĩa Phương (21283) → thị trấn Sông Vệ (21238): 0.78 km², 1,745 people" in said


def test_a_unit_is_shown_as_of_a_day(danvan: Danvan) -> None:
    said = told(danvan, "show", "21238", "--on", "2024-09-30")
    assert said.startswith("thị trấn Sông Vệ 21238 until 31/12/2024 under huyện Tư Nghĩa, tỉnh Quảng Ngãi")
    assert shown(danvan, "show", "21238", "--on", "30/9/2024")["unit"]["name"] == "thị trấn Sông Vệ"


def test_a_unit_that_is_not_of_today_is_shown_as_it_last_was(danvan: Danvan) -> None:
    assert told(danvan, "show", "475").startswith("quận Phú Xuân 475 from 1/1/2025 until 30/6/2025")
    assert "units below 13: 11 xã, 2 thị trấn" in told(danvan, "show", "huyện Tư Nghĩa", "--on", "2025-06-30")


def test_the_history_of_a_code_has_every_version_and_change(danvan: Danvan) -> None:
    said = told(danvan, "history", "21238")
    order = [
        "until 31/12/2024",
        "1279/NQ-UBTVQH15",
        "6.42 km², 15,044 people",
        "worked from 1/7/2025",
        "xã Vệ Giang 21238",
    ]
    assert sorted(order, key=said.index) == order
    answer = shown(danvan, "history", "21238")
    assert [version["name"] for version in answer["versions"]] == ["thị trấn Sông Vệ", "thị trấn Sông Vệ", "xã Vệ Giang"]
    assert [change["decided"] for change in answer["changes"]] == ["2024-11-14", "2025-06-16"]


def test_the_units_of_a_day_are_counted(danvan: Danvan) -> None:
    assert told(danvan, "at", "2025-07-01", "--level", "province").endswith("34 provinces")
    assert len(shown(danvan, "at", "2025-07-01")["units"]) == 34 + 3321
    assert len(shown(danvan, "at", "30/6/2025", "--within", "huyện Tư Nghĩa", "--level", "commune")["units"]) == 13


def test_a_day_before_the_list_says_how_far_it_goes(danvan: Danvan) -> None:
    assert "The list is that of 30/6/2025, taken back by the 2 changes that have cards" in told(
        danvan, "at", "2015-01-01", "--level", "district"
    )
    assert "The list is" not in told(danvan, "at", "2025-07-01", "--level", "province")


def test_names_are_resolved_with_scores_and_reasons(danvan: Danvan) -> None:
    said = told(danvan, "resolve", "Nghia", "Phuong", "Tu", "Nghia")
    assert "94 21283 xã Nghĩa Phương written without accents, its kind is not said, the unit above fits" in said
    first = shown(danvan, "resolve", "xã Nghĩa Phương", "--on", "2026-01-01")["matches"][1]
    assert (first["unit"]["name"], first["was"]["name"], first["why"]) == (
        "xã Vệ Giang",
        "xã Nghĩa Phương",
        ["name", "successor"],
    )


def test_what_is_left_out_of_a_long_answer_is_said(danvan: Danvan) -> None:
    assert "more; --most" in told(danvan, "resolve", "xã Tân Thành", "--most", "2")
    assert len(shown(danvan, "resolve", "xã Tân Thành", "--most", "2")["matches"]) == 2


def test_words_like_no_unit_are_said_to_be_so(danvan: Danvan) -> None:
    ended = danvan("units", "resolve", "qwertyuiop")
    assert (ended.code, ended.out) == (0, "")
    assert "No unit has a name like 'qwertyuiop'." in ended.err
    assert shown(danvan, "resolve", "qwertyuiop")["matches"] == []


def test_a_trace_says_what_can_be_compared(danvan: Danvan) -> None:
    back = told(danvan, "trace", "21238", "--from", "2026-01-01", "--to", "2024-09-30")
    assert back.endswith("Comparable: figures of these add up to the same territory.")
    forward = told(danvan, "trace", "21283", "--from", "2024-09-30", "--to", "2026-01-01")
    assert "Its figures go into this unit whole." in forward
    assert "xã Vệ Giang has the territory of others too: danvan units trace 21238 --from 2026-01-01 --to 2024-09-30" in forward
    never = told(danvan, "trace", "21283", "--from", "2024-09-30", "--to", "2025-03-01")
    assert "Not comparable: xã Nghĩa Phương was divided" in never


def test_a_share_is_called_an_estimate(danvan: Danvan) -> None:
    said = told(danvan, "trace", "474", "--from", "2024-09-30", "--to", "2025-03-01", "--by", "area")
    assert "475 quận Phú Xuân part: 47.76 % by area, an estimate" in said
    answer = shown(danvan, "trace", "474", "--from", "2024-09-30", "--to", "2025-03-01")
    assert (answer["comparable"], answer["estimated"], answer["same"]) == (True, True, False)
    assert sum(piece["share"] for piece in answer["pieces"]) == pytest.approx(1)


def test_a_trace_begins_with_the_last_day_of_what_is_no_more(danvan: Danvan) -> None:
    assert told(danvan, "trace", "62", "--to", "2026-01-01").startswith("tỉnh Kon Tum (62) of 30/6/2025, on 1/1/2026: ")


def test_it_speaks_vietnamese(danvan: Danvan) -> None:
    said = told(danvan, "trace", "474", "--from", "2024-09-30", "--to", "2025-03-01", "--lang", "vi")
    for words in ("một phần: 47,76 % theo diện tích, ước tính", "nghị quyết 175/2024/QH15, ngày 30/11/2024", "203.142 người"):
        assert words in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "99999"], "There is no unit '99999'. `danvan units resolve` finds the code of a name"),
        (["show", "999999"], "(a code has 2 digits for a province, 3 for a district, 5 for a commune)"),
        (["show", "xã Nghĩa Phưng"], "There is no unit 'xã Nghĩa Phưng' (did you mean "),
        (["show", "xã Tân Thành"], "'xã Tân Thành' may be 31 units: 01162 xã Tân Thành, huyện Bắc Quang, tỉnh Hà Giang; "),
        (["show", "xã Tân Thành"], "Name the unit above it as well, or give the code."),
        (
            ["show", "21283", "--on", "2026-01-01"],
            "(21283) does not exist on 1/1/2026: it existed until 30/6/2025.",
        ),
        (["show", "21283", "--on", "2026-01-01"], "On that day its territory is in: xã Vệ Giang (21238)."),
        (["show", "xã Nghĩa Phương, Tư Nghĩa", "--on", "2026-01-01"], "its territory is in: xã Vệ Giang (21238)."),
        (["show", "đặc khu Lý Sơn", "--on", "2025-01-01"], "its territory was in: huyện Lý Sơn (536)."),
        (
            ["show", "528", "--on", "2026-01-01"],
            "is in: xã Tư Nghĩa (21235), xã Vệ Giang (21238), xã Trà Giang (21244), xã",
        ),
        (["show", "21283", "--on", "2025-02-30"], "--on: '2025-02-30' is not allowed. Allowed: 2024-09-30, 30/9/2024."),
        (["at", "hôm qua"], "DAY: 'hôm qua' is not allowed."),
        (
            ["at", "2025-07-01", "--level", "village"],
            "--level: 'village' is not allowed. Allowed: province, district,",
        ),
        (["at", "2025-07-01", "--within", "528"], "huyện Tư Nghĩa (528) does not exist on 1/7/2025"),
        (["resolve", "xã An", "--within", "nơi nào đó"], "There is no unit 'nơi nào đó'"),
        (["trace", "21283", "--from", "2026-01-01"], "xã Nghĩa Phương (21283) does not exist on 1/1/2026"),
        (["trace", "21283", "--to", "1/13/2025"], "--to: '1/13/2025' is not allowed."),
        (["trace", "21283", "--by", "money"], "--by: 'money' is not allowed. Allowed: people, area."),
        (["show"], "UNIT is missing."),
    ],
)
def test_a_mistake_is_told_in_a_sentence(danvan: Danvan, arguments: list[str], words: str) -> None:
    assert words in refused(danvan, *arguments)


def test_without_the_list_the_extra_is_named(danvan: Danvan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(national, "find_spec", lambda _: None)
    monkeypatch.setattr(Catalogue, "derived", lambda catalogue, make: make(catalogue))
    assert "pip install 'danvan[units]'" in refused(danvan, "show", "21238")


def test_a_level_that_was_no_more_is_said_to_be_empty(danvan: Danvan) -> None:
    ended = danvan("units", "at", "2025-07-01", "--level", "district")
    assert (ended.code, ended.out) == (0, "")
    assert "There was no such unit on that day." in ended.err


def test_the_history_of_the_guide_is_what_the_command_says(danvan: Danvan) -> None:
    guide = (Path(__file__).parents[2] / "docs/units.md").read_text("utf-8")
    shown_there = guide.split("$ danvan units history 21283\n")[1].split("```")[0]
    said = danvan("units", "history", "21283").out
    assert [line.rstrip() for line in said.splitlines()] == shown_there.splitlines()
