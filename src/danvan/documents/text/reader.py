"""Text files: decoded unchanged, then cut into blocks line by line."""

from danvan.documents.model import Block, BlockKind, Document, Table
from danvan.documents.text import markdown, page_marks, tables, tagged_tables
from danvan.documents.text.lines import Line, lines_of
from danvan.documents.text.plain import plain_text
from danvan.kernel.errors import FileTooLarge
from danvan.kernel.span import Span

MAX_PARTS = 500_000
"""Lines and cells of one text: hundreds of times what a long report has."""
_MARKS = "\n\r\v\f\x85\u2028\u2029\t|"


def read_text(data: bytes, file: str) -> Document:
    """The Document of a text in UTF-8, UTF-16 or an old Vietnamese encoding.

    `Document.text` is the decoded text, line ends untouched; `Document.original` leads from a converted text back to the file.
    Raises FormatUnknown for binary data or another encoding, EncodingUndecided, FormatDamaged for Unicode with broken places,
    FileTooLarge for more lines than any report has.
    """
    plain = plain_text(data, file)
    text = plain.text
    found = sum(text.count(mark) for mark in _MARKS)
    if found > MAX_PARTS:
        raise FileTooLarge(file=file, found=f"a text of {found} lines and cells", allowed=f"{MAX_PARTS}")
    blocks = blocks_of(text)
    return Document(file, "txt", text, blocks, hard_breaks=True, warnings=plain.notes, original=plain.original)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text: a paragraph for each line, tables, and page breaks and page numbers as furniture."""
    lines = lines_of(text)
    marks = markdown.find_marks(lines)
    numbers = page_marks.find(lines) | marks.furniture
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        found = None if at in numbers or at in marks.notes else _table(text, lines, at, numbers)
        if at in marks.notes:
            mark, stop = marks.notes[at]
            blocks.append(Block(BlockKind.NOTE, lines[at].span.join(lines[stop - 1].span), mark=mark))
        elif found:
            table, stop = found
            blocks.append(Block(BlockKind.TABLE, lines[at].span.join(lines[stop - 1].span).join(_extent(table)), table))
        else:
            stop = at + 1
            if not lines[at].blank:
                kind = BlockKind.FURNITURE if at in numbers else BlockKind.PARAGRAPH
                blocks.append(Block(kind, lines[at].span, style=markdown.heading_of(lines[at])))
        blocks.extend(Block(BlockKind.FURNITURE, place) for place in _page_breaks(lines[at:stop]))
        at = stop
    return tuple(blocks)


def _table(text: str, lines: list[Line], at: int, numbers: frozenset[int]) -> tuple[Table, int] | None:
    """The table that begins at line `at`, and the line after it."""
    return tables.pipes(lines, at) or tables.tabs(lines, at, numbers) or tagged_tables.find(text, lines, at)


def _extent(table: Table) -> Span:
    return table.cells[0].span.join(table.cells[-1].span)


def _page_breaks(lines: list[Line]) -> list[Span]:
    return [place for line in lines if (place := line.page_break)]
