"""Tables: a cell's label from its column's heads and its row's head; totals by row of a table of units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.documents.model import Cell, Document, Table
from danvan.kernel.mapped import Mapped
from danvan.reading.drafts import Draft, make_drafts
from danvan.reading.known import Use
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.mentions import Known, find_mentions
from danvan.reading.model import FigureKind, Section
from danvan.reading.numbers import NUMBER, Style
from danvan.reading.paragraphs import Paragraph, is_frame
from danvan.reading.ties import Tie, sum_tie

_DATA = re.compile(rf"\s*(?:[-–]|(?:{NUMBER})\s?(?:%|‰|/\s?{NUMBER})?)\s*(?:\([^)]*\))?\s*")
_TOTAL = re.compile(r"^\W*(?:tổng cộng|tổng số|tổng|cộng|toàn\s+\w+)\W*$")
_ORDINAL_HEAD = re.compile(r"^\W*(?:stt|tt|số tt|số thứ tự)\W*$")
_MEASURE_HEAD = re.compile(r"(?:số lượng|tổng số|số|tổng)\s+")
_ORDINAL = re.compile(r"\(?(\d{1,2})\)?(?:\s*=.*)?")
_UNIT_HEAD = re.compile(
    r"(?:đơn vị(?! tính)|địa phương|tên (?:xã|phường|thôn|huyện)|^\W*(?:xã|phường|thôn|huyện|tổ dân phố|địa bàn)\W*$)"
)
_UNIT_ROW = re.compile(
    r"\W*(?i:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|thôn|tổ dân phố|ấp|khu phố|bản)\s+\w"
)
_IN_BRACKETS = re.compile(r"\(([^()]{1,20})\)\s*$")


@dataclass(frozen=True, slots=True)
class TableReading:
    """The drafts of one table's cells, its ties, and the digits that are no figures; `paragraphs` carry their places."""

    paragraphs: tuple[Paragraph, ...]
    drafts: tuple[Draft, ...]
    ties: tuple[Tie, ...]
    known: tuple[tuple[int, Known], ...]


def read_tables(document: Document, first: int, words: Lexicon, style: Style, sections: Sequence[Section]) -> TableReading:
    """All tables. `first` is the index the first cell's paragraph gets; cells are numbered on from it."""
    paragraphs: list[Paragraph] = []
    drafts: list[Draft] = []
    ties: list[Tie] = []
    known: list[tuple[int, Known]] = []
    for block in document.blocks:
        if block.table is not None and not is_frame(document, block):
            grid = _Grid(document.text, block.table)
            section = next((one for one in reversed(sections) if one.span.start <= block.span.start), None)
            made = list(_cells(grid, first + len(paragraphs), words, style, section))
            for paragraph, own, digits in made:
                known += [(first + len(paragraphs), item) for item in digits]
                paragraphs.append(paragraph)
                drafts += [draft for _, _, draft in own]
            ties += _totals(grid, [item for _, own, _ in made for item in own])
    return TableReading(tuple(paragraphs), tuple(drafts), tuple(ties), tuple(known))


class _Grid:
    """A table's words by row and column; a merged cell's words stand in every place it covers."""

    def __init__(self, text: str, table: Table) -> None:
        self.text = text
        self.height, self.width = table.height, table.width
        self.cells = {(cell.row, cell.column): cell for cell in table.cells}
        self.words = {
            (cell.row + down, cell.column + right): " ".join(cell.span.of(text).split())
            for cell in table.cells
            for down in range(cell.rows)
            for right in range(cell.columns)
        }
        self.numbering = frozenset(row for row in range(self.height) if self._numbers_columns(row))
        self.first_data = next((row for row in range(self.height) if self._is_data(row)), self.height)
        self.heads = [self._head(column) for column in range(self.width)]
        below = range(self.first_data, self.height)
        self.data_rows = [row for row in below if any(self.words.get((row, column)) for column in range(self.width))]
        self.rows_are_units = self._rows_are_units()

    def _is_data(self, row: int) -> bool:
        """A row with numbers in most of its filled cells, other than the row that numbers the columns."""
        filled = [words for column in range(1, self.width) if (words := self.words.get((row, column), ""))]
        numbers = [words for words in filled if _DATA.fullmatch(words)]
        return bool(numbers) and len(numbers) * 2 >= len(filled) and row not in self.numbering

    def _numbers_columns(self, row: int) -> bool:
        """'(1) (2) (3)', '1 2 3' or 'A B 1 2 3=1+2' under the heads."""
        filled = [words for column in range(self.width) if (words := self.words.get((row, column), ""))]
        ordinals = [int(match[1]) for words in filled if (match := _ORDINAL.fullmatch(words))]
        in_turn = ordinals == list(range(ordinals[0], ordinals[0] + len(ordinals))) if ordinals else False
        return in_turn and len(ordinals) > 2 and ordinals[0] <= 3 and len(filled) - len(ordinals) <= 2

    def _head(self, column: int) -> str:
        """The heads over a column, outermost first. In a flattened table an empty head belongs to the one at its left."""
        rows = [row for row in range(self.first_data) if row not in self.numbering]
        heads: list[str] = []
        for row in rows:
            below = any(self.words.get((lower, column)) for lower in rows if lower > row)
            left = column
            while left > 0 and below and not self.words.get((row, left)):
                left -= 1
            words = self.words.get((row, left), "")
            if words and words not in heads:
                heads.append(words)
        return " ".join(heads)

    def row_head(self, row: int) -> str:
        """The words at the left of a row: a unit's name, or what the row counts."""
        for column in range(min(3, self.width)):
            words = self.words.get((row, column), "")
            if words and not _DATA.fullmatch(words):
                return words
        return ""

    def _rows_are_units(self) -> bool:
        """Whether the rows are units below the one that reports (communes, villages), not things it counts."""
        column = next((column for column in range(min(3, self.width)) if not _ORDINAL_HEAD.match(fold(self.heads[column]))), 0)
        named = sum(bool(_UNIT_ROW.match(self.row_head(row))) for row in self.data_rows)
        return bool(_UNIT_HEAD.search(fold(self.heads[column]))) or named * 2 > len(self.data_rows)


def _cells(
    grid: _Grid, first: int, words: Lexicon, style: Style, section: Section | None
) -> Iterator[tuple[Paragraph, list[tuple[int, int, Draft]], list[Known]]]:
    at = first
    total_rows = [row for row in grid.data_rows if _TOTAL.match(fold(grid.row_head(row)))]
    for (row, column), cell in sorted(grid.cells.items()):
        paragraph = _paragraph(grid.text, cell)
        if paragraph is None or not any(letter.isdigit() for letter in paragraph.text):
            continue
        head = grid.heads[column]
        mentions = find_mentions(paragraph, (), words, style)
        data = row >= grid.first_data and _DATA.fullmatch(paragraph.text) and not _ORDINAL_HEAD.match(fold(head))
        if not data or not mentions.numbers:
            yield paragraph, [], [Known(Use.NUMBERING, 0, len(paragraph.text))]
            at += 1
            continue
        drafts = make_drafts(paragraph, at, mentions, words, section)
        total = len(grid.data_rows) == 1 or row in total_rows
        for draft in drafts:
            _label_cell(draft, head, "" if total else grid.row_head(row), words)
            draft.of_other = not total and grid.rows_are_units
        yield paragraph, [(row, column, draft) for draft in drafts], list(mentions.known)
        at += 1


def _paragraph(text: str, cell: Cell) -> Paragraph | None:
    raw = Mapped.of(text, cell.span.start, cell.span.end)
    keep = [at for at, letter in enumerate(raw.text) if letter not in "*\u200b"]
    if not keep or not raw.text.strip():
        return None
    flow = Mapped(
        "".join(" " if raw.text[at].isspace() else raw.text[at] for at in keep),
        tuple(raw.starts[at] for at in keep),
        tuple(raw.ends[at] for at in keep),
    )
    return Paragraph(flow)


def _label_cell(draft: Draft, head: str, row_head: str, words: Lexicon) -> None:
    low = fold(head)
    draft.in_table = True
    draft.left_text = f"{head} {row_head}".strip()
    draft.left, draft.right, draft.right_text = fold(draft.left_text), "", ""
    if draft.measure:
        return
    bracket = _IN_BRACKETS.search(head)
    draft.measure = (bracket[1].removeprefix("ĐVT:").strip() if bracket else "") or _head_measure(low, words)
    if words.kind_of(draft.measure) == "percent" or "tỷ lệ" in low:
        draft.measure, draft.kind = "%", FigureKind.RATIO


def _head_measure(low: str, words: Lexicon) -> str:
    """'Số lượt người dân' counts 'lượt người': the measure a head names after 'số'."""
    for match in _MEASURE_HEAD.finditer(low):
        measure = words.measure.match(low, match.end())
        if measure and measure.group().strip():
            return measure.group().strip()
    return ""


def _totals(grid: _Grid, items: Sequence[tuple[int, int, Draft]]) -> Iterator[Tie]:
    """A row headed 'Tổng' (first or last) is the sum of the others, column by column; rates are not added."""
    rows = grid.data_rows
    total = [row for row in rows if _TOTAL.match(fold(grid.row_head(row)))]
    if len(total) != 1 or len(rows) < 3 or total[0] not in (rows[0], rows[-1]):
        return
    by_column: dict[int, list[tuple[int, Draft]]] = {}
    for row, column, draft in items:
        by_column.setdefault(column, []).append((row, draft))
    for column in sorted(by_column):
        whole = [draft for row, draft in by_column[column] if row == total[0]]
        parts = [draft for row, draft in by_column[column] if row != total[0]]
        if len(whole) == 1 and len(parts) == len(rows) - 1 and whole[0].kind is not FigureKind.RATIO:
            exact = sum(part.value for part in parts) == whole[0].value
            for part in parts:
                part.whole = whole[0]
            yield sum_tie(whole[0], parts, "bảng", holds=exact)
