"""`compose` with charts and appendices, and what `refresh` says of a chart whose figures have changed."""

import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from danvan.documents.opening import open_document
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Entry, Figure
from danvan.ledger.store import Ledger

Danvan = Callable[..., Any]
PERIOD = Period.nine_months(2024)
MADE = datetime(2024, 10, 1, tzinfo=UTC)
SHARE, VISITS = "admin_procedures.in_time_rate", "citizen_reception.visits"


def figure(unit: str, indicator: str, number: str, measure: str, period: Period = PERIOD) -> Figure:
    quantity = Quantity(Decimal(number), measure, 2 if measure == "%" else 0)
    identifier = f"{unit.rsplit(maxsplit=1)[-1]}.{period.start.year}.{indicator}"
    return Figure(identifier, indicator, unit, "commune", period, quantity, Entry("x"), MADE, "1")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Three units: visits of two years, and a share of each."""
    kept = Ledger.open(tmp_path / "ledger")
    for unit, share, visits in (("xã An", "91.5", "40"), ("xã Bình", "97", "13"), ("xã Cao", "99.25", "22")):
        kept.append([figure(unit, SHARE, share, "%"), figure(unit, VISITS, visits, "lượt")])
        kept.append([figure(unit, VISITS, "12", "lượt", PERIOD.previous())])
    return tmp_path / "ledger"


@pytest.fixture
def compose(ledger: Path, tmp_path: Path, danvan: Danvan) -> Callable[..., Any]:
    def call(*options: object, out: str = "report.docx") -> Any:
        return danvan("compose", "--period", str(PERIOD), "--ledger", ledger, "--out", tmp_path / out, *options)

    return call


def pictures(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as file:
        return [name for name in file.namelist() if name.startswith(("word/media/", "xl/charts/"))]


def test_charts_are_drawn_where_there_is_enough_to_show(compose: Any, tmp_path: Path) -> None:
    pytest.importorskip("altair", reason="the extra `charts` is not installed")
    assert compose().code == 0
    assert len(pictures(tmp_path / "report.docx")) == 2
    text = open_document(tmp_path / "report.docx").text
    assert "Biểu đồ 1. Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn của từng đơn vị" in text
    assert "biểu đồ tại Phụ lục." in text


def test_they_can_be_left_out(compose: Any, tmp_path: Path) -> None:
    assert compose("--no-charts").code == 0
    assert pictures(tmp_path / "report.docx") == []
    assert "Phụ lục" not in open_document(tmp_path / "report.docx").text


def test_without_what_draws_them_the_report_is_written_and_says_so(
    compose: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("danvan.composing.chart", "danvan.composing.pictures"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altair", None)
    made = compose()
    assert made.code == 0
    assert "'charts'" in made.out
    assert pictures(tmp_path / "report.docx") == []
    assert compose(out="report.xlsx").code == 0
    assert pictures(tmp_path / "report.xlsx")


def test_the_figures_of_each_unit_stand_in_an_appendix(compose: Any, tmp_path: Path) -> None:
    assert compose("--appendix", "--no-charts").code == 0
    text = open_document(tmp_path / "report.docx").text
    body, appendix = text.split("Phụ lục\n", 1)
    assert "Bảng 1" not in body
    assert "99,25" in appendix


def test_refresh_names_the_charts_whose_figures_have_changed(
    compose: Any, ledger: Path, tmp_path: Path, danvan: Danvan
) -> None:
    pytest.importorskip("altair", reason="the extra `charts` is not installed")
    assert compose("--appendix").code == 0
    newer = replace(figure("xã An", SHARE, "93", "%"), id="An.newer", supersedes=f"An.2024.{SHARE}", reason="x")
    Ledger.open(ledger).append([newer])
    said = danvan("refresh", tmp_path / "report.docx", "--ledger", ledger).out
    assert "Biểu đồ 1" in said
    assert "Biểu đồ 2" not in said
