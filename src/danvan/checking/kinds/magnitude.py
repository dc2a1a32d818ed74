"""Figures out of all proportion to what is counted, by the level of the unit that reports; with what was probably meant."""

import re
from collections.abc import Iterator
from decimal import Decimal

from danvan.catalogue.models import Card, CheckCard, Range
from danvan.checking.certainty import capped
from danvan.checking.labels import shortened
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.period import Period, PeriodKind
from danvan.kernel.quantity import vietnamese
from danvan.reading.lexicon import fold
from danvan.reading.model import FigureKind, StatedFigure

KIND = "magnitude"
BLANKS = frozenset({"found", "expected", "label", "amount", "most", "level"})
_LEVELS = {"commune": ("cấp xã", "a commune"), "district": ("cấp huyện", "a district"), "province": ("cấp tỉnh", "a province")}
_BILLION = 9
_SURE = 0.85
"""How sure reading must be of an indicator for its own range to be held against a figure."""


class Settings(Card):
    """`beyond`: how many times the most that is believable of an indicator a figure must be, to be told at all. `large`: words
    of labels that count what the economy makes, of which the bound of a unit of measure says nothing. `scales`: the words a
    unit of money is written with, the smallest first."""

    beyond: Decimal
    large: tuple[str, ...]
    scales: tuple[str, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each figure beyond belief; none where the level of the unit that reports is not known."""
    level = subject.reading.letterhead.level
    if level not in _LEVELS:
        return
    for figure in subject.reading.figures:
        if figure.kind in (FigureKind.RATIO, FigureKind.RATE_OF_CHANGE) or figure.readings:
            continue
        most, sure = _most(figure, settings, subject, level)
        beyond = most is not None and abs(figure.quantity.value) > most
        if most is not None and beyond and not _of_greater(figure, subject.text, level):
            yield _finding(card, figure, most, settings, level, sure=sure)


_GREATER = {
    "commune": re.compile(
        r"(?<!\w)(?:cả nước|toàn quốc|toàn tỉnh|cả tỉnh|toàn thành phố|toàn huyện|toàn quận|toàn thị xã)(?!\w)"
    ),
    "district": re.compile(r"(?<!\w)(?:cả nước|toàn quốc|toàn tỉnh|cả tỉnh)(?!\w)"),
    "province": re.compile(r"(?<!\w)(?:cả nước|toàn quốc)(?!\w)"),
}
_SENTENCE = 250


def _of_greater(figure: StatedFigure, text: str, level: str) -> bool:
    """Whether its sentence, up to the figure, speaks of a unit above the one that reports: 'toàn tỉnh có …' in a commune."""
    before = re.split(r"[.;!?]\s|\n", text[max(0, figure.span.start - _SENTENCE) : figure.span.start])[-1]
    return bool(_GREATER[level].search(fold(before)))


def _most(figure: StatedFigure, settings: Settings, subject: Subject, level: str) -> tuple[Decimal | None, bool]:
    """The most believable of `figure`, in its own unit of measure, and whether what lies beyond is almost surely wrong."""
    periods = _years(figure.period or subject.reading.letterhead.period)
    large = any(word in figure.label.casefold() for word in settings.large)
    by_measure = _top(subject.catalogue.vocabulary.ranges.get(figure.quantity.measure, {}), level)
    if by_measure is not None and not large and abs(figure.quantity.value) > by_measure * periods:
        return by_measure * periods, True
    indicator = subject.catalogue.indicators.get(figure.indicator or "")
    if indicator is None or figure.kind is FigureKind.CHANGE or (figure.confidence or 0) < _SURE:
        return None, False
    top = _top(indicator.range, level)
    if top is None or not subject.words.same(indicator.measure, figure.quantity.measure):
        return None, False
    shift = subject.words.scale_of(indicator.measure) - subject.words.scale_of(figure.quantity.measure)
    return top.scaleb(shift) * periods * settings.beyond, False


def _top(known: Range, level: str) -> Decimal | None:
    bounds: dict[str, Decimal] = {name: most for name, (_, most) in known.items()}
    return bounds.get(level)


def _years(period: Period | None) -> int:
    """The ranges are of one period: a report on five years may count five times as much."""
    return period.end.year - period.start.year + 1 if period and period.kind is PeriodKind.YEARS else 1


def _finding(card: CheckCard, figure: StatedFigure, most: Decimal, settings: Settings, level: str, *, sure: bool) -> Finding:
    severity = max(card.severity, Severity.ERROR if sure else Severity.NOTE, key=lambda one: one.rank)
    vi, en = _LEVELS[level]
    return Finding(
        code=card.code,
        severity=capped(severity, card.source.certainty),
        span=figure.span,
        data={
            "label": shortened([figure.label])[0],
            "most": str(vietnamese(most.quantize(Decimal(1)), 0)),
            "level.vi": vi,
            "level.en": en,
            "amount": _amount(figure, settings),
            "figures": figure.id,
        },
        found=str(figure.quantity),
        expected=_meant(figure, most, settings),
    )


def _scale(figure: StatedFigure, settings: Settings) -> tuple[str, str] | None:
    """The word of scale of a money figure and what stands behind it: ('triệu', 'đồng')."""
    if figure.kind is not FigureKind.MONEY:
        return None
    word, _, rest = figure.quantity.measure.partition(" ")
    return (word, rest) if word in settings.scales else None


def _amount(figure: StatedFigure, settings: Settings) -> str:
    """'22.489 tỷ đồng' for 22.488.577 triệu đồng; '' where it is no money, or small."""
    scale = _scale(figure, settings)
    if scale is None or "/" in scale[1] or scale[0] not in ("nghìn", "ngàn", "triệu"):
        return ""
    power = 6 if scale[0] == "triệu" else 3
    billions = figure.quantity.value.scaleb(power - _BILLION)
    return f"{vietnamese(billions.quantize(Decimal(1)), 0)} tỷ đồng" if billions >= 1 else ""


def _meant(figure: StatedFigure, most: Decimal, settings: Settings) -> str:
    """The same digits a thousand times smaller, as they are written right: in the next smaller unit of money, or with a comma
    for the last dot. '' where neither is believable. A round amount is most often meant in đồng."""
    scale, value = _scale(figure, settings), figure.quantity.value
    digits = vietnamese(value, figure.quantity.decimals)
    if scale is None:
        return ""
    at = settings.scales.index(scale[0])
    ways = []
    if re.search(r"000\.000$", digits) or value.scaleb(-3) > most:
        return f"{digits} {scale[1]}" if at > 0 and scale[1] else ""
    if at > 0:
        ways.append(f"{digits} {settings.scales[at - 1]} {scale[1]}".strip())
    if figure.quantity.decimals == 0 and re.search(r"\.\d{3}$", digits):
        ways.append(f"{digits[:-4]},{digits[-3:]} {figure.quantity.measure}")
    return " / ".join(ways)
