"""A table as rows and columns of words: where its heads end, which row only numbers the columns, what its rows are about."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from danvan.documents.model import Block, BlockKind, Cell, Document
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.numbers import NUMBER

NOTHING = re.compile(r"\s*(?:[-–—.…xX/\\]+|k(?:hông)?)?\s*")
"""What people write into a cell that counts nothing."""
DATA = re.compile(rf"\s*(?:[-–]|[-–+−]?\s?(?:{NUMBER})\s?(?:%|‰|/\s?{NUMBER})?)\s*(?:\([^)]*\))?\s*")
_DIGITS = re.compile(r"\d")
_ORDINAL = re.compile(r"[(\[]?(\d{1,3})(?:\.\d)?[a-z]?[)\]]?(?:\s*=.*)?")
_FORMULA = re.compile(r"(?:\(?\d{1,3}\)?)?\s*=[\d\s+\-–*x×:/().%=]+")
_YEAR = re.compile(r"(?:năm\s+)?(?:19|20)\d\d")
_STT = re.compile(r"^\W*(?:stt|tt|số tt|số thứ tự|s tt)\W*$")
_LEVEL = re.compile(
    r"(?P<top>[A-ZĐ]|[IVXL]+)[.)]?|(?P<whole>\d{1,3})[.)]?|(?P<part>\d{1,3}(?:\.\d{1,3})+)[.)]?|(?P<letter>[a-zđ])[.)]?|(?P<dash>[-–+*])"
)
_LEVELS = {"top": 0, "whole": 1, "part": 2, "letter": 3, "dash": 4}
_TOTAL = re.compile(r"^\W*(?:tổng cộng|tổng số|tổng|cộng|toàn\s+\w+)\W*$")
_OF_WHICH = re.compile(r"^\W*(?:trong đó|trong số đó|gồm|bao gồm|riêng)(?!\w)|^\s*[-–+*]\s")
_SHORT_MEASURE = re.compile(r"(?:tr|tỷ|ng|1\.?000)\w{0,4}\s?\.?\s?đ(?:ồng|\.)?")
_ROW_NUMBER = re.compile(
    r"^\W*(?:(?:\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,4}|[a-zđA-ZĐ])[.)]\s+|(?:[Tt]rong đó|[Gg]ồm|[Bb]ao gồm)\s*:?\s+|[-–+*•]\s*)+"
)
_UNIT_HEAD = re.compile(
    r"(?:đơn vị(?! tính)|địa phương|tên (?:xã|phường|thôn|huyện)|^\W*(?:xã|phường|thôn|huyện|tổ dân phố|địa bàn)\W*$)"
)
_UNIT_ROW = re.compile(
    r"\W*(?i:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|thôn|tổ dân phố|ấp|khu phố|bản)\s+\w"
)
_LABEL_COLUMNS = 4
"""Names of rows stand in one of the first columns."""


class Grid:
    """Tables that follow each other as one: words by row and column; a merged cell's words stand in every place it covers."""

    def __init__(self, text: str, blocks: Sequence[Block], words: Lexicon) -> None:
        self.text = text
        self.span = blocks[0].span.join(blocks[-1].span)
        self.cells: dict[tuple[int, int], Cell] = {}
        self.words: dict[tuple[int, int], str] = {}
        self._measure = words.measure
        self.height, self.width = 0, 0
        self.starts: list[int] = []
        for block in blocks:
            self._add(block)
        self.numbering = frozenset(self._numbering())
        self.first_data = next((row for row in range(self.height) if self._is_data(row)), self.height)
        self.repeated = frozenset(self._repeated_heads())
        self.measure_rows = frozenset(row for row in range(self.first_data) if self._gives_measures(row))
        self.heads = [self._head(column) for column in range(self.width)]
        below = (row for row in range(self.first_data, self.height) if row not in self.numbering | self.repeated)
        self.data_rows = [row for row in below if any(self.at(row, column) for column in range(self.width))]
        self.is_data = frozenset(self.data_rows).__contains__

    def at(self, row: int, column: int) -> str:
        return self.words.get((row, column), "")

    def row(self, row: int) -> list[str]:
        return [self.at(row, column) for column in range(self.width)]

    def _add(self, block: Block) -> None:
        table, first = block.table, self.height
        if table is None:
            return
        self.starts.append(first)
        for cell in table.cells:
            said = " ".join(cell.span.of(self.text).split())
            self.cells[first + cell.row, cell.column] = cell
            for down in range(cell.rows):
                for right in range(cell.columns):
                    self.words[first + cell.row + down, cell.column + right] = said
        self.height, self.width = first + table.height, max(self.width, table.width)

    def _numbering(self) -> Iterator[int]:
        """Rows '(1) (2) (3)', '1 2 3', 'A B 1 2 3=1+2', 'A B 13 14 15' (a table that goes on on another sheet) and rows of formulas under the heads."""
        for row in range(self.height):
            filled = [words for words in self.row(row) if words]
            if filled and (self._numbers_columns(filled) or all(map(_FORMULA.fullmatch, filled))):
                yield row

    def _numbers_columns(self, filled: Sequence[str]) -> bool:
        ordinals = [int(match[1]) for words in filled if (match := _ORDINAL.fullmatch(words))]
        if _number_on(filled, ordinals):
            return True
        if len(ordinals) < 3 or len(filled) - len(ordinals) > 2:
            return False
        steps = [after - before for before, after in pairwise(ordinals)]
        if ordinals[0] > 3 or sum(steps) * 3 < len(steps) * 2:
            return False
        # Where columns were left out, so are their numbers: brackets, or many of them, tell such a row from one of data.
        sure = sum(words[0] in "([" for words in filled) >= len(ordinals) or (
            len(ordinals) > 4 and ordinals[-1] < 2 * len(ordinals)
        )
        return all(0 <= step <= 1 for step in steps) or (sure and min(steps) >= 0)

    def _is_data(self, row: int) -> bool:
        """A row with numbers in most of the cells from its first number on, measures apart. Years alone are heads."""
        if row in self.numbering:
            return False
        said = [(column, words) for column in range(self.width) if (words := self.at(row, column))]
        said = said[1:] if said and said[0][0] == 0 and len(said) > 1 else said
        first = next((at for at, (_, words) in enumerate(said) if DATA.fullmatch(words) and _DIGITS.search(words)), None)
        if first is None:
            return False
        after = [words for _, words in said[first:] if not self.is_measure(words)]
        numbers = [words for words in after if DATA.fullmatch(words)]
        return len(numbers) * 2 >= len(after) and not all(map(_YEAR.fullmatch, map(fold, after)))

    def _repeated_heads(self) -> Iterator[int]:
        """The heads that a table repeats where it goes on on another page."""
        for start in self.starts[1:]:
            for row in range(self.first_data):
                if start + row < self.height and self.row(start + row) == self.row(row):
                    yield start + row

    def is_measure(self, words: str) -> bool:
        """Whether a cell holds nothing but a unit of measure: '(hộ)', 'triệu đồng', '%'."""
        low = fold(words.strip("() "))
        found = self._measure.fullmatch(low)
        return bool(found and found.group().strip()) or bool(_SHORT_MEASURE.fullmatch(low))

    def _gives_measures(self, row: int) -> bool:
        """A row of measures under the heads: 'ĐVT | hộ | người | %'."""
        filled = [words for words in self.row(row)[1:] if words]
        return row > 0 and len(filled) > 1 and all(map(self.is_measure, filled))

    def measure_below(self, column: int) -> str:
        """The measure a row under the heads gives a column."""
        return next((said.strip("() ") for row in self.measure_rows if (said := self.at(row, column))), "")

    def path(self, column: int) -> list[str]:
        """The heads over a column, outermost first. In a flattened table an empty head belongs to the one at its left."""
        rows = [row for row in range(self.first_data) if row not in self.numbering | self.measure_rows]
        heads: list[str] = []
        for row in rows:
            below = any(self.at(lower, column) for lower in rows if lower > row)
            left = column
            while left > 0 and below and not self.at(row, left):
                left -= 1
            words = self.at(row, left)
            if words and words not in heads:
                heads.append(words)
        return heads

    def _head(self, column: int) -> str:
        return " ".join(self.path(column))

    @cached_property
    def ordinal_columns(self) -> frozenset[int]:
        """Columns that number the rows: headed 'STT', or without a head and counting 1, 2, 3."""
        return frozenset(column for column in range(min(2, self.width)) if self._numbers_rows(column))

    def _numbers_rows(self, column: int) -> bool:
        if _STT.match(fold(self.heads[column])):
            return True
        said = [words for row in self.data_rows if (words := self.at(row, column))]
        plain = [int(words.rstrip(".)")) for words in said if words.rstrip(".)").isdecimal()]
        alone = not self.heads[column] and self.width > 2
        return alone and len(plain) > 1 and plain == list(range(1, len(plain) + 1)) and all(map(_LEVEL.fullmatch, said))

    @cached_property
    def name_column(self) -> int:
        """The column that says what each row is about: the first with words in most rows."""
        for column in range(min(_LABEL_COLUMNS, self.width)):
            said = [words for row in self.data_rows if (words := self.at(row, column))]
            named = [words for words in said if not DATA.fullmatch(words) and not _LEVEL.fullmatch(words)]
            if column not in self.ordinal_columns and named and len(named) * 2 >= len(said):
                return column
        return -1

    def row_words(self, row: int) -> str:
        """The words of a row without its number or dash: 'Số lượt người' of '2. Số lượt người'."""
        return _ROW_NUMBER.sub("", self.row_head(row))

    def row_head(self, row: int) -> str:
        """The words at the left of a row: a unit's name, or what the row counts."""
        order = [self.name_column, *range(min(3, self.width))] if self.name_column >= 0 else list(range(min(3, self.width)))
        for column in order:
            words = self.at(row, column)
            if words and not DATA.fullmatch(words) and not _LEVEL.fullmatch(words):
                return words
        return ""

    @cached_property
    def above(self) -> dict[int, int]:
        """By row, the one it stands under: 'I' over 1 and 2, the row before '- Trong đó'."""
        found: dict[int, int] = {}
        open_rows: list[tuple[int, int]] = []
        for row in self.data_rows:
            level = self.level(row)
            while open_rows and open_rows[-1][0] >= level:
                open_rows.pop()
            if open_rows:
                found[row] = open_rows[-1][1]
            open_rows.append((level, row))
        return found

    def is_total(self, row: int) -> bool:
        return bool(_TOTAL.match(fold(self.row_head(row))))

    def level(self, row: int) -> int:
        """How deep a row stands by its number: I 0, 1 1, 1.1 2, a 3, '-' and 'Trong đó' 4; without any, as deep as 1."""
        if _OF_WHICH.match(fold(self.row_head(row))):
            return 4
        for column in sorted(self.ordinal_columns):
            match = _LEVEL.fullmatch(self.at(row, column))
            if match and match.lastgroup:
                return _LEVELS[match.lastgroup]
        return 1

    @cached_property
    def rows_are_units(self) -> bool:
        """Whether the rows are units below the one that reports (communes, villages), not things it counts."""
        column = next((at for at in range(min(3, self.width)) if at not in self.ordinal_columns), 0)
        named = sum(bool(_UNIT_ROW.match(self.row_head(row))) for row in self.data_rows)
        return bool(_UNIT_HEAD.search(fold(self.heads[column]))) or named * 2 > len(self.data_rows)


def runs_of_tables(document: Document) -> Iterator[list[Block]]:
    """Tables, each with those that carry it on after a page break: nothing but page furniture between, as many columns, and
    the same heads or none."""
    run: list[Block] = []
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        if block.table is None:
            if run:
                yield run
            run = []
        elif run and _goes_on(document.text, run[-1], block):
            run.append(block)
        else:
            if run:
                yield run
            run = [block]
    if run:
        yield run


def _goes_on(text: str, above: Block, below: Block) -> bool:
    if above.table is None or below.table is None or above.table.width != below.table.width:
        return False
    first = _first_row(text, below)
    return first == _first_row(text, above) or any(DATA.fullmatch(words) and _DIGITS.search(words) for words in first[1:])


def _first_row(text: str, block: Block) -> list[str]:
    return [" ".join(cell.span.of(text).split()) for cell in block.table.cells if cell.row == 0] if block.table else []


def _number_on(filled: Sequence[str], ordinals: Sequence[int]) -> bool:
    """'A B 13 14 15': letters over the names, then numbers one by one from wherever the sheet before ended."""
    letters = filled[: len(filled) - len(ordinals)]
    counted = all(after - before == 1 for before, after in pairwise(ordinals))
    return bool(ordinals) and bool(letters) and list(letters) == ["A", "B", "C"][: len(letters)] and counted
