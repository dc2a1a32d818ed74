"""From rolled-up figures and an outline to a consolidated report, before it has a format."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IdentityFormula, parse_identity, parse_indicator
from danvan.catalogue.models import Area, Outline, OutlinePart, OutlineTable
from danvan.composing import notes, templates
from danvan.composing.changes import changes
from danvan.composing.model import AreaResult, Line, Part, ReportModel, Run
from danvan.composing.numbers import Marks
from danvan.composing.own import is_own
from danvan.composing.sentences import sentences
from danvan.composing.tables import reported, shown, table
from danvan.composing.wholes import Whole, untold, wholes
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledRow, RolledUp
from danvan.units.level import KINDS, kind_of

_BLANK = re.compile(r"\{(\w*)\}")


def consolidate(
    rolled: RolledUp, outline: Outline, catalogue: Catalogue, *, before: Sequence[Figure] = (), kept: Collection[str] = ()
) -> ReportModel:
    """The report `outline` lays out over the figures of `rolled`: of several units added up, or of one by itself (own.py).

    `before`: the same totals or figures of the same period of the year before, to compare with. `kept`: parts that stand even
    when they have nothing to tell (a person wrote for them).
    Raises CatalogueError when the outline names an area or a blank that does not exist, FormulaError for a bad formula.
    """
    told = changes(rolled.rows.values(), before, rolled.period)
    composer = _Composer(rolled, outline, catalogue.at(rolled.period.end), told, frozenset(kept))
    parts = tuple(composer.parts())
    return ReportModel(
        title=composer.fill(outline.title.vi),
        period=rolled.period,
        units=rolled.units,
        parts=parts,
        closing=composer.fill(outline.closing.vi),
        silent=silent_units(rolled),
        left_out=composer.left_out(),
    )


def silent_units(rolled: RolledUp) -> tuple[str, ...]:
    """The units that gave no figure at all."""
    given = {unit for row in rolled.rows.values() for unit, value in row.values.items() if value is not None}
    return tuple(unit for unit in rolled.units if unit not in given)


def kinds_of_units(units: Iterable[str]) -> str:
    """'xã, thị trấn': the kinds the names of `units` begin with; 'đơn vị' where one does not say."""
    found = [kind_of(unit) for unit in units]
    if not found or None in found:
        return "đơn vị"
    words = {kind.word for kind in found if kind}
    return ", ".join(dict.fromkeys(kind.word for kind in KINDS if kind.word in words))


@dataclass(frozen=True, slots=True)
class _Composer:
    rolled: RolledUp
    outline: Outline
    catalogue: Catalogue
    changes: Mapping[str, Line]
    kept: frozenset[str]

    @property
    def own(self) -> bool:
        return is_own(self.rolled)

    def marks(self) -> Marks:
        return Marks(self.changes)

    def fill(self, text: str) -> str:
        """`text` with its blanks filled."""
        silent = silent_units(self.rolled)
        giving = [unit for unit in self.rolled.units if unit not in silent]
        blanks = {
            "period": str(self.rolled.period),
            "level_units": kinds_of_units(self.rolled.units),
            "count": str(len(giving)),
        }
        for name in _BLANK.findall(text):
            if name not in blanks:
                known = ", ".join(f"{{{each}}}" for each in blanks)
                raise self.catalogue.place(self.outline).error("the blank '{{{name}}}'", "{known}", name=name, known=known)
        return _BLANK.sub(lambda blank: blanks[blank[1]], text)

    def parts(self) -> Iterator[Part]:
        numbers = count(1)
        for part in self.outline.parts:
            areas = [self._known(code) for code in part.areas]
            told = [area for area in areas if self._reported(area)]
            if part.rest:
                areas = told = [*told, *(area for area in self._unnamed() if self._reported(area))]
                if not told and part.code not in self.kept:
                    continue
            results = [self._area(area, next(numbers), named=len(areas) > 1) for area in told]
            results += _single(self._rows(part.indicators), self)
            results += [result for asked in part.tables if (result := self._table(asked, numbers))]
            if silent := _silent([area for area in areas if area not in told], self.own, alone=len(areas) == 1):
                results.append(silent)
            yield self._part(part, tuple(results))

    def left_out(self) -> tuple[str, ...]:
        """Codes of the indicators somebody reported that no part of the outline gives."""
        areas = {area for part in self.outline.parts for area in part.areas}
        if any(part.rest for part in self.outline.parts):
            areas |= {area.code for area in self._unnamed()}
        given = {code for part in self.outline.parts for code in part.indicators}
        given |= {code for part in self.outline.parts for asked in part.tables for code in self._columns(asked)}
        reports = [row.indicator for row in self.rolled.rows.values() if reported(row)]
        return (
            *(each.code for each in reports if each.area not in areas and each.code not in given),
            *self.rolled.unknown,
        )

    def _unnamed(self) -> list[Area]:
        """The areas no part of the outline names."""
        named = {code for part in self.outline.parts for code in part.areas}
        return [area for code, area in self.catalogue.areas.items() if code not in named]

    def _reported(self, area: Area) -> bool:
        return any(reported(row) for row in self.rolled.rows.values() if row.indicator.area == area.code)

    def _rows(self, codes: Iterable[str]) -> list[RolledRow]:
        """The rows of these indicators that somebody reported."""
        return [row for code in codes if (row := self.rolled.rows.get(code)) and reported(row)]

    def _columns(self, asked: OutlineTable) -> tuple[str, ...]:
        """The indicators of a table: its own, or those the columns of its form are."""
        if not asked.form:
            return asked.indicators
        forms = [form for form in self.catalogue.forms.values() if form.symbol == asked.form]
        return tuple(column.indicator for form in forms for column in form.columns if column.indicator)

    def _table(self, asked: OutlineTable, numbers: Iterator[int]) -> AreaResult | None:
        """A table the outline asks for; None when nobody reported any of it."""
        rows = self._rows(self._columns(asked))
        if not rows:
            return None
        marks = Marks()
        drawn = table(next(numbers), self.fill(asked.title.vi), rows, self.rolled.units, marks)
        below = (*marks.notes(), *notes.signs(drawn), notes.other_measures(rows))
        return AreaResult("", "", (), drawn, tuple(line for line in below if line))

    def _part(self, part: OutlinePart, areas: tuple[AreaResult, ...]) -> Part:
        """A part; the first also names the units that gave nothing at all."""
        silent = silent_units(self.rolled)
        text = self.fill(part.text.vi) if part.text else ""
        if silent and not self.own and part is self.outline.parts[0]:
            text = f"{text}\nChưa có số liệu của: {', '.join(silent)}.".strip()
        return Part(part.code, part.number, self.fill(part.heading.vi), part.level, text, areas)

    def _known(self, code: str) -> Area:
        area = self.catalogue.areas.get(code)
        if area is None:
            known = ", ".join(self.catalogue.areas)
            raise self.catalogue.place(self.outline).error("the area '{area}'", "{known}", area=code, known=known)
        return area

    def _area(self, area: Area, number: int, *, named: bool) -> AreaResult:
        heading = area.name.vi if named else ""
        rows = [row for row in self.rolled.rows.values() if row.indicator.area == area.code]
        return _given(area, heading, rows, number, self)


def _silent(areas: Sequence[Area], own: bool, *, alone: bool) -> AreaResult | None:
    """One line for all areas of a part that nobody reported on; the only area of a part is named by its heading. In a unit's
    own report it asks the writer, in brackets as the outline does: what is not known is not said to be nothing."""
    if not areas:
        return None
    if own:
        names = "; ".join(area.name.vi for area in areas)
        words = f"[Chưa có số liệu: {names}. Nêu kết quả, hoặc ghi rõ trong kỳ không phát sinh.]"
        return AreaResult(areas[0].code, "", ((Run(words),),))
    names = "nội dung này" if alone else f"các lĩnh vực: {'; '.join(area.name.vi for area in areas)}"
    return AreaResult(areas[0].code, "", ((Run(f"Không đơn vị nào báo cáo số liệu về {names}."),),))


def _single(rows: Sequence[RolledRow], composer: _Composer) -> list[AreaResult]:
    """Single figures, which share a sentence."""
    by_code = {row.indicator.code: row for row in rows}
    marks = composer.marks()
    told = sentences([Whole(code) for code in by_code], by_code, composer.catalogue.phrases, marks)
    return [AreaResult("", "", tuple(told), None, tuple(marks.notes()))] if told else []


def _given(area: Area, heading: str, rows: Sequence[RolledRow], number: int, composer: _Composer) -> AreaResult:
    """An area somebody reported on."""
    catalogue, rolled = composer.catalogue, composer.rolled
    by_code: Mapping[str, RolledRow] = {row.indicator.code: row for row in rows}
    formulas = catalogue.derived(_formulas)[area.code]
    marks = composer.marks()
    written = templates.told(area, by_code, formulas, marks)
    given = {code for sentence in written for code in sentence.codes}
    rest = [left for whole in wholes(rows, formulas) for left in untold(whole, given)]
    told = [*(sentence.line for sentence in written), *sentences(rest, by_code, area.phrases, marks)]
    if composer.own:
        asked = [(Run("["), *line, Run("]")) for line in notes.misfits(formulas, rolled.rows)]
        return AreaResult(area.code, heading, (*told, *asked))
    drawn = table(number, f"{area.name.vi}, {rolled.period}", shown(rows), rolled.units, marks)
    pointer = (Run(f"Số liệu của từng đơn vị nêu tại Bảng {number}."),)
    told[-1:] = [(*told[-1], Run(" "), *pointer)] if told else [pointer]
    below = [*marks.notes(), *notes.signs(drawn), *_ratios(rows, catalogue, rolled.rows), *notes.misfits(formulas, rolled.rows)]
    nobody = notes.unreported([row for row in rows if row.indicator.main and not reported(row)])
    return AreaResult(
        area.code, heading, tuple(told), drawn, tuple(line for line in (*below, notes.other_measures(rows), nobody) if line)
    )


def _formulas(catalogue: Catalogue) -> dict[str, list[IdentityFormula]]:
    """The identities of each area, taken apart."""
    return {
        code: [parse_identity(identity, catalogue) for identity in area.identities] for code, area in catalogue.areas.items()
    }


def _ratios(rows: Sequence[RolledRow], catalogue: Catalogue, every: Mapping[str, RolledRow]) -> Iterator[Line]:
    for row in rows:
        formula = parse_indicator(row.indicator, catalogue) if row.indicator.rollup == "ratio" else None
        if formula:
            yield notes.ratio(row, formula, every)
