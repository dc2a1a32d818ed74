"""`compose --of`: the report of one unit; and who issues it, as danvan.toml says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan.documents.opening import open_document

Danvan = Callable[..., Any]
PERIOD = "9 tháng đầu năm 2024"
OFFICE = """\
[office]
superior = "UBND huyện Trà Bồng"
issuer = "Ủy ban nhân dân xã An Hòa"
symbol = "BC-UBND"
place = "An Hòa"
addressees = ["Phòng Nội vụ huyện"]
recipients = ["Thường trực Đảng ủy xã"]
signs = ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"]
name = "Nguyễn Văn A"
"""


@pytest.fixture
def ledger(folder: Path, tmp_path: Path, danvan: Danvan) -> Path:
    made = tmp_path / "ledger"
    assert danvan("ledger", "add", *sorted(folder.glob("*.txt")), "--ledger", made).code == 0
    return made


@pytest.fixture
def compose(ledger: Path, tmp_path: Path, danvan: Danvan) -> Callable[..., Any]:
    def call(*options: object, out: str = "report.docx") -> Any:
        return danvan("compose", "--period", PERIOD, "--ledger", ledger, "--out", tmp_path / out, *options)

    return call


def words(path: Path) -> str:
    return " ".join(open_document(path).text.split())


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_units_own_report_tells_its_figures_and_asks_for_the_rest(suffix: str, compose: Any, tmp_path: Path) -> None:
    assert compose("--of", "xã An Hòa", out=f"own{suffix}").code == 0
    text = words(tmp_path / f"own{suffix}")
    assert "20 lượt" in text
    assert "[Chưa có số liệu" in text
    assert "ỦY BAN NHÂN DÂN XÃ AN HÒA" in text


def test_the_office_of_danvan_toml_frames_the_report(compose: Any, tmp_path: Path) -> None:
    (tmp_path / "danvan.toml").write_text(OFFICE, encoding="utf-8")
    assert compose("--of", "xã An Hòa").code == 0
    text = words(tmp_path / "report.docx")
    for part in (
        "UBND HUYỆN TRÀ BỒNG",
        "/BC-UBND",
        "Kính gửi: Phòng Nội vụ huyện.",
        "- Như trên;",
        "KT. CHỦ TỊCH",
        "Nguyễn Văn A",
    ):
        assert part in text, part


def test_what_is_typed_goes_before_danvan_toml(compose: Any, tmp_path: Path) -> None:
    (tmp_path / "danvan.toml").write_text(OFFICE, encoding="utf-8")
    compose("--of", "xã An Hòa", "--place", "Trà Bồng")
    assert "Trà Bồng, ngày 01 tháng 10 năm 2024" in words(tmp_path / "report.docx")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("chair = 'x'", "line 2: 'chair', a word that means nothing here. Allowed: superior, issuer, symbol"),
        ("signs = 'TM. UBND'", "line 2: 'TM. UBND' in the place of a list"),
        ("name = ''", "line 2: 'name' without words"),
        ("place = 5", "line 2: 'place' without words"),
    ],
)
def test_a_mistake_in_the_office_is_told_with_its_line(line: str, message: str, compose: Any, tmp_path: Path) -> None:
    (tmp_path / "danvan.toml").write_text(f"[office]\n{line}\n", encoding="utf-8")
    ended = compose("--of", "xã An Hòa")
    assert ended.code == 2
    assert message in ended.err
    assert not (tmp_path / "report.docx").exists()


def test_a_unit_without_figures_is_refused_with_those_that_have(compose: Any) -> None:
    ended = compose("--of", "xã Không Có")
    assert ended.code == 2
    assert "there is no figure of xã Không Có" in ended.err
    assert "xã An Hòa" in ended.err


def test_an_unknown_kind_of_unit_needs_an_outline_named(compose: Any) -> None:
    ended = compose("--of", "An Hòa")
    assert ended.code == 2
    assert "--outline" in ended.err
    assert "recommended_commune_interim" in ended.err


def test_the_workbook_holds_the_units_own_figures(compose: Any, tmp_path: Path) -> None:
    assert compose("--of", "xã An Hòa", out="own.xlsx").code == 0
    assert "Tiếp công dân" in open_document(tmp_path / "own.xlsx").text
