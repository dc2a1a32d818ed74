"""Pieces of a document laid out as one text: every block and cell gets its place.

Blocks stand one below the other. A row of a table begins a line, with a tab between columns; a column taken up by a merged
cell stays empty, so that columns keep their number. A cell of several paragraphs holds line ends of its own: its span says
where it ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from danvan.documents.model import Block, BlockKind, Cell, Table
from danvan.kernel.span import Span


@dataclass(slots=True)
class GridCell:
    """A cell before it has a place. `rows` grows while a merged cell is carried down."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before it has a place: for each row the cells that begin in it."""

    rows: Sequence[Sequence[GridCell]]
    width: int

    @property
    def blank(self) -> bool:
        return not any(cell.text for row in self.rows for cell in row)

    @property
    def text(self) -> str:
        writer = _Writer()
        _write_grid(writer, self)
        return writer.text


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has a place."""

    content: str | Grid
    kind: BlockKind = BlockKind.PARAGRAPH
    mark: str = ""
    style: str = ""

    @property
    def blank(self) -> bool:
        return self.content.blank if isinstance(self.content, Grid) else not self.content.strip()

    @property
    def text(self) -> str:
        return self.content.text if isinstance(self.content, Grid) else self.content


@dataclass(slots=True)
class _Writer:
    """A text that grows, and how long it is."""

    parts: list[str] = field(default_factory=list)
    at: int = 0

    def add(self, text: str) -> Span:
        self.parts.append(text)
        span = Span(self.at, self.at + len(text))
        self.at = span.end
        return span

    @property
    def text(self) -> str:
        return "".join(self.parts)


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text of all pieces that are not blank, and their blocks in it."""
    writer = _Writer()
    blocks: list[Block] = []
    for piece in pieces:
        if piece.blank:
            continue
        if blocks:
            writer.add("\n")
        start = writer.at
        table = _write_grid(writer, piece.content) if isinstance(piece.content, Grid) else None
        if isinstance(piece.content, str):
            writer.add(piece.content)
        blocks.append(Block(piece.kind, Span(start, writer.at), table, piece.mark, piece.style))
    return writer.text, tuple(blocks)


def _write_grid(writer: _Writer, grid: Grid) -> Table:
    cells: list[Cell] = []
    for number, row in enumerate(grid.rows):
        if number:
            writer.add("\n")
        column = 0
        for cell in row:
            writer.add("\t" * (cell.column - column))
            cells.append(Cell(cell.row, cell.column, writer.add(cell.text), cell.rows, cell.columns))
            column = cell.column
        writer.add("\t" * (grid.width - 1 - column))
    return Table(len(grid.rows), grid.width, tuple(cells))
