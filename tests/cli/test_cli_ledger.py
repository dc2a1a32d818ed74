"""`ledger`, `compose` and `explain`: from reports to a total, and back to the words."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Danvan = Callable[..., Any]
PERIOD = "9 tháng đầu năm 2024"
TOTAL = "tong-hop.2024-9m.citizen_reception.visits"


@pytest.fixture
def ledger(folder: Path, tmp_path: Path, danvan: Danvan) -> Path:
    made = tmp_path / "ledger"
    assert danvan("ledger", "add", *sorted(folder.glob("*.txt")), "--ledger", made).code == 0
    return made


@pytest.fixture
def report(ledger: Path, tmp_path: Path, danvan: Danvan) -> Path:
    made = tmp_path / "report.docx"
    assert danvan("compose", "--period", PERIOD, "--ledger", ledger, "--out", made).code == 0
    return made


def test_adding_says_what_went_in_and_what_was_there(folder: Path, ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "add", folder / "an-hoa.txt", "--ledger", ledger)
    assert "an-hoa.txt: 0 figures added, 4 were there already" in ended.out


def test_a_folder_stands_for_its_reports(folder: Path, tmp_path: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "add", folder, folder / "an-hoa.txt", "--ledger", tmp_path / "ledger")
    assert ended.code == 0
    assert [ended.out.count(f"{name}.txt: ") for name in ("an-hoa", "binh-yen")] == [1, 1]


def test_a_zip_stands_for_its_reports(folder: Path, tmp_path: Path, danvan: Danvan) -> None:
    bundle = tmp_path / "gui.zip"
    with zipfile.ZipFile(bundle, "w") as packed:
        packed.write(folder / "an-hoa.txt", "xa-a/an-hoa.txt")
    ended = danvan("ledger", "add", bundle, "--ledger", tmp_path / "ledger")
    assert (ended.code, ended.out) == (0, f"{bundle}/xa-a/an-hoa.txt: 4 figures added, 0 were there already\n")


def test_an_empty_folder_does_not_keep_the_others_out(folder: Path, tmp_path: Path, danvan: Danvan) -> None:
    (tmp_path / "empty").mkdir()
    ended = danvan("ledger", "add", tmp_path / "empty", folder / "an-hoa.txt", "--ledger", tmp_path / "ledger")
    assert ended.code == 2
    assert "4 figures added" in ended.out


def test_a_contradiction_is_refused_unless_it_replaces(folder: Path, ledger: Path, danvan: Danvan) -> None:
    file = folder / "an-hoa.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("20 lượt", "21 lượt"), encoding="utf-8")
    assert danvan("ledger", "add", file, "--ledger", ledger).code == 2
    assert danvan("ledger", "add", file, "--ledger", ledger, "--replace").code == 0
    assert "21 lượt" in danvan("ledger", "show", "--ledger", ledger).out


def test_figures_can_be_picked(ledger: Path, danvan: Danvan) -> None:
    asked = ["--indicator", "citizen_reception.visits", "--unit", "xã An Hòa", "--period", PERIOD]
    shown = json.loads(danvan("ledger", "show", "--ledger", ledger, *asked, "--format", "json").out)
    assert [(figure["id"], figure["value"]) for figure in shown["figures"]] == [
        ("xa-an-hoa.2024-9m.citizen_reception.visits", 20)
    ]
    assert shown["figures"][0]["source"]["text"].startswith("20 lượt")


def test_an_empty_choice_is_told(ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "show", "--ledger", ledger, "--unit", "xã Nào Đó")
    assert (ended.code, ended.out) == (0, "")
    assert "no such figure" in ended.err


def test_an_unknown_indicator_is_refused_with_those_there_are(ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "show", "--ledger", ledger, "--indicator", "visits")
    assert ended.code == 2
    assert "citizen_reception.visits" in ended.err


def test_a_roll_up_adds_and_names_who_is_missing(ledger: Path, danvan: Danvan) -> None:
    units = "xã An Hòa, xã Bình Yên,xã Vắng"
    asked = ["ledger", "rollup", "--ledger", ledger, "--period", PERIOD, "--units", units]
    rows = json.loads(danvan(*asked, "--format", "json").out)["rows"]
    row = next(row for row in rows if row["indicator"] == "citizen_reception.visits")
    assert (row["total"], row["missing"]) == (35, ["xã Vắng"])
    assert "35 lượt" in danvan(*asked).out


def test_an_unknown_period_is_answered_with_those_there_are(ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "rollup", "--ledger", ledger, "--period", "năm 2019")
    assert ended.code == 2
    assert f"no unit has figures for năm 2019. Periods there are: {PERIOD}" in ended.err


def test_levels_are_not_added_together_unasked(folder: Path, ledger: Path, danvan: Danvan) -> None:
    text = (folder / "an-hoa.txt").read_text(encoding="utf-8")
    district = text.replace("XÃ AN HÒA", "HUYỆN VÂN KHÊ").replace("xã An Hòa", "huyện Vân Khê")
    (folder / "huyen.txt").write_text(district, encoding="utf-8")
    danvan("ledger", "add", folder / "huyen.txt", "--ledger", ledger)
    asked = ["ledger", "rollup", "--ledger", ledger, "--period", PERIOD]
    assert "counted twice" in danvan(*asked).err
    assert "35 lượt" in danvan(*asked, "--level", "commune").out


def test_a_total_is_explained_down_to_the_words(ledger: Path, report: Path, danvan: Danvan) -> None:
    ended = danvan("explain", TOTAL, "--ledger", ledger)
    assert ended.code == 0
    for words in ("35 lượt", "added up from 2 figures", "an-hoa.txt", "«20 lượt", "Bình Yên đã tiếp 15 lượt công dân"):
        assert words in ended.out


@pytest.mark.parametrize("order", ["report first", "--in"])
def test_a_number_of_a_report_is_explained(order: str, ledger: Path, report: Path, danvan: Danvan) -> None:
    asked = [report, "35"] if order == "report first" else ["35", "--in", report]
    ended = danvan("explain", *asked)
    assert ended.code == 0
    assert TOTAL in ended.out


def test_every_number_of_a_report_is_listed_and_has_a_source(ledger: Path, report: Path, danvan: Danvan) -> None:
    listed = danvan("explain", report).out.splitlines()[1:]
    assert len(listed) > 4
    for line in listed:
        assert danvan("explain", line.split()[-1], "--ledger", ledger).code == 0


def test_an_unknown_number_is_answered_with_those_there_are(report: Path, danvan: Danvan) -> None:
    ended = danvan("explain", report, "4321")
    assert ended.code == 2
    assert "no number '4321' here" in ended.err
    assert "35" in ended.err


def test_an_unknown_figure_is_told_how_to_find_them(ledger: Path, danvan: Danvan) -> None:
    ended = danvan("explain", "xa-an-hoa.2024.nothing", "--ledger", ledger)
    assert ended.code == 2
    assert "no figure xa-an-hoa.2024.nothing" in ended.err


def test_a_word_file_of_others_leads_nowhere(tmp_path: Path, danvan: Danvan) -> None:
    other = Path(__file__).parents[2] / "examples/thi-tran-kim-lung.docx"
    assert "was not made by `danvan compose`" in danvan("explain", other, "5").err


def test_a_report_composed_again_after_a_correction_leads_to_the_new_total(
    folder: Path, ledger: Path, report: Path, danvan: Danvan
) -> None:
    file = folder / "an-hoa.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("20 lượt", "25 lượt"), encoding="utf-8")
    danvan("ledger", "add", file, "--ledger", ledger, "--replace")
    danvan("compose", "--period", PERIOD, "--ledger", ledger, "--out", report)
    ended = danvan("explain", report, "40")
    assert ended.code == 0
    assert "«25 lượt" in ended.out
    assert "corrects" in ended.out


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--outline", "mine", "--outline: 'mine' is not allowed. Allowed: "),
        ("--out", "report.odt", "--out: 'report.odt' is not allowed"),
        ("--out", "missing/report.docx", "cannot be written"),
        ("--period", "hôm nay", "names no period"),
        ("--level", "world", "province, district, commune"),
    ],
)
def test_a_wrong_option_of_compose_is_refused(
    option: str, value: str, words: str, ledger: Path, tmp_path: Path, danvan: Danvan
) -> None:
    options = {"--period": PERIOD, "--ledger": str(ledger), "--out": str(tmp_path / "report.docx"), option: value}
    ended = danvan("compose", *(word for pair in options.items() for word in pair))
    assert ended.code == 2
    assert words in ended.err
    assert not list(tmp_path.glob("*.docx"))


def test_a_report_bears_what_it_is_told(ledger: Path, tmp_path: Path, danvan: Danvan) -> None:
    made = tmp_path / "report.docx"
    told = ["--issuer", "UBND huyện Vân Khê", "--place", "Vân Khê", "--date", "30/9/2024"]
    danvan("compose", "--period", PERIOD, "--ledger", ledger, "--out", made, *told)
    text = danvan("read", "--text", made).out
    assert "UBND HUYỆN VÂN KHÊ" in text
    assert "Vân Khê, ngày 30 tháng 9 năm 2024" in text
