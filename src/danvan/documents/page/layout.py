"""Pages of placed words as the text and blocks of a document.

Body first, as it is read: columns one after the other, paragraphs and tables whole over page breaks; then the notes, then page
heads, feet and numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from danvan.documents.layout import Piece, lay_out
from danvan.documents.model import Block, BlockKind, Doubtful
from danvan.documents.page.cells import PageTable, append, filled, goes_on
from danvan.documents.page.columns import Column, columns_of
from danvan.documents.page.furniture import furniture_of
from danvan.documents.page.grids import RuledTable, ruled_tables
from danvan.documents.page.notes import Note, notes_from, notes_of
from danvan.documents.page.paragraphs import PageParagraph, margins_of, paragraphs_of, setting_of
from danvan.documents.page.rows import Row, rows_of, usual_size
from danvan.documents.page.text import PageText, in_one
from danvan.documents.page.words import PageWords, Rule, Word
from danvan.kernel.span import Span

_NOTHING = PageText("")
_OWN_MARGINS = 8
"""A page with at least so many rows has margins of its own."""
_SHIFT = 6
"""Points: pages may be set to the left or right of others, but as wide."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What a Document needs. `pages`: the stretch of the body on each page; the notes stand behind the last."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Span, ...]
    doubtful: tuple[Doubtful, ...]


@dataclass(slots=True)
class _Page:
    """A page on its way: rows that stand outside tables, tables with their words, ruled lines, size."""

    rows: list[Row]
    tables: list[tuple[RuledTable, PageTable]]
    rules: Sequence[Rule]
    width: float
    height: float
    items: list[Column | PageTable] = field(default_factory=list)


@dataclass(slots=True)
class _Body:
    """What has been put together so far."""

    items: list[tuple[int, PageParagraph | PageTable]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    furniture: dict[str, PageText] = field(default_factory=dict)


def lay_out_pages(pages: Iterable[PageWords]) -> LaidOut:
    """All pages as one text. Pages are taken one at a time; what is kept of each is its rows."""
    parts = [_page(page) for page in pages]
    body = _Body()
    _take_furniture(parts, body)
    size = usual_size([row for page in parts for row in page.rows])
    for page in parts:
        _take_notes(page, body, size)
    _find_columns(parts)
    _put_together(parts, body)
    return _laid_out(body, len(parts))


def _page(page: PageWords) -> _Page:
    tables = ruled_tables(page.rules) if len(page.rules) > 2 else []
    inside: list[list[Word]] = [[] for _ in tables]
    outside: list[Word] = []
    for word in page.words if tables else ():
        at = next((at for at, table in enumerate(tables) if table.holds(word)), None)
        (outside if at is None else inside[at]).append(word)
    rows = rows_of(outside if tables else page.words)
    made = [(table, filled(table, words)) for table, words in zip(tables, inside, strict=True) if words]
    return _Page(rows, made, page.rules, page.width, page.height)


def _take_furniture(pages: Sequence[_Page], body: _Body) -> None:
    found = furniture_of([page.rows for page in pages], [page.height for page in pages])
    for page, rows in zip(pages, found, strict=True):
        for at in sorted(rows):
            text = in_one((PageText(run.text, run.doubts) for run in page.rows[at].runs), " ")
            body.furniture.setdefault(text.text, text)
        if rows:
            page.rows = [row for at, row in enumerate(page.rows) if at not in rows]


def _take_notes(page: _Page, body: _Body, size: float) -> None:
    lowest = max((table.down[-1] for table, _ in page.tables), default=0.0)
    rules = [rule for rule in page.rules if rule.top > lowest + 3]
    first = notes_from(page.rows, rules, size, page.width, page.height)
    if first == len(page.rows) or page.rows[first].top < lowest:
        return
    found = notes_of(page.rows[first:])
    if body.notes and found and not found[0].mark:
        body.notes[-1].lines += found[0].lines
        found = found[1:]
    body.notes += found
    page.rows = page.rows[:first]


def _find_columns(pages: Sequence[_Page]) -> None:
    """Cuts each page into columns and tables, in the order they are read."""
    groups: dict[int, list[_Page]] = {}
    for page in pages:
        groups.setdefault(round(page.width / 10), []).append(page)
    for group in groups.values():
        common = margins_of([row for page in group for row in page.rows if len(row.runs) == 1])
        for page in group:
            own = [row for row in page.rows if len(row.runs) == 1]
            margins = margins_of(own) if len(own) >= _OWN_MARGINS else common
            shift = margins[0] - common[0]
            right = margins[1]
            if abs(right - common[1] - shift) >= _SHIFT:
                right = max(right, common[1] + shift)
            page.items = list(_items(page, margins[0], right))


def _items(page: _Page, left: float, right: float) -> Iterator[Column | PageTable]:
    rest = page.rows
    for ruled, table in page.tables:
        above = [row for row in rest if row.bottom <= ruled.down[0] + 3 or row.top < ruled.down[0]]
        yield from columns_of(above, left, right)
        yield table
        rest = rest[len(above) :]
    yield from columns_of(rest, left, right)


def _put_together(pages: Sequence[_Page], body: _Body) -> None:
    """Paragraphs and tables of all pages, those that go on over a page break whole."""
    prose = [item for page in pages for item in page.items if isinstance(item, Column) and item.whole]
    setting = setting_of(prose)
    last: PageParagraph | PageTable | None = None
    for number, page in enumerate(pages):
        opens = True
        for item in page.items:
            if isinstance(item, PageTable):
                if opens and isinstance(last, PageTable) and goes_on(last, item):
                    append(last, item, number)
                else:
                    last = item
                    body.items.append((number, item))
            else:
                beside = isinstance(last, PageParagraph) and not (item.whole or last.column.whole)
                before = last if (opens or beside) and isinstance(last, PageParagraph) else None
                made = paragraphs_of(item, setting, before, number)
                body.items += [(number, paragraph) for paragraph in made]
                last = made[-1] if made else last
            opens = False


def _laid_out(body: _Body, count: int) -> LaidOut:
    pieces: list[Piece] = []
    told: list[tuple[int, PageTable | PageParagraph | None, PageText]] = []
    for page, item in body.items:
        if isinstance(item, PageTable):
            pieces.append(Piece(item.grid, BlockKind.TABLE))
            told.append((page, item, _NOTHING))
        else:
            text = item.text
            pieces.append(Piece(text.text, style=item.style))
            told.append((page, item, text))
    for note in body.notes:
        pieces.append(Piece(note.text.text, BlockKind.NOTE, mark=note.mark))
        told.append((count, None, note.text))
    for line in body.furniture.values():
        pieces.append(Piece(line.text, BlockKind.FURNITURE))
        told.append((count, None, line))
    shown = [number for number, piece in enumerate(pieces) if not piece.blank]
    whole, blocks = lay_out(pieces)
    starts: dict[int, int] = {}
    doubtful: list[Doubtful] = []
    for block, number in zip(blocks, shown, strict=True):
        page, source, text = told[number]
        starts.setdefault(page, block.span.start)
        for later, at in _crossings(block, source):
            starts.setdefault(later, at)
        doubtful += _doubts(block, source, text)
    return LaidOut(whole, blocks, tuple(_stretches(starts, count, starts.get(count, len(whole)))), tuple(doubtful))


def _crossings(block: Block, item: PageParagraph | PageTable | None) -> Iterator[tuple[int, int]]:
    """The pages that begin within a block, and where."""
    if isinstance(item, PageParagraph):
        for page, line in item.pages:
            yield page, block.span.start + len(in_one(item.lines[:line]).text)
    elif item is not None and block.table is not None:
        for page, row in item.starts:
            yield page, next((cell.span.start for cell in block.table.cells if cell.row >= row), block.span.end)


def _doubts(block: Block, item: PageParagraph | PageTable | None, text: PageText) -> Iterator[Doubtful]:
    """The doubtful words of a block at their places in the document."""
    for start, end, sure in text.doubts:
        yield Doubtful(Span(block.span.start + start, block.span.start + end), sure)
    if isinstance(item, PageTable) and block.table is not None:
        for cell in block.table.cells:
            for start, end, sure in item.texts.get((cell.row, cell.column), _NOTHING).doubts:
                yield Doubtful(Span(cell.span.start + start, cell.span.start + end), sure)


def _stretches(starts: dict[int, int], count: int, end: int) -> Iterator[Span]:
    """The stretch of each page; an empty page has an empty one."""
    at = end
    stretches: list[Span] = []
    for page in reversed(range(count)):
        start = min(starts.get(page, at), at)
        stretches.append(Span(start, at))
        at = start
    return reversed(stretches)
