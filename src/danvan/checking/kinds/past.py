"""Figures against what the same unit said before, what the units below it said, and what its other documents say."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from danvan.catalogue.models import Card, CheckCard, Indicator
from danvan.checking.certainty import capped
from danvan.checking.past import Memory, Own, same_days
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity, vietnamese
from danvan.kernel.span import Span
from danvan.ledger.figure import Figure, Words
from danvan.reading.model import Direction, FigureKind, StatedFigure
from danvan.units.names import unit_key

KIND = "past"
BLANKS = frozenset(
    {"found", "expected", "name", "period", "before", "where", "entered", "times", "scale", "count", "all", "change", "stated"}
)
Question = Literal["falls", "differs", "same_period", "copied", "leap", "parts", "beside"]
_LAST_YEAR = re.compile(r"cùng kỳ|cùng kì|năm trước|năm ngoái")
_NEAR = 160
"""Characters between a level and its rise or fall."""


class Settings(Card):
    """`question`: does a cumulative figure fall; is it another than kept for this very period; is last year's figure another
    than was reported then; are the figures those of an earlier period; does one leap; do the units below have more; does
    another document of the run say otherwise. `times`: from how many times on a change is a leap, `stock_times` for what is
    counted on a day. `least`: smaller figures are not looked at. `same`: how many figures make a copy; `share`: in percent."""

    question: Question
    times: Decimal = Decimal(10)
    stock_times: Decimal = Decimal(3)
    least: Decimal = Decimal(10)
    same: int = 8
    share: int = 60


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """The findings of the card's question; none without a past."""
    memory = subject.memory
    return _ANSWERS[settings.question](card, settings, subject, memory) if memory else iter(())


def _falls(card: CheckCard, _settings: Settings, subject: Subject, memory: Memory) -> Iterator[Finding]:
    """What is counted from the first day of the year on cannot become less."""
    for own in memory.own:
        if _adds_up_over_time(subject, own) and own.stated.qualifier is None:
            shorter = [one for one in _of(own, memory.earlier()) if _is_longer(own.figure.period, one.period)]
            most = max(shorter, key=lambda one: one.amount.value, default=None)
            if most and own.figure.amount.value < most.amount.value and not _agree(own.figure, most):
                yield _finding(card, subject, own, most)


def _is_longer(period: Period, other: Period) -> bool:
    return period.start == other.start and other.end < period.end and period.end.year == period.start.year


def _differs(card: CheckCard, _settings: Settings, subject: Subject, memory: Memory) -> Iterator[Finding]:
    for own in memory.own:
        if memory.period and same_days(own.figure.period, memory.period):
            yield from _disagreeing(card, subject, own, memory.earlier())


def _beside(card: CheckCard, _settings: Settings, subject: Subject, memory: Memory) -> Iterator[Finding]:
    for own in memory.own:
        yield from _disagreeing(card, subject, own, memory.beside())


def _disagreeing(card: CheckCard, subject: Subject, own: Own, others: tuple[Figure, ...]) -> Iterator[Finding]:
    """The first of `others` that is of the same indicator and days and cannot be the same number."""
    known = [one for one in _of(own, others) if same_days(one.period, own.figure.period)]
    other = next((one for one in known if not _agree(own.figure, one)), None)
    if other and own.stated.qualifier is None:
        yield _finding(card, subject, own, other)


def _same_period(card: CheckCard, _settings: Settings, subject: Subject, memory: Memory) -> Iterator[Finding]:
    """Last year's figure, as this document states it or as its rise or fall implies it."""
    for own in memory.own:
        if memory.period and own.figure.period.end < memory.period.start:
            yield from _disagreeing(card, subject, own, memory.earlier())
    for own, change in _with_changes(subject, memory):
        sign = -1 if change.direction is Direction.UP else 1
        implied = own.stated.quantity.value + sign * change.quantity.value
        for last in _of(own, memory.earlier()):
            kept = same_days(last.period, own.figure.period.previous())
            if kept and not _implies(implied, own, change, last):
                data = {"change": vietnamese(implied, max(own.stated.quantity.decimals, 0))}
                yield _finding(card, subject, own, last, data, change)


def _implies(implied: Decimal, own: Own, change: StatedFigure, last: Figure) -> bool:
    """Whether level and change, each as rounded as it is written, leave room for last year's number."""
    scale = own.figure.amount.value / own.stated.quantity.value if own.stated.quantity.value else Decimal(1)
    room = scale * sum(Decimal(1).scaleb(-one.decimals) for one in (own.stated.quantity, change.quantity) if one.decimals)
    return abs(implied * scale - last.amount.value) <= room


def _with_changes(subject: Subject, memory: Memory) -> Iterator[tuple[Own, StatedFigure]]:
    """A level and the rise or fall against last year that follows it at once, in the same unit of measure."""
    own = {one.stated.id: one for one in memory.own if memory.period and same_days(one.figure.period, memory.period)}
    for level, change in pairwise(subject.reading.figures):
        told = change.kind is FigureKind.CHANGE and change.direction and _LAST_YEAR.search(change.label.casefold())
        near = change.span.start - level.span.end < _NEAR and level.qualifier is None and change.qualifier is None
        # 'tiếp 120 lượt công dân, tăng 20 lượt': what is counted need not be said twice.
        alike = change.quantity.measure in (level.quantity.measure, level.quantity.measure.split(" ", maxsplit=1)[0])
        if told and near and level.id in own and alike:
            yield own[level.id], change


def _copied(card: CheckCard, settings: Settings, subject: Subject, memory: Memory) -> Iterator[Finding]:
    """One finding for a document of which most figures are those of one earlier period."""
    own = [one for one in memory.own if _adds_up_over_time(subject, one) and one.figure.amount.value >= settings.least]
    compared: Counter[Period] = Counter()
    same: dict[Period, list[tuple[Own, Figure]]] = {}
    for one in own:
        for other in _of(one, memory.earlier()):
            if other.period.end < one.figure.period.end:
                compared[other.period] += 1
                if other.amount.value == one.figure.amount.value:
                    same.setdefault(other.period, []).append((one, other))
    period = max(same, key=lambda each: len(same[each]), default=None)
    if period is None or len(same[period]) < settings.same or len(same[period]) * 100 < settings.share * compared[period]:
        return
    (first, kept), *others = same[period]
    data = {"count": str(len(same[period])), "all": str(compared[period])}
    related = tuple(one.stated.span for one, _ in others)
    yield _finding(card, subject, first, kept, data, related=related)


def _leap(card: CheckCard, settings: Settings, subject: Subject, memory: Memory) -> Iterator[Finding]:
    """Many times, or a small part of, what it was in the same period of the year before."""
    for own in memory.own:
        indicator = _indicator(subject, own)
        now, times = own.figure.amount.value, settings.times
        if indicator.kind == "stock":
            times = settings.stock_times
        if indicator.kind not in ("count", "money", "stock") or now < settings.least:
            continue
        last = next((one for one in _of(own, memory.earlier()) if same_days(one.period, own.figure.period.previous())), None)
        if last is None or last.amount.value < settings.least:
            continue
        larger, smaller = max(now, last.amount.value), min(now, last.amount.value)
        if larger >= times * smaller:
            ratio = vietnamese((larger / smaller).quantize(Decimal(1)))
            slip = _scale(larger / smaller)
            yield _finding(card, subject, own, last, {"times": ratio, "scale": slip})


def _scale(ratio: Decimal) -> str:
    """'1.000' where a change of unit of measure explains the leap; ''."""
    return next((vietnamese(scale) for scale in map(Decimal, (1000, 1000000)) if scale * 2 / 3 < ratio < scale * 3 / 2), "")


def _parts(card: CheckCard, settings: Settings, subject: Subject, memory: Memory) -> Iterator[Finding]:
    """A whole that is less than what the units below it report together: more may be missing from the ledger, never less."""
    below = memory.below()
    for own in memory.own:
        indicator = _indicator(subject, own)
        if indicator.rollup != "sum" or not memory.period or not same_days(own.figure.period, memory.period):
            continue
        units = {unit_key(one.unit): one for one in _of(own, below) if unit_key(one.unit) != unit_key(memory.unit)}
        total = sum((one.amount.value for one in units.values()), Decimal(0))
        whole = own.figure.amount
        if len(units) > 1 and total > whole.value and total >= settings.least and whole.agrees(Fraction(total)) is None:
            data = {"count": str(len(units)), "before": str(Quantity(total, whole.measure)), "where": "", "entered": ""}
            yield _finding(card, subject, own, next(iter(units.values())), data)


_ANSWERS: Mapping[Question, Callable[[CheckCard, Settings, Subject, Memory], Iterator[Finding]]] = {
    "falls": _falls,
    "differs": _differs,
    "same_period": _same_period,
    "copied": _copied,
    "leap": _leap,
    "parts": _parts,
    "beside": _beside,
}


def _of(own: Own, figures: tuple[Figure, ...]) -> list[Figure]:
    """Those of the same indicator in the same unit of measure."""
    figure = own.figure
    return [one for one in figures if one.indicator == figure.indicator and one.amount.measure == figure.amount.measure]


def _agree(one: Figure, other: Figure) -> bool:
    """Whether both can be the same number, one of them rounded."""
    first, second = one.amount, other.amount
    return first.agrees(Fraction(second.value)) is not None or second.agrees(Fraction(first.value)) is not None


def _indicator(subject: Subject, own: Own) -> Indicator:
    return subject.catalogue.indicators[own.figure.indicator]


def _adds_up_over_time(subject: Subject, own: Own) -> bool:
    indicator = _indicator(subject, own)
    return indicator.kind in ("count", "money") and indicator.rollup_over_time == "sum"


def _finding(
    card: CheckCard,
    subject: Subject,
    own: Own,
    other: Figure,
    data: Mapping[str, str] | None = None,
    change: StatedFigure | None = None,
    related: tuple[Span, ...] = (),
) -> Finding:
    """At the document's own figure; the other value is told, with the document it stands in."""
    indicator = _indicator(subject, own)
    source = other.source
    told = {
        "name.vi": indicator.name.vi,
        "name.en": indicator.name.en,
        "period": str(other.period),
        "before": str(other.amount),
        "where": source.file if isinstance(source, Words) else "",
        "entered": "" if isinstance(source, Words) else "1",
        "stated": "" if change else "1",
    }
    found = str(change.quantity if change else own.figure.amount)
    spans = (own.stated.span,) if change else ()
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=change.span if change else own.stated.span,
        data={**told, **(data or {})},
        found=found,
        expected="",
        related=(*spans, *related),
    )
