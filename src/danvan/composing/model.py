"""A consolidated report before it has a format: parts, sentences, tables, notes. No Word, no PDF here.

Every number a reader may ask about is a piece of text that carries the identifier of its figure.
"""

from dataclasses import dataclass
from typing import Literal

from danvan.kernel.period import Period

NOT_REPORTED = "–"
"""Stands in a cell whose unit gave no figure; a reported zero is written '0'."""
NO_TOTAL = "x"
"""Stands in the total row under an indicator that cannot be added over units (a rank, a mean)."""


Author = Literal["", "given", "person"]
"""'' the composer's; 'given' in a file of paragraphs; a 'person's, found in a report edited in Word."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text. `figure`: identifier of the figure this number is, '' for ordinary words. `raised`: a note mark.
    `by`: whose words they are."""

    text: str
    figure: str = ""
    raised: bool = False
    by: Author = ""


Line = tuple[Run, ...]


def author(line: Line) -> Author:
    """Whose words a paragraph is."""
    return next((piece.by for piece in line if piece.by), "")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: one indicator, its name and unit of measure."""

    indicator: str
    name: str
    measure: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` as printed, `figure` its identifier ('' when the cell holds no figure), `mark` of the note that goes with it."""

    text: str
    figure: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit, or the total, with a cell for each column."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Units by indicators. `number` counts the tables of the report from 1."""

    number: int
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row

    @property
    def caption(self) -> str:
        return f"Bảng {self.number}. {self.title}"


@dataclass(frozen=True, slots=True)
class AreaResult:
    """What one area of work has to say. `heading` is '' where the part's own heading names it already."""

    area: str
    heading: str
    sentences: tuple[Line, ...]
    table: Table | None = None
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of the report: its heading, words of the outline, and the areas it gives. `taken_out`: paragraphs of
    ours that a person took out or wrote anew, remembered so that they do not come back."""

    code: str
    number: str
    heading: str
    level: int
    text: str = ""
    areas: tuple[AreaResult, ...] = ()
    taken_out: tuple[Line, ...] = ()

    @property
    def title(self) -> str:
        """Number and heading: 'II. …', '1. …', 'a) …' (Nghị định 30/2020/NĐ-CP, Phụ lục I: a point's letter has a bracket)."""
        if not self.number:
            return self.heading
        letter = len(self.number) == 1 and self.number.islower()
        return f"{self.number}{')' if letter else '.'} {self.heading}"


@dataclass(frozen=True, slots=True)
class ReportModel:
    """A whole report. `title` is the subject under the word 'BÁO CÁO'; `closing` its last sentence.

    `silent`: units that gave no figure at all. `left_out`: indicators with figures that no part of the outline gives.
    """

    title: str
    period: Period
    units: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: str
    silent: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
