"""What the totals of an area say in words, with the phrases of the catalogue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from danvan.catalogue.models import Indicator, Phrase
from danvan.composing.model import Line, Run
from danvan.composing.numbers import Marks, capitalised, filled, is_change, joined, measured
from danvan.composing.wholes import Whole, value_of
from danvan.ledger.rolled import RolledRow


def sentences(told: Sequence[Whole], rows: Mapping[str, RolledRow], phrases: Iterable[Phrase], marks: Marks) -> list[Line]:
    """A sentence for each total that has parts; of totals without parts that follow each other a few share one. A share has
    its own: beside others it could be another's."""
    teller = _Teller(rows, _words(phrases), marks)
    made: list[Line] = []
    lone: list[Line] = []
    for whole in told:
        if whole.groups or rows[whole.code].indicator.measure == "%":
            made += [*_shared(lone), *(teller.whole(whole) if whole.groups else _shared([teller.clause(whole.code)]))]
            lone = []
        else:
            lone.append(teller.clause(whole.code))
    return [*made, *_shared(lone)]


_TOGETHER = 4
"""Clauses to a sentence."""


@dataclass(frozen=True, slots=True)
class _Teller:
    rows: Mapping[str, RolledRow]
    words: Mapping[str, str]
    marks: Marks

    def clause(self, code: str, above: str = "") -> Line:
        """The total of one indicator, in its phrase. The mark of the whole it stands under (`above`) is not repeated."""
        row = self.rows[code]
        if row.total is None:
            return ()
        indicator = row.indicator
        words = self.words.get(code) or _plain(indicator)
        clause = filled(words, {"n": measured(row.total, indicator.measure)})
        behind = self.marks.raised(row, above) if is_change(words.partition("{n}")[0]) else self.marks.behind(row, above)
        return (*clause, *behind)

    def whole(self, whole: Whole) -> Iterator[Line]:
        """A total with its parts, and theirs in brackets. Another way to split it, and parts whose own parts go further than
        brackets hold, get a sentence of their own: two splits in one sentence would read as one."""
        first, *others = whole.groups
        yield _ended((*self.clause(whole.code), Run(", trong đó "), *self._listed(first, self._mark(whole))))
        for group in others:
            yield _ended((Run("Cũng trong tổng số này, "), *self._listed(group, self._mark(whole))))
        for part in _children(whole):
            if part.groups and not _fits_brackets(part):
                yield from self.whole(part)

    def _mark(self, whole: Whole) -> str:
        return self.marks.of(self.rows[whole.code])

    def _listed(self, group: Sequence[Whole], above: str) -> Line:
        parts = [self._part(part, above) for part in group]
        apart = any(", " in piece.text for part in group for piece in self.clause(part.code, above))
        return joined(parts, "; " if apart else ", ")

    def _part(self, part: Whole, above: str) -> Line:
        clause = self.clause(part.code, above)
        if not _fits_brackets(part):
            return clause
        (group,) = part.groups
        words = joined([self.clause(each.code, self._mark(part)) for each in group], ", ")
        return (*clause, Run(" (" if self._complete(part.code, group) else " (trong đó "), *words, Run(")"))

    def _complete(self, code: str, group: Sequence[Whole]) -> bool:
        """Whether the parts of `group` are all there is of `code`: bare brackets say no less."""
        whole, parts = self.rows[code], [self.rows[part.code] for part in group]
        same_units = all(part.missing == whole.missing for part in parts)
        return same_units and sum(value_of(part.total) for part in parts) == value_of(whole.total)


def _fits_brackets(part: Whole) -> bool:
    """Whether a part is split one way, and no further below."""
    return len(part.groups) == 1 and not any(each.groups for each in _children(part))


def _children(whole: Whole) -> list[Whole]:
    return [part for group in whole.groups for part in group]


def _words(phrases: Iterable[Phrase]) -> dict[str, str]:
    """The first phrase of each indicator that can be written."""
    found: dict[str, str] = {}
    for phrase in phrases:
        if phrase.writes:
            found.setdefault(phrase.indicator, phrase.writes)
    return found


def _plain(indicator: Indicator) -> str:
    """For an indicator nobody has found words for: its name."""
    name = indicator.name.vi
    return f"{name[:1].lower()}{name[1:]} là {{n}}"


def _shared(lone: list[Line]) -> list[Line]:
    """A few clauses to a sentence, each by itself behind a semicolon: between commas one would read as part of another."""
    told = [line for line in lone if line]
    return [_ended(joined(told[at : at + _TOGETHER], "; ")) for at in range(0, len(told), _TOGETHER)]


def _ended(line: Line) -> Line:
    return (*capitalised(line), Run("."))
