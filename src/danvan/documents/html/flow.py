"""A web page's elements as pieces: paragraphs, tables and notes, as the browser lays them out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from danvan.documents.docx.symbols import lowered, raised
from danvan.documents.html import chrome, css
from danvan.documents.html.grid import cells_of, read_grid, rows_of
from danvan.documents.html.lists import Counter
from danvan.documents.html.notes import WebNotes
from danvan.documents.layout import Piece
from danvan.documents.letters.fonts import OldFonts
from danvan.documents.model import BlockKind

_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = {f"h{level}": f"heading {level}" for level in range(1, 7)}
_LISTS = {"ol", "ul", "menu", "dir"}
_SPACES = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_GAPS = re.compile(r"[ \u00a0\r\f]{2,}|[\r\f]")
_UNSHOWN = re.compile(r"[\u00ad\u200b\ufeff]")
_ENDED = re.compile(r"[.;:!?…]\W*$")


@dataclass(frozen=True, slots=True)
class Look:
    """How text is shown, as far as it changes what is read."""

    font: str = ""
    kept: bool = False
    """White space counts, as in <pre>."""
    capitals: bool = False
    moved: str = ""
    """'sup', 'sub' or ''."""
    around: bool = False
    style: str = ""
    list_style: str = ""


@dataclass(slots=True)
class Flow:
    """One page, or one cell or note of it, being laid out."""

    sheet: css.Sheet
    notes: WebNotes
    fonts: OldFonts
    pieces: list[Piece] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _looks: list[Look] = field(default_factory=list)
    _mark: str = ""

    def read(self, element: etree._Element, look: Look) -> list[Piece]:
        """The pieces of what an element holds."""
        self._inside(element, look)
        self._flush(look)
        return self.pieces

    def _inside(self, element: etree._Element, look: Look, counter: Counter | None = None) -> None:
        self._words(element.text, look)
        for one in element:
            if isinstance(one.tag, str):
                self._element(one, look, counter)
            self._words(one.tail, look)

    def _words(self, text: str | None, look: Look) -> None:
        if text:
            self._texts.append(text if look.kept else _SPACES.sub(" ", text))
            self._looks.append(look)

    def _element(self, element: etree._Element, look: Look, counter: Counter | None) -> None:
        tag = element.tag
        if tag in chrome.UNSEEN or element.get("hidden") is not None or element in self.notes.holders:
            return
        declared = self.sheet.of(element)
        if css.is_hidden(declared) or element in self.notes.returns:
            return
        if tag == "br":
            self._words("\n", replace(look, kept=True))
        elif element in self.notes.references:
            self._words(raised(self.notes.references[element]), replace(look, moved="", font=""))
        elif tag in _BLOCKS:
            self._block(element, _look(element, declared, look), look, counter)
        else:
            self._inside(element, _look(element, declared, look))

    def _block(self, element: etree._Element, look: Look, outer: Look, counter: Counter | None) -> None:
        self._flush(outer)
        if not look.around and chrome.is_around(element):
            look = replace(look, around=True)
        if element.tag == "table":
            self._table(element, look)
            return
        if element.tag == "li" and counter is not None:
            self._mark = counter.mark(element)
        inner = Counter(element, look.list_style) if element.tag in _LISTS else None
        self._inside(element, look, inner)
        self._flush(look)
        if element.tag == "li":
            self._mark = ""

    def _table(self, table: etree._Element, look: Look) -> None:
        """A table of data is a grid; one that only lays out a page, with tables in it or a single column, is not."""
        groups = rows_of(table)
        for one in table:
            if one.tag == "caption":
                self._element(one, look, None)
        wide = max((sum(1 for _ in cells_of(row)) for group in groups for row in group), default=0)
        if look.around or wide < 2 or next(table.iterdescendants("table"), None) is not None:
            for cell in (cell for group in groups for row in group for cell in cells_of(row)):
                self._element(cell, look, None)
            return
        grid = read_grid(groups, lambda cell: self._cell(cell, look))
        self.pieces.append(Piece(grid, BlockKind.TABLE))

    def _cell(self, cell: etree._Element, look: Look) -> str:
        declared = self.sheet.of(cell)
        if css.is_hidden(declared):
            return ""
        return self.apart(cell, _look(cell, declared, look))

    def apart(self, element: etree._Element, look: Look) -> str:
        """What an element holds as one text, for a cell or a note."""
        inner = Flow(self.sheet, self.notes, self.fonts).read(element, replace(look, style=""))
        return "\n".join(piece.text for piece in inner if not piece.blank)

    def _flush(self, look: Look) -> None:
        """What was gathered becomes paragraphs: one for each line, unless a line break only cuts a sentence."""
        texts, looks = self._texts, self._looks
        self._texts, self._looks = [], []
        if not texts:
            return
        unicode = self.fonts.convert(texts, [one.font for one in looks])
        whole = "".join(_shown(text, one) for text, one in zip(unicode, looks, strict=True))
        for line in _lines(whole):
            around = look.around or chrome.is_counter(line)
            self.pieces.append(
                Piece(self._mark + line, BlockKind.FURNITURE if around else BlockKind.PARAGRAPH, style=look.style)
            )
            self._mark = ""


def _look(element: etree._Element, declared: dict[str, str], outer: Look) -> Look:
    """The look inside an element."""
    tag = element.tag
    if not declared and tag not in _SPECIAL:
        return outer
    font = css.font_of(declared) or (element.get("face", "").split(",")[0].strip() if tag == "font" else "")
    spaces = declared.get("white-space", "").lower()
    return Look(
        font=font or outer.font,
        kept=(outer.kept or tag == "pre") if not spaces else spaces in {"pre", "pre-wrap", "pre-line", "break-spaces"},
        capitals=declared.get("text-transform", "").lower() == "uppercase" if "text-transform" in declared else outer.capitals,
        moved=tag if tag in {"sup", "sub"} else outer.moved,
        around=outer.around,
        style=_HEADINGS.get(tag, outer.style),
        list_style=(declared.get("list-style-type") or declared.get("list-style") or outer.list_style).lower(),
    )


_SPECIAL = {"font", "pre", "sup", "sub", *_HEADINGS}


def _shown(text: str, look: Look) -> str:
    text = _UNSHOWN.sub("", text)
    if look.moved:
        text = raised(text) if look.moved == "sup" else lowered(text)
    return text.upper() if look.capitals else text


def _lines(text: str) -> Iterator[str]:
    line = ""
    for one in (_GAPS.sub(" ", raw).strip() for raw in text.split("\n")):
        if line and one[:1].islower() and not _ENDED.search(line):
            line = f"{line} {one}"
            continue
        if line:
            yield line
        line = one
    if line:
        yield line
