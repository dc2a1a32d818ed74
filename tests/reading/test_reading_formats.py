"""The same report as .txt, as .docx and as .pdf says the same."""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue
from danvan.documents.model import Block, BlockKind, Document
from danvan.documents.opening import open_document
from danvan.reading.model import Reading
from danvan.reading.paragraphs import is_frame, paragraphs
from danvan.reading.read import read_document

ROOT = Path(__file__).parents[2]
REPORTS = sorted([*ROOT.glob("examples/*.txt"), *ROOT.parent.glob("shared/seeds/*.txt")])
FONTS = ("Times New Roman", "DejaVu Serif")
"""The first is replaced, where it is missing, by a font that has to borrow letters from another."""

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice") and not os.environ.get("CI"), reason="LibreOffice is not installed"),
]
Said = Counter[tuple[str, str, str | None]]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All reports as .docx, and as .pdf printed from that, in a folder for each font."""
    folder = tmp_path_factory.mktemp("printed")
    for font in FONTS:
        place = folder / font
        place.mkdir()
        for report in REPORTS:
            as_word(open_document(report), place / f"{report.stem}.docx", font)
        command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf"]
        files = [str(file) for file in sorted(place.glob("*.docx"))]
        subprocess.run([*command, "--outdir", str(place), *files], check=True, capture_output=True, timeout=300)
    return folder


def as_word(document: Document, path: Path, font: str) -> None:
    """The report laid out as offices do: 13 points, justified, first lines indented, tables with lines."""
    made = docx.Document()
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = font, Pt(13)
    page = made.sections[0]
    page.page_width, page.page_height, page.left_margin, page.right_margin = Mm(210), Mm(297), Mm(30), Mm(15)
    for item in in_order(document):
        if isinstance(item, Block):
            add_table(made, document, item)
        else:
            line = made.add_paragraph(item)
            line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            line.paragraph_format.first_line_indent, line.paragraph_format.space_after = Mm(10), Pt(6)
    made.save(str(path))


def in_order(document: Document) -> Iterator[str | Block]:
    tables = [block for block in document.blocks if block.kind is BlockKind.TABLE and not is_frame(document, block)]
    items: list[tuple[int, str | Block]] = [(block.span.start, block) for block in tables]
    items += [(paragraph.span.start, paragraph.text) for paragraph in paragraphs(document)]
    return (item for _, item in sorted(items, key=lambda item: item[0]))


def add_table(made: "docx.document.Document", document: Document, block: Block) -> None:
    assert block.table is not None
    table = made.add_table(block.table.height, block.table.width)
    table.style = "Table Grid"
    for cell in block.table.cells:
        table.cell(cell.row, cell.column).text = cell.span.of(document.text)


def said(reading: Reading) -> Said:
    return Counter((str(figure.quantity), figure.label, figure.indicator) for figure in reading.figures)


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("font", FONTS)
def test_a_report_says_the_same_in_each_format(printed: Path, catalogue: Catalogue, report: Path, font: str) -> None:
    text = read_document(open_document(report), catalogue)
    for ending in ("docx", "pdf"):
        other = read_document(open_document(printed / font / f"{report.stem}.{ending}"), catalogue)
        assert (said(text) - said(other), said(other) - said(text)) == (Counter(), Counter()), ending
        assert other.letterhead == text.letterhead
        assert sorted(one.number for one in other.citations) == sorted(one.number for one in text.citations)
        assert len(other.coverage.unaccounted) <= len(text.coverage.unaccounted)


@pytest.mark.parametrize("font", FONTS)
def test_a_word_report_with_merged_heads_and_a_note_says_the_same_printed(
    tmp_path: Path, catalogue: Catalogue, font: str
) -> None:
    report = ROOT / "examples" / "thi-tran-kim-lung.docx"
    made = docx.Document(str(report))
    made.styles["Normal"].font.name = font
    copy = tmp_path / "report.docx"
    made.save(str(copy))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(copy)], check=True, capture_output=True, timeout=300)
    word, printed = (read_document(open_document(path), catalogue) for path in (report, tmp_path / "report.pdf"))
    assert said(printed) == said(word)
    assert printed.letterhead == word.letterhead
    assert [(relation.kind, relation.holds) for relation in printed.relations] == [
        (relation.kind, relation.holds) for relation in word.relations
    ]
