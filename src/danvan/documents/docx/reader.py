"""Word files (.docx), read from their XML: what Word shows, with every paragraph, cell and note at its place."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from danvan.documents.docx.notes import Note, Notes
from danvan.documents.docx.numbering import Numbering
from danvan.documents.docx.package import Package, open_package
from danvan.documents.docx.paragraph import ParagraphReader
from danvan.documents.docx.remarks import Remark
from danvan.documents.docx.story import StoryReader
from danvan.documents.docx.styles import Styles
from danvan.documents.docx.symbols import raised
from danvan.documents.docx.tree import CHANGES
from danvan.documents.docx.xml import FOUND, Element, child, children, descendants, text_value
from danvan.documents.layout import Piece, lay_out
from danvan.documents.model import BlockKind, Document
from danvan.kernel.errors import FormatDamaged

_NOTE_PARTS = {Notes.FOOTNOTE: ("footnotes", "w:footnote"), Notes.ENDNOTE: ("endnotes", "w:endnote")}
_MARGINS = {"w:headerReference", "w:footerReference"}


def read_docx(file: BinaryIO, path: Path) -> Document:
    """The Document of an open Word file.

    Body first, then the notes in the order they are referred to, then page headers and footers. Tracked changes are read as
    accepted, hidden text is left out, automatic numbers and fields stand as last shown. Raises FileTooLarge, FormatDamaged,
    and FormatUnknown for a zip that is no Word file.
    """
    reader = _Reader(open_package(file, path))
    text, blocks = lay_out(reader.pieces())
    return Document(file=str(path), format="docx", text=text, blocks=blocks, warnings=reader.warnings)


class _Reader:
    """One Word file being read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main, self._root = package.main()
        self._relations = package.relations(self._main)
        self._remarks: set[Remark] = set()
        self._notes = Notes(sum(1 for _ in descendants(self._root, Notes.FOOTNOTE)))
        styles = Styles(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"), styles)
        paragraphs = ParagraphReader(styles, self._notes, self._remarks)
        self._stories = StoryReader(styles, self._numbering, paragraphs, self._remarks)

    def pieces(self) -> Iterator[Piece]:
        """Everything the file shows."""
        body = child(self._root, "w:body")
        if body is None:
            raise FormatDamaged(file=self._package.file, found=FOUND, reason="it has no body")
        yield from self._stories.pieces(body)
        yield from self._note_pieces()
        yield from self._margin_pieces()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was left unread; complete once all pieces are."""
        if self._numbering.unknown_form:
            self._remarks.add(Remark.NUMBER_FORM)
        if next(descendants(self._root, *CHANGES), None) is not None:
            self._remarks.add(Remark.CHANGES)
        return tuple(str(remark) for remark in Remark if remark in self._remarks)

    def _related(self, kind: str) -> Element | None:
        """The part of a kind there is only one of."""
        target = next((one.target for one in self._relations.values() if one.kind == kind), None)
        return None if target is None else self._part(target)

    def _part(self, target: str) -> Element | None:
        root = self._package.root(target)
        if root is None:
            self._remarks.add(Remark.MISSING_PART)
        return root

    def _note_pieces(self) -> Iterator[Piece]:
        parts = {
            kind: {text_value(one, "w:id"): one for one in children(self._related(part), element)}
            for kind, (part, element) in _NOTE_PARTS.items()
        }
        # Only the notes the body refers to; a note cannot hold a note.
        for note in tuple(self._notes.found):
            yield self._note_piece(note, parts[note.kind].get(note.identifier))

    def _note_piece(self, note: Note, element: Element | None) -> Piece:
        if element is None:
            self._remarks.add(Remark.MISSING_NOTE)
            return Piece("")
        text = self._stories.text(element)
        content = text if note.typed else f"{raised(note.mark)} {text}"
        return Piece(content.strip(), BlockKind.NOTE, mark=note.mark)

    def _margin_pieces(self) -> Iterator[Piece]:
        """Page headers and footers, each once though many sections may share it."""
        seen: set[str] = set()
        for one in descendants(self._root, *_MARGINS):
            relation = self._relations.get(text_value(one, "r:id"))
            if relation is None or relation.target in seen:
                continue
            seen.add(relation.target)
            root = self._part(relation.target)
            if root is not None:
                yield Piece(self._stories.text(root), BlockKind.FURNITURE)
