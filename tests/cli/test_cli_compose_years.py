"""`compose --period "giai đoạn …"`: the years of the ledger put together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan.documents.opening import open_document

Danvan = Callable[..., Any]
REPORT = """\
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ {upper}                Độc lập - Tự do - Hạnh phúc

Số: 12/BC-UBND

{name}, ngày 20 tháng 12 năm {year}

BÁO CÁO
Kết quả công tác dân vận chính quyền năm {year}

I. KẾT QUẢ

1. Công tác tiếp công dân

Ủy ban nhân dân xã {name} đã tiếp {visits} lượt công dân.
"""


@pytest.fixture
def compose(tmp_path: Path, danvan: Danvan) -> Callable[..., Any]:
    """Over a ledger of two communes and two years; the second commune did not report the second year."""
    ledger = tmp_path / "ledger"
    for name, year, visits in (("An Hòa", 2023, 20), ("An Hòa", 2024, 30), ("Bình Yên", 2023, 5)):
        file = tmp_path / f"{name} {year}.txt"
        file.write_text(REPORT.format(upper=name.upper(), name=name, year=year, visits=visits), encoding="utf-8")
        assert danvan("ledger", "add", file, "--ledger", ledger).code == 0

    def call(*options: object) -> Any:
        out = tmp_path / "term.docx"
        return danvan("compose", "--period", "giai đoạn 2023-2024", "--ledger", ledger, "--out", out, *options)

    return call


def words(path: Path) -> str:
    return " ".join(open_document(path).text.split())


def test_a_units_years_are_added(compose: Any, tmp_path: Path) -> None:
    assert compose("--of", "xã An Hòa").code == 0
    assert "50 lượt" in words(tmp_path / "term.docx")


def test_years_stand_beside_each_other_over_all_units(compose: Any, tmp_path: Path) -> None:
    assert compose().code == 0
    text = words(tmp_path / "term.docx")
    assert "Số lượt tiếp công dân, lượt 25 30 50" in text
    assert "chỉ gồm đơn vị có đủ số liệu từng năm" in text


def test_a_number_of_the_term_leads_to_its_years(compose: Any, tmp_path: Path, danvan: Danvan) -> None:
    compose("--of", "xã An Hòa")
    told = danvan("explain", tmp_path / "term.docx", "50", "--ledger", tmp_path / "ledger")
    assert told.code == 0
    assert "visits(2023) + visits(2024)" in told.out
