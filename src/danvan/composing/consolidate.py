"""From rolled-up figures and an outline to a consolidated report, before it has a format."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_identity, parse_indicator
from danvan.catalogue.models import Area, Outline, OutlinePart
from danvan.composing import notes
from danvan.composing.model import AreaResult, Line, Part, ReportModel, Run
from danvan.composing.numbers import Marks
from danvan.composing.sentences import sentences
from danvan.composing.tables import reported, shown, table
from danvan.composing.wholes import wholes
from danvan.ledger.rolled import RolledRow, RolledUp
from danvan.units.level import KINDS, kind_of

_BLANK = re.compile(r"\{(\w*)\}")


def consolidate(rolled: RolledUp, outline: Outline, catalogue: Catalogue) -> ReportModel:
    """The report `outline` lays out over the figures of `rolled`.

    Raises CatalogueError when the outline names an area or a blank that does not exist, FormulaError for a bad formula.
    """
    composer = _Composer(rolled, outline, catalogue.at(rolled.period.end))
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
                raise self.catalogue.place(self.outline).error(
                    f"the blank '{{{name}}}'", ", ".join(f"{{{each}}}" for each in blanks)
                )
        return _BLANK.sub(lambda blank: blanks[blank[1]], text)

    def parts(self) -> Iterator[Part]:
        tables = 0
        for part in self.outline.parts:
            areas: list[AreaResult] = []
            for code in part.areas:
                result = self._area(self._known(code), tables + 1, named=len(part.areas) > 1)
                tables += result.table is not None
                areas.append(result)
            yield self._part(part, tuple(areas))

    def left_out(self) -> tuple[str, ...]:
        """Codes of the indicators somebody reported that no part of the outline gives."""
        given = {area for part in self.outline.parts for area in part.areas}
        rows = self.rolled.rows.values()
        return (
            *(row.indicator.code for row in rows if reported(row) and row.indicator.area not in given),
            *self.rolled.unknown,
        )

    def _part(self, part: OutlinePart, areas: tuple[AreaResult, ...]) -> Part:
        """A part; the first also names the units that gave nothing at all."""
        silent = silent_units(self.rolled)
        text = self.fill(part.text.vi) if part.text else ""
        if silent and part is self.outline.parts[0]:
            text = f"{text}\nChưa có số liệu của: {', '.join(silent)}.".strip()
        return Part(part.code, part.number, self.fill(part.heading.vi), part.level, text, areas)

    def _known(self, code: str) -> Area:
        area = self.catalogue.areas.get(code)
        if area is None:
            raise self.catalogue.place(self.outline).error(f"the area '{code}'", ", ".join(self.catalogue.areas))
        return area

    def _area(self, area: Area, number: int, *, named: bool) -> AreaResult:
        heading = area.name.vi if named else ""
        rows = [row for row in self.rolled.rows.values() if row.indicator.area == area.code]
        if not any(reported(row) for row in rows):
            return AreaResult(area.code, heading, ((Run(f"Không đơn vị nào báo cáo số liệu về {_lower(area.name.vi)}."),),))
        return _given(area, heading, rows, number, self)


def _given(area: Area, heading: str, rows: Sequence[RolledRow], number: int, composer: _Composer) -> AreaResult:
    """An area somebody reported on."""
    catalogue, rolled = composer.catalogue, composer.rolled
    by_code: Mapping[str, RolledRow] = {row.indicator.code: row for row in rows}
    formulas = [parse_identity(identity, catalogue) for identity in area.identities]
    marks = Marks()
    told = sentences(wholes(rows, formulas), by_code, area.phrases, marks)
    drawn = table(number, f"{area.name.vi}, {rolled.period}", shown(rows), rolled.units, marks)
    pointer = (Run(f"Số liệu của từng đơn vị nêu tại Bảng {number}."),)
    told[-1:] = [(*told[-1], Run(" "), *pointer)] if told else [pointer]
    below = [*marks.notes(), *notes.signs(drawn), *_ratios(rows, catalogue, rolled.rows), *notes.misfits(formulas, rolled.rows)]
    nobody = notes.unreported([row for row in rows if row.indicator.main and not reported(row)])
    return AreaResult(
        area.code, heading, tuple(told), drawn, tuple(line for line in (*below, notes.other_measures(rows), nobody) if line)
    )


def _ratios(rows: Sequence[RolledRow], catalogue: Catalogue, every: Mapping[str, RolledRow]) -> Iterator[Line]:
    for row in rows:
        formula = parse_indicator(row.indicator, catalogue) if row.indicator.rollup == "ratio" else None
        if formula:
            yield notes.ratio(row, formula, every)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
