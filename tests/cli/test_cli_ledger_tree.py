"""`danvan ledger rollup --unit`: a unit's totals by the list of units."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Blank, Entry, Figure
from danvan.ledger.store import Ledger

Danvan = Callable[..., Any]
VISITS = "citizen_reception.visits"
NOW = datetime(2026, 1, 5, tzinfo=UTC)
# Of tỉnh Quảng Ngãi since 1 July 2025; the province itself says something else than its communes.
SAID = (
    ("21115", "xã Trà Bồng", "commune", 30),
    ("21124", "xã Thanh Bồng", "commune", 12),
    ("51", "tỉnh Quảng Ngãi", "province", 40),
    ("09999", "xã Không Có", "commune", 5),
)
COMMUNES = {"21025": "Cẩm Thành", "21028": "Nghĩa Lộ", "21034": "An Phú", "21040": "Bình Sơn", "21061": "Vạn Tường"}
"""More of the province's."""


def figure(code: str, unit: str, level: str, value: int | None, period: Period) -> Figure:
    quantity = None if value is None else Quantity(Decimal(value), "lượt")
    blank = Blank.WITHHELD if value is None else None
    name = f"{code}.{period.start}.{period.end}"
    return Figure(name, VISITS, unit, level, period, quantity, Entry("Lan"), NOW, "c", unit_code=code, blank=blank)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    year, first_half = Period.year(2025), Period.half(2025, 2)
    kept = Ledger.open(tmp_path / "ledger")
    kept.append([figure(*said, year) for said in SAID])
    kept.append([figure("21127", "xã Đông Trà Bồng", "commune", None, year)])
    kept.append([figure("21136", "xã Cà Đam", "commune", 8, first_half)])
    return tmp_path / "ledger"


def rolled(danvan: Danvan, ledger: Path, *more: str) -> Any:
    ended = danvan("ledger", "rollup", "--ledger", ledger, "--period", "năm 2025", *more, "--format", "json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_a_province_is_added_up_from_the_communes_it_has_then(ledger: Path, danvan: Danvan) -> None:
    answer = rolled(danvan, ledger, "--unit", "tỉnh Quảng Ngãi")
    [total] = [each for each in answer["totals"] if each["indicator"] == VISITS]
    assert (total["value"], total["counted"], total["expected"], total["missing"]) == (42, 2, 96, 94)
    assert [(each["name"], each["why"]) for each in total["not_in_it"]] == [("xã Đông Trà Bồng", "withheld")]
    assert len(answer["silent"]) == 93


def test_a_province_that_states_something_else_is_told(ledger: Path, danvan: Danvan) -> None:
    [told] = rolled(danvan, ledger, "--unit", "51")["differences"]
    assert (told["unit"]["name"], told["stated"], told["rolled"]) == ("tỉnh Quảng Ngãi", 40, 42)


def test_units_of_a_level_are_shown_beside_the_whole(ledger: Path, danvan: Danvan) -> None:
    below = rolled(danvan, ledger, "--unit", "VN", "--level", "province")["below"]
    assert [(each["unit"]["code"], each["value"]) for each in below if each["indicator"] == VISITS] == [("51", 42)]


def test_what_belongs_to_no_unit_of_the_list_is_named(ledger: Path, danvan: Danvan) -> None:
    assert rolled(danvan, ledger, "--unit", "cả nước")["outside"] == [{"unit": "xã Không Có", "code": "09999", "figures": 1}]


def test_halves_make_a_year_where_all_are_there(ledger: Path, danvan: Danvan) -> None:
    parts = "6 tháng đầu năm 2025, 6 tháng cuối năm 2025"
    [total] = [
        each for each in rolled(danvan, ledger, "--unit", "51", "--parts", parts)["totals"] if each["indicator"] == VISITS
    ]
    assert (total["value"], total["absent"]["not_reported"]) == (42, 1)


def test_people_read_totals_who_is_missing_and_what_differs(ledger: Path, danvan: Danvan) -> None:
    shown = danvan("ledger", "rollup", "--ledger", ledger, "--period", "năm 2025", "--unit", "51").out
    for words in ("42 lượt", "2/96", "xã Đông Trà Bồng", "93 of 96 units said nothing at all:", "40 lượt"):
        assert words in " ".join(shown.split())


def test_a_unit_nobody_knows_is_told(ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "rollup", "--ledger", ledger, "--period", "năm 2025", "--unit", "xã Chẳng Đâu")
    assert ended.code == 2
    assert "xã Chẳng Đâu" in ended.err


def test_an_unknown_engine_is_told(ledger: Path, danvan: Danvan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_ENGINE", "mysql://lan:secret@host/base")
    ended = danvan("ledger", "rollup", "--ledger", ledger, "--period", "năm 2025", "--unit", "51")
    assert ended.code == 2
    assert "is no engine of ours" in ended.err
    assert "secret" not in ended.err


def told(danvan: Danvan, ledger: Path, *more: str) -> str:
    return " ".join(danvan("ledger", "rollup", "--ledger", ledger, "--period", "năm 2025", *more).out.split())


def test_people_read_the_units_of_a_level_with_how_many_are_not_in_each_total(ledger: Path, danvan: Danvan) -> None:
    said = told(danvan, ledger, "--unit", "VN", "--level", "province")
    assert "tỉnh Quảng Ngãi Visits received 42 lượt 2/96 1 withheld, 93 said nothing" in said


def test_people_read_which_units_are_in_no_total(ledger: Path, danvan: Danvan) -> None:
    said = told(danvan, ledger, "--unit", "VN")
    assert "In no total, since the list of units has none of that name or code then: xã Không Có (1)" in said


def test_a_unit_with_nothing_under_it_is_told(ledger: Path, danvan: Danvan) -> None:
    assert told(danvan, ledger, "--unit", "tỉnh Gia Lai").endswith("No unit under it has figures for this period.")


def test_what_cannot_be_added_says_so(ledger: Path, danvan: Danvan) -> None:
    days = replace(figure("21115", "xã Trà Bồng", "commune", 4, Period.year(2025)), id="days", indicator="feedback.mean_days")
    Ledger.open(ledger).append([days])
    assert "cannot be added" in told(danvan, ledger, "--unit", "51")


def test_an_estimate_in_a_total_marks_it(ledger: Path, danvan: Danvan) -> None:
    guessed = figure("21136", "xã Cà Đam", "commune", 8, Period.year(2025))
    Ledger.open(ledger).append([replace(guessed, estimated=True)])
    assert "50 lượt (estimated)" in told(danvan, ledger, "--unit", "51")


def test_of_many_units_that_are_not_in_a_total_the_first_are_named(ledger: Path, danvan: Danvan) -> None:
    withheld = [figure(code, f"xã {name}", "commune", None, Period.year(2025)) for code, name in COMMUNES.items()]
    Ledger.open(ledger).append(withheld)
    assert "(withheld) and 2 more" in told(danvan, ledger, "--unit", "51")
