"""Word files (.docx), read from their XML: what Word shows, with every paragraph, cell and note at its place."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from danvan.documents.appearance import Appearance
from danvan.documents.docx.cascade import Cascade
from danvan.documents.docx.looks import SourcedLine, placed
from danvan.documents.docx.notes import Note, Notes
from danvan.documents.docx.numbering import Numbering
from danvan.documents.docx.package import Package, open_package
from danvan.documents.docx.paragraph import Line, ParagraphReader
from danvan.documents.docx.remarks import Remark
from danvan.documents.docx.sections import Margins, sections
from danvan.documents.docx.story import Shown, StoryReader
from danvan.documents.docx.styles import Styles
from danvan.documents.docx.symbols import raised
from danvan.documents.docx.tree import CHANGES
from danvan.documents.docx.xml import FOUND, Element, child, children, descendants, text_value
from danvan.documents.layout import Piece, lay_out
from danvan.documents.model import BlockKind, Document
from danvan.kernel.errors import FormatDamaged

_NOTE_PARTS = {Notes.FOOTNOTE: ("footnotes", "w:footnote"), Notes.ENDNOTE: ("endnotes", "w:endnote")}
_MARGINS = {"w:headerReference", "w:footerReference"}


def read_docx(file: BinaryIO, path: Path, *, appearance: bool = False) -> Document:
    """The Document of an open Word file, with its `appearance` when asked.

    Body first, then the notes in the order they are referred to, then page headers and footers. Tracked changes are read as
    accepted, hidden text is left out, automatic numbers and fields stand as last shown. Raises FileTooLarge, FormatDamaged,
    and FormatUnknown for a zip that is no Word file.
    """
    reader = FileReader(open_package(file, path), SourcedLine) if appearance else FileReader(open_package(file, path))
    text, blocks = lay_out(reader.pieces())
    document = Document(file=str(path), format="docx", text=text, blocks=blocks, warnings=reader.warnings)
    return replace(document, appearance=reader.appearance(text)) if appearance else document


class FileReader:
    """One Word file being read. `line_of_style` makes the lines that gather the words of paragraphs."""

    def __init__(self, package: Package, line_of_style: Callable[[str], Line] = Line) -> None:
        self._package = package
        self.main, self._root = package.main()
        self.parts = {self.main: self._root}
        """The parts that were read so far, by name."""
        self._relations = package.relations(self.main)
        self._remarks: set[Remark] = set()
        self._notes = Notes(sum(1 for _ in descendants(self._root, Notes.FOOTNOTE)))
        styles = Styles(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"), styles)
        paragraphs = ParagraphReader(styles, self._notes, self._remarks, line_of_style)
        self._stories = StoryReader(styles, self._numbering, paragraphs, self._remarks)
        self._shown: list[Shown] | None = [] if line_of_style is SourcedLine else None

    def pieces(self) -> Iterator[Piece]:
        """Everything the file shows."""
        body = child(self._root, "w:body")
        if body is None:
            raise FormatDamaged(file=self._package.file, found=FOUND, reason="it has no body")
        self._stories.shown = self._shown
        yield from self._stories.pieces(body)
        self._stories.shown = None
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

    def appearance(self, text: str) -> Appearance:
        """How what was read looks; `text`: what was made of it. Only for lines that know their source (SourcedLine)."""
        styles, theme, settings = map(self._related, ("styles", "theme", "settings"))
        cascade = Cascade(styles, theme)
        margins = Margins(cascade, Styles(styles), self._margin, even=child(settings, "w:evenAndOddHeaders") is not None)
        return Appearance(sections(self._root, margins), tuple(placed(self._shown or (), text, cascade)))

    def _margin(self, identifier: str) -> Element | None:
        """The page header or footer a section refers to."""
        relation = self._relations.get(identifier)
        return None if relation is None else self._package.root(relation.target)

    def _related(self, kind: str) -> Element | None:
        """The part of a kind there is only one of."""
        target = next((one.target for one in self._relations.values() if one.kind == kind), None)
        return None if target is None else self._part(target)

    def _part(self, target: str) -> Element | None:
        root = self._package.root(target)
        if root is None:
            self._remarks.add(Remark.MISSING_PART)
        else:
            self.parts[target] = root
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
