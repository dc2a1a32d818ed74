"""People's own paragraphs: from a file, and in a report composed again onto one that was edited in Word."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan.composing.trace import ids_in
from danvan.documents.opening import open_document

Danvan = Callable[..., Any]
PERIOD = "9 tháng đầu năm 2024"
TEXT = """\
## assessment

Ủy ban nhân dân xã đã tiếp {{ citizen_reception.visits }} công dân,
trong đó {{citizen_reception.visits}} lượt được giải quyết ngay.

Bà con rất hài lòng.

## V. Nhiệm vụ trọng tâm các tháng tiếp theo

Còn chậm ở khâu số hóa.
"""


@pytest.fixture
def ledger(folder: Path, tmp_path: Path, danvan: Danvan) -> Path:
    made = tmp_path / "ledger"
    assert danvan("ledger", "add", *sorted(folder.glob("*.txt")), "--ledger", made).code == 0
    return made


@pytest.fixture
def compose(ledger: Path, tmp_path: Path, danvan: Danvan) -> Callable[..., Any]:
    def call(*options: object, of: str = "xã An Hòa", out: str = "report.docx") -> Any:
        return danvan("compose", "--of", of, "--period", PERIOD, "--ledger", ledger, "--out", tmp_path / out, *options)

    return call


@pytest.fixture
def text(tmp_path: Path) -> Callable[[str], Path]:
    def write(words: str) -> Path:
        file = tmp_path / "own.md"
        file.write_text(words, encoding="utf-8")
        return file

    return write


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "report.docx"


def lines(path: Path) -> list[str]:
    return [line.strip() for line in open_document(path).text.splitlines() if line.strip()]


def under(path: Path, heading: str, count: int = 2) -> list[str]:
    said = lines(path)
    at = said.index(heading)
    return said[at + 1 : at + 1 + count]


def edited(report: Path, old: str, new: str) -> None:
    """The report with `old` replaced by `new` in its XML, as somebody would in Word."""
    beside = report.with_suffix(".new")
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(beside, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8") if name == "word/document.xml" else source.read(name)
            if isinstance(content, str):
                assert old in content, old
                content = content.replace(old, new)
            target.writestr(name, content)
    beside.replace(report)


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def behind(report: Path, words: str, added: str) -> None:
    """A paragraph put in behind the one that holds `words`."""
    beside = report.with_suffix(".new")
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(beside, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                body = content.decode("utf-8")
                end = body.index("</w:p>", body.index(words)) + len("</w:p>")
                content = (body[:end] + added + body[end:]).encode()
            target.writestr(name, content)
    beside.replace(report)


def test_given_paragraphs_take_the_place_of_what_the_outline_asks(compose: Any, text: Any, report: Path) -> None:
    assert compose("--text", text(TEXT)).code == 0
    assert under(report, "IV. ĐÁNH GIÁ CHUNG") == [
        "Ủy ban nhân dân xã đã tiếp 20 lượt công dân, trong đó 20 lượt được giải quyết ngay.",
        "Bà con rất hài lòng.",
    ]
    assert under(report, "V. NHIỆM VỤ TRỌNG TÂM CÁC THÁNG TIẾP THEO", 1) == ["Còn chậm ở khâu số hóa."]


def test_a_figure_in_a_given_paragraph_is_bound(compose: Any, text: Any, report: Path) -> None:
    compose()
    before = sum("citizen_reception.visits" in figure for _, figure in ids_in(report))
    report.unlink()
    compose("--text", text(TEXT))
    assert sum("citizen_reception.visits" in figure for _, figure in ids_in(report)) == before + 2


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_given_paragraphs_are_in_every_format_of_words(suffix: str, compose: Any, text: Any, tmp_path: Path) -> None:
    assert compose("--text", text(TEXT), out=f"own{suffix}").code == 0
    assert "Bà con rất hài lòng." in " ".join(open_document(tmp_path / f"own{suffix}").text.split())


def test_a_part_left_out_for_want_of_figures_is_there_when_someone_wrote_for_it(compose: Any, text: Any, report: Path) -> None:
    compose("--text", text("## rest\n\nXã đã tổ chức ngày hội đọc sách.\n"))
    assert under(report, "8. Các lĩnh vực khác", 1) == ["Xã đã tổ chức ngày hội đọc sách."]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Lời đầu.\n\n## assessment\n\nX.", "line 1: “Lời đầu.” stands before the first part"),
        ("## assesment\n\nX.", "line 1: the outline has no part 'assesment' (did you mean 'assessment'?)"),
        (
            "## assessment\n\nTiếp {{ reception.visits }}.",
            "line 3: 'reception.visits' is no indicator (did you mean 'citizen_reception.visits'?)",
        ),
        (
            "## assessment\n\nTiếp {{ citizen_reception.people }}.",
            "'citizen_reception.people' has no figure for 9 tháng đầu năm 2024. Of the same area there are: ",
        ),
        (
            "## assessment\n\nTiếp {{ citizen_reception.visits }.",
            "line 3: '{{ citizen_reception.visits }.' opens or closes braces",
        ),
        ("## assessment\n\n{{ }} lượt.", "line 3: '' is no indicator"),
        ("", "empty"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line_and_nothing_is_written(
    words: str, message: str, compose: Any, text: Any, report: Path
) -> None:
    ended = compose("--text", text(words))
    assert ended.code == 2
    assert message in " ".join(ended.err.split())
    assert not report.exists()


def test_a_file_in_another_encoding_is_told(compose: Any, tmp_path: Path) -> None:
    (tmp_path / "own.md").write_bytes("## assessment\n\nXã".encode("utf-16"))
    ended = compose("--text", tmp_path / "own.md")
    assert (ended.code, "UTF-8" in ended.err) == (2, True)


def test_paragraphs_written_in_word_stay_in_their_part_and_order(compose: Any, report: Path) -> None:
    compose()
    behind(report, "Tiếp công dân, đối thoại, xử lý", paragraph("Lời một.") + paragraph("Lời hai."))
    behind(report, "ĐÁNH GIÁ CHUNG", paragraph("Ưu điểm của xã."))
    ended = compose()
    assert ended.code == 0, ended.err
    assert "kept: 3" in ended.out
    assert under(report, "2. Tiếp công dân, đối thoại, xử lý đơn, phản ánh, kiến nghị") == ["Lời một.", "Lời hai."]
    assert under(report, "IV. ĐÁNH GIÁ CHUNG", 1) == ["Ưu điểm của xã."]


def test_a_paragraph_stays_behind_the_sentence_it_was_written_behind(compose: Any, report: Path) -> None:
    compose()
    behind(report, "công dân", paragraph("Không có vụ việc đông người."))
    said = lines(report)
    sentence = said[said.index("Không có vụ việc đông người.") - 1]
    compose()
    said = lines(report)
    assert said[said.index("Không có vụ việc đông người.") - 1] == sentence


def test_composing_again_and_again_changes_nothing_more(compose: Any, text: Any, report: Path) -> None:
    compose("--text", text(TEXT))
    behind(report, "Bà con", paragraph("Lời riêng."))
    compose()
    once = lines(report)
    compose()
    assert lines(report) == once
    compose("--text", text(TEXT))
    assert lines(report) == once


def test_what_a_request_was_replaced_by_stays_and_the_request_does_not_come_back(compose: Any, report: Path) -> None:
    compose()
    request = under(report, "IV. ĐÁNH GIÁ CHUNG", 1)[0]
    edited(report, request, "Xã làm tốt.")
    compose()
    assert request not in lines(report)
    assert under(report, "IV. ĐÁNH GIÁ CHUNG", 1) == ["Xã làm tốt."]


def test_a_sentence_of_ours_written_anew_is_not_said_twice(compose: Any, report: Path) -> None:
    compose()
    edited(report, "Trong kỳ đã tiếp ", "Xã đã đón tiếp chu đáo ")
    ended = compose()
    assert "written anew by hand" in ended.out
    assert sum("20 lượt" in line for line in lines(report)) == 1
    assert any("chu đáo 20 lượt" in line for line in lines(report))


def test_numbers_in_peoples_sentences_stay_bound_and_are_refreshed(
    compose: Any, report: Path, folder: Path, ledger: Path, danvan: Danvan
) -> None:
    compose()
    edited(report, "Trong kỳ đã tiếp ", "Xã đã đón tiếp chu đáo ")
    file = folder / "an-hoa.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("20 lượt", "21 lượt"), encoding="utf-8")
    assert danvan("ledger", "add", file, "--ledger", ledger, "--replace").code == 0
    compose()
    assert any("chu đáo 21 lượt" in line for line in lines(report))
    assert "21" in [number for number, figure in ids_in(report) if "citizen_reception.visits" in figure]


def test_a_number_typed_over_is_the_persons_own_from_then_on(compose: Any, report: Path) -> None:
    compose()
    edited(report, '<w:t xml:space="preserve">20</w:t>', '<w:t xml:space="preserve">99</w:t>')
    compose()
    assert any("99 lượt" in line for line in lines(report))
    assert "99" not in [number for number, _ in ids_in(report)]


def test_a_new_figure_comes_into_a_sentence_nobody_changed(
    compose: Any, report: Path, folder: Path, ledger: Path, danvan: Danvan
) -> None:
    compose()
    behind(report, "công dân", paragraph("Lời riêng."))
    file = folder / "an-hoa.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("335 hồ sơ", "336 hồ sơ"), encoding="utf-8")
    assert danvan("ledger", "add", file, "--ledger", ledger, "--replace").code == 0
    compose()
    assert any("336 hồ sơ" in line for line in lines(report))
    assert "Lời riêng." in lines(report)


def test_paragraphs_of_a_part_that_is_no_more_are_put_at_the_end_and_told(compose: Any, report: Path) -> None:
    compose("--outline", "recommended_commune_interim")
    behind(report, "Hương ước, quy ước; hòa giải", paragraph("Lời của cán bộ."))
    ended = compose("--outline", "district_half")
    assert "put at the end: “Lời của cán bộ.”" in " ".join(ended.out.split())
    at = lines(report).index("Lời của cán bộ.")
    assert "KHÔNG CÒN PHẦN TƯƠNG ỨNG" in lines(report)[at - 1]
    again = compose("--outline", "district_half")
    assert "Lời của cán bộ." in lines(report)
    assert "put at the end" in again.out


def test_a_frame_filled_in_by_hand_stays(compose: Any, report: Path) -> None:
    compose()
    edited(report, "Số:          /BC-…", "Số: 15/BC-UBND")
    ended = compose()
    assert "changed by hand" in ended.out
    assert any("Số: 15/BC-UBND" in line for line in lines(report))
    compose()
    assert any("Số: 15/BC-UBND" in line for line in lines(report))


def test_a_heading_written_anew_stays(compose: Any, report: Path) -> None:
    compose()
    edited(report, "IV. ĐÁNH GIÁ CHUNG", "IV. ĐÁNH GIÁ CHUNG, NỔI BẬT")
    compose()
    assert "IV. ĐÁNH GIÁ CHUNG, NỔI BẬT" in lines(report)
    assert "IV. ĐÁNH GIÁ CHUNG" not in lines(report)


@pytest.mark.parametrize(
    ("added", "message"),
    [
        ("<w:tbl><w:tr><w:tc>" + paragraph("của tôi") + "</w:tc></w:tr></w:tbl>", "a table that people made or changed"),
        ("<w:p><w:r><w:t>Ảnh</w:t><w:pict/></w:r></w:p>", "a picture or a drawing"),
        ("<w:p><w:r><w:t>Xem</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>", "a note at the foot"),
        ("<w:p><w:ins w:id='7' w:author='a'><w:r><w:t>Mới</w:t></w:r></w:ins></w:p>", "tracked changes"),
    ],
)
def test_what_cannot_be_carried_over_is_refused_and_the_report_stays(
    added: str, message: str, compose: Any, report: Path
) -> None:
    compose()
    behind(report, "ĐÁNH GIÁ CHUNG", added)
    before = report.read_bytes()
    ended = compose()
    assert (ended.code, message in ended.err) == (2, True)
    assert report.read_bytes() == before


def test_a_word_file_that_is_not_ours_is_refused_unless_replaced(compose: Any, report: Path) -> None:
    report.write_bytes(b"not ours")
    assert "--replace" in compose().err
    assert report.read_bytes() == b"not ours"
    assert compose("--replace").code == 0
    assert len(lines(report)) > 10


def test_replace_writes_over_peoples_words(compose: Any, report: Path) -> None:
    compose()
    behind(report, "ĐÁNH GIÁ CHUNG", paragraph("Lời riêng."))
    compose("--replace")
    assert "Lời riêng." not in lines(report)


def test_a_signed_pdf_is_not_written_over(compose: Any, tmp_path: Path) -> None:
    compose(out="own.pdf")
    file = tmp_path / "own.pdf"
    file.write_bytes(file.read_bytes() + b"\n% /ByteRange")
    assert "signed" in compose(out="own.pdf").err


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_report_saved_by_libreoffice_is_merged_too(compose: Any, report: Path, tmp_path: Path) -> None:
    compose()
    behind(report, "ĐÁNH GIÁ CHUNG", paragraph("Lời riêng."))
    out = tmp_path / "saved"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/lo",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            out,
            report,
        ],
        check=True,
        capture_output=True,
    )
    shutil.move(out / "report.docx", report)
    ended = compose()
    assert ended.code == 0, ended.err
    assert "kept: 1" in ended.out
    assert "changed by hand" not in ended.out
