"""Which figures of a batch enter the ledger, under which identifiers, and which they supersede. Decides; writes nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from danvan.kernel.errors import FigureUnknown
from danvan.kernel.said import mark
from danvan.ledger.blanks import is_consistent
from danvan.ledger.errors import FigureConflict, FigureRefused, FigureSuperseded, SourceMissing
from danvan.ledger.figure import Entry, Figure, Formula, RollUp, Rows, Shared, Words
from danvan.ledger.places import Book, evidence_of, same_value
from danvan.ledger.ranks import OUTRANKED, PROMOTED
from danvan.ledger.rows import fits
from danvan.ledger.sources import parts_of

NEW_VERSION = "new version of the document"
READ_AGAIN = "the same document read again"
RECOMPUTED = "computed again"
ENTERED_AGAIN = "entered again"
COUNTED_AGAIN = mark("counted again")


@dataclass(frozen=True, slots=True)
class Clash:
    """`new` says something else than `old`, and nothing says which of them is right."""

    old: Figure
    new: Figure


class Admission:
    """One batch on its way into the ledger in `folder`.

    `known` holds every kept figure that shares an identifier, a place or a document with the batch, and what these correct;
    `superseded` the newer version of each of them that has one; `parts` the identifiers of kept figures the batch is computed
    from.
    """

    def __init__(
        self, folder: Path, known: Iterable[Figure], superseded: Mapping[str, str], parts: Collection[str] = frozenset()
    ) -> None:
        self._folder = folder
        self._parts = parts
        self._book = Book(known, superseded)
        self._renamed: dict[str, str] = {}
        self._admitted: dict[str, Figure] = {}
        self._clashes: list[Clash] = []
        self.copies: set[str] = set()
        """Identifiers of what is written only because another source now stands before it, or no longer does."""

    def admit(self, batch: Sequence[Figure], *, replacing: bool = False, beside: bool = False) -> list[Figure]:
        """The figures to write, in the order of `batch`.

        `replacing`: a figure of the same kind of source takes the place of another. `beside`: it is kept as a witness.
        Raises FigureRefused, FigureUnknown, SourceMissing, FigureSuperseded and, when anything clashes, FigureConflict.
        """
        for figure in batch:
            self._consider(self._checked(figure), replacing=replacing, beside=beside)
        if self._clashes:
            raise self._conflict()
        return list(self._admitted.values())

    def _checked(self, figure: Figure) -> Figure:
        """`figure` with the person who recorded it, and its parts under the identifiers they have in the ledger."""
        _refuse(figure, self._folder)
        source = figure.source
        if isinstance(source, Entry) and not figure.person:
            figure = replace(figure, person=source.person)
        if isinstance(source, (Formula, RollUp, Shared)):
            source = replace(source, figures=tuple(self._renamed.get(part, part) for part in source.figures))
            figure = replace(figure, source=source)
        for part in parts_of(source):
            if self._book.find(part) is None and part not in self._parts:
                raise SourceMissing(file=self._folder, found=figure.id, missing=part)
        return figure

    def _consider(self, figure: Figure, *, replacing: bool, beside: bool) -> None:
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
            self._meet(standing[0], figure, replacing=replacing, beside=beside)

    def _twin(self, figure: Figure) -> Figure | None:
        """The kept figure that is this very statement. What was read or entered counts even when it was corrected since:
        adding an old document again must not bring back what a newer one replaced. What is computed counts while current."""
        return next((kept for kept in self._book.versions(figure) if self._same_statement(kept, figure)), None)

    def _same_statement(self, kept: Figure, figure: Figure) -> bool:
        if not same_value(kept, figure) or _differs(kept.supersedes, figure.supersedes):
            return False
        if isinstance(figure.source, Words):
            return evidence_of(kept) == evidence_of(figure)
        if isinstance(figure.source, Entry):
            return kept.source == figure.source and kept.recorded == figure.recorded
        return kept.source == figure.source and not self._book.newer(kept.id)

    def _standing(self, figure: Figure) -> list[Figure]:
        """The current figures in the way: of the same kind of source at the same place first, then one read from the same words
        under another place."""
        same_place = self._book.rival(figure)
        same_words = self._book.read_at(figure)
        return [kept for kept in (same_place, None if same_words is same_place else same_words) if kept]

    def _meet(self, kept: Figure, figure: Figure, *, replacing: bool, beside: bool) -> None:
        """A current figure of the same kind of source stands where `figure` wants to be, or was read from the same words."""
        agree = self._book.key(kept) == self._book.key(figure) and same_value(kept, figure)
        one_document = kept.id in self._admitted and _document(kept) == _document(figure)
        if replacing and not one_document:
            self._add(replace(figure, supersedes=kept.id, reason=figure.reason or _reason(kept, figure)))
        elif beside and not one_document and not _same_document(kept, figure):
            self._add(replace(figure, witness=True))
        elif agree:
            self._renamed[figure.id] = kept.id
        else:
            self._clashes.append(Clash(kept, figure))

    def _correct(self, figure: Figure, wrong: str) -> None:
        """`figure` was made to correct `wrong`. It may belong elsewhere (a wrong period), but only where nothing stands."""
        corrected = self._book.find(wrong)
        if corrected is None:
            raise FigureUnknown(file=self._folder, found=wrong)
        if not figure.reason.strip():
            raise FigureRefused(file=self._folder, found=figure.id, reason="a correction needs a reason")
        if isinstance(figure.source, Entry) and not figure.person.strip():
            raise FigureRefused(file=self._folder, found=figure.id, reason="a correction needs the name of who makes it")
        if newer := self._book.newer(wrong):
            raise FigureSuperseded(file=self._folder, found=wrong, newer=newer)
        if figure.withdrawn and corrected.withdrawn:
            raise FigureRefused(file=self._folder, found=wrong, reason="it was taken back already")
        in_the_way = None if figure.withdrawn else self._book.rival(figure, of=self._book.strand(corrected))
        if in_the_way and in_the_way.id != wrong:
            self._clashes.append(Clash(in_the_way, figure))
        else:
            self._add(figure)

    def _add(self, figure: Figure) -> None:
        """Keeps `figure`, and settles who is of record where it belongs and where what it supersedes belonged."""
        kept = replace(figure, id=self._book.free(figure.id))
        self._renamed[figure.id] = kept.id
        self._keep(kept)
        places = {self._book.key(kept)}
        if kept.supersedes is not None and (old := self._book.find(kept.supersedes)):
            places.add(self._book.key(old))
        for place in sorted(places):
            for figure_, witness in self._book.unsettled(place):
                self._settle(figure_, witness=witness, because=kept)

    def _settle(self, figure: Figure, *, witness: bool, because: Figure) -> None:
        if figure.id in self._admitted:
            self._admitted[figure.id] = self._book.amend(figure, witness=witness)
            return
        copy = replace(
            figure,
            id=self._book.free(figure.id),
            supersedes=figure.id,
            reason=OUTRANKED if witness else PROMOTED,
            witness=witness,
            person=because.person,
            recorded=max(figure.recorded, because.recorded),
        )
        self.copies.add(copy.id)
        self._keep(copy)

    def _keep(self, figure: Figure) -> None:
        self._admitted[figure.id] = figure
        self._book.enter(figure)

    def _conflict(self) -> FigureConflict:
        first = self._clashes[0]
        return FigureConflict(
            file=self._folder,
            indicator=first.new.indicator,
            unit=first.new.unit,
            period=first.new.period,
            found=said(first.old),
            old=first.old.id,
            old_source=_document(first.old),
            given=said(first.new),
            new=first.new.id,
            new_source=_document(first.new),
            others=len(self._clashes) - 1,
        )


def said(figure: Figure) -> object:
    """What a figure says, for a sentence: its quantity, or the kind of its blank."""
    return figure.quantity or figure.blank or "–"


def _refuse(figure: Figure, folder: Path) -> None:
    """Raises FigureRefused for what the table cannot hold."""
    name = figure.id or figure.indicator
    if figure.quantity and not fits(figure.quantity.value):
        raise FigureRefused(file=folder, found=name, reason="its value is not a number below 10^20 with at most 12 decimals")
    if not (figure.id and figure.indicator and figure.unit):
        raise FigureRefused(file=folder, found=name, reason="it has no name, no indicator or no unit")
    if figure.recorded.tzinfo is None:
        raise FigureRefused(file=folder, found=name, reason="the time it was recorded has no time zone")
    if not is_consistent(figure):
        reason = "its number and its blank do not fit: only 'none_happened' has a number, which is 0"
        raise FigureRefused(file=folder, found=name, reason=reason)
    if figure.withdrawn and figure.supersedes is None:
        raise FigureRefused(file=folder, found=name, reason="only a figure that was kept can be taken back")


def _differs(kept: str | None, given: str | None) -> bool:
    """Whether a correction is meant that `kept` is not. A statement given anew does not say what it supersedes."""
    return given is not None and kept != given


def _same_document(one: Figure, other: Figure) -> bool:
    return isinstance(one.source, Words) and isinstance(other.source, Words) and one.source.digest == other.source.digest


def _document(figure: Figure) -> str:
    """What a figure comes from, in a word or two."""
    source = figure.source
    if isinstance(source, Words):
        return f"{source.file}, {source.digest[:8]}"
    if isinstance(source, Entry):
        return source.person
    if isinstance(source, Rows):
        return source.register
    return source.formula if isinstance(source, Formula) else f"{len(source.figures)} figures"


def _reason(kept: Figure, figure: Figure) -> str:
    if isinstance(figure.source, Entry):
        return ENTERED_AGAIN
    if isinstance(figure.source, Rows):
        return COUNTED_AGAIN
    if not isinstance(figure.source, Words):
        return RECOMPUTED
    return READ_AGAIN if _same_document(kept, figure) else NEW_VERSION
