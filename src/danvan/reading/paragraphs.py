"""Paragraphs as a person would read them: lines rejoined, notes lifted out, emphasis marks and stray spaces gone.

A paragraph's text is made for reading, not for pointing: every character still knows its place in the document
(`Mapped`), so what is found is always reported at the characters of the original.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from danvan.documents.model import Block, BlockKind, Document
from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span
from danvan.reading import lines
from danvan.reading.formal_lines import is_formal, may_stand_by
from danvan.reading.joining import joined_lines, spaced
from danvan.reading.letters import UPPER

BULLET = lines.BULLET
NUMBERING = lines.NUMBERING


class Role(StrEnum):
    """What a paragraph is in the document."""

    BODY = "body"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`flow` is the text to read. `opening` is the bullet or numbering in front of it, '' for running text."""

    flow: Mapped
    opening: str = ""
    role: Role = Role.BODY
    style: str = ""

    @property
    def text(self) -> str:
        return self.flow.text

    @property
    def span(self) -> Span:
        return self.flow.origin(0, len(self.flow.text))


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of the body in order, then the notes. Tables are read elsewhere."""
    blocks = [block for block in document.blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.TABLE)]
    groups = joined_lines(document, blocks) if document.hard_breaks else [[block] for block in blocks]
    body: list[Paragraph] = []
    notes: list[Paragraph] = []
    for group in groups:
        if group[0].kind is BlockKind.TABLE:
            body += _lines_of_frame(document, group[0])
            continue
        made = _paragraph(document.text, group)
        if made is not None:
            (notes if made.role is Role.NOTE else body).append(made)
    return (*body, *notes)


_FRAME = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|(?i:nơi nhận)|Độc lập\s?-\s?Tự do"
    rf"|(?<!\w)(?:(?:TM|KT|TL|TUQ)\s?\.|(?:T/M|K/T|T/L)\.?)\s*[{UPPER}]{{2}}"
)
_FRAME_ROWS = 3
"""A frame of formal lines only has no more rows."""


def is_frame(document: Document, block: Block) -> bool:
    """A table that only sets out a letterhead or a signature block holds no data."""
    if block.kind is not BlockKind.TABLE:
        return False
    return bool(_FRAME.search(block.span.of(document.text))) or _is_formal(document, block)


def _is_formal(document: Document, block: Block) -> bool:
    """A few rows in which every line is one of a letterhead's or a signature block's: 'Số: … | X, ngày …'."""
    if block.table is None or block.table.height > _FRAME_ROWS:
        return False
    inside = [line.strip() for cell in block.table.cells for line in cell.span.of(document.text).splitlines() if line.strip()]
    return any(map(is_formal, inside)) and all(is_formal(line) or may_stand_by(line) for line in inside)


def _lines_of_frame(document: Document, block: Block) -> Iterator[Paragraph]:
    if block.table is None or not is_frame(document, block):
        return
    for cell in sorted(block.table.cells, key=lambda cell: (cell.column, cell.row)):
        for line in re.finditer(r"[^\r\n\v]+", cell.span.of(document.text)):
            start = cell.span.start + line.start()
            made = _paragraph(document.text, [Block(BlockKind.PARAGRAPH, Span(start, start + len(line.group())))])
            if made is not None:
                yield made


def _paragraph(text: str, group: list[Block]) -> Paragraph | None:
    flow = _rounded(lines.flow(Mapped.joined(spaced(text, group))))
    if not flow.text or lines.RULE.fullmatch(flow.text):
        return None
    first = group[0]
    note = first.kind is BlockKind.NOTE or bool(lines.NOTE_MARK.match(flow.text))
    return Paragraph(flow, _opening(flow.text, first), Role.NOTE if note else Role.BODY, first.style)


_SQUARE = re.compile(r"\[(?!\d{1,3}\])([^\[\]]*)\]")


def _rounded(flow: Mapped) -> Mapped:
    """'[giảm 12 lượt so cùng kỳ]' reads as it would in round brackets; '[1]' is the mark of a note."""
    return replace(flow, text=_SQUARE.sub(r"(\1)", flow.text)) if "[" in flow.text else flow


def _opening(line: str, block: Block) -> str:
    if block.kind is BlockKind.NOTE and block.mark and line.startswith(f"{block.mark} "):
        return block.mark
    found = BULLET.match(line) or NUMBERING.match(line)
    return found.group().strip() if found else ""
