"""What people are shown of one reading, piece by piece."""

import io

from rich.console import Console

from danvan.catalogue.loading import load_catalogue
from danvan.cli.language import Language
from danvan.cli.reading_text import reading_text
from danvan.documents.model import Block, BlockKind, Document, Doubtful
from danvan.kernel.span import Span
from danvan.reading.read import read_document

TEXT = "Đã tiếp 20 lượt công dân."


def _shown(document: Document) -> str:
    screen = Console(file=io.StringIO(), width=160)
    for piece in reading_text(read_document(document, load_catalogue()), document.file, Language("en")):
        screen.print(piece)
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def _document(*doubtful: Doubtful) -> Document:
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(TEXT))),)
    return Document("scan.png", "png", TEXT, blocks, hard_breaks=True, doubtful=doubtful)


def test_words_that_were_hard_to_recognise_are_listed_with_how_sure_they_are() -> None:
    shown = _shown(_document(Doubtful(Span(8, 10), 43)))
    assert "Hard to recognise (1)" in shown
    assert "20 (43%)" in shown
    assert "[hard to read]" in shown


def test_nothing_is_said_of_recognition_where_nothing_was_doubtful() -> None:
    assert "recognise" not in _shown(_document())
