"""A story of a Word file (its body, a note, a page header, a cell) as pieces: paragraphs and tables in order."""

from collections.abc import Iterator

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


class StoryReader:
    """Reads the stories of one document; lists go on counting from one to the next."""

    def __init__(self, styles: Styles, numbering: Numbering, paragraphs: ParagraphReader, remarks: set[Remark]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = paragraphs
        self._remarks = remarks

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
        shown_name = self._styles.name(style)
        contents = shown_name.lower().startswith(_CONTENTS_STYLE)
        yield Piece(text, BlockKind.FURNITURE if contents else BlockKind.PARAGRAPH, style=shown_name)
        for line in lines:
            for box in line.boxes:
                yield from self.pieces(box)

    def _table(self, table: Element) -> Piece:
        style = text_value(child(child(table, "w:tblPr"), "w:tblStyle"))
        return Piece(read_grid(table, self.text), BlockKind.TABLE, style=self._styles.name(style))
