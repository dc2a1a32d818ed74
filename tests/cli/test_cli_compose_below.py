"""`compose --under`, `--words`: who is missing, and what the units say in their own words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan.documents.opening import open_document

pytest.importorskip("rapidfuzz", reason="needs the extra 'units'")
pytest.importorskip("vietnam_provinces", reason="needs the extra 'units'")
Danvan = Callable[..., Any]
PERIOD = "9 tháng đầu năm 2024"
REPORT = """\
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ {upper}                Độc lập - Tự do - Hạnh phúc

Số: 12/BC-UBND

{name}, ngày 20 tháng 9 năm 2024

BÁO CÁO
Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024

I. KẾT QUẢ

1. Công tác tiếp công dân

Ủy ban nhân dân xã {name} đã tiếp {visits} lượt công dân.

II. ĐÁNH GIÁ

1. Tồn tại, hạn chế

- Trang thiết bị tại bộ phận một cửa còn thiếu, đường truyền chậm.

- Việc giải quyết đơn của hộ ông Đinh Văn Hoa còn kéo dài.

Trên đây là báo cáo kết quả công tác dân vận chính quyền./.
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, visits in (("Trà Sơn", 20), ("Trà Thủy", 31)):
        text = REPORT.format(upper=name.upper(), name=name, visits=visits)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def compose(reports: Path, tmp_path: Path, danvan: Danvan) -> Callable[..., Any]:
    ledger = tmp_path / "ledger"
    assert danvan("ledger", "add", reports, "--ledger", ledger, "--within", "525").code == 0

    def call(*options: object, period: str = PERIOD) -> Any:
        return danvan("compose", "--period", period, "--ledger", ledger, "--out", tmp_path / "above.docx", *options)

    return call


def words(path: Path) -> str:
    return " ".join(open_document(path).text.split())


def test_units_that_have_not_reported_are_named_and_listed_whole(compose: Any, tmp_path: Path) -> None:
    assert compose("--under", "huyện Trà Bồng").code == 0
    text = words(tmp_path / "above.docx")
    assert "16 đơn vị phải báo cáo, 2 đơn vị đã gửi" in text
    assert "xã khác (danh sách tại Phụ lục)" in text
    assert "ĐƠN VỊ CHƯA GỬI, GỬI CHẬM BÁO CÁO" in text
    assert "Trà Xinh" in text


def test_the_deadline_of_a_letter_makes_them_late(compose: Any, tmp_path: Path) -> None:
    assert compose("--under", "huyện Trà Bồng", "--deadline", "2024-09-20").code == 0
    assert "Đã quá hạn, chưa gửi báo cáo: thị trấn Trà Xuân" in words(tmp_path / "above.docx")


def test_words_are_quoted_with_who_said_them_and_nobody_is_named(compose: Any, reports: Path, tmp_path: Path) -> None:
    ended = compose("--words", reports)
    assert ended.code == 0
    text = words(tmp_path / "above.docx")
    assert "- “Trang thiết bị tại bộ phận một cửa còn thiếu, đường truyền chậm” (xã Trà Sơn, xã Trà Thủy)." in text
    assert "Đinh Văn Hoa" not in text
    assert "Not quoted, for they name somebody: 2 statements" in ended.out


def test_reports_of_another_period_are_not_quoted_and_named(compose: Any, reports: Path, tmp_path: Path) -> None:
    old = (reports / "Trà Sơn.txt").read_text("utf-8").replace("9 tháng đầu năm 2024", "năm 2023").replace("còn thiếu", "đủ")
    other = tmp_path / "old"
    other.mkdir()
    (other / "old.txt").write_text(old, encoding="utf-8")
    ended = compose("--words", reports, "--words", other)
    assert "Of another period, not quoted: old.txt" in ended.out
    assert "một cửa đủ" not in words(tmp_path / "above.docx")


def test_a_units_own_report_takes_no_words_of_others(compose: Any, reports: Path) -> None:
    ended = compose("--of", "xã Trà Sơn", "--words", reports)
    assert ended.code == 2
    assert "--words" in ended.err


def test_an_unknown_upper_unit_is_refused_with_what_is_near(compose: Any) -> None:
    ended = compose("--under", "huyện Trà Bống")
    assert ended.code == 2
    assert "Trà Bồng" in ended.err


def test_what_it_quotes_is_not_read_as_its_own_and_not_found_fault_with(
    compose: Any, reports: Path, tmp_path: Path, danvan: Danvan
) -> None:
    compose("--words", reports, "--under", "huyện Trà Bồng")
    ended = danvan("check", tmp_path / "above.docx", "--fail-on", "warning")
    assert "Trang thiết bị" not in ended.out
