"""What a consolidated report takes from the units below besides their figures: their words, and how their reports came in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline, OutlinePart
from danvan.composing.model import Appendix, AreaResult
from danvan.composing.owed import Arrivals, owed_appendices, owed_result
from danvan.composing.own_words.told import Told
from danvan.ledger.completeness import Completeness
from danvan.ledger.rolled import RolledUp

if TYPE_CHECKING:
    from danvan.composing.own_words.alike import Alike


@dataclass(frozen=True, slots=True)
class FromBelow:
    """`told` in `reports` reports; None when no reports were given to look through. `completeness` None when nobody said which
    units had to report."""

    told: tuple[Told, ...] | None = None
    reports: int = 0
    completeness: Completeness | None = None

    def results(self, part: OutlinePart, rolled: RolledUp, catalogue: Catalogue) -> Iterator[AreaResult]:
        """What `part` asks for of it."""
        if part.owed:
            yield owed_result(self._arrivals(rolled), rolled)
        if self.told is not None:
            for code in part.told:
                yield self._told(code, part.most, catalogue)

    def appendices(self, outline: Outline, rolled: RolledUp, catalogue: Catalogue) -> list[Appendix]:
        """What is told short in the parts of `outline`, whole."""
        made = owed_appendices(self._arrivals(rolled), rolled) if any(part.owed for part in outline.parts) else []
        if self.told is not None:
            asked = dict.fromkeys(code for part in outline.parts for code in part.told)
            made += [appendix for code in asked if (appendix := self._annexed(code, catalogue))]
        return made

    def _arrivals(self, rolled: RolledUp) -> Arrivals | None:
        return Arrivals.of(self.completeness, rolled) if self.completeness else None

    def _told(self, code: str, most: int, catalogue: Catalogue) -> AreaResult:
        from danvan.composing.own_words.telling import told_result  # noqa: PLC0415 - needs an extra, and words to tell

        kind = catalogue.vocabulary.own_words[code]
        return told_result(kind, self._groups(code, catalogue), most, named=bool(kind.names), reports=self.reports)

    def _annexed(self, code: str, catalogue: Catalogue) -> Appendix | None:
        from danvan.composing.own_words.telling import told_appendix  # noqa: PLC0415 - the same

        kind = catalogue.vocabulary.own_words[code]
        found = self._groups(code, catalogue)
        return told_appendix(f"appendix.{code}", kind, found, named=bool(kind.names)) if found else None

    def _groups(self, code: str, catalogue: Catalogue) -> "Sequence[Alike]":
        from danvan.composing.own_words.alike import alike  # noqa: PLC0415 - the same
        from danvan.composing.own_words.grammar import grammar_of  # noqa: PLC0415 - the same

        return alike((each for each in self.told or () if each.kind == code), catalogue.derived(grammar_of))


NOTHING = FromBelow()
