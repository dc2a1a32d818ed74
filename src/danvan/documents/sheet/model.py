"""A sheet of a workbook before it is laid out: words by row and column, and which cells are merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Place = tuple[int, int]
"""Row and column, from 0."""
Merge = tuple[Place, Place]
"""The first and the last place a merged cell covers."""

MAX_PLACES = 2_000_000
"""Rows times columns up to the last filled cell of a sheet: a reader keeps a place for each of them."""
MAX_CELLS = 500_000
"""Filled cells of a whole workbook, hundreds of times what a long report has."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are as long as the longest of them; an empty cell is ''."""

    name: str
    rows: Sequence[Sequence[str]]
    merges: Sequence[Merge] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """How a number is shown: as a percentage or not, with how many decimals (None: as many as it has)."""

    percent: bool = False
    decimals: int | None = None


class SheetRemark(StrEnum):
    """A warning of the Document, in the order they are listed; the sentence is the key of its translation."""

    HIDDEN = "The workbook has hidden sheets; they are not read."
    ERRORS = "Some cells show an error of the spreadsheet (#REF!, #DIV/0!…) where a value should stand."
    NO_RESULT = "Some formulas have no result stored in the file; they are read as empty. Open it in Excel and save it again."
    OLD_FONT = "Some text was in an old font (.VnTime, VNI-…) and not in Unicode; it was converted."
    PERCENT = (
        "A workbook of this kind does not tell which numbers are shown as percentages: a share of 83% may have been read as "
        "0,83. Save it as .xlsx to be sure."
    )
