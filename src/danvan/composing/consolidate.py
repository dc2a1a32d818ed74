"""From rolled-up figures and an outline to a consolidated report, before it has a format."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IdentityFormula, parse_identity, parse_indicator
from danvan.catalogue.models import Area, Outline, OutlinePart, OutlineTable
from danvan.composing import notes, templates
from danvan.composing.asked import refuse_unknown
from danvan.composing.by_year import Years, by_year
from danvan.composing.changes import changes
from danvan.composing.folding import folded
from danvan.composing.from_below import NOTHING, FromBelow
from danvan.composing.model import AreaResult, Line, Part, ReportModel, Run
from danvan.composing.naming import with_names
from danvan.composing.numbers import Marks
from danvan.composing.own import is_own
from danvan.composing.prose.placing import is_request
from danvan.composing.sentences import sentences
from danvan.composing.standings import standing_result
from danvan.composing.tables import reported, shown, table
from danvan.composing.wholes import Whole, untold, wholes
from danvan.kernel.finding import Severity
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledRow, RolledUp
from danvan.units.level import KINDS, kind_of

_BLANK = re.compile(r"\{(\w*)\}")


def consolidate(  # noqa: PLR0913 - a report has as many sources
    rolled: RolledUp,
    outline: Outline,
    catalogue: Catalogue,
    *,
    before: Sequence[Figure] = (),
    kept: Collection[str] = (),
    figures_in: str = "",
    below: FromBelow = NOTHING,
    years: Years | None = None,
) -> ReportModel:
    """The report `outline` lays out over the figures of `rolled`: of several units added up, or of one by itself (own.py).

    `before`: the same totals or figures of the same period of the year before, to compare with. `kept`: parts that stand even
    when they have nothing to tell (a person wrote for them). `figures_in`: the appendix with the figures of each unit
    ('Phụ lục I'), which then stand in no table of the text. `below`: the words of the units below, and who has reported;
    `years`: of a period of several, each by itself.
    Raises CatalogueError when the outline names an area, an indicator, a form or a blank that does not exist, FormulaError for
    a bad formula.
    """
    refuse_unknown(outline, catalogue)
    told = changes(rolled.rows.values(), before, rolled.period)
    told_at = catalogue.at(rolled.period.end)
    composer = _Composer(rolled, outline, told_at, told, frozenset(kept), figures_in, below, years or Years())
    parts = tuple(composer.parts())
    model = ReportModel(
        title=composer.fill(outline.title.vi),
        period=rolled.period,
        units=rolled.units,
        parts=parts,
        closing=composer.fill(outline.closing.vi),
        silent=composer.silent,
        left_out=composer.left_out(),
        appendices=() if composer.own else tuple(below.appendices(outline, rolled, composer.catalogue)),
    )
    return with_names(model, composer.catalogue)


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


@dataclass(frozen=True)
class _Composer:
    rolled: RolledUp
    outline: Outline
    catalogue: Catalogue
    changes: Mapping[str, Line]
    kept: frozenset[str]
    figures_in: str = ""
    below: FromBelow = NOTHING
    years: Years = field(default_factory=Years)

    @property
    def own(self) -> bool:
        return is_own(self.rolled)

    @property
    def told_units(self) -> tuple[str, ...]:
        """The units that have a row in tables: all, but where a part of the report names those that gave nothing at all."""
        if not any(part.owed for part in self.outline.parts):
            return self.rolled.units
        return tuple(unit for unit in self.rolled.units if unit not in self.silent)

    @cached_property
    def silent(self) -> tuple[str, ...]:
        return silent_units(self.rolled)

    def marks(self) -> Marks:
        return Marks(self.changes)

    def fill(self, text: str) -> str:
        """`text` with its blanks filled."""
        giving = [unit for unit in self.rolled.units if unit not in self.silent]
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
            results = [self._area(area, 0 if self.own else next(numbers), named=len(areas) > 1) for area in told]
            results += _single(self._rows(part.indicators), self)
            results += [result for asked in part.tables if (result := self._table(asked, numbers))]
            from_below = [] if self.own else [*self._standings(part, numbers), *self._told(part)]
            if not (results or from_below or part.text or part.code in self.kept) and (part.standings or part.owed):
                continue
            results += from_below
            if silent := _silent([area for area in areas if area not in told], self.own, alone=len(areas) == 1):
                results.append(silent)
            answered = bool(from_below) and (bool(part.told) or bool(part.standings))
            yield self._part(part, tuple(results), answered=answered)

    def _standings(self, part: OutlinePart, numbers: Iterator[int]) -> Iterator[AreaResult]:
        for asked in part.standings:
            found = standing_result(asked, self.rolled.rows, self.told_units, self.catalogue, numbers)
            if found is not None:
                yield found

    def _told(self, part: OutlinePart) -> Iterator[AreaResult]:
        yield from self.below.results(part, self.rolled, self.catalogue)

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
        if asked.by_year and (told := self._by_year(asked, numbers)):
            return told
        rows = self._rows(self._columns(asked))
        if not rows:
            return None
        marks = Marks()
        drawn = table(next(numbers), self.fill(asked.title.vi), rows, self.told_units, marks)
        below = (*marks.notes(), *notes.signs(drawn), notes.other_measures(rows))
        return AreaResult("", "", (), drawn, tuple(line for line in below if line))

    def _by_year(self, asked: OutlineTable, numbers: Iterator[int]) -> AreaResult | None:
        """The same with the years beside each other; None where the ledger has none of them."""
        every = [self.rolled.rows[code] for code in asked.indicators if code in self.rolled.rows]
        told = by_year(0, self.fill(asked.title.vi), every, self.years)
        if told is None or told.listing is None:
            return None
        return replace(told, listing=replace(told.listing, number=next(numbers)))

    def _part(self, part: OutlinePart, areas: tuple[AreaResult, ...], *, answered: bool) -> Part:
        """A part; the first also names the units that gave nothing at all, unless another part does. What it asks the writer
        for is left out where it is `answered`."""
        silent = self.silent
        text = self.fill(part.text.vi) if part.text and not (answered and is_request(part.text.vi)) else ""
        named = any(each.owed for each in self.outline.parts)
        if silent and not self.own and not named and part is self.outline.parts[0]:
            text = f"{text}\nChưa có số liệu của: {folded(silent)}.".strip()
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
    firm = {one.code for one in area.identities if one.severity is Severity.ERROR}
    by_code = {code: row for code, row in by_code.items() if not notes.of_other_units(row, catalogue, rolled.rows)}
    marks = composer.marks()
    written = templates.told(area, by_code, formulas, marks)
    given = {code for sentence in written for code in sentence.codes}
    rest = [left for whole in wholes(list(by_code.values()), formulas) for left in untold(whole, given)]
    told = [*(sentence.line for sentence in written), *sentences(rest, by_code, area.phrases, marks)]
    if composer.own:
        asked = [(Run("["), *line, Run("]")) for line in notes.misfits(formulas, rolled.rows, firm)]
        return AreaResult(area.code, heading, (*told, *asked))
    title = f"{area.name.vi}, {rolled.period}"
    drawn = None if composer.figures_in else table(number, title, shown(rows), composer.told_units, marks)
    pointer = (Run(f"Số liệu của từng đơn vị nêu tại {composer.figures_in or f'Bảng {number}'}."),)
    if drawn or not told:
        told[-1:] = [(*told[-1], Run(" "), *pointer)] if told else [pointer]
    below = [
        *marks.notes(),
        *(notes.signs(drawn) if drawn else ()),
        *_ratios(rows, catalogue, rolled.rows),
        *notes.misfits(formulas, rolled.rows, firm),
    ]
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
