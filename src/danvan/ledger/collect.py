"""From what a document states to figures the ledger can keep, each with the words it was read from.

Every stated figure comes out: as a figure, or as skipped with the reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from pathlib import PurePath

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.context import sentence_around
from danvan.ledger.figure import Figure, Words
from danvan.ledger.ids import figure_id
from danvan.ledger.measures import shift_to, shifted
from danvan.reading.model import FigureKind, Letterhead, Reading, StatedFigure
from danvan.units.level import level_of
from danvan.units.names import plain_name


class SkipReason(StrEnum):
    """Why a stated figure is not kept."""

    TARGET = "target"
    """What is planned, not what was done."""
    CHANGE = "change"
    """A rise or a fall, not a level."""
    AMBIGUOUS = "ambiguous"
    """Several indicators, or several values, fit."""
    UNMAPPED = "unmapped"
    """No indicator of the catalogue fits."""
    NO_UNIT = "no_unit"
    NO_PERIOD = "no_period"
    MEASURE = "measure"
    """Stated in a unit of measure that cannot become the indicator's."""
    CONTRADICTORY = "contradictory"
    """The document states it more than once, with different values: none is chosen."""
    REPEATED = "repeated"
    """Stated again with the same value: the one in `kept` stands for it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stated figure that is not kept, why, and for a repeated one the identifier of the figure that is."""

    stated: StatedFigure
    reason: SkipReason
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """What one document gives the ledger, in the order of its text."""

    figures: tuple[Figure, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stated figure that could be kept, were it the only one of its indicator and period. Ten to the `shift` times its
    number is a number in the indicator's measure."""

    stated: StatedFigure
    indicator: Indicator
    period: Period
    shift: int

    @property
    def key(self) -> tuple[str, date, date]:
        return (self.indicator.code, self.period.start, self.period.end)

    @property
    def quantity(self) -> Quantity:
        return shifted(self.stated.quantity, self.shift, self.indicator.measure)

    @property
    def precision(self) -> int:
        """Decimals of the quantity that were written: -6 for whole millions."""
        return self.stated.quantity.decimals - self.shift

    def agrees(self, other: "_Candidate") -> bool:
        """Whether this is `other`'s number, exactly or rounded or cut to the digits written here."""
        exact = Fraction(other.quantity.value) / Fraction(10) ** self.shift
        return self.stated.quantity.agrees(exact) is not None


def figures_of(reading: Reading, digest: str, catalogue: Catalogue, recorded: datetime) -> list[Figure]:
    """The figures of `collect`, without what was skipped."""
    return list(collect(reading, digest, catalogue, recorded).figures)


def collect(reading: Reading, digest: str, catalogue: Catalogue, recorded: datetime) -> Collected:
    """The figures of one read document. `digest` is the sha-256 of its bytes, `recorded` the time (with its zone) it was read.

    Kept are results, as levels, with one indicator, of a known unit and period, in the indicator's unit of measure. Nothing
    else is chosen or guessed: it is in `skipped`.
    """
    candidates: list[_Candidate] = []
    skipped: list[Skipped] = []
    for stated in reading.figures:
        found = _candidate(stated, reading.letterhead, catalogue)
        if isinstance(found, _Candidate):
            candidates.append(found)
        else:
            skipped.append(Skipped(stated, found))
    figures: list[Figure] = []
    for group in _groups(candidates):
        best = _best(group)
        if best is None:
            skipped += [Skipped(candidate.stated, SkipReason.CONTRADICTORY) for candidate in group]
            continue
        figure = _figure(best, reading, digest, catalogue, recorded)
        figures.append(figure)
        skipped += [Skipped(each.stated, SkipReason.REPEATED, figure.id) for each in group if each is not best]
    skipped.sort(key=lambda each: each.stated.span)
    return Collected(tuple(figures), tuple(skipped))


def _candidate(stated: StatedFigure, letterhead: Letterhead, catalogue: Catalogue) -> _Candidate | SkipReason:
    if reason := _unfit(stated):
        return reason
    indicator = catalogue.indicators.get(stated.indicator or "")
    if indicator is None:
        return SkipReason.UNMAPPED
    if not letterhead.unit:
        return SkipReason.NO_UNIT
    period = _period(stated, indicator, letterhead)
    if period is None:
        return SkipReason.NO_PERIOD
    shift = shift_to(indicator, stated.quantity.measure, catalogue.vocabulary)
    return SkipReason.MEASURE if shift is None else _Candidate(stated, indicator, period, shift)


def _unfit(stated: StatedFigure) -> SkipReason | None:
    if stated.target:
        return SkipReason.TARGET
    if stated.kind in (FigureKind.CHANGE, FigureKind.RATE_OF_CHANGE):
        return SkipReason.CHANGE
    if stated.readings or (stated.indicator is None and stated.candidates):
        return SkipReason.AMBIGUOUS
    return None


def _period(stated: StatedFigure, indicator: Indicator, letterhead: Letterhead) -> Period | None:
    """Whose period a figure is of. A stock 'as of' a day in or after the report's period is what that report says of it;
    one of an earlier time stays there."""
    own, reported = stated.period, letterhead.period
    if own is None or reported is None:
        return own or reported
    return reported if indicator.kind == "stock" and own.end >= reported.start else own


def _groups(candidates: Sequence[_Candidate]) -> Iterable[list[_Candidate]]:
    """Candidates for the same figure, the groups in the order of their first one's place."""
    groups: dict[tuple[str, date, date], list[_Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.key, []).append(candidate)
    return groups.values()


def _best(group: Sequence[_Candidate]) -> _Candidate | None:
    """The most exactly written of `group` (the first of several), when all say that number; else None."""
    best = max(group, key=lambda candidate: candidate.precision)
    return best if all(candidate.agrees(best) for candidate in group) else None


def _figure(candidate: _Candidate, reading: Reading, digest: str, catalogue: Catalogue, recorded: datetime) -> Figure:
    letterhead, span = reading.letterhead, candidate.stated.span
    unit = plain_name(letterhead.unit)
    words = Words(
        file=PurePath(reading.document.file).name,
        digest=digest,
        start=span.start,
        end=span.end,
        text=span.of(reading.document.text),
        context=sentence_around(reading.document, span),
    )
    return Figure(
        id=figure_id(candidate.indicator.code, unit, candidate.period),
        indicator=candidate.indicator.code,
        unit=unit,
        level=letterhead.level or level_of(unit, candidate.period.end) or "",
        period=candidate.period,
        quantity=candidate.quantity,
        source=words,
        recorded=recorded,
        catalogue=catalogue.version,
    )
