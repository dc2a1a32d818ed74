"""What one cell of a table says: its label, its unit of measure, of whom and when."""

import re
from dataclasses import dataclass

from danvan.catalogue.models.forms import FormColumn
from danvan.reading.drafts import Draft
from danvan.reading.forms_seen import FormTable
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.measures import adopt_measure
from danvan.reading.model import Direction, FigureKind
from danvan.reading.table_columns import Column, Role
from danvan.reading.table_grid import DATA, Grid

_MEASURE_HEAD = re.compile(r"(?:số lượng|tổng số|số|tổng)\s+")
_IN_BRACKETS = re.compile(r"\(([^()]{1,20})\)\s*$")
_SHARE = re.compile(r"(?<!\w)(?:tỷ lệ|tỉ lệ|tỷ trọng)(?!\w)")
_DOWN = re.compile(r"\s*[-–−]\s?\d")
_SHORT = (
    (re.compile(r"^tr(?:iệu|\.)?\s?\.?\s?đ(?:ồng|\.)?$", re.IGNORECASE), "triệu đồng"),
    (re.compile(r"^t[ỷỉ]\s?\.?\s?đ(?:ồng|\.)?$", re.IGNORECASE), "tỷ đồng"),
    (re.compile(r"^(?:ng(?:hìn|àn|\.)?|1\.?000)\s?\.?\s?đ(?:ồng|\.)?$", re.IGNORECASE), "nghìn đồng"),
)
"""Short forms of heads, which no sentence has."""
_LEVELS = (FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell in its table. `fields`: each row counts something of its own. `caption`: the measure told above the table."""

    grid: Grid
    columns: list[Column]
    row: int
    column: int
    fields: bool = False
    caption: str = ""

    @property
    def said(self) -> Column:
        return self.columns[self.column]

    @property
    def role(self) -> Role:
        return self.said.role

    @property
    def head(self) -> str:
        return self.grid.heads[self.column]

    @property
    def own(self) -> bool:
        """Whether the row is about the unit that reports: its only row, or the total of the units below."""
        return len(self.grid.data_rows) == 1 or self.grid.is_total(self.row)


def tell_cell(draft: Draft, place: Place, form: FormTable | None, words: Lexicon) -> None:
    """Gives the draft of a cell its words; those of the form where the table is one."""
    draft.in_table = True
    draft.right, draft.right_text = "", ""
    column = form.columns.get(place.row if form.turned else place.column) if form and form.form else None
    if form is not None and form.form is not None and column is not None:
        _tell_form_cell(draft, place, form.form.code, column, words, turned=form.turned)
        return
    prose = not DATA.fullmatch(place.grid.at(place.row, place.column))
    row_head = "" if place.own and not place.fields else place.grid.row_words(place.row)
    own = f"{draft.left_text} " if prose else ""
    single = sum(column.role is Role.RESULT for column in place.columns) == 1
    if place.fields and place.role is Role.RESULT and (place.said.plain or single):
        draft.left_text = f"{own}{row_head or place.head}".strip()
    elif place.fields and row_head:
        draft.left_text = f"{own}{row_head} {_small(place.head)}".strip()
    else:
        draft.left_text = f"{own}{place.head} {row_head}".strip()
    draft.left = fold(draft.left_text)
    above = place.grid.above.get(place.row)
    draft.context = fold(place.grid.row_words(above)) if above is not None else ""
    draft.of_other = place.said.other or (not place.own and place.grid.rows_are_units and not place.fields)
    _take_measure(draft, place, words)
    _take_role(draft, place)


def _tell_form_cell(draft: Draft, place: Place, code: str, column: FormColumn, words: Lexicon, *, turned: bool) -> None:
    """The column of a form says everything but whose the row is."""
    draft.left_text = ", ".join((*column.group, column.label))
    draft.left = fold(draft.left_text)
    draft.form, draft.column = code, column.code
    if column.cell == "parts":
        draft.column = f"num({column.code})" if draft.over is not None else f"den({column.code})"
    own = place.own or turned
    draft.row = "" if own else place.grid.row_head(place.row)
    if turned and _values(place) > 1:
        draft.row = place.head
        own = False
    draft.of_other = not own
    draft.bound = column.indicator if own and column.cell == "number" else ""
    measure = column.measure
    if place.caption and words.kind_of(place.caption) == words.kind_of(measure) != "count":
        measure = place.caption
    _adopt(draft, draft.measure or measure, words)


def _values(place: Place) -> int:
    return sum(column.role in (Role.RESULT, Role.BEFORE, Role.PLAN) for column in place.columns)


def _take_measure(draft: Draft, place: Place, words: Lexicon) -> None:
    """The cell's own, else the row's or the column's, else what the heads name, else what stands above the table."""
    told = draft.measure or _told_measure(place, words)
    low = fold(place.grid.row_head(place.row) if place.fields else place.head)
    if place.said.percent or (not told and _SHARE.search(low)) or words.kind_of(told) == "percent":
        draft.measure, draft.kind, draft.scale = told if words.kind_of(told) == "percent" else "%", FigureKind.RATIO, 0
        return
    _adopt(draft, told or place.caption, words)


def _told_measure(place: Place, words: Lexicon) -> str:
    grid, row_head = place.grid, place.grid.row_head(place.row)
    by_row = next((grid.at(place.row, at) for at, one in enumerate(place.columns) if one.role is Role.MEASURE), "")
    by_row = spelled(by_row.strip("() "))
    sources = [by_row, _in_brackets(row_head, words)] if place.fields else []
    sources += [spelled(grid.measure_below(place.column)), _in_brackets(place.head, words)]
    sources.append(_head_measure(fold(place.head), words))
    if place.fields:
        sources.append(_head_measure(fold(row_head), words))
    heads = place.grid.path(place.column)
    counted = fold(row_head if place.fields else heads[-1] if heads else "")
    if place.role is Role.RESULT:
        sources += [place.caption, _leading_measure(counted, words)]
    return next(filter(None, sources), "")


def spelled(measure: str) -> str:
    """'Tr.đồng' is 'triệu đồng', 'Cuộc' is 'cuộc'."""
    for short, long in _SHORT:
        measure = short.sub(long, measure)
    return _small(measure)


def _small(words: str) -> str:
    """A first letter as inside a sentence; 'PAKN' and 'TH' stay."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or len(words) == 1 else words


def _leading_measure(low: str, words: Lexicon) -> str:
    """'Hộ nghèo' counts 'hộ'; 'Nhà nước' counts no houses."""
    found = words.measure.match(words.compound.sub(lambda match: "·" * len(match.group()), low))
    measure = found.group().strip() if found else ""
    return measure if words.kind_of(measure) == "count" and measure else ""


def _in_brackets(head: str, words: Lexicon) -> str:
    """'Kinh phí (triệu đồng)': what stands in brackets at the end, if it is a measure."""
    found = _IN_BRACKETS.search(head)
    inside = re.sub(r"^(?:đvt|đơn vị tính)\s*:?\s*", "", found[1], flags=re.IGNORECASE).strip() if found else ""
    inside = spelled(inside)
    measure = words.measure.fullmatch(fold(inside)) if inside else None
    return inside if measure and measure.group().strip() else ""


def _head_measure(low: str, words: Lexicon) -> str:
    """'Số lượt người dân' counts 'lượt người': the measure a head names after 'số'."""
    for match in _MEASURE_HEAD.finditer(low):
        measure = words.measure.match(low, match.end())
        if measure and measure.group().strip():
            return measure.group().strip()
    return ""


def _adopt(draft: Draft, measure: str, words: Lexicon) -> None:
    """The measure, and the kind of figure it makes."""
    kind = words.kind_of(measure) if measure else "count"
    if kind == "percent":
        draft.measure, draft.scale = measure, 0
    elif measure:
        adopt_measure(draft, measure, words)
    if draft.kind in _LEVELS or draft.kind is FigureKind.RATIO:
        kinds = {"percent": FigureKind.RATIO, "money": FigureKind.MONEY, "count": FigureKind.COUNT, "other": FigureKind.COUNT}
        draft.kind = kinds.get(kind, FigureKind.MEASURE)


def _take_role(draft: Draft, place: Place) -> None:
    """Last year's figures, the plan and comparisons are no results of this period."""
    said = place.said
    down = bool(_DOWN.match(place.grid.at(place.row, place.column)))
    if said.role is Role.PLAN:
        draft.target, draft.period = True, said.period or draft.period
    elif said.role is Role.BEFORE:
        draft.of_other, draft.period = True, said.period or draft.period
    elif said.role is Role.RESULT:
        draft.period = said.period or draft.period
    elif said.role is Role.CHANGE or (said.role is Role.SHARE_OF_BEFORE and (said.sign or down)):
        draft.kind = FigureKind.RATE_OF_CHANGE if draft.kind is FigureKind.RATIO else FigureKind.CHANGE
        draft.direction = Direction.DOWN if down else Direction.UP
        draft.of_other = True
    else:
        draft.of_other = True
    if down and draft.kind in _LEVELS:
        draft.kind, draft.direction = FigureKind.CHANGE, Direction.DOWN
