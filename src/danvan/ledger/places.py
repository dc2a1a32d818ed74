"""The figures an admission knows, by the place they stand at: indicator, unit, first and last day.

A place has a strand for each kind of source that spoke of it: a chain of versions, of which the last counts. The best ranked
strand is the figure of record, the others are witnesses (`danvan.ledger.ranks`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from danvan.ledger.figure import Blank, Figure, Words
from danvan.ledger.ranks import NOTHING, rank_of, strand_of
from danvan.units.names import unit_key

Key = tuple[str, str, date, date]
Evidence = tuple[str, int, int, str]
_NUMBER = re.compile(r"-\d+$")


def evidence_of(figure: Figure) -> Evidence | None:
    """The place in a document a figure was read from, for its indicator; None when it comes from no document."""
    source = figure.source
    return (source.digest, source.start, source.end, figure.indicator) if isinstance(source, Words) else None


def same_value(one: Figure, other: Figure) -> bool:
    """Whether both give the same number in the same measure, or are blank for the same reason."""
    if one.quantity is None or other.quantity is None:
        return one.quantity is other.quantity and one.blank == other.blank and one.withdrawn == other.withdrawn
    return one.quantity.value == other.quantity.value and one.quantity.measure == other.quantity.measure


class Book:
    """`known` figures and which version superseded which; what is entered later joins them."""

    def __init__(self, known: Iterable[Figure], superseded: Mapping[str, str]) -> None:
        self._known: dict[str, Figure] = {}
        self._superseded = dict(superseded)
        self._places: defaultdict[Key, list[str]] = defaultdict(list)
        self._codes: defaultdict[Key, set[str]] = defaultdict(set)
        self._adopted: dict[Key, str] = {}
        self._evidence: defaultdict[Evidence, list[str]] = defaultdict(list)
        for figure in sorted(known, key=lambda figure: not figure.unit_code):
            self.enter(figure)

    def enter(self, figure: Figure) -> None:
        """From now on `figure` is known, and what it supersedes is no longer current."""
        self._known[figure.id] = figure
        if figure.supersedes is not None:
            self._superseded[figure.supersedes] = figure.id
        place = self.key(figure)
        if figure.unit_code:
            self._codes[_by_name(figure)].add(figure.unit_code)
            if place == _by_name(figure):
                self._adopted[place] = figure.unit_code
        self._places[place].append(figure.id)
        if evidence := evidence_of(figure):
            self._evidence[evidence].append(figure.id)

    def amend(self, figure: Figure, *, witness: bool) -> Figure:
        """A figure entered just now, with another role."""
        self._known[figure.id] = replace(figure, witness=witness)
        return self._known[figure.id]

    def find(self, identifier: str) -> Figure | None:
        """The figure called so, if it is known."""
        return self._known.get(identifier)

    def newer(self, identifier: str) -> str:
        """The version that superseded it, '' while there is none."""
        return self._superseded.get(identifier, "")

    def free(self, wanted: str) -> str:
        """`wanted`, or with '-2', '-3'… where that is taken. Of a later version the name of the first one is counted on."""
        first = _NUMBER.sub("", wanted)
        base = first if first in self._known else wanted
        name, count = wanted, 1
        while name in self._known:
            count += 1
            name = f"{base}-{count}"
        return name

    def key(self, figure: Figure) -> Key:
        """What there is one figure of record of. The unit is known by its code, or by its name where it came without one: a
        code that comes to such a place later, and has no place of its own, belongs there."""
        by_name = _by_name(figure)
        if not figure.unit_code:
            codes = self._codes.get(by_name, set())
            alone = len(codes) == 1 and by_name not in self._places
            return _by_code(figure, next(iter(codes))) if alone else by_name
        by_code = _by_code(figure, figure.unit_code)
        nameless = by_code not in self._places and by_name in self._places
        return by_name if nameless and self._adopted.get(by_name, figure.unit_code) == figure.unit_code else by_code

    def versions(self, figure: Figure) -> Iterator[Figure]:
        """Every version at the place of `figure`, in the order they were entered."""
        return (self._known[name] for name in self._places.get(self.key(figure), ()))

    def rival(self, figure: Figure, of: str = "") -> Figure | None:
        """The current figure of the same strand at the place of `figure`; `of`: of that strand."""
        return self._strands(self.key(figure)).get(of or strand_of(figure))

    def read_at(self, figure: Figure) -> Figure | None:
        """The current figure that was read from the same words, wherever it stands."""
        evidence = evidence_of(figure)
        found = (self._known[name] for name in self._evidence.get(evidence, ())) if evidence else iter(())
        return next((kept for kept in found if self._is_current(kept)), None)

    def strand(self, figure: Figure) -> str:
        """A correction stays in the strand of what it corrects, whoever makes it."""
        found = strand_of(figure)
        while found != NOTHING and figure.supersedes in self._known:
            figure = self._known[figure.supersedes]
            if figure.blank is not Blank.NOT_REPORTED:
                found = strand_of(figure)
        return found

    def unsettled(self, place: Key) -> list[tuple[Figure, bool]]:
        """Current figures at `place` that are not what they should be, with whether they should be witnesses."""
        ranked = sorted(self._strands(place).items(), key=lambda strand: (rank_of(strand[0].partition("|")[0]), strand[0]))
        return [(figure, at > 0) for at, (_strand, figure) in enumerate(ranked) if figure.witness != (at > 0)]

    def _strands(self, place: Key) -> dict[str, Figure]:
        """Strand -> its current figure. Several witnesses of one kind (documents kept beside each other) are strands apart."""
        current = [kept for name in self._places.get(place, ()) if self._is_current(kept := self._known[name])]
        found: dict[str, Figure] = {}
        for figure in sorted(current, key=lambda kept: kept.witness):
            kind = self.strand(figure)
            found[kind if kind not in found else f"{kind}|{figure.id}"] = figure
        return found

    def _is_current(self, figure: Figure) -> bool:
        return figure.id not in self._superseded and not figure.withdrawn


def _by_name(figure: Figure) -> Key:
    return (figure.indicator, unit_key(figure.unit), figure.period.start, figure.period.end)


def _by_code(figure: Figure, code: str) -> Key:
    return (figure.indicator, code, figure.period.start, figure.period.end)
