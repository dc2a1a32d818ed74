"""Paragraphs as a person would read them: lines rejoined, notes lifted out, emphasis marks and stray spaces gone.

A paragraph's text is made for reading, not for pointing: every character still knows its place in the document
(`Mapped`), so what is found is always reported at the characters of the original.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from danvan.documents.model import Block, BlockKind, Document
from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold

BULLET = re.compile(r"\s*(?:[-–—+*•▪●○◦§·])\s+(?=\S)")
NUMBERING = re.compile(
    r"\s*(?:(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:[IVXLC]+|\d{1,2}|thứ\s+\w+)[.:]?\s*"
    r"|[IVXLC]{1,5}\s*[./)-]\s*(?=\D)"
    r"|\d{1,2}(?:\s?\.\s?\d{1,2}){1,4}\.?[)]?\s+(?=[^\W\d])"
    r"|\d{1,2}\s*[.)/]\s+(?=\D)|\d{1,2}[.)](?=[^\W\d])"
    r"|[a-zđ]\s?[).]\s*(?=\S))"
)
_NOTE_MARK = re.compile(r"\s*(?:[¹²³⁰⁴-⁹]+|\[\d{1,2}\])\s*(?=\S)")
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:Trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–\s]*")
_ENDED = re.compile(r"[.;:!?…][\"”’»)*\s]*$|/\./?\s*$")
_FULL_LINE = 0.72
"""A line at least this share of the usual long line was broken by the page, not by its writer."""
_FULL_HEADING = 0.93
"""A heading's line must be fuller than that: text with a capital may follow it at any length."""
_LONG = 60
"""A line this long that stops without a full stop goes on, when the next one opens with a number."""


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
    groups = _joined_lines(document, blocks) if document.hard_breaks else [[block] for block in blocks]
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


_FRAME = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Nơi nhận|(?:TM|KT|TL|TUQ)\s?\.|Độc lập\s?-\s?Tự do")


def is_frame(document: Document, block: Block) -> bool:
    """A table that only sets out a letterhead or a signature block holds no data."""
    return block.kind is BlockKind.TABLE and bool(_FRAME.search(block.span.of(document.text)))


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
    flow = _flow(Mapped.joined(_with_space(text, group)))
    if not flow.text:
        return None
    opening = BULLET.match(flow.text) or NUMBERING.match(flow.text)
    note = group[0].kind is BlockKind.NOTE or bool(_NOTE_MARK.match(flow.text))
    return Paragraph(flow, opening.group().strip() if opening else "", Role.NOTE if note else Role.BODY, group[0].style)


def _with_space(text: str, group: list[Block]) -> Iterator[Mapped]:
    for at, block in enumerate(group):
        if at:
            gap = block.span.start
            before = group[at - 1].span.end
            # A symbol broken after its hyphen or slash ('KDVĐU-' / 'UBND') is joined without a space.
            if not re.search(r"\w[-/]\s*$", text[:before][-6:]):
                yield Mapped(" ", (before if before < gap else gap - 1,), (gap,))
        yield Mapped.of(text, block.span.start, block.span.end)


def _flow(raw: Mapped) -> Mapped:
    """White space folded to single spaces; Markdown emphasis, zero-width marks and soft hyphens dropped."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    text = raw.text
    for at, letter in enumerate(text):
        if letter in "\u00ad\u200b\u200c\u200d\u2060\ufeff" or (letter == "*" and _is_emphasis(text, at)):
            continue
        if letter.isspace():
            if not letters or letters[-1] == " ":
                continue
            letter = " "  # noqa: PLW2901 - folded in place
        letters.append(letter)
        starts.append(raw.starts[at])
        ends.append(raw.ends[at])
    if letters and letters[-1] == " ":
        del letters[-1], starts[-1], ends[-1]
    return Mapped("".join(letters), tuple(starts), tuple(ends))


def _is_emphasis(text: str, at: int) -> bool:
    """A star is a times sign only between a number or ')' and a number or '('; a leading bullet star is kept."""
    if "*" in (text[at - 1 : at], text[at + 1 : at + 2]):
        return True
    before, after = text[:at].rstrip()[-1:], text[at + 1 :].lstrip()[:1]
    if not before and text[at + 1 : at + 2].isspace():
        return False
    return not ((before.isdigit() or before in ")%") and (after.isdigit() or after == "(") and before and after)


def _joined_lines(document: Document, blocks: list[Block]) -> list[list[Block]]:
    """Lines of a text file grouped into paragraphs."""
    text = document.text
    width = _usual_width(text, blocks)
    broken = _is_broken_everywhere(text, blocks, width)
    groups: list[list[Block]] = []
    lifted: list[list[Block]] = []
    for block in _without_page_numbers(text, blocks):
        line = block.span.of(text)
        if block.kind is BlockKind.PARAGRAPH and _NOTE_MARK.match(line) and groups and not _ended(text, groups[-1]):
            lifted.append([block])
            continue
        if groups and _continues(text, groups[-1], block, width if broken else None):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups + lifted


def _without_page_numbers(text: str, blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.kind is BlockKind.TABLE or not _PAGE_NUMBER.fullmatch(block.span.of(text))]


def _ended(text: str, group: list[Block]) -> bool:
    return bool(_ENDED.search(group[-1].span.of(text)))


def _usual_width(text: str, blocks: list[Block]) -> int:
    widths = sorted(len(block.span.of(text).strip()) for block in blocks if block.kind is BlockKind.PARAGRAPH)
    return widths[len(widths) * 9 // 10] if widths else 0


def _is_broken_everywhere(text: str, blocks: list[Block], width: int) -> bool:
    """Lines all of one length, most without an end of sentence: a page's lines, not paragraphs."""
    lines = [block.span.of(text).strip() for block in blocks if block.kind is BlockKind.PARAGRAPH]
    long = [line for line in lines if len(line) >= _FULL_LINE * width]
    return width < 150 and len(long) > len(lines) / 3 and sum(not _ENDED.search(line) for line in long) > len(long) / 2


def _continues(text: str, group: list[Block], block: Block, width: int | None) -> bool:
    """Whether `block` goes on with the sentence `group` ends in. `width`: usual length of a broken line, if lines are broken."""
    if block.kind is not BlockKind.PARAGRAPH or group[-1].kind is not BlockKind.PARAGRAPH:
        return False
    before, after = group[-1].span.of(text).strip(), block.span.of(text).strip()
    if _ENDED.search(before) or BULLET.match(after) or (NUMBERING.match(after) and not _is_lower(after)):
        return False
    if _is_heading_line(before) or _is_heading_line(after):
        return False
    if _is_lower(after):
        return True
    if width is None:
        return bool(re.search(r"[,(\-–]$", before) or (after[:1].isdigit() and len(before) > _LONG)) and not after.isupper()
    opens = after.lstrip("\"“'(")[:1].isupper() and NUMBERING.match(group[0].span.of(text))
    full = _FULL_HEADING if opens else _FULL_LINE
    return len(before) >= full * width and not (before.isupper() and not after.isupper())


def _is_lower(line: str) -> bool:
    first = line.lstrip("\"“”'‘(*")[:1]
    return first.islower() and not re.match(r"[a-zđ]\s?\)\s", line)


def _is_heading_line(line: str) -> bool:
    """A line all in capitals, or a bold line on its own, is a heading: nothing goes on from it."""
    letters = [letter for letter in line if letter.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters) and len(letters) > 3


def leading_lines(paragraphs: Sequence[Paragraph]) -> list[str]:
    """For each line of a list, the line it stands under (folded), if that one ends with a colon; '' otherwise."""
    leads: list[str] = []
    parent, mark = "", ""
    for at, paragraph in enumerate(paragraphs):
        if at and paragraphs[at - 1].text.endswith(":"):
            last = re.split(r"[.;]\s+", paragraphs[at - 1].text[len(paragraphs[at - 1].opening) :])[-1]
            parent, mark = fold(last), paragraph.opening
        elif not paragraph.opening or paragraph.opening != mark:
            parent = ""
        leads.append(parent if BULLET.match(paragraph.opening + " x") else "")
    return leads
