"""The neutral document every format is read into."""

from dataclasses import dataclass, field
from enum import StrEnum

from danvan.documents.appearance import Appearance
from danvan.documents.letters.original import Original
from danvan.kernel.span import Span


class BlockKind(StrEnum):
    """What a stretch of the text is."""

    PARAGRAPH = "paragraph"
    TABLE = "table"
    NOTE = "note"
    """A footnote or endnote: its text stands after the body, `mark` is its number."""
    FURNITURE = "furniture"
    """Page header, footer, page number: kept, never read as content."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table grid. A merged cell stands once, at its upper left corner, with its extent."""

    row: int
    column: int
    span: Span
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of `height` by `width`; `cells` in reading order. Spans are places in the document's text."""

    height: int
    width: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document's text. For a table, `table` holds its grid."""

    kind: BlockKind
    span: Span
    table: Table | None = None
    mark: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A word of a scan that was recognised with little confidence (percent, 0 to 100)."""

    span: Span
    confidence: int


@dataclass(frozen=True, slots=True)
class Document:
    """`text` is the whole content; every span counts its code points. For .txt it is the decoded file, unchanged;
    for all other formats it is what `danvan read --text` prints. `hard_breaks`: lines of the text may be broken anywhere
    (text files, PDF, scans), so paragraphs still have to be pieced together. `pages`: the stretch of each page, in order, where
    the format has pages. `doubtful`: the words of a scan that were hard to recognise. `original`: for a text file converted
    from an old encoding, the way from a span of `text` back to the bytes of the file (or its characters: see Original.unit).
    `appearance`: how a Word file looks, where that was asked for."""

    file: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    hard_breaks: bool = False
    warnings: tuple[str, ...] = field(default=())
    pages: tuple[Span, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    original: Original | None = None
    appearance: Appearance | None = field(default=None, repr=False)
