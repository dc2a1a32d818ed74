"""Word files made from a few lines of XML, so that a test shows exactly what it is about."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from danvan.documents.model import Document
from danvan.documents.opening import open_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "header1": "header"}
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "header1": "hdr"}


def part(root: str, content: str) -> str:
    """One XML part with all the namespaces a test may use."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_SPACES}>{content}</w:{root}>'


def entries(body: str, parts: Mapping[str, str]) -> dict[str, str]:
    """The entries of the zip: a body, and the named parts with their relations."""
    relations = "".join(f'<Relationship Id="{name}" Type="{R}/{_KINDS[name]}" Target="{name}.xml"/>' for name in parts)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="{_OFFICE}.document.main+xml"/>'
        + "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}.{_KINDS[name]}+xml"/>' for name in parts)
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{space}"><Relationship Id="a" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        **{f"word/{name}.xml": part(_ROOTS[name], content) for name, content in parts.items()},
    }


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """A zip of these entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def word_file(tmp_path: Path) -> Callable[..., Path]:
    """word_file(body, styles=…, numbering=…): a .docx with this XML in its body and parts."""

    def make(body: str, *, name: str = "report.docx", **parts: str) -> Path:
        return zipped(tmp_path / name, entries(body, parts))

    return make


@pytest.fixture
def read_word(word_file: Callable[..., Path]) -> Callable[..., Document]:
    """The Document of `word_file(…)`."""
    return lambda body, **parts: open_document(word_file(body, **parts))


@pytest.fixture
def make_zip(tmp_path: Path) -> Callable[..., Path]:
    """make_zip(entries, name): any zip."""
    return lambda files, name="report.docx": zipped(tmp_path / name, files)


@pytest.fixture
def word_entries() -> Callable[..., dict[str, str]]:
    """word_entries(body): the entries of a sound .docx, to be broken by a test."""
    return lambda body="<w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p>", **parts: entries(body, parts)
