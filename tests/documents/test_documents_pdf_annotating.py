"""Highlights stand at their words in a copy of a PDF, and the pages stay as they are."""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from pypdf.generic import DictionaryObject, NameObject, NumberObject
from tests.documents.pdf_made import at, lines, pages

from danvan.documents.annotating import CarriesNoRemarks, annotated
from danvan.documents.notes import Note
from danvan.documents.opening import open_document
from danvan.documents.pdf.annotating import SIGNED, UNPLACED
from danvan.kernel.errors import ExtraMissing, FileLocked
from danvan.kernel.span import Span

DATE = datetime(2024, 10, 1, 8, 30, tzinfo=UTC)
FIRST = ("Bao cao ket qua cong tac dan van", "trong quy III nam 2024 cua xa Thanh", "Da tiep 152 luot nguoi dan den xa")
SECOND = ("Da tiep 152 luot nguoi dan den huyen", "trong quy III nam 2024 cua huyen Ha")


def notes(text: str, *words: str, start: int = 0) -> list[Note]:
    return [
        Note(Span(place, place + len(one)), f"Sai: {one}", "Xem lại", DATE, where="Trang 1")
        for one in words
        for place in [text.index(one, start)]
    ]


def annotations(data: bytes) -> list[tuple[int, DictionaryObject]]:
    pages_ = pypdf.PdfReader(io.BytesIO(data)).pages
    return [(number, one.get_object()) for number, page in enumerate(pages_) for one in page.get("/Annots", [])]


def words_under(data: bytes, page: int, annotation: DictionaryObject) -> str:
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    quads = [float(one) for one in annotation["/QuadPoints"]]
    boxes = (quads[at : at + 8] for at in range(0, len(quads), 8))
    return " ".join(text.get_text_bounded(box[0], box[5], box[2], box[1]).strip() for box in boxes)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(pages(lines(*FIRST), lines(*SECOND)))
    return path


def test_a_highlight_stands_at_its_words(report: Path) -> None:
    document = open_document(report)
    data = annotated(document, notes(document.text, "ket qua", "quy III")).data
    assert [words_under(data, page, one) for page, one in annotations(data)] == ["ket qua", "quy III"]


def test_words_over_two_lines_have_a_box_on_each(report: Path) -> None:
    document = open_document(report)
    data = annotated(document, notes(document.text, "dan van trong quy")).data
    ((_, one),) = annotations(data)
    assert len(one["/QuadPoints"]) == 16
    assert words_under(data, 0, one) == "dan van trong quy"


def test_words_that_stand_twice_are_told_apart_by_what_is_around(report: Path) -> None:
    document = open_document(report)
    second = document.text.index("152 luot", document.text.index("152 luot") + 1)
    data = annotated(document, notes(document.text, "152 luot", start=second)).data
    assert [(page, words_under(data, page, one)) for page, one in annotations(data)] == [(1, "152 luot")]


def test_a_highlight_bears_what_is_said_and_is_printed(report: Path) -> None:
    document = open_document(report)
    ((_, one),) = annotations(annotated(document, notes(document.text, "ket qua")).data)
    assert (one["/Subtype"], one["/T"], one["/F"]) == ("/Highlight", "Dân Vận", 4)
    assert one["/Contents"] == "Sai: ket qua\nXem lại"
    assert one["/M"] == "D:20241001083000"


def test_the_file_itself_stands_unchanged_before_what_is_added(report: Path) -> None:
    document = open_document(report)
    copy = annotated(document, notes(document.text, "ket qua"))
    assert copy.data.startswith(report.read_bytes())
    assert copy.remarks == ()
    report.write_bytes(copy.data)
    assert open_document(report).text == document.text


def test_words_without_a_place_have_an_icon_on_their_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pages(lines(*FIRST), lines(*SECOND)))
    document = open_document(path)
    path.write_bytes(pages(lines(*FIRST), ""))
    copy = annotated(document, notes(document.text, "huyen Ha"))
    ((page, one),) = annotations(copy.data)
    assert (page, one["/Subtype"]) == (1, "/Text")
    assert "Trang 1" in one["/Contents"]
    assert copy.remarks == (UNPLACED,)


def test_a_page_on_its_side_is_highlighted_where_its_words_are(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pages(lines(*FIRST), more="/Rotate 180"))
    document = open_document(path)
    ((_, one),) = annotations(annotated(document, notes(document.text, "ket qua")).data)
    assert float(one["/Rect"][0]) > 50


def test_a_file_locked_against_changes_is_refused(report: Path) -> None:
    document = open_document(report)
    writer = pypdf.PdfWriter(clone_from=str(report))
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(str(report))
    with pytest.raises(FileLocked):
        annotated(document, notes(document.text, "ket qua"))


def test_a_signature_is_spoken_of(report: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=str(report))
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/SigFlags"): NumberObject(3)})
    writer.write(str(report))
    document = open_document(report)
    assert annotated(document, notes(document.text, "ket qua")).remarks == (SIGNED,)


def test_other_formats_are_refused_with_what_to_do_instead(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Báo cáo", encoding="utf-8")
    with pytest.raises(CarriesNoRemarks, match="--format html"):
        annotated(open_document(path), notes("Báo cáo", "cáo"))


def test_a_letter_drawn_behind_its_line_is_found_at_its_place(tmp_path: Path) -> None:
    """Letters a font lacks are drawn after the line, from another font."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pages(at(72, 700, "k") + at(86, 700, "t qu") + at(79, 700, "e") + at(72, 680, "Bao cao cua xa")))
    document = open_document(path)
    assert "ket qu" in document.text
    ((_, one),) = annotations(annotated(document, notes(document.text, "ket qu")).data)
    assert len(one["/QuadPoints"]) == 8
    assert float(one["/Rect"][0]) < 74


def test_without_the_library_the_part_to_install_is_named(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = open_document(report)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ExtraMissing, match=r"danvan\[annotate\]"):
        annotated(document, notes(document.text, "ket qua"))
