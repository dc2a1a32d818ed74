"""`ledger check` and `ledger completeness` in words, on few figures put there for it."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tests.cli.conftest import Danvan, Ended

from danvan.cli import main
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Blank, Entry, Figure
from danvan.ledger.store import Ledger

NOW = datetime(2026, 1, 10, 8, 30, tzinfo=UTC)
VE_GIANG = "21238"


def figure(name: str, value: int | None, year: int = 2025, code: str = VE_GIANG, unit: str = "xã Vệ Giang") -> Figure:
    return Figure(
        id=f"{code}.{year}.{name}",
        indicator=f"admin_procedures.{name}",
        unit=unit,
        level="commune",
        period=Period.year(year),
        quantity=None if value is None else Quantity(Decimal(value), "hồ sơ"),
        source=Entry("x"),
        recorded=datetime(2026, 1, 5, tzinfo=UTC),
        catalogue="c",
        unit_code=code,
        blank=Blank.NOT_REPORTED if value is None else None,
    )


@pytest.fixture
def danvan(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Danvan:
    """The command in January 2026."""
    monkeypatch.setenv("DANVAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: object) -> Ended:
        capsys.readouterr()
        return Ended(main([str(argument) for argument in arguments], now=NOW), *capsys.readouterr())

    return call


@pytest.fixture
def checked(tmp_path: Path, danvan: Danvan) -> Danvan:
    """`ledger check` over these figures."""

    def checked(*figures: Figure, options: tuple[str, ...] = (), periods: tuple[str, ...] = ("năm 2025",)) -> Ended:
        kept = Ledger.open(tmp_path / "ledger")
        kept.append(list(figures))
        asked = [word for period in periods for word in ("--period", period)]
        return danvan("ledger", "check", "--ledger", kept.folder, *asked, *options)

    return checked


def wrong(year: int = 2025, **of: str) -> list[Figure]:
    """What was resolved is not what was in time and late; the parts of what was in time are more than it."""
    said = {"resolved": 90, "resolved_in_time": 80, "resolved_late": 5, "resolved_early": 60, "resolved_on_time": 30}
    return [figure(name, value, year, **of) for name, value in said.items()]


def test_a_failure_is_told_with_its_arithmetic_the_gap_and_each_figure(checked: Danvan) -> None:
    ended = checked(*wrong())
    assert ended.code == 1
    assert "error xã Vệ Giang (21238): resolved = early or on time + late" in ended.out
    assert "90 ≠ 80 + 5 = 85 (off by 5)" in ended.out
    assert "21238.2025.resolved_late" in ended.out


def test_of_many_failures_the_first_are_listed_and_the_identities_that_fail_most_often_counted(checked: Danvan) -> None:
    ended = checked(*wrong(), options=("--most", "1"))
    assert "… and 2 more failures; --most lists more of them" in ended.out
    counted = ended.out.partition("Identity")[2]
    assert "admin_procedures.in_time_parts" in counted
    assert "admin_procedures.resolved_by_time" in counted


def test_over_several_periods_each_failure_is_dated(checked: Danvan) -> None:
    ended = checked(*wrong(), *wrong(2024), periods=("năm 2024", "năm 2025"))
    assert "xã Vệ Giang (21238), năm 2024: " in ended.out
    assert "xã Vệ Giang (21238), năm 2025: " in ended.out


def test_an_identity_with_an_open_part_is_counted_as_not_tested_and_the_blank_named(checked: Danvan) -> None:
    ended = checked(figure("resolved", 90), figure("resolved_in_time", 80), figure("resolved_late", None))
    assert ended.code == 0
    assert "a part was not reported or has no number." in ended.out
    assert "Without a number: 1 not reported." in ended.out


def test_where_no_figure_is_part_of_an_identity_it_is_told(checked: Danvan) -> None:
    ended = checked(figure("resolved", 90), options=("--unit", "xã Sa Thầy"))
    assert "No figure of these units and periods is part of an identity." in ended.out


def test_a_figure_in_another_unit_of_measure_is_not_compared(checked: Danvan) -> None:
    ended = checked(replace(figure("resolved", 90), quantity=Quantity(Decimal(90), "lượt")))
    assert "90 lượt (the indicator is kept in hồ sơ: not compared with anything)" in ended.out
    assert "1 figures are hard to believe." in ended.out


def test_of_many_figures_hard_to_believe_the_first_are_listed(checked: Danvan) -> None:
    odd = [replace(each, quantity=Quantity(Decimal(1), "lượt")) for each in wrong()]
    ended = checked(*odd, options=("--most", "2"))
    assert "… and 3 more figures that are hard to believe" in ended.out


@pytest.fixture
def owed(tmp_path: Path, danvan: Danvan) -> Danvan:
    """`ledger completeness` of the year's reports on inspection, and what is asked beside."""
    folder = Ledger.open(tmp_path / "ledger").folder

    def owed(*options: str, command: tuple[str, ...] = ("completeness",)) -> Ended:
        return danvan("ledger", *command, "--ledger", folder, "--regime", "inspection", "--period", "năm 2025", *options)

    return owed


def sent(owed: Danvan, unit: str, day: str) -> None:
    assert owed("--at", day, command=("sent", unit)).code == 0


def test_who_is_late_is_told_with_the_days_and_when_it_was_sent(owed: Danvan) -> None:
    sent(owed, "phường Cẩm Thành", "2025-12-20")
    said = " ".join(owed("--unit", "51", "--on", "2025-12-22").out.split())
    assert "tỉnh Quảng Ngãi, năm 2025; as of 22/12/2025" in said
    assert "late 3 phường Cẩm Thành (21025); sent 20/12/2025" in said


def test_shares_are_told_under_each_unit_above(owed: Danvan) -> None:
    sent(owed, "phường Cẩm Thành", "2025-12-16")
    lines = owed("--level", "commune", "--on", "2025-12-22").out.splitlines()
    assert lines[0].startswith("the whole country, năm 2025")
    [quang_ngai] = [line.split() for line in lines if line.startswith("tỉnh Quảng Ngãi")]
    assert quang_ngai[3:] == ["96", "1", "95", "1,0%"]


def test_what_is_in_order_is_listed_when_all_is_asked_for(owed: Danvan) -> None:
    sent(owed, "phường Cẩm Thành", "2025-12-16")
    assert "on time phường Cẩm Thành (21025)" in " ".join(owed("--unit", "51", "--on", "2025-12-22", "--all").out.split())


def test_a_returned_report_is_told_with_the_day_and_the_reason(owed: Danvan) -> None:
    sent(owed, "phường Cẩm Thành", "2025-12-16")
    owed("--at", "2025-12-17", "--reason", "thiếu biểu", command=("return", "21025"))
    assert "17/12/2025: thiếu biểu" in owed("--unit", "51", "--on", "2025-12-22").out


def test_offices_that_ended_are_told_with_their_heirs(owed: Danvan) -> None:
    said = owed("--unit", "51", "--on", "2025-12-22").out
    assert "offices ended within the days of these reports and owe none; 0 had sent something." in said
    assert "until 30/06/2025 → " in said
    assert "more; --format json has them all" in said


def test_a_report_recorded_twice_is_told(owed: Danvan) -> None:
    sent(owed, "21025", "2025-12-16T08:00")
    assert "was recorded already" in owed("--at", "2025-12-16T08:00", command=("sent", "21025")).out


@pytest.mark.parametrize("moment", ["2025-12-16T25:00", "2025-12-16Tsớm"])
def test_a_time_that_is_none_is_refused(owed: Danvan, moment: str) -> None:
    ended = owed("--at", moment, command=("sent", "21025"))
    assert (ended.code, f"--at: '{moment}' is not allowed" in ended.err) == (2, True)
