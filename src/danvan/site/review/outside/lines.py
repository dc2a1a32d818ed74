"""What a document says, number by number: which indicator each is proposed for, and whether that is sure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import takewhile
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.collect import Collected, SkipReason, collect
from danvan.ledger.context import sentence_around
from danvan.ledger.figure import Figure, Words
from danvan.ledger.measures import shift_to, shifted
from danvan.reading.model import Reading, StatedFigure
from danvan.site.offices.models import Office
from danvan.units.names import unit_key

SURE_FROM = 0.6
"""How sure reading must be of an indicator for it to be among those that are accepted at once."""
_BEFORE = 120
"""Letters looked at to tell the same number apart where it stands twice in a sentence."""
_OPEN = (SkipReason.AMBIGUOUS, SkipReason.CONTRADICTORY, SkipReason.MEASURE, SkipReason.UNMAPPED)
"""Why a number is asked about; targets, changes and repetitions are only counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A number of the document. `value`, `decimals`, `measure` as written; `indicator` proposed ('' = none), `candidates`
    others that fit. `why`: '' where it is clear, else a SkipReason, or 'unsure'."""

    number: int
    start: int
    end: int
    text: str
    sentence: str
    value: str
    decimals: int
    measure: str
    indicator: str
    candidates: Sequence[str]
    why: str
    at: int = -1
    """Where `text` stands in `sentence`; -1 where it does not stand there as one piece."""

    @property
    def sure(self) -> bool:
        return bool(self.indicator) and not self.why

    @property
    def unmapped(self) -> bool:
        return not self.indicator and not self.candidates

    @property
    def quantity(self) -> Quantity:
        return Quantity(Decimal(self.value), self.measure, self.decimals)

    def as_of(self, indicator: str, catalogue: Catalogue) -> Quantity | None:
        """The number in the measure of an indicator; None where it is of something else."""
        known = catalogue.indicators[indicator]
        shift = shift_to(known, self.measure, catalogue.vocabulary)
        return None if shift is None else shifted(self.quantity, shift, known.measure)

    def source(self, name: str, digest: str) -> Words:
        """Where the figure comes from, as the ledger keeps it."""
        return Words(name, digest, self.start, self.end, self.text, self.sentence)


@dataclass(frozen=True, slots=True)
class Told:
    """What the document says of itself, where that is not what it was dropped in as; and how many of its numbers are targets,
    changes, repetitions, or of other periods."""

    unit: str = ""
    period: str = ""
    other_periods: int = 0
    targets: int = 0
    changes: int = 0
    repeated: int = 0


def lines_of(reading: Reading, office: Office, period: Period, catalogue: Catalogue, now: datetime) -> tuple[list[Line], Told]:
    """Every number that is a result of `period`, in the order of the text. A document that does not say whose or of when it is,
    is what it was dropped in as; one that says something else is believed."""
    head = reading.letterhead
    own = replace(head, unit=head.unit or office.name, level=head.level or office.level, period=head.period or period)
    found = collect(replace(reading, letterhead=own), "", catalogue, now)
    asked = [*_clear(found, reading, period), *_open(found, reading, own.period, period)]
    ordered = sorted(asked, key=lambda line: (line.start, line.end))
    reasons = Counter(each.reason for each in found.skipped)
    told = Told(
        unit=head.unit if head.unit and unit_key(head.unit) != unit_key(office.name) else "",
        period=str(head.period) if head.period and not _same(head.period, period) else "",
        other_periods=sum(not _same(figure.period, period) for figure in found.figures),
        targets=reasons[SkipReason.TARGET],
        changes=reasons[SkipReason.CHANGE],
        repeated=reasons[SkipReason.REPEATED],
    )
    return [replace(line, number=at) for at, line in enumerate(ordered, start=1)], told


def as_json(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """To be kept."""
    return [asdict(line) for line in lines]


def from_json(kept: Iterable[Mapping[str, Any]]) -> list[Line]:
    """As they were kept."""
    return [Line(**each) for each in kept]


def _clear(found: Collected, reading: Reading, period: Period) -> Iterator[Line]:
    """The numbers with one indicator; a number that `collect` made into a figure is found again by its place."""
    stated = {(each.span.start, each.span.end): each for each in reading.figures}
    for figure in found.figures:
        place = _place(figure)
        if _same(figure.period, period) and place in stated:
            one = stated[place]
            sure = one.confidence is None or one.confidence >= SURE_FROM
            yield _line(one, reading, figure.indicator, "" if sure else "unsure")


def _open(found: Collected, reading: Reading, own: Period | None, period: Period) -> Iterator[Line]:
    for each in found.skipped:
        if each.reason in _OPEN and _same(each.stated.period or own or period, period):
            yield _line(each.stated, reading, each.stated.indicator or "", each.reason.value)


def _line(stated: StatedFigure, reading: Reading, indicator: str, why: str) -> Line:
    quantity, whole = stated.quantity, reading.document.text
    text, sentence = " ".join(stated.span.of(whole).split()), sentence_around(reading.document, stated.span)
    before = whole[max(0, stated.span.start - _BEFORE) : stated.span.start]
    return Line(
        0, stated.span.start, stated.span.end, text, sentence,
        str(quantity.value), quantity.decimals, quantity.measure, indicator,
        [code for code in stated.candidates if code != indicator], why,
        place_in(sentence, text, before),
    )  # fmt: skip


def place_in(sentence: str, text: str, before: str) -> int:
    """Where `text` stands in `sentence`: of several places the one before which most of `before` stands. -1 for none."""
    places = [at for at in range(len(sentence)) if sentence.startswith(text, at)] if text else []
    return max(places, key=lambda at: _alike(sentence[:at], before), default=-1)


def _alike(one: str, other: str) -> int:
    """How many letters and digits the ends of both share."""
    ends = ([sign for sign in reversed(each) if sign.isalnum()] for each in (one, other))
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*ends, strict=False)))


def _place(figure: Figure) -> tuple[int, int]:
    source = figure.source
    return (source.start, source.end) if isinstance(source, Words) else (-1, -1)


def _same(one: Period, other: Period) -> bool:
    return (one.start, one.end) == (other.start, other.end)
