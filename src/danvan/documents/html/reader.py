"""Web pages (.html, .mhtml), also those that Word saves: what the browser shows, with every paragraph and cell at its place."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from danvan.documents import bounded
from danvan.documents.docx.symbols import raised
from danvan.documents.html import css
from danvan.documents.html.charset import BROKEN, characters
from danvan.documents.html.flow import Flow, Look
from danvan.documents.html.mhtml import page_of
from danvan.documents.html.notes import find_notes
from danvan.documents.layout import Piece, lay_out
from danvan.documents.letters import encodings
from danvan.documents.letters.encodings import Encoding
from danvan.documents.letters.fonts import OldFonts
from danvan.documents.model import Block, BlockKind, Document
from danvan.kernel.errors import FileTooLarge, FormatDamaged
from danvan.kernel.said import mark

MAX_PAGE = 20 * bounded.MEGABYTE
MAX_TAGS = 500_000
MAX_DEPTH = 200
MAX_CELLS = 500_000
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")
_FOUND = ".html"
_ENDED = re.compile(r"[.;:!?…]\W*$")
_NEAR = 10
_LEAST_CUT, _SHARE_CUT = 3, 8
"""Paragraphs cut in a sentence: so many at least, and more than one in so many."""
_CONVERTED = mark("Some text was in an old font (.VnTime, VNI-…) and not in Unicode; it was converted.")
_DOUBTFUL = mark("Some text is in an old font (.VnTime, VNI-…) and is not Unicode; its letters may be wrong.")
_FONT_OF_PAGE = {Encoding.TCVN3: ".VnTime", Encoding.VNI: "VNI-Times"}
"""The font of a page in an old encoding that names none."""


def read_html(file: BinaryIO, path: Path) -> Document:
    """The Document of an open web page, or of the page in a .mhtml.

    Menus, page heads and counters of visits are furniture. Raises FileTooLarge, FormatDamaged for nesting that no browser
    would show, EncodingUndecided and FormatUnknown for a page whose letters cannot be told.
    """
    data, said = page_of(bounded.read_all(file, path, MAX_PAGE), str(path))
    text, sound = characters(data, str(path), said)
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise FileTooLarge(file=path, found=f"a page of {tags} tags", allowed=f"{MAX_TAGS}")
    root = _parsed(text, str(path))
    fonts = OldFonts()
    laid_out, blocks = lay_out(() if root is None else _pieces(root, fonts))
    cells = sum(cell.rows * cell.columns for block in blocks if block.table for cell in block.table.cells)
    if cells > MAX_CELLS:
        raise FileTooLarge(file=path, found=f"a page of {cells} places in tables", allowed=f"{MAX_CELLS}")
    told = ((BROKEN, not sound), (_CONVERTED, fonts.converted), (_DOUBTFUL, fonts.doubtful))
    warnings = tuple(sentence for sentence, true in told if true)
    broken = _is_cut(laid_out, blocks)
    return Document(file=str(path), format="html", text=laid_out, blocks=blocks, hard_breaks=broken, warnings=warnings)


def _parsed(text: str, file: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    data = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FormatDamaged(file=file, found=_FOUND, reason="there is no page in it") from error
    # The parser itself stops at depth 256 and drops what is below.
    if root is not None and _TOO_DEEP(root):
        raise FormatDamaged(file=file, found=_FOUND, reason=f"its elements are nested more than {MAX_DEPTH} deep")
    return root


def _is_cut(text: str, blocks: Sequence[Block]) -> bool:
    """Whether the paragraphs of the page are the lines of a print: many begin in the middle of a sentence."""
    lines = [block.span.of(text) for block in blocks if block.kind is BlockKind.PARAGRAPH]
    cut = sum(below[:1].islower() and not _ENDED.search(above[-_NEAR:]) for above, below in pairwise(lines))
    return cut >= _LEAST_CUT and cut * _SHARE_CUT > len(lines)


def _pieces(root: etree._Element, fonts: OldFonts) -> Iterator[Piece]:
    sheet = css.read_sheet(one.text or "" for one in root.iter("style"))
    notes = find_notes(root)
    whole = encodings.of_text(" ".join(map(str, root.itertext())))
    look = Look(font=_FONT_OF_PAGE.get(whole, ""))
    flow = Flow(sheet, notes, fonts)
    yield from flow.read(root, look)
    for holder, sign in notes.holders.items():
        content = flow.apart(holder, look)
        yield Piece(f"{raised(sign)} {content}".strip(), BlockKind.NOTE, mark=sign)
