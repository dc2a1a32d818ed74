"""A consolidated report before it has a format: parts, sentences, tables, notes. No Word, no PDF here.

Every number a reader may ask about is a piece of text that carries the identifier of its figure.
"""

from dataclasses import dataclass
from decimal import Decimal
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
    """A piece of text. `figure`: identifier of the figure this number is, '' for ordinary words. `raised`: a note mark, or what
    a person raised. `by`: whose words they are. `bold`, `italic`, `underline`: as a person set them."""

    text: str
    figure: str = ""
    raised: bool = False
    by: Author = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False


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
    group: str = ""
    """The area it belongs to, where a table has several."""


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
class Listing:
    """A table of words and numbers in rows of any kind. `number` counts it with the tables of the report, 0 for one without a
    caption; `widths` in millimetres, the ordinal's aside; `aligns`: 'l', 'c' or 'r' for each column."""

    number: int
    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    aligns: str
    rows: tuple[tuple[Cell, ...], ...]
    numbered: bool = True
    """Whether the rows are counted in a column of their own."""

    @property
    def caption(self) -> str:
        return f"Bảng {self.number}. {self.title}"


ChartKind = Literal["change", "time", "share", "classes", "units", "map"]
"""Change against last year; a share over time; a share of each unit, or how many units lie where; small multiples of units
over time; bubbles where units lie."""


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing a chart shows: its value as drawn (None: not known) and in words, and the figures it comes from. `at`: degrees
    of longitude and latitude."""

    label: str
    value: Decimal | None
    text: str
    figures: tuple[str, ...] = ()
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """What is drawn over one pair of axes; `measure` is the unit of its values."""

    title: str
    measure: str
    data: tuple[Datum, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures, before it is drawn. `number` counts the charts of the report from 1; `told` states its numbers in
    words, for who cannot see it; `line`: the total a reader holds the others against; `note` what is not shown, and why."""

    number: int
    kind: ChartKind
    title: str
    told: str
    panels: tuple[Panel, ...]
    line: Datum | None = None
    note: str = ""

    @property
    def caption(self) -> str:
        return f"Biểu đồ {self.number}. {self.title}"

    @property
    def figures(self) -> tuple[str, ...]:
        """Identifiers of every figure it shows, each once."""
        data = [*(datum for panel in self.panels for datum in panel.data), *([self.line] if self.line else [])]
        return tuple(dict.fromkeys(figure for datum in data for figure in datum.figures))


@dataclass(frozen=True, slots=True)
class AreaResult:
    """What one area of work has to say. `heading` is '' where the part's own heading names it already."""

    area: str
    heading: str
    sentences: tuple[Line, ...]
    table: Table | None = None
    notes: tuple[Line, ...] = ()
    chart: Chart | None = None
    listing: Listing | None = None


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix on pages of its own, numbered for themselves (30/2020/NĐ-CP, annex I). `number`: 'I', '' for the only one;
    `landscape`: on sheets that lie on their side; `table`: the wide one of units and indicators; `areas`: what else it has."""

    code: str
    number: str
    title: str
    landscape: bool = False
    table: Table | None = None
    areas: tuple[AreaResult, ...] = ()
    notes: tuple[Line, ...] = ()

    @property
    def name(self) -> str:
        return f"Phụ lục {self.number}".strip()


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
    appendices: tuple[Appendix, ...] = ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart, in the order of the report."""
        areas = [area for part in self.parts for area in part.areas]
        areas += [area for appendix in self.appendices for area in appendix.areas]
        return tuple(area.chart for area in areas if area.chart)
