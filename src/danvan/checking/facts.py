"""A reading's figures and relations, found by what they are."""

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from danvan.kernel.span import Span
from danvan.reading.model import Reading, Relation, RelationKind, StatedFigure

_MOST_PAIRED = 40
"""Of a sum of more terms, only so many are paired."""


class Facts:
    """Looks up in constant time what `reading` holds in lists: a document may have very many of each."""

    def __init__(self, reading: Reading) -> None:
        self.relations = reading.relations
        self._figures = {figure.id: figure for figure in reading.figures}
        self._ordered = sorted(reading.figures, key=lambda figure: figure.span)
        self._starts = [figure.span.start for figure in self._ordered]
        self._splits: dict[str, list[Relation]] = {}
        self._spoilt: dict[str, list[Relation]] = {}
        for relation in reading.relations:
            if relation.kind is RelationKind.SUM and relation.holds and len(relation.figures) > 2:
                self._splits.setdefault(relation.figures[0], []).append(relation)
            if relation.suspect is not None and relation.holds is False:
                self._spoilt.setdefault(relation.suspect, []).append(relation)

    def figure(self, identifier: str) -> StatedFigure:
        return self._figures[identifier]

    def values_of(self, indicator: str) -> frozenset[Decimal]:
        """The different values told of an indicator; targets are none."""
        return self._values.get(indicator, frozenset())

    @cached_property
    def _values(self) -> dict[str, frozenset[Decimal]]:
        found: dict[str, set[Decimal]] = {}
        for figure in self._ordered:
            if figure.indicator and not figure.target:
                found.setdefault(figure.indicator, set()).add(figure.quantity.value)
        return {code: frozenset(values) for code, values in found.items()}

    def figures_of(self, relation: Relation) -> list[StatedFigure]:
        """In the order of the relation: the stated result, then the terms."""
        return [self._figures[identifier] for identifier in relation.figures]

    def around(self, span: Span, before: int) -> list[StatedFigure]:
        """The figures in `span` and in the `before` characters ahead of it, in the order of the text."""
        first = bisect_left(self._starts, span.start - before)
        return self._ordered[first : bisect_left(self._starts, span.end)]

    def broken(self, *kinds: RelationKind) -> Iterator[Relation]:
        """The relations of these kinds that do not hold."""
        return (relation for relation in self.relations if relation.holds is False and relation.kind in kinds)

    def held_together(self, one: str, other: str) -> bool:
        """Whether a true calculation has both: a part and its whole are two different figures."""
        return frozenset((one, other)) in self._pairs

    @cached_property
    def _pairs(self) -> frozenset[frozenset[str]]:
        right = (relation.figures for relation in self.relations if relation.holds)
        return frozenset(frozenset(pair) for figures in right for pair in combinations(figures[:_MOST_PAIRED], 2))

    def split_that_fits(self, whole: str) -> Relation | None:
        """A true sum of two parts or more that gives the figure `whole`."""
        return next(iter(self._splits.get(whole, ())), None)

    def spoilt_by(self, suspect: str) -> list[Relation]:
        """The false relations whose likeliest wrong figure is `suspect`: sums first, for they fix what it should be."""
        return sorted(self._spoilt.get(suspect, ()), key=lambda relation: relation.kind is not RelationKind.SUM)

    def adds_up(self, relation: Relation) -> bool:
        """Whether the terms of a sum, as printed, give what was computed of them: not so where units of measure differ."""
        terms = self.figures_of(relation)[1:]
        return bool(terms) and Fraction(sum(term.quantity.value for term in terms)) == relation.computed
