"""Files made by an office program, not by us."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from danvan.documents.model import BlockKind
from danvan.documents.opening import open_document

PAGE = """<html><head><meta charset="utf-8"></head><body><h1>BÁO CÁO</h1>
<p>Đã tiếp nhận <b>206</b> hồ sơ;<br>trả 129, diện tích 7 km<sup>2</sup>.</p>
<ol><li>Tiếp công dân<ol type="a"><li>Thường xuyên</li><li>Định kỳ</li></ol></li><li>Hòa giải</li></ol>
<table border="1"><tr><td rowspan="2">Stt</td><td colspan="2">Năm 2024</td></tr><tr><td>Nam</td><td>Nữ</td></tr>
<tr><td>1</td><td>12</td><td></td></tr></table><p>Hết.</p></body></html>"""


def convert(path: Path, into: str, *options: str) -> Path:
    """`path` converted by LibreOffice, with a profile of its own."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, *options, "--convert-to", into, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return path.with_suffix(f".{into}")


@pytest.mark.office
def test_a_word_file_of_libreoffice_is_read(tmp_path: Path) -> None:
    if not shutil.which("soffice") and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    page = tmp_path / "report.html"
    page.write_text(PAGE, encoding="utf-8")
    document = open_document(convert(convert(page, "odt", "--infilter=HTML (StarWriter)"), "docx"))
    assert document.text.splitlines() == [
        "BÁO CÁO",
        "Đã tiếp nhận 206 hồ sơ;",
        "trả 129, diện tích 7 km².",
        "1. Tiếp công dân",
        "a. Thường xuyên",
        "b. Định kỳ",
        "2. Hòa giải",
        "Stt\tNăm 2024\t",
        "\tNam\tNữ",
        "1\t12\t",
        "Hết.",
    ]
    (table,) = [block.table for block in document.blocks if block.kind is BlockKind.TABLE]
    assert table
    assert [(cell.rows, cell.columns) for cell in table.cells[:2]] == [(2, 1), (1, 2)]
    assert document.warnings == ()
