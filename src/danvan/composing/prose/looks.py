"""How people set their own paragraphs in Word: bold, italic, underlined, raised; lists; lines broken by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from lxml import etree

from danvan.composing.model import Line, Run
from danvan.composing.prose.prints import W, pieces
from danvan.documents.appearance import Letters, Spacing
from danvan.documents.docx.cascade import Cascade
from danvan.documents.docx.numbering import Numbering
from danvan.documents.docx.package import Package
from danvan.documents.docx.styles import Styles

_BROKEN = {f"{W}br", f"{W}cr"}
_BULLETS = ("- ", "+ ", "* ")
"""What items of a list begin with, by its level (Nghị định 30/2020/NĐ-CP writes lists with dashes)."""


class Looks:
    """The looks of one file, after all that its styles say."""

    def __init__(self, package: Package, main: str, root: etree._Element) -> None:
        parts = {each.kind: each.target for each in package.relations(main).values()}
        found = {kind: package.root(parts[kind]) if kind in parts else None for kind in ("styles", "theme", "numbering")}
        self._cascade = Cascade(found["styles"], found["theme"])
        self._styles = Styles(found["styles"])
        numbering = Numbering(found["numbering"], self._styles)
        # Asked in the order of the text, for a number is known only after those before it.
        self._labels = {paragraph: self._label(paragraph, numbering) for paragraph in root.iter(f"{W}p")}

    def line(self, block: etree._Element, figures: Mapping[str, str]) -> Line:
        """A block as pieces of text; `figures`: bookmark -> identifier of the figure."""
        return _joined(replace(piece, text=" ") if piece.text == "\n" else piece for piece in self._pieces(block, figures))

    def lines(self, paragraph: etree._Element, figures: Mapping[str, str]) -> list[Line]:
        """A paragraph, parted where people broke its lines, an item of a list with what Word puts before it."""
        found: list[list[Run]] = [[]]
        if label := self._labels.get(paragraph, ""):
            found[0].append(Run(label))
        for piece in self._pieces(paragraph, figures):
            if piece.text == "\n":
                found.append([])
            else:
                found[-1].append(piece)
        lines = [_joined(line) for line in found]
        return [line for line in lines if any(piece.text.strip() for piece in line)]

    def letters(self, run: etree._Element | None, paragraph: etree._Element) -> Letters:
        """How a run looks; None: the mark at the end of the paragraph."""
        settings = paragraph.find(f"{W}pPr")
        about = settings.find(f"{W}rPr") if settings is not None and run is None else None
        own = about if run is None else run.find(f"{W}rPr")
        return self._cascade.run(self._styles.of_paragraph(settings), "", own).letters

    def spacing(self, paragraph: etree._Element) -> Spacing:
        settings = paragraph.find(f"{W}pPr")
        return self._cascade.spacing(self._styles.of_paragraph(settings), "", settings)

    def raised(self, run: etree._Element, paragraph: etree._Element) -> bool:
        style = self._styles.of_paragraph(paragraph.find(f"{W}pPr"))
        return self._styles.look(style, run.find(f"{W}rPr")).raised == "superscript"

    def _pieces(self, block: etree._Element, figures: Mapping[str, str]) -> Iterator[Run]:
        """A break of a line is a piece of its own."""
        for words, mark, node in pieces(block):
            run, paragraph = _above(node, "r"), _above(node, "p")
            if node.tag in _BROKEN and node.get(f"{W}type") in {None, "textWrapping"}:
                yield Run("\n")
            elif words and run is not None and paragraph is not None:
                look = self.letters(run, paragraph)
                raised = self.raised(run, paragraph)
                yield Run(words, figures.get(mark, ""), raised, "", look.bold, look.italic, look.underlined)
            elif words:
                yield Run(words, figures.get(mark, ""))

    def _label(self, paragraph: etree._Element, numbering: Numbering) -> str:
        settings = paragraph.find(f"{W}pPr")
        style = self._styles.of_paragraph(settings)
        label = numbering.label(style, settings)
        choice = self._styles.numbering(style, settings)
        if choice is None or len(label.strip()) != 1 or label.strip().isdigit():
            return label
        return _BULLETS[min(max(choice.level, 0), len(_BULLETS) - 1)]


def _above(node: etree._Element, tag: str) -> etree._Element | None:
    return next(node.iterancestors(f"{W}{tag}"), None)


def _joined(line: Iterator[Run] | list[Run]) -> Line:
    """Pieces of one look are one: Word parts text wherever somebody put the cursor."""
    made: list[Run] = []
    for look, group in groupby(line, lambda piece: replace(piece, text="")):
        together = list(group)
        made += together if look.figure else [replace(look, text="".join(piece.text for piece in together))]
    return tuple(made)
