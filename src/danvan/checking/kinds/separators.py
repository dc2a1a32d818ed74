"""Dots and commas in numbers: Vietnamese groups thousands by dots and marks decimals by a comma, all through a document."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.quantity import vietnamese
from danvan.kernel.span import Span
from danvan.reading.model import FigureKind, StatedFigure

KIND = "separators"
BLANKS = frozenset({"found", "expected", "other", "numbers", "more"})
Case = Literal["mixed", "decimal_point", "ungrouped"]
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL_POINT = re.compile(r"\d+\.\d+")
_COMMA_DECIMAL = re.compile(r"\d+,\d+")
_UNGROUPED = re.compile(r"[1-9]\d{3,}(?:,\d{1,2})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHOWN = 6
_NEAR = 60
"""Numbers of one expression stand no further apart."""
_PART = re.compile(r"(?<!\w)(?:mục|điểm|khoản|điều|phần|bảng|biểu|phụ lục|tiêu chí|chỉ tiêu|phiên bản)\s+$", re.IGNORECASE)
_PART_REACH = 12
_SIGN = re.compile(r"[/*×x:+=]")
_EXPRESSION = re.compile(r"[\d\s.,()/*×x:+=%-]*")


class Settings(Card):
    """`case`: a dot for thousands and a dot for decimals in one calculation; a dot for decimals; thousands not grouped in a
    document that groups them elsewhere. `apart`: so many findings at most, then one for all the rest."""

    case: Case
    apart: int = 5


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for the numbers of each paragraph or table."""
    figures = [(figure, figure.number.of(subject.text)) for figure in subject.reading.figures]
    grouped = [figure for figure, written in figures if _GROUPED.fullmatch(written)]
    if settings.case == "ungrouped":
        wrong = [figure for figure, written in figures if _is_ungrouped(figure, written)] if grouped else []
    else:
        points = [figure for figure, written in figures if _is_decimal_point(figure, written, subject.text)]
        mixed = {figure.id for figure in points if _beside(figure, grouped, subject.text)}
        wrong = [figure for figure in points if (figure.id in mixed) == (settings.case == "mixed")]
    # A document that always writes its decimals so has a habit, which is told once; one that mixes has slips.
    habit = settings.case == "decimal_point" and not any(_COMMA_DECIMAL.fullmatch(written) for _, written in figures)
    for group in _gathered(wrong, subject, 0 if habit else settings.apart):
        finding = _finding(card, settings, group, grouped, subject.text)
        yield replace(finding, severity=Severity.NOTE) if habit else finding


def _is_decimal_point(figure: StatedFigure, written: str, text: str) -> bool:
    """'83.39'; three digits behind the dot are thousands, or undecided; 'mục 2.1' is a number of a part."""
    if not _DECIMAL_POINT.fullmatch(written) or figure.quantity.decimals in (0, 3):
        return False
    return not _PART.search(text, max(0, figure.number.start - _PART_REACH), figure.number.start)


def _is_ungrouped(figure: StatedFigure, written: str) -> bool:
    if not _UNGROUPED.fullmatch(written) or figure.kind is FigureKind.RATIO:
        return False
    return not (_YEAR.fullmatch(written) and not figure.quantity.measure)


def _beside(figure: StatedFigure, grouped: Sequence[StatedFigure], text: str) -> StatedFigure | None:
    """The nearest number with grouped thousands in the same written calculation."""
    nearest: tuple[int, StatedFigure] | None = None
    for other in grouped:
        first, second = sorted((figure.number, other.number))
        apart = second.start - first.end
        if not 0 <= apart <= _NEAR or (nearest and nearest[0] <= apart):
            continue
        between = text[first.end : second.start]
        if _EXPRESSION.fullmatch(between) and _SIGN.search(between):
            nearest = (apart, other)
    return nearest[1] if nearest else None


def _gathered(wrong: Sequence[StatedFigure], subject: Subject, apart: int) -> list[list[StatedFigure]]:
    """By paragraph or table; beyond `apart` of these the rest together, for that is the habit of the whole document."""
    starts = [paragraph.span.start for paragraph in subject.document.blocks] if subject.document.blocks else []
    groups: dict[int, list[StatedFigure]] = {}
    for figure in wrong:
        groups.setdefault(bisect_right(starts, figure.number.start), []).append(figure)
    found = list(groups.values())
    rest = [figure for group in found[apart:] for figure in group]
    return [*found[:apart], *([rest] if rest else [])]


def _finding(
    card: CheckCard, settings: Settings, group: Sequence[StatedFigure], grouped: Sequence[StatedFigure], text: str
) -> Finding:
    first, *others = group
    spans: list[Span] = [other.number for other in others]
    beside = _beside(first, grouped, text) if settings.case == "mixed" else _twin(first, grouped)
    if beside is not None:
        spans.append(beside.number)
    written = [figure.number.of(text) for figure in group]
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=first.number,
        data={
            "numbers": "; ".join(written[1:_SHOWN]),
            "more": str(len(written) - _SHOWN) if len(written) > _SHOWN else "",
            "other": beside.number.of(text) if beside is not None else "",
        },
        found=written[0],
        expected=vietnamese(first.quantity.value, first.quantity.decimals),
        related=tuple(sorted(set(spans))),
    )


def _twin(figure: StatedFigure, grouped: Sequence[StatedFigure]) -> StatedFigure | None:
    """The same number, written with dots elsewhere."""
    return next((other for other in grouped if other.quantity.value == figure.quantity.value), None)
