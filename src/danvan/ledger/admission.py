"""Which figures of a batch enter the ledger, under which identifiers, and which they supersede. Decides; writes nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from danvan.kernel.errors import FigureUnknown
from danvan.ledger.errors import FigureConflict, FigureRefused, FigureSuperseded, SourceMissing
from danvan.ledger.figure import Entry, Figure, Formula, RollUp, Words
from danvan.ledger.rows import fits
from danvan.ledger.sources import parts_of
from danvan.units.names import unit_key

NEW_VERSION = "new version of the document"
READ_AGAIN = "the same document read again"
RECOMPUTED = "computed again"
ENTERED_AGAIN = "entered again"

Key = tuple[str, str, date, date]
Evidence = tuple[str, int, int, str]


def key_of(figure: Figure) -> Key:
    """What there is one current figure of: indicator, unit, first and last day."""
    return (figure.indicator, unit_key(figure.unit), figure.period.start, figure.period.end)


def evidence_of(figure: Figure) -> Evidence | None:
    """The place in a document a figure was read from, for its indicator; None when it comes from no document."""
    source = figure.source
    return (source.digest, source.start, source.end, figure.indicator) if isinstance(source, Words) else None


@dataclass(frozen=True, slots=True)
class Clash:
    """`new` says something else than `old`, and nothing says which of them is right."""

    old: Figure
    new: Figure


class Admission:
    """One batch on its way into the ledger in `folder`.

    `known` holds every kept figure that shares an identifier, a key or a document with the batch; `superseded` the newer
    version of each of them that has one; `parts` the identifiers of kept figures the batch is computed from.
    """

    def __init__(
        self, folder: Path, known: Iterable[Figure], superseded: Mapping[str, str], parts: Collection[str] = frozenset()
    ) -> None:
        self._folder = folder
        self._parts = parts
        self._superseded = dict(superseded)
        self._known: dict[str, Figure] = {}
        self._versions: defaultdict[Key, list[Figure]] = defaultdict(list)
        self._current: dict[Key, Figure] = {}
        self._read_at: dict[Evidence, Figure] = {}
        self._renamed: dict[str, str] = {}
        self._admitted: dict[str, Figure] = {}
        self._clashes: list[Clash] = []
        for figure in known:
            self._know(figure)

    def admit(self, batch: Sequence[Figure], *, replacing: bool) -> list[Figure]:
        """The figures to write, in the order of `batch`.

        Raises FigureRefused, FigureUnknown, SourceMissing, FigureSuperseded and, when anything clashes, FigureConflict.
        """
        for figure in batch:
            self._consider(self._checked(figure), replacing=replacing)
        if self._clashes:
            raise self._conflict()
        return list(self._admitted.values())

    def _checked(self, figure: Figure) -> Figure:
        """`figure` with its parts under the identifiers they have in the ledger."""
        _refuse(figure, self._folder)
        source = figure.source
        if isinstance(source, (Formula, RollUp)):
            source = replace(source, figures=tuple(self._renamed.get(part, part) for part in source.figures))
            figure = replace(figure, source=source)
        for part in parts_of(source):
            if part not in self._known and part not in self._parts:
                raise SourceMissing(file=self._folder, found=figure.id, missing=part)
        return figure

    def _consider(self, figure: Figure, *, replacing: bool) -> None:
        if twin := self._twin(figure):
            self._renamed[figure.id] = twin.id
            return
        if figure.supersedes is not None:
            self._correct(figure, figure.supersedes)
            return
        standing = self._standing(figure)
        if len(standing) > 1:
            self._clashes.append(Clash(standing[1], figure))
        elif not standing:
            self._add(figure)
        else:
            self._meet(standing[0], figure, replacing=replacing)

    def _twin(self, figure: Figure) -> Figure | None:
        """The kept figure that is this very statement. What was read or entered counts even when it was corrected since:
        adding an old document again must not bring back what a newer one replaced. What is computed counts while current."""
        return next((kept for kept in self._versions[key_of(figure)] if self._same_statement(kept, figure)), None)

    def _same_statement(self, kept: Figure, figure: Figure) -> bool:
        if not _same_value(kept, figure) or _differs(kept.supersedes, figure.supersedes):
            return False
        if isinstance(figure.source, Words):
            return evidence_of(kept) == evidence_of(figure)
        if isinstance(figure.source, Entry):
            return kept.source == figure.source and kept.recorded == figure.recorded
        return kept.source == figure.source and kept.id not in self._superseded

    def _standing(self, figure: Figure) -> list[Figure]:
        """The current figures in the way: of the same key first, then one read at the same place under another key."""
        evidence = evidence_of(figure)
        same_key = self._current.get(key_of(figure))
        same_place = self._read_at.get(evidence) if evidence else None
        return [kept for kept in (same_key, None if same_place is same_key else same_place) if kept]

    def _meet(self, kept: Figure, figure: Figure, *, replacing: bool) -> None:
        """A current figure stands where `figure` wants to be. What is computed never takes the place of what was stated or
        entered, nor the other way round."""
        agree = key_of(kept) == key_of(figure) and _same_value(kept, figure)
        one_document = kept.id in self._admitted and _document(kept) == _document(figure)
        replaceable = replacing and not one_document and _computed(kept) == _computed(figure)
        if replaceable:
            self._add(replace(figure, supersedes=kept.id, reason=figure.reason or _reason(kept, figure)))
        elif agree:
            self._renamed[figure.id] = kept.id
        else:
            self._clashes.append(Clash(kept, figure))

    def _correct(self, figure: Figure, wrong: str) -> None:
        """`figure` was made to correct `wrong`. It may belong elsewhere (a wrong period), but only where nothing stands."""
        if wrong not in self._known:
            raise FigureUnknown(file=self._folder, found=wrong)
        if not figure.reason.strip():
            raise FigureRefused(file=self._folder, found=figure.id, reason="a correction needs a reason")
        if newer := self._superseded.get(wrong):
            raise FigureSuperseded(file=self._folder, found=wrong, newer=newer)
        in_the_way = self._current.get(key_of(figure))
        if in_the_way and in_the_way.id != wrong:
            self._clashes.append(Clash(in_the_way, figure))
        else:
            self._add(figure)

    def _add(self, figure: Figure) -> None:
        kept = replace(figure, id=self._free(figure.id))
        self._renamed[figure.id] = kept.id
        if kept.supersedes is not None:
            self._retire(self._known[kept.supersedes], kept.id)
        self._admitted[kept.id] = kept
        self._know(kept)

    def _know(self, figure: Figure) -> None:
        self._known[figure.id] = figure
        self._versions[key_of(figure)].append(figure)
        if figure.id in self._superseded:
            return
        self._current[key_of(figure)] = figure
        if evidence := evidence_of(figure):
            self._read_at[evidence] = figure

    def _retire(self, figure: Figure, newer: str) -> None:
        self._superseded[figure.id] = newer
        self._current.pop(key_of(figure), None)
        if evidence := evidence_of(figure):
            self._read_at.pop(evidence, None)

    def _free(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self._known:
            count += 1
            name = f"{wanted}-{count}"
        return name

    def _conflict(self) -> FigureConflict:
        first = self._clashes[0]
        return FigureConflict(
            file=self._folder,
            indicator=first.new.indicator,
            unit=first.new.unit,
            period=first.new.period,
            found=first.old.quantity,
            old=first.old.id,
            old_source=_document(first.old),
            given=first.new.quantity,
            new=first.new.id,
            new_source=_document(first.new),
            others=len(self._clashes) - 1,
        )


def _refuse(figure: Figure, folder: Path) -> None:
    """Raises FigureRefused for what the table cannot hold."""
    name = figure.id or figure.indicator
    if not fits(figure.quantity.value):
        raise FigureRefused(file=folder, found=name, reason="its value is not a number below 10^20 with at most 12 decimals")
    if not (figure.id and figure.indicator and figure.unit):
        raise FigureRefused(file=folder, found=name, reason="it has no name, no indicator or no unit")
    if figure.recorded.tzinfo is None:
        raise FigureRefused(file=folder, found=name, reason="the time it was recorded has no time zone")


def _same_value(one: Figure, other: Figure) -> bool:
    return one.quantity.value == other.quantity.value and one.quantity.measure == other.quantity.measure


def _differs(kept: str | None, given: str | None) -> bool:
    """Whether a correction is meant that `kept` is not. A statement given anew does not say what it supersedes."""
    return given is not None and kept != given


def _computed(figure: Figure) -> bool:
    return isinstance(figure.source, (Formula, RollUp))


def _document(figure: Figure) -> str:
    """What a figure comes from, in a word or two."""
    source = figure.source
    if isinstance(source, Words):
        return f"{source.file}, {source.digest[:8]}"
    if isinstance(source, Entry):
        return source.person
    return source.formula if isinstance(source, Formula) else f"{len(source.figures)} figures"


def _reason(kept: Figure, figure: Figure) -> str:
    if isinstance(figure.source, Entry):
        return ENTERED_AGAIN
    if not isinstance(figure.source, Words):
        return RECOMPUTED
    same = isinstance(kept.source, Words) and kept.source.digest == figure.source.digest
    return READ_AGAIN if same else NEW_VERSION
