"""A letter as a Word document (Nghị định 30/2020/NĐ-CP, annex I; annex III, form 1.5)."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from danvan.composing import office as frame
from danvan.composing.docx import packed
from danvan.composing.letters.letter import Letter
from danvan.composing.office import Office
from danvan.composing.styles import BODY
from danvan.composing.wml import paragraph, run
from danvan.composing.word import BaseOxmlElement
from danvan.composing.writing import write_whole


def write_letter(letter: Letter, path: Path, *, made: datetime, office: Office) -> None:
    """Write `letter` to `path`. Raises OutputError when the folder cannot be written to; the file is then what it was."""
    write_whole(path, packed(_blocks(letter, office), f"V/v {letter.subject}", made))


def _blocks(letter: Letter, office: Office) -> Iterator[BaseOxmlElement]:
    yield from frame.letterhead(office, about=f"V/v {letter.subject}")
    yield paragraph("Gap")
    yield from frame.addressed(office)
    for words in letter.paragraphs:
        yield paragraph(BODY, [run(words)])
    yield from frame.signature(office)
