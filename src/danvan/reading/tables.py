"""Tables: what each cell counts, by the heads over its column, the words of its row, and the form the table may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from danvan.documents.model import Block, Cell, Document
from danvan.kernel.mapped import Mapped
from danvan.kernel.period import Period
from danvan.reading import lines
from danvan.reading.drafts import Draft, make_drafts
from danvan.reading.forms_seen import FormFinder, FormTable
from danvan.reading.known import Known, Use
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.mentions import Mentions, find_mentions
from danvan.reading.model import FormSeen, Section
from danvan.reading.numbers import NUMBER, Number, Style, read_number
from danvan.reading.paragraphs import Paragraph, is_frame
from danvan.reading.quotations import is_quotation
from danvan.reading.table_cells import Place, spelled, tell_cell
from danvan.reading.table_columns import Role, columns_of, rows_are_fields
from danvan.reading.table_grid import DATA, Grid, runs_of_tables
from danvan.reading.table_partitions import partitions
from danvan.reading.table_ties import Placed, comparisons, differences, rates, totals
from danvan.reading.ties import Tie

_CAPTION_MEASURE = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:?\s*\(?\s*(?:là\s+)?([^,;:()\n]{1,30})")
_CAPTION = 400
"""Characters above a table in which its unit of measure stands."""
_PURE = re.compile(rf"\s*[-–+−]?\s?({NUMBER})\s*")
_VALUES = frozenset({Role.RESULT, Role.BEFORE, Role.PLAN, Role.SHARE_OF_BEFORE, Role.SHARE_OF_PLAN, Role.CHANGE})


@dataclass(frozen=True, slots=True)
class TableReading:
    """The drafts of the cells of all tables, their ties, and the digits that are no figures; `paragraphs` carry their places.

    `forms`: the tables that are forms of the catalogue, with their stretch of the text.
    """

    paragraphs: tuple[Paragraph, ...]
    drafts: tuple[Draft, ...]
    ties: tuple[Tie, ...]
    known: tuple[tuple[int, Known], ...]
    forms: tuple[FormSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What all tables of a document are read with."""

    document: Document
    words: Lexicon
    style: Style
    sections: Sequence[Section]
    finder: FormFinder
    nominal: Period | None = None


@dataclass(slots=True)
class _Found:
    """What was found so far; a cell's paragraph gets the next number."""

    first: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    known: list[tuple[int, Known]] = field(default_factory=list)
    forms: list[FormSeen] = field(default_factory=list)

    def add(self, paragraph: Paragraph, drafts: Sequence[Draft], known: Sequence[Known]) -> None:
        at = self.first + len(self.paragraphs)
        self.known += [(at, item) for item in known]
        self.drafts += drafts
        self.paragraphs.append(paragraph)

    @property
    def next(self) -> int:
        return self.first + len(self.paragraphs)


def read_tables(setting: Setting, first: int) -> TableReading:
    """All tables. `first` is the index the first cell's paragraph gets; cells are numbered on from it."""
    found = _Found(first)
    end = 0
    for run in runs_of_tables(setting.document):
        blocks = [block for block in run if not is_frame(setting.document, block)]
        if blocks:
            _read_table(blocks, setting.document.text[end : blocks[0].span.start], setting, found)
            end = blocks[-1].span.end
    return TableReading(tuple(found.paragraphs), tuple(found.drafts), tuple(found.ties), tuple(found.known), tuple(found.forms))


def _read_table(blocks: Sequence[Block], above: str, setting: Setting, found: _Found) -> None:
    grid = Grid(setting.document.text, blocks, setting.words)
    columns = columns_of(grid, setting.nominal)
    form = setting.finder.find(grid, columns, above)
    if form is not None:
        found.forms.append(_seen(form, grid))
    section = next((one for one in reversed(setting.sections) if one.span.start <= grid.span.start), None)
    fields = rows_are_fields(grid, columns)
    measure = _caption_measure(above, setting.words)
    placed: list[Placed] = []
    for (row, column), cell in sorted(grid.cells.items()):
        paragraph = _paragraph(setting.document.text, cell)
        if paragraph is None or not any(letter.isdigit() for letter in paragraph.text):
            continue
        if is_quotation(paragraph.text):
            found.add(paragraph, [], [Known(Use.QUOTATION, 0, len(paragraph.text))])
            continue
        place = Place(grid, columns, row, column, fields=fields, caption=measure)
        drafts, known = _read_cell(paragraph, found.next, place, setting, section)
        for draft in drafts:
            tell_cell(draft, place, form, setting.words)
            placed.append(Placed(row, column, draft))
        found.add(paragraph, drafts, known)
    found.ties += totals(grid, columns, placed, fields=fields)
    found.ties += [*comparisons(columns, placed), *differences(columns, placed), *rates(grid, columns, placed)]
    found.ties += partitions(grid, columns, placed, setting.words)


def _seen(table: FormTable, grid: Grid) -> FormSeen:
    form = table.form
    there = {column.number for column in table.columns.values()}
    missing = (column.number for column in form.columns if column.cell != "text") if form else ()
    return FormSeen(
        grid.span, form.code if form else "", table.candidates, tuple(number for number in missing if number not in there)
    )


def _read_cell(
    paragraph: Paragraph, at: int, place: Place, setting: Setting, section: Section | None
) -> tuple[list[Draft], list[Known]]:
    """The drafts of one cell, and the digits of it that are known for something else."""
    whole = [Known(Use.NUMBERING, 0, len(paragraph.text))]
    if not place.grid.is_data(place.row) or place.role in (Role.ORDINAL, Role.NAME, Role.MEASURE):
        return [], whole
    alone = _alone(paragraph.text, setting)
    mentions = alone or find_mentions(paragraph, (), setting.words, setting.style)
    if alone or DATA.fullmatch(paragraph.text):
        drafts = make_drafts(paragraph, at, mentions, setting.words, section)
        return (drafts, list(mentions.known)) if drafts else ([], whole)
    drafts = make_drafts(paragraph, at, mentions, setting.words, section)
    if not all(draft.measure for draft in drafts) or not drafts:
        return [], whole
    return drafts, list(mentions.known)


def _alone(text: str, setting: Setting) -> Mentions | None:
    """The number that is all a cell holds, though it may look like a year or a date: what stands under a head counts."""
    pure = _PURE.fullmatch(text)
    if pure is None:
        return None
    start, end = pure.span(1)
    written = read_number(pure[1], setting.style, countable=False)
    return Mentions((Number(start, end, end, written),), (), ())


def _paragraph(text: str, cell: Cell) -> Paragraph | None:
    flow = lines.flow(Mapped.of(text, cell.span.start, cell.span.end))
    if not flow.text:
        return None
    return Paragraph(flow)


def _caption_measure(above: str, words: Lexicon) -> str:
    """'Đơn vị tính: triệu đồng' right above the table."""
    found = ""
    for match in _CAPTION_MEASURE.finditer(fold(above[-_CAPTION:])):
        said = spelled(match[1].strip(" .)"))
        measure = words.measure.fullmatch(said)
        if measure and measure.group().strip():
            found = measure.group().strip()
    return found
