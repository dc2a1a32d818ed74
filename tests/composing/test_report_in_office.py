import os
import re
import shutil
import subprocess

import pytest

from danvan.composing.docx import write_docx
from danvan.composing.trace import ids_in

pytestmark = pytest.mark.office
TOOLS = ("soffice", "pdfinfo", "pdftotext")


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """LibreOffice with a profile of its own; absent, the test is skipped, except in CI."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing and os.environ.get("CI"):
        pytest.fail(f"CI needs {', '.join(missing)}")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def run(path, kind, folder):
        command = [
            "soffice",
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return folder / f"{path.stem}.{kind}"

    return run


@pytest.fixture(scope="module")
def big(tmp_path_factory, composed, sample):
    """Forty units, one with a very long name, a wide table, some silent."""
    units = tuple(
        f"xã Số {at}" if at else "xã Nguyễn Thị Minh Khai sau khi nhập xã Bình Sơn và thị trấn Cẩm Giang" for at in range(40)
    )
    given = {
        "reception.visits": [at * 100 if at % 7 else None for at in range(40)],
        **{f"procedures.{name}": [1000 + at for at in range(40)] for name in ("received", "settled", "on_time")},
    }
    path = tmp_path_factory.mktemp("report") / "report.docx"
    write_docx(composed(sample.rolled(given, units)), path, made=sample.MADE)
    return path


def test_an_office_program_opens_it_and_shows_every_total(big, tmp_path, convert):
    pdf = convert(big, "pdf", tmp_path)
    info = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert 4 <= int(re.search(r"Pages:\s+(\d+)", info)[1]) <= 6
    assert "A4" in info
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    assert {"67.500", "40.780"} <= set(re.findall(r"\d[\d.]*\d", text))
    assert text.count("Tổng cộng") == 2
    # The head of a table is repeated on each page it goes on to.
    assert text.count("Đơn vị") >= 4


def test_its_numbers_lead_to_their_figures_after_an_office_program_saved_it(big, tmp_path, convert):
    assert ids_in(convert(big, "docx", tmp_path)) == ids_in(big)
