import re
import zipfile

import docx
import pytest

from danvan.composing.docx import write_docx
from danvan.composing.trace import ids_in
from danvan.documents.opening import open_document
from danvan.kernel.errors import FileMissing, FormatDamaged, InputError


@pytest.fixture
def report(tmp_path, composed, sample):
    path = tmp_path / "report.docx"
    write_docx(composed(), path, made=sample.MADE)
    return path


def numbers(model):
    """(number, figure) in the order of the document."""
    for part in model.parts:
        for area in part.areas:
            yield from ((piece.text, piece.figure) for line in area.sentences for piece in line)
            if area.table:
                yield from ((cell.text, cell.figure) for row in (*area.table.rows, area.table.total) for cell in row.cells)
            yield from ((piece.text, piece.figure) for line in area.notes for piece in line)


def test_every_number_of_the_model_is_found_again_with_its_figure(report, composed):
    assert ids_in(report) == [(text, figure) for text, figure in numbers(composed()) if figure]


def test_a_total_leads_to_its_figure(report):
    assert ("1.963", "total.procedures.received") in ids_in(report)


def test_the_text_of_a_number_is_plain_text_to_a_reader(report):
    assert "Tiếp nhận 1.963 hồ sơ; " in open_document(report).text


def test_word_shows_the_figure_of_a_number_in_a_control_of_its_own(report):
    with zipfile.ZipFile(report) as package:
        document = package.read("word/document.xml").decode()
    titles = re.findall(r'<w:alias w:val="([^"]*)"', document)
    assert titles == [figure[:64] for _number, figure in ids_in(report)]


def test_word_hides_the_marks_and_finds_each_once(report):
    with zipfile.ZipFile(report) as package:
        names = [part.split('"')[0] for part in package.read("word/document.xml").decode().split('w:name="')[1:]]
    assert all(name.startswith("_") and len(name) <= 40 for name in names)
    assert len(set(names)) == len(names)


def test_a_word_file_of_others_has_no_traceable_numbers(tmp_path):
    docx.Document().save(tmp_path / "other.docx")
    assert ids_in(tmp_path / "other.docx") == []


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileMissing):
        ids_in(tmp_path / "none.docx")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04cut"])
def test_a_damaged_file_is_said_to_be_damaged(tmp_path, content):
    (tmp_path / "bad.docx").write_bytes(content)
    with pytest.raises(FormatDamaged):
        ids_in(tmp_path / "bad.docx")


def test_a_cut_report_is_said_to_be_damaged(report):
    report.write_bytes(report.read_bytes()[:-200])
    with pytest.raises(FormatDamaged):
        ids_in(report)


def test_broken_xml_inside_is_said_to_be_damaged(tmp_path):
    with zipfile.ZipFile(tmp_path / "bad.docx", "w") as package:
        package.writestr("word/document.xml", "<w:document")
    with pytest.raises(FormatDamaged):
        ids_in(tmp_path / "bad.docx")


def test_a_folder_is_no_report(tmp_path):
    with pytest.raises(InputError):
        ids_in(tmp_path)
