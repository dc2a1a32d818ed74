"""The command called in this process, and small reports to call it on."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from danvan.cli import main

NOW = datetime(2024, 10, 1, 8, 30, tzinfo=UTC)
REPORT = """\
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ {UNIT}                Độc lập - Tự do - Hạnh phúc

Số: 12/BC-UBND

{unit}, ngày 20 tháng 9 năm 2024

BÁO CÁO
Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024

I. KẾT QUẢ

1. Công tác tiếp công dân

Ủy ban nhân dân xã {unit} đã tiếp {visits} lượt công dân.

2. Giải quyết thủ tục hành chính

Bộ phận một cửa đã tiếp nhận {dossiers} hồ sơ, gồm: tiếp nhận trực tuyến 206 hồ sơ, tiếp nhận trực tiếp 129 hồ sơ.
"""


@dataclass(frozen=True)
class Ended:
    """How a call ended."""

    code: int
    out: str
    err: str


Danvan = Callable[..., Ended]


@pytest.fixture
def danvan(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Danvan:
    """Calls the command in English; another language is asked for with --lang."""
    monkeypatch.setenv("DANVAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: object) -> Ended:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments], now=NOW)
        return Ended(code, *capsys.readouterr())

    return call


def written(folder: Path, name: str, *, unit: str = "An Hòa", visits: int = 20, dossiers: int = 335) -> Path:
    """A report; with 335 dossiers its sum is true, 206 + 129."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    text = REPORT.format(UNIT=unit.upper(), unit=unit, visits=visits, dossiers=dossiers)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def true_report(tmp_path: Path) -> Path:
    return written(tmp_path, "true.txt")


@pytest.fixture
def false_report(tmp_path: Path) -> Path:
    return written(tmp_path, "false.txt", dossiers=320)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two communes, one of them with a false sum."""
    reports = tmp_path / "reports"
    written(reports, "an-hoa.txt")
    written(reports, "binh-yen.txt", unit="Bình Yên", visits=15, dossiers=320)
    return reports


@pytest.fixture
def seeds() -> list[Path]:
    """The real reports kept beside the project. Where CI runs they must be there."""
    shared = Path(__file__).parents[2].parent / "shared" / "seeds"
    if not shared.is_dir() and not os.environ.get("CI"):
        pytest.skip("no shared reports beside this clone")
    return sorted(shared.glob("*.txt"))
