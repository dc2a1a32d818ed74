"""A story of a Word file (its body, a note, a page header, a cell) as pieces: paragraphs and tables in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.documents.docx.grid import read_grid
from danvan.documents.docx.numbering import Numbering
from danvan.documents.docx.paragraph import Line, ParagraphReader
from danvan.documents.docx.remarks import Remark
from danvan.documents.docx.styles import Styles
from danvan.documents.docx.tree import mark_removed, shown
from danvan.documents.docx.xml import Element, child, name, text_value
from danvan.documents.layout import Piece
from danvan.documents.model import BlockKind

_CONTENTS_STYLE = "toc "


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph that was read, for those who ask how it looks: `text` is `label` and the words of `lines`, stripped."""

    text: str
    label: str
    lines: Sequence[Line]
    properties: Element | None
    table: str | None
    """The style of the table it stands in; None outside of tables."""
    in_box: bool
    section: int


class StoryReader:
    """Reads the stories of one document; lists go on counting from one to the next."""

    def __init__(self, styles: Styles, numbering: Numbering, paragraphs: ParagraphReader, remarks: set[Remark]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = paragraphs
        self._remarks = remarks
        self.shown: list[Shown] | None = None
        """The paragraphs in the order of the text, from when somebody puts a list here."""
        self._tables: list[str] = []
        self._boxes = 0
        self._section = 0

    def pieces(self, story: Element) -> Iterator[Piece]:
        """The pieces of a story. A text box follows the paragraph it is anchored in; a paragraph whose end is deleted
        runs on into the next."""
        carried: list[Line] = []
        for one in shown(story):
            kind = name(one)
            if kind == "w:p":
                properties = child(one, "w:pPr")
                carried.append(self._paragraphs.read(one, properties))
                if not mark_removed(properties):
                    yield from self._paragraph(carried, properties)
                    carried = []
            elif kind == "w:tbl":
                yield from self._paragraph(carried, None)
                carried = []
                yield self._table(one)
            elif kind in {"w:altChunk", "w:subDoc"}:
                self._remarks.add(Remark.EMBEDDED_FILE)
        yield from self._paragraph(carried, None)

    def text(self, story: Element) -> str:
        """A story as one text, for a cell or a note."""
        return "\n".join(piece.text for piece in self.pieces(story) if not piece.blank)

    def _paragraph(self, lines: list[Line], properties: Element | None) -> Iterator[Piece]:
        if not lines:
            return
        style = lines[-1].style
        label = self._numbering.label(style, properties)
        words = "".join(line.text for line in lines).strip()
        # Word shows the number of an empty paragraph (a column 'Stt' is often made so); a bullet alone says nothing.
        text = (label + words).strip() if words or any(sign.isalnum() for sign in label) else ""
        if self.shown is not None:
            self._record(self.shown, text, label, lines, properties)
        shown_name = self._styles.name(style)
        contents = shown_name.lower().startswith(_CONTENTS_STYLE)
        yield Piece(text, BlockKind.FURNITURE if contents else BlockKind.PARAGRAPH, style=shown_name)
        for line in lines:
            for box in line.boxes:
                self._boxes += 1
                yield from self.pieces(box)
                self._boxes -= 1

    def _record(self, shown: list[Shown], text: str, label: str, lines: Sequence[Line], properties: Element | None) -> None:
        if text:
            table = self._tables[-1] if self._tables else None
            shown.append(Shown(text, label, tuple(lines), properties, table, self._boxes > 0, self._section))
        if child(properties, "w:sectPr") is not None:  # those of a section stand in its last paragraph
            self._section += 1

    def _table(self, table: Element) -> Piece:
        style = text_value(child(child(table, "w:tblPr"), "w:tblStyle"))
        self._tables.append(style)
        grid = read_grid(table, self.text)
        self._tables.pop()
        return Piece(grid, BlockKind.TABLE, style=self._styles.name(style))
