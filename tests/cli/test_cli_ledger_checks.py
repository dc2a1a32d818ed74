"""`ledger check`, `score`, `completeness`, `sent` and `return`, as people call them."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.conftest import Danvan, Ended

from danvan.catalogue.loading import load_catalogue
from danvan.cli import main, record_asked
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Entry, Figure
from danvan.ledger.store import Ledger

NOW = datetime(2026, 1, 10, 8, 30, tzinfo=UTC)
YEAR = "năm 2025"
CARD = "service_index_766"
# Three communes of Quảng Ngãi since July 2025, and one of Kon Tum's that are in it now.
UNITS = {"21025": "phường Cẩm Thành", "21238": "xã Vệ Giang", "23527": "xã Sa Thầy"}
NUMBERS = {
    "21025": {"received": 100, "resolved": 90, "pending": 10},
    "21238": {"received": 100, "resolved": 90, "pending": 15},
    "23527": {"received": 9_000_000, "resolved": 90},
}


def figure(code: str, name: str, value: int) -> Figure:
    indicator = f"admin_procedures.{name}"
    return Figure(
        id=f"{code}.2025.{indicator}",
        indicator=indicator,
        unit=UNITS[code],
        level="commune",
        period=Period.year(2025),
        quantity=Quantity(Decimal(value), load_catalogue().indicators[indicator].measure),
        source=Entry("x"),
        recorded=datetime(2026, 1, 5, tzinfo=UTC),
        catalogue="c",
        unit_code=code,
    )


@pytest.fixture
def danvan(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Danvan:
    """The command in January 2026, when the reports of 2025 are over."""
    monkeypatch.setenv("DANVAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: object) -> Ended:
        capsys.readouterr()
        return Ended(main([str(argument) for argument in arguments], now=NOW), *capsys.readouterr())

    return call


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    kept = Ledger.open(tmp_path / "ledger")
    kept.append([figure(code, name, value) for code, numbers in NUMBERS.items() for name, value in numbers.items()])
    return kept.folder


@pytest.fixture
def asked(ledger: Path) -> list[object]:
    return ["--ledger", ledger, "--period", YEAR]


def test_what_fails_is_listed_with_both_sides_and_each_figure(asked: list[object], danvan: Danvan) -> None:
    ended = danvan("ledger", "check", *asked, "--at-least", "note", "--unit", "xã Vệ Giang")
    assert ended.code == 1
    assert "xã Vệ Giang (21238)" in ended.out
    assert "100 ≠ 90 + 15 = 105 (off by 5)" in ended.out
    assert "21238.2025.admin_procedures.pending" in ended.out


def test_a_unit_whose_figures_fit_ends_well(asked: list[object], danvan: Danvan) -> None:
    ended = danvan("ledger", "check", *asked, "--unit", "21025")
    assert (ended.code, "0 failures" in ended.out) == (0, True)


def test_a_figure_that_is_hard_to_believe_is_listed(asked: list[object], danvan: Danvan) -> None:
    ended = danvan("ledger", "check", *asked)
    assert ended.code == 1
    assert "9.000.000 hồ sơ (believable is 0 to 100.000)" in ended.out


def test_the_units_under_a_province_are_those_of_the_periods_end(asked: list[object], danvan: Danvan) -> None:
    told = json.loads(danvan("ledger", "check", *asked, "--unit", "tỉnh Quảng Ngãi", "--format", "json").out)
    assert [one["unit_code"] for one in told["doubtful"]] == ["23527"]
    other = json.loads(danvan("ledger", "check", *asked, "--unit", "tỉnh Gia Lai", "--format", "json").out)
    assert (other["tested"], other["doubtful"]) == (0, [])


def test_a_figure_kept_without_a_code_is_that_of_the_one_unit_of_its_name(
    ledger: Path, asked: list[object], danvan: Danvan
) -> None:
    numbers = {"received": 100, "resolved": 200, "pending": 0}
    alone = [replace(figure("21238", name, value), unit="xã Ia Chim", unit_code="", id=name) for name, value in numbers.items()]
    # Three units have this name.
    Ledger.open(ledger).append([*alone, *(replace(one, unit="xã Tân Lập", id=f"{one.id}-2") for one in alone)])
    failing = set()
    for unit in ("tỉnh Quảng Ngãi", "19462"):
        told = json.loads(danvan("ledger", "check", *asked, "--at-least", "note", "--unit", unit, "--format", "json").out)
        failing |= {one["unit"] for one in told["failures"] if not one["unit_code"]}
    assert failing == {"xã Ia Chim"}


def test_without_the_national_list_only_communes_can_be_asked_for(
    asked: list[object], danvan: Danvan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_asked, "register_of", lambda _: None)
    ended = danvan("ledger", "check", *asked, "--unit", "tỉnh Quảng Ngãi")
    assert (ended.code, "danvan[units]" in ended.err) == (2, True)
    assert danvan("ledger", "check", *asked, "--unit", "xã Vệ Giang", "--at-least", "note").code == 1


def test_the_answer_for_programs_has_the_counts_and_the_terms(asked: list[object], danvan: Danvan) -> None:
    told = json.loads(danvan("ledger", "check", *asked, "--at-least", "note", "--unit", "21238", "--format", "json").out)
    failure = next(one for one in told["failures"] if one["operator"] == "=")
    assert (failure["left"], failure["operator"], failure["right"], failure["difference"]) == (100, "=", 105, -5)
    assert [term["value"] for term in failure["terms"]] == [100, 90, 15]
    assert told["failed"] == len(told["failures"])


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("99999", "There is no unit '99999'"),
        ("xã Tân Lập", "may be 3 units"),
        ("huyện Nghĩa Hành", "may be 2 units: xã Nghĩa Hành"),
    ],
)
def test_a_unit_that_is_not_or_not_one_is_told(asked: list[object], danvan: Danvan, unit: str, said: str) -> None:
    ended = danvan("ledger", "check", *asked, "--unit", unit)
    assert ended.code == 2
    assert said in ended.err


def test_an_unknown_period_is_told(ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "check", "--ledger", ledger, "--period", "mùa xuân")
    assert (ended.code, "names no period" in ended.err) == (2, True)


def test_scores_leave_open_what_is_missing(asked: list[object], danvan: Danvan) -> None:
    told = json.loads(danvan("ledger", "score", *asked, "--card", CARD, "--format", "json").out)
    assert {unit["rank"] for unit in told["units"]} == {None}
    [one] = [unit for unit in told["units"] if unit["unit_code"] == "21025"]
    [online] = [part for part in one["criteria"] if part["code"] == "online" or "online" in part["formula"]][:1] or [None]
    assert online is None or online["points"] is None
    assert one["between"][0] < one["between"][1]


def test_a_score_is_taken_apart_to_its_figures(asked: list[object], danvan: Danvan) -> None:
    ended = danvan("ledger", "score", *asked, "--card", CARD, "--explain", "phường Cẩm Thành")
    assert ended.code == 0
    assert "no rank" in ended.out
    assert "not in the ledger" in ended.out
    assert "21025.2025.admin_procedures.received" in ended.out


def test_units_that_reported_nothing_are_listed_under_a_province(asked: list[object], danvan: Danvan) -> None:
    told = json.loads(danvan("ledger", "score", *asked, "--card", CARD, "--unit", "tỉnh Quảng Ngãi", "--format", "json").out)
    assert len(told["units"]) == 96


def test_an_unknown_scorecard_is_told_with_those_there_are(asked: list[object], danvan: Danvan) -> None:
    ended = danvan("ledger", "score", *asked, "--card", "service_index")
    assert (ended.code, "service_index_766" in ended.err) == (2, True)


def test_a_table_of_points_with_a_mistake_is_told_with_its_line(asked: list[object], tmp_path: Path, danvan: Danvan) -> None:
    table = tmp_path / "diem.csv"
    table.write_text("unit,criterion,points\nphường Cẩm Thành,announced,3\n", encoding="utf-8")
    ended = danvan("ledger", "score", *asked, "--card", CARD, "--points", table)
    assert ended.code == 2
    assert "line 2: 'announced', which is computed from figures" in ended.err


REPORT = ["--regime", "inspection", "--period", YEAR]


def test_what_was_sent_and_returned_is_seen_where_it_is_owed(ledger: Path, tmp_path: Path, danvan: Danvan) -> None:
    report = tmp_path / "bao-cao.docx"
    report.write_bytes(b"x")
    to = ["--ledger", ledger, *REPORT]
    assert danvan("ledger", "sent", "phường Cẩm Thành", *to, "--at", "2025-12-16", "--file", report).code == 0
    assert danvan("ledger", "sent", "21238", *to, "--at", "2025-12-20T08:00").code == 0
    assert danvan("ledger", "sent", "23527", *to, "--at", "2025-12-16").code == 0
    assert danvan("ledger", "return", "23527", *to, "--at", "2025-12-17", "--reason", "thiếu biểu 02/XLD").code == 0
    seen = ["ledger", "completeness", "--ledger", ledger, *REPORT, "--unit", "tỉnh Quảng Ngãi", "--on", "2025-12-22"]
    told = json.loads(danvan(*seen, "--format", "json").out)
    states = {one["unit_code"]: (one["state"], one["days"]) for one in told["reports"]}
    assert (states["21025"], states["21238"], states["23527"]) == (("on_time", 0), ("late", 3), ("returned", 5))
    assert (told["whole"]["owed"], told["whole"]["missing"], told["whole"]["arrived"]) == (96, 93, 2)
    ended = danvan(*seen)
    assert ended.code == 1
    assert "thiếu biểu 02/XLD" in ended.out
    assert "xã Nghĩa Phương" in json.dumps(told["ended"], ensure_ascii=False)


def test_a_ledger_made_anew_keeps_what_was_recorded(ledger: Path, tmp_path: Path, danvan: Danvan) -> None:
    danvan("ledger", "sent", "21025", "--ledger", ledger, *REPORT, "--at", "2025-12-16")
    assert danvan("ledger", "rebuild", ledger, "--ledger", tmp_path / "new").code == 0
    told = danvan("ledger", "completeness", "--ledger", tmp_path / "new", *REPORT, "--format", "json", "--level", "commune").out
    assert json.loads(told)["whole"]["on_time"] == 1


def test_before_the_deadline_nothing_is_missing(ledger: Path, danvan: Danvan) -> None:
    asked = ["--ledger", ledger, *REPORT, "--unit", "tỉnh Quảng Ngãi", "--on", "2025-12-17"]
    ended = danvan("ledger", "completeness", *asked)
    assert (ended.code, "not yet due" in ended.out) == (0, True)


def test_who_recorded_it_is_in_no_answer(ledger: Path, danvan: Danvan) -> None:
    danvan("ledger", "sent", "21025", "--ledger", ledger, *REPORT, "--at", "2025-12-16", "--by", "Nguyễn Văn Tên")
    for layout in ("text", "json"):
        shown = danvan("ledger", "completeness", "--ledger", ledger, *REPORT, "--all", "--format", layout)
        assert "Nguyễn Văn Tên" not in shown.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sent", "21025", "--regime", "inspection", "--period", "tháng 3 năm 2025"], "owes no report of inspection"),
        (["sent", "21025", "--regime", "inspectoin", "--period", YEAR], "did you mean 'inspection'"),
        (["sent", "21025", *REPORT, "--at", "2225-01-01"], "is yet to come"),
        (["sent", "21025", *REPORT, "--at", "hôm qua"], "--at: 'hôm qua' is not allowed"),
        (["sent", "21025", *REPORT, "--file", "không-có.docx"], "there is no such file"),
        (["return", "21025", *REPORT, "--reason", "x"], "no report stands that could be returned"),
        (["completeness", "--period", YEAR, "--regime", "none"], "--regime: 'none'"),
        (["completeness", "--period", YEAR, "--unit", "21025x"], "There is no unit"),
    ],
)
def test_what_cannot_be_recorded_or_asked_is_told(ledger: Path, danvan: Danvan, words: list[str], said: str) -> None:
    ended = danvan("ledger", *words, "--ledger", ledger)
    assert ended.code == 2
    assert said in ended.err


@pytest.mark.parametrize("command", ["check", "score", "completeness", "sent", "return"])
def test_every_command_says_what_it_does(danvan: Danvan, command: str) -> None:
    ended = danvan("ledger", command, "--help")
    assert (ended.code, "--ledger DIR" in ended.out) == (0, True)


SCHEMAS = Path(__file__).parents[2] / "docs/reference/schema"


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--at-least", "note"],
        ["score", "--card", CARD, "--unit", "tỉnh Quảng Ngãi"],
        ["score", "--card", "bac_kan_2017"],
        ["completeness", "--unit", "tỉnh Quảng Ngãi"],
    ],
)
def test_answers_for_programs_keep_to_their_schema(asked: list[object], danvan: Danvan, words: list[str]) -> None:
    danvan("ledger", "sent", "21025", *asked, "--regime", "inspection", "--at", "2025-12-16")
    schema = json.loads((SCHEMAS / f"ledger_{words[0]}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    told = json.loads(danvan("ledger", *words, *asked, "--format", "json").out)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(told)] == []
