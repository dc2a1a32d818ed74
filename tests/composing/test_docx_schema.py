"""What we write is what ECMA-376 says a document is, by a validator of its schemas."""

import importlib
import io
import os
import zipfile
from importlib.util import find_spec

import pytest

from danvan.composing.docx import write_docx
from danvan.composing.xlsx import to_xlsx


@pytest.fixture(scope="module")
def faults():
    """The mistakes of a file."""
    if not find_spec("openxml_audit"):
        (pytest.fail if "CI" in os.environ else pytest.skip)("needs openxml-audit")
    validator = importlib.import_module("openxml_audit").OpenXmlValidator()
    return lambda path: [(error.description, error.path) for error in validator.validate(str(path)).errors]


@pytest.fixture(scope="module")
def words(papers, tmp_path_factory):
    return papers.written(tmp_path_factory.mktemp("papers"))[0]


@pytest.mark.parametrize("paper", ["own", "consolidated", "letter"])
def test_a_word_file_keeps_to_the_schema(paper, words, faults):
    assert faults(words[paper]) == []


def test_a_word_file_of_odd_names_keeps_to_the_schema(tmp_path, composed, sample, faults):
    units = ('xã "A&B" <c>', "xã A\x07n\ud800 Hòa", "xã 🌾", "xã " + "Thượng Nguyên " * 15)
    write_docx(composed(sample.rolled({"reception.visits": (1, 2, 3, 4)}, units)), tmp_path / "odd.docx", made=sample.MADE)
    assert faults(tmp_path / "odd.docx") == []


def test_a_workbook_keeps_to_the_schema(tmp_path, sample, faults):
    path = tmp_path / "report.xlsx"
    path.write_bytes(to_xlsx(sample.usual(), sample.catalogue(), made=sample.MADE, sources={}))
    assert faults(path) == []


def test_the_validator_finds_what_is_wrong(words, tmp_path, faults):
    broken = io.BytesIO()
    with zipfile.ZipFile(words["own"]) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<w:jc w:val="center"/>', b'<w:jc w:val="middle"/>'))
    (tmp_path / "broken.docx").write_bytes(broken.getvalue())
    assert any("middle" in said for said, _place in faults(tmp_path / "broken.docx"))


def test_pictures_and_appendices_keep_to_the_schema(illustrated, sample, tmp_path, faults):
    write_docx(illustrated, tmp_path / "report.docx", made=sample.MADE)
    book = to_xlsx(sample.usual(), sample.catalogue(), made=sample.MADE, sources={}, charts=illustrated.charts)
    (tmp_path / "report.xlsx").write_bytes(book)
    assert faults(tmp_path / "report.docx") == []
    assert faults(tmp_path / "report.xlsx") == []
