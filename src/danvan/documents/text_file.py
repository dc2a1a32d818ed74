"""Text files: decoded unchanged, then cut into blocks line by line."""

import codecs
import re

from danvan.documents import page_marks, text_tables
from danvan.documents.kinds import ALLOWED, Kind
from danvan.documents.lines import Line, lines_of
from danvan.documents.model import Block, BlockKind, Document, Table
from danvan.kernel.errors import FileTooLarge, FormatDamaged, FormatUnknown
from danvan.kernel.span import Span

MAX_PARTS = 500_000
"""Lines and cells of one text: hundreds of times what a long report has."""
_MARKS = "\n\r\v\f\x85\u2028\u2029\t|"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LETTERS = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def read_text(data: bytes, file: str) -> Document:
    """The Document of a text in UTF-8 (with or without a byte order mark) or in UTF-16 with one.

    `Document.text` is the decoded text, line ends untouched. Raises FormatUnknown for binary data or another encoding,
    FormatDamaged for Unicode with broken places, FileTooLarge for more lines than any report has.
    """
    text = decoded(data, file)
    found = sum(text.count(mark) for mark in _MARKS)
    if found > MAX_PARTS:
        raise FileTooLarge(file=file, found=f"a text of {found} lines and cells", allowed=f"{MAX_PARTS}")
    return Document(file=file, format="txt", text=text, blocks=blocks_of(text), hard_breaks=True)


def decoded(data: bytes, file: str) -> str:
    """The characters of `data`; a byte order mark is not one of them."""
    wide = data.startswith(_WIDE)
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if not wide and not _mostly_utf8(data):
            raise FormatUnknown(file=file, found=Kind.OTHER_ENCODING, allowed=ALLOWED) from error
        reason = f"byte {error.start + 1} is not Unicode"
        raise FormatDamaged(file=file, found="UTF-16" if wide else "UTF-8", reason=reason) from error
    if "\x00" in text:
        raise FormatUnknown(file=file, found=Kind.BINARY, allowed=ALLOWED)
    return text


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few bytes are broken in a text that is UTF-8 otherwise (an old encoding hardly ever looks like it)."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    return broken * 10 < len(_LETTERS.findall(data))


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text: a paragraph for each line, tables, and page breaks and page numbers as furniture."""
    lines = lines_of(text)
    numbers = page_marks.find(lines)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        found = None if at in numbers else _table(lines, at, numbers)
        if found:
            table, stop = found
            blocks.append(Block(BlockKind.TABLE, lines[at].span.join(lines[stop - 1].span).join(_extent(table)), table))
        else:
            stop = at + 1
            if not lines[at].blank:
                kind = BlockKind.FURNITURE if at in numbers else BlockKind.PARAGRAPH
                blocks.append(Block(kind, lines[at].span))
        blocks.extend(Block(BlockKind.FURNITURE, place) for place in _page_breaks(lines[at:stop]))
        at = stop
    return tuple(blocks)


def _table(lines: list[Line], at: int, numbers: frozenset[int]) -> tuple[Table, int] | None:
    """The table that begins at line `at`, and the line after it."""
    return text_tables.pipes(lines, at) or text_tables.tabs(lines, at, numbers)


def _extent(table: Table) -> Span:
    return table.cells[0].span.join(table.cells[-1].span)


def _page_breaks(lines: list[Line]) -> list[Span]:
    return [place for line in lines if (place := line.page_break)]
