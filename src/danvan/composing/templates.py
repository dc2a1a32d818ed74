"""Sentences of the catalogue filled with totals: what has no figure is left out, a zero is said in words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from danvan.catalogue.formulas import IdentityFormula
from danvan.catalogue.models import Area, Sentence
from danvan.catalogue.sentence_parts import SentencePart, parts_of
from danvan.composing.model import Line, Run
from danvan.composing.numbers import Marks, filled, is_change, measured
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
        every = parts_of(sentence.says)
        lead = next((name for part in every if not part.optional for name in part.blanks), "")
        parts = list(self._kept(self._without_broken_lists(every, lead), lead))
        codes = [self._code(name) for part in parts for name in part.blanks]
        if not all(self._there(part.blanks) and self._together(part.blanks, lead) for part in parts):
            return None
        if sentence.nothing and all(self._is_zero(code) for code in codes):
            return Told((Run(sentence.nothing),), tuple(codes))
        return Told(self._filled("".join(_apart(parts)), codes), tuple(codes))

    def _without_broken_lists(self, parts: Sequence[SentencePart], lead: str) -> Iterator[SentencePart]:
        """Without the lists ('trong đó …') of which a figure is there but of other units: the rest would seem not to be all."""
        for listed in _lists(parts):
            there = [part for part in listed if self._there(part.blanks)]
            if len(listed) == 1 or all(self._together(part.blanks, lead) for part in there):
                yield from listed

    def _kept(self, parts: Iterable[SentencePart], lead: str) -> Iterator[SentencePart]:
        """The parts that have their figures. 'trong đó' of a part that is left out goes over to the next of its list."""
        opening = ""
        for part in parts:
            begun = _OPENING.match(part.text)
            if part.optional and not (self._there(part.blanks) and self._together(part.blanks, lead)):
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
            if (change := self.marks.change(row)) and not is_change(text.partition(f"{{{name}}}")[0]):
                blanks[f"{name}*"] = change
                text = _with_change(text, name)
        return filled(text.replace(_PART, ""), blanks)

    def _there(self, names: Iterable[str]) -> bool:
        found = (self.rows.get(self._code(name)) for name in names)
        return all(row is not None and row.total is not None for row in found)

    def _together(self, names: Iterable[str], lead: str) -> bool:
        """Whether the totals are of the same units as the first of the sentence: of others they would seem not to add up."""
        first = self.rows.get(self._code(lead))
        return first is None or all(set(self.rows[self._code(name)].missing) == set(first.missing) for name in names)

    def _is_zero(self, code: str) -> bool:
        total = self.rows[code].total
        return total is not None and not total.amount.value

    def _code(self, name: str) -> str:
        return f"{self.area}.{name}"


def _lists(parts: Sequence[SentencePart]) -> Iterator[list[SentencePart]]:
    """The parts of each list together, any other part alone."""
    run: list[SentencePart] = []
    for part in parts:
        goes_on = run and part.optional and part.text.startswith(", ") and not _OPENING.match(part.text)
        if not goes_on or not _OPENING.match(run[0].text):
            if run:
                yield run
            run = []
        run.append(part)
    if run:
        yield run


def _apart(parts: Sequence[SentencePart]) -> Iterator[str]:
    """The text of each part. What follows behind a list ('trong đó …; đang xử lý 3') gets a sentence of its own, for behind a
    list of which something is left out it would read as one of its parts."""
    listed = False
    for part in parts:
        text = part.text
        if listed and part.optional and text.startswith("; ") and text[2] != "{":
            listed, text = False, f". {text[2].upper()}{text[3:]}"
        listed = listed or bool(_LIST.search(text))
        yield _PART * part.optional + text


_LIST = re.compile(r"(?:trong đó|gồm) ")


def _with_change(text: str, name: str) -> str:
    """`text` with a blank {name*} where the clause of {name} ends; right behind it, where another number comes first."""
    before, _, behind = text.partition(f"{{{name}}}")
    end = _CLAUSE_END.search(behind)
    at = end.start() if end and "{" not in behind[: end.start()] else 0
    return f"{before}{{{name}}}{behind[:at]}{{{name}*}}{behind[at:]}"
