"""`danvan catalogue`: what is counted can be listed, shown, looked for mistakes, compared and added to."""

import json
from pathlib import Path

import pytest

from danvan.catalogue.entries import KINDS
from danvan.catalogue.loading import load_catalogue

OURS = load_catalogue()
PLURALS = ["identities" if kind == "identity" else f"{kind}s" for kind in KINDS]


@pytest.fixture
def own(danvan, tmp_path) -> Path:
    """A folder with an area of one's own, as the command writes it."""
    folder = tmp_path / "ha-tinh"
    made = danvan("catalogue", "new-area", "land_clearance", "--in", folder, "--vi", "Giải phóng mặt bằng")
    assert (made.code, made.err) == (0, "")
    return folder


def test_the_areas_are_listed_with_how_much_they_hold(danvan):
    listed = danvan("catalogue", "list")
    assert listed.code == 0
    assert all(area in listed.out for area in OURS.areas)
    assert f"{len(OURS.instruments)} legal texts" in listed.out


@pytest.mark.parametrize("kind", PLURALS)
def test_every_kind_is_listed_whole(danvan, kind):
    every = json.loads(danvan("catalogue", "list", kind, "--format", "json").out)
    assert every
    text = danvan("catalogue", "list", kind)
    assert (text.code, text.err) == (0, "")
    assert every[0]["code"] in text.out


def test_a_list_is_of_one_area_and_one_day(danvan):
    listed = danvan("catalogue", "list", "indicators", "--area", "mediation", "--on", "30/9/2024", "--format", "json")
    codes = [entry["code"] for entry in json.loads(listed.out)]
    assert "mediation.teams" in codes
    assert all(code.startswith("mediation.") for code in codes)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mediation.rate", ["indicator", "computed", "said", "mediation/indicators.yml:"]),
        ("25/2018/QH14", ["legal text", "2018-06-12", "laws.yml:"]),
        ("01/TCD", ["form", "06/2025"]),
        ("AR01", ["check", "AR/AR01.yml:1"]),
        ("mediation.cases", ["register", "columns"]),
        ("petitions.intake", ["identity", "must fit"]),
        ("mediation", ["area", "indicators"]),
        ("consolidated", ["outline", "parts"]),
    ],
)
def test_an_entry_is_shown_with_where_it_is_written(danvan, name, words):
    shown = danvan("catalogue", "show", name)
    assert (shown.code, shown.err) == (0, "")
    assert [word for word in words if word not in shown.out] == []


def test_of_a_form_only_the_one_of_the_day_is_shown(danvan):
    forms = json.loads(danvan("catalogue", "show", "01/TCD", "--on", "2024-06-30", "--format", "json").out)
    assert [form["card"]["series"] for form in forms] == ["01/2024"]


def test_what_names_a_thing_is_listed_with_its_place(danvan):
    used = danvan("catalogue", "where-used", "42/2013/QH13")
    assert "citizen_reception/area.yml:1" in used.out


def test_our_catalogue_has_no_mistake(danvan):
    linted = danvan("catalogue", "lint")
    assert (linted.code, linted.err) == (0, "")
    assert "no mistake" in linted.out


def test_a_new_area_has_no_mistake(danvan, own):
    assert danvan("--catalogue", own, "catalogue", "lint").code == 0


def test_a_new_area_stands_in_the_list(danvan, own):
    assert "land_clearance" in danvan("--catalogue", own, "catalogue", "list").out


def test_a_mistake_in_the_own_folder_is_told_with_its_card(danvan, own):
    file = own / "areas/land_clearance/indicators.yml"
    file.write_text(file.read_text("utf-8").replace("measure: buổi", "measure: buoi"), "utf-8")
    linted = danvan("--catalogue", own, "catalogue", "lint")
    assert linted.code == 1
    assert "CA05 Error: ha-tinh/areas/land_clearance/indicators.yml, line 4: the measure 'buoi'" in linted.out
    assert "did you mean 'buổi'" in linted.out
    (problem,) = json.loads(danvan("--catalogue", own, "catalogue", "lint", "--format", "json").out)["problems"]
    assert (problem["code"], problem["severity"], problem["line"]) == ("CA05", "error", 4)


def test_a_warning_below_the_threshold_is_shown_and_lets_pass(danvan, own):
    file = own / "areas/land_clearance/phrases.yml"
    file.write_text(file.read_text("utf-8").replace("|mở|tiến hành|triển khai|thực hiện|diễn ra", ""), "utf-8")
    assert danvan("--catalogue", own, "catalogue", "lint").code == 1
    linted = danvan("--catalogue", own, "catalogue", "lint", "--at-least", "error")
    assert linted.code == 0
    assert "CA09 Warning" in linted.out


def test_a_folder_that_cannot_be_read_is_said_so_and_not_linted(danvan, own):
    (own / "areas/land_clearance/area.yml").write_text("name: [\n", "utf-8")
    linted = danvan("--catalogue", own, "catalogue", "lint")
    assert linted.code == 2
    assert "CA01 ha-tinh/areas/land_clearance/area.yml, line " in linted.err
    unread = danvan("--catalogue", own, "catalogue", "lint", "--format", "json")
    assert json.loads(unread.out)["catalogue"] is None


def test_two_catalogues_are_compared_card_by_card(danvan, own):
    compared = danvan("catalogue", "diff", "-", own)
    assert compared.code == 1
    assert "+ area land_clearance" in compared.out
    assert danvan("catalogue", "diff", own, own).code == 0
    gone = json.loads(danvan("catalogue", "diff", own, "-", "--format", "json").out)
    assert {change["change"] for change in gone} == {"removed"}


def test_an_area_is_never_written_over(danvan, own):
    before = (own / "areas/land_clearance/area.yml").read_text("utf-8")
    again = danvan("catalogue", "new-area", "land_clearance", "--in", own, "--vi", "Khác")
    assert again.code == 2
    assert "the area is there already" in again.err
    assert (own / "areas/land_clearance/area.yml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "indicator"], "did you mean 'indicators'"),
        (["list", "indicators", "--area", "petition"], "did you mean 'petitions'"),
        (["list", "--on", "soon"], "--on: 'soon' is not allowed"),
        (["show", "petitions.recieved"], "did you mean 'petitions.received'"),
        (["show", "01/TCD", "--on", "2010-01-01"], "--on: 2010-01-01 is not allowed"),
        (["diff", "-", "nowhere"], "no catalogue folder"),
        (["new-area", "Đất", "--in", "x", "--vi", "Đất"], "small letters without marks"),
        (["new-area", "land", "--in", "x", "--vi", 'a"b'], "without quotes"),
        (["new-area", "petitions", "--in", "x", "--vi", "Đơn"], "an area of the catalogue already"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_can(danvan, arguments, words):
    refused = danvan("catalogue", *arguments)
    assert refused.code == 2
    assert words in refused.err
    assert not Path("x").exists()


def test_a_name_nobody_uses_is_said_so(danvan):
    assert (
        "Nothing in the catalogue names 'petitions.recieved' (did you mean"
        in danvan("catalogue", "where-used", "petitions.recieved").err
    )


def test_a_folder_that_is_not_there_stops_every_command(danvan, true_report, tmp_path):
    stopped = danvan("--catalogue", tmp_path / "nowhere", "check", true_report)
    assert stopped.code == 2
    assert "no catalogue folder" in stopped.err


def test_the_folder_may_be_named_by_the_environment(danvan, own, monkeypatch):
    monkeypatch.setenv("DANVAN_CATALOGUE", str(own))
    assert "land_clearance" in danvan("catalogue", "list").out
