"""Sentences of the catalogue filled with totals: what has no figure is left out, a zero is said in words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from danvan.catalogue.formulas import IdentityFormula
from danvan.catalogue.models import Area, Sentence
from danvan.catalogue.sentence_parts import SentencePart, parts_of
from danvan.composing.model import Line, Run
from danvan.composing.numbers import Marks, filled, measured
from danvan.composing.wholes import value_of
from danvan.ledger.rolled import RolledRow

_PART = "\x00"
"""Stands where a part that may be left out begins, until a sentence is filled."""
_CLAUSE_END = re.compile(
    rf"[;.:){_PART}]|,(?= (?:trong đó|gồm) )|,(?= (?:có |đạt |tỷ lệ )?\{{)| (?:với|và|của|trên) (?=[^,;.]*\{{)"
)
_OPENING = re.compile(r", (?:trong đó có|trong đó|gồm) ")


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
        parts = list(self._kept(parts_of(sentence.says)))
        codes = [self._code(name) for part in parts for name in part.blanks]
        if not all(self._there(part.blanks) for part in parts):
            return None
        if sentence.nothing and all(self._is_zero(code) for code in codes):
            return Told((Run(sentence.nothing),), tuple(codes))
        return Told(self._filled("".join(_PART * part.optional + part.text for part in parts), codes), tuple(codes))

    def _kept(self, parts: Iterable[SentencePart]) -> Iterator[SentencePart]:
        """The parts that have their figures. 'trong đó' of a part that is left out goes over to the next of its list."""
        opening = ""
        for part in parts:
            begun = _OPENING.match(part.text)
            if part.optional and not self._there(part.blanks):
                opening = begun[0] if begun else opening
                continue
            listed = opening and part.optional and part.text.startswith(", ") and not begun
            yield replace(part, text=f"{opening}{part.text.removeprefix(', ')}") if listed else part
            opening = ""

    def _filled(self, text: str, codes: Iterable[str]) -> Line:
        """`text` with its figures, and how each changed behind the words that belong to it: 'tiếp 40 lượt công dân (tăng)'."""
        blanks: dict[str, Line] = {}
        for code in codes:
            row, name = self.rows[code], code.removeprefix(f"{self.area}.")
            blanks[name] = (*(measured(row.total, row.indicator.measure) if row.total else ()), *self.marks.raised(row))
            if change := self.marks.change(row):
                blanks[f"{name}*"] = change
                text = _with_change(text, name)
        return filled(text.replace(_PART, ""), blanks)

    def _there(self, names: Iterable[str]) -> bool:
        found = (self.rows.get(self._code(name)) for name in names)
        return all(row is not None and row.total is not None for row in found)

    def _is_zero(self, code: str) -> bool:
        total = self.rows[code].total
        return total is not None and not total.amount.value

    def _code(self, name: str) -> str:
        return f"{self.area}.{name}"


def _with_change(text: str, name: str) -> str:
    """`text` with a blank {name*} where the clause of {name} ends; right behind it, where another number comes first."""
    before, _, behind = text.partition(f"{{{name}}}")
    end = _CLAUSE_END.search(behind)
    at = end.start() if end and "{" not in behind[: end.start()] else 0
    return f"{before}{{{name}}}{behind[:at]}{{{name}*}}{behind[at:]}"
