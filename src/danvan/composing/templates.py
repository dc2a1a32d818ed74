"""Sentences of the catalogue filled with totals: what has no figure is left out, a zero is said in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from danvan.catalogue.formulas import IdentityFormula
from danvan.catalogue.models import Area, Sentence
from danvan.catalogue.sentence_parts import SentencePart, parts_of
from danvan.composing.model import Line, Run
from danvan.composing.numbers import Marks, filled, measured
from danvan.composing.wholes import value_of
from danvan.ledger.rolled import RolledRow


@dataclass(frozen=True, slots=True)
class Told:
    """A filled sentence, and the codes of the indicators it gives."""

    line: Line
    codes: tuple[str, ...]


def told(area: Area, rows: Mapping[str, RolledRow], formulas: Iterable[IdentityFormula], marks: Marks) -> list[Told]:
    """The sentences of `area` whose figures are there and fit: one that would put together what `formulas` say does not add
    up ('320 hồ sơ, trong đó 206 …, 129 …') is not said, its figures are told one by one."""
    totals = {code: value_of(row.total) for code, row in rows.items() if row.total is not None}
    broken = [set(formula.codes) for formula in formulas if formula.holds(totals) is False]
    filler = _Filler(area.code, rows, marks)
    said = [each for sentence in area.sentences if (each := filler.sentence(sentence)) is not None]
    return [each for each in said if not any(codes <= set(each.codes) for codes in broken)]


@dataclass(frozen=True, slots=True)
class _Filler:
    area: str
    rows: Mapping[str, RolledRow]
    marks: Marks

    def sentence(self, sentence: Sentence) -> Told | None:
        parts = [part for part in parts_of(sentence.says) if not part.optional or self._there(part.blanks)]
        codes = [self._code(name) for part in parts for name in part.blanks]
        if not all(self._there(part.blanks) for part in parts):
            return None
        if sentence.nothing and all(self._is_zero(code) for code in codes):
            return Told((Run(sentence.nothing),), tuple(codes))
        return Told(tuple(run for part in parts for run in self._filled(part)), tuple(codes))

    def _filled(self, part: SentencePart) -> Line:
        return filled(part.text, {name: tuple(self._figure(self._code(name))) for name in part.blanks})

    def _figure(self, code: str) -> Iterator[Run]:
        row = self.rows[code]
        if row.total is not None:
            yield from measured(row.total, row.indicator.measure)
        if mark := self.marks.of(row):
            yield Run(f"({mark})", raised=True)

    def _there(self, names: Iterable[str]) -> bool:
        found = (self.rows.get(self._code(name)) for name in names)
        return all(row is not None and row.total is not None for row in found)

    def _is_zero(self, code: str) -> bool:
        total = self.rows[code].total
        return total is not None and not total.quantity.value

    def _code(self, name: str) -> str:
        return f"{self.area}.{name}"
