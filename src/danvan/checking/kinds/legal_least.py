"""Figures below what the law asks: so many a week or month, so many members a body."""

from collections.abc import Iterator
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.around import says_near
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.period import Period, PeriodKind
from danvan.reading.model import StatedFigure

KIND = "legal_least"
BLANKS = frozenset({"found", "expected", "label", "span"})
_NEAR = 200
"""Letters within which figures are of one thing."""


class Settings(Card):
    """`indicators`: the figures it is about. `least`: how many, for each `per`: week or month of the period, or body (of a
    commune, which has one; `bodies`: figures that count the bodies, and say that there are several). `spare`: how many fewer
    are let pass, for holidays and the last days of a period. `levels`: of which units; empty = any. `never`: words beside a
    figure that it is of other units."""

    indicators: tuple[str, ...]
    least: int
    per: Literal["week", "month", "body"]
    bodies: tuple[str, ...] = ()
    spare: int = 0
    levels: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each figure that is too small; none where level or period, when asked for, are not known."""
    level = subject.reading.letterhead.level
    if settings.levels and level not in settings.levels:
        return
    of_these = [figure for figure in subject.reading.figures if figure.indicator in settings.indicators]
    for figure in of_these:
        if figure.target or figure.row or figure.direction or figure.quantity.value == 0:
            continue
        if says_near(subject.text, figure.span, settings.never):
            continue
        yield from _held(card, settings, subject, figure, level)


def _held(card: CheckCard, settings: Settings, subject: Subject, figure: StatedFigure, level: str) -> Iterator[Finding]:
    period: Period | None = None
    if settings.per == "body":
        if level != "commune" or _counted(figure, settings, subject):
            return
        number = 1
    else:
        period = figure.period or subject.reading.letterhead.period
        if period is None or period != subject.reading.letterhead.period or period.kind is PeriodKind.YEARS:
            return
        number = _stretches(period, settings)
    if figure.quantity.value >= number * settings.least - settings.spare:
        return
    yield Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=figure.span,
        data={"label": figure.label, "span": str(period or ""), "figures": figure.id},
        found=str(figure.quantity),
        expected=str(number * settings.least),
    )


def _stretches(period: Period, settings: Settings) -> int:
    """Whole weeks, or months, of the period."""
    days = (period.end - period.start).days + 1
    return days // 7 if settings.per == "week" else round(days / 30.4)


def _counted(figure: StatedFigure, settings: Settings, subject: Subject) -> bool:
    """Whether it is said near by how many bodies the members are of: an identity of the catalogue then holds the two."""
    return any(
        other.indicator in settings.bodies and abs(other.span.start - figure.span.start) < _NEAR
        for other in subject.reading.figures
    )
