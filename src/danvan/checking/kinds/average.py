"""An average against the two numbers it is of: 'mật độ 272 người/km²', 'bình quân 75 người/cuộc'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.checking.sureness import like_a_slip
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.quantity import Quantity, rounded, vietnamese
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.model import FigureKind, Qualifier, StatedFigure

KIND = "average"
BLANKS = frozenset({"found", "expected", "arithmetic", "figures"})


class Settings(Card):
    """`says`: words before the number that make it an average. `room`: by how many percent it may be off; three times that
    where the words leave room themselves. `reach`: the two numbers stand no more characters before it.
    `alike`: units of measure that count the same. `by_chance`: the percent of other averages that may be as near; one
    further off is a note (sureness.py)."""

    says: tuple[str, ...]
    room: int
    reach: int
    alike: tuple[str, ...]
    by_chance: int


_PER = re.compile(r"\s?/\s?([^\W\d_]+[²2]?)")
_VAGUE = re.compile(r"(?<!\w)(?:khoảng|gần|hơn|trên|xấp xỉ|ước)\s*$")
_LEVELS = (FigureKind.COUNT, FigureKind.MEASURE)


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each average that no two numbers before it give, where there is one of which each can be."""
    for figure in subject.reading.figures:
        if figure.kind not in _LEVELS or figure.target or figure.qualifier not in (None, Qualifier.ABOUT):
            continue
        above, below = _measures(figure, subject.text)
        lead = fold(subject.text[max(0, figure.span.start - 60) : figure.span.start])
        if not below or not any(word in lead for word in settings.says):
            continue
        near = [one for one in subject.facts.around(figure.span, settings.reach) if _is_level(one, figure, subject.text)]
        tops = [one for one in near if _counts(one.quantity.measure, above, settings, subject.words)]
        bottoms = [one for one in near if _same(one.quantity.measure, below, subject.words)]
        wrong = _wrong(figure, tops, bottoms, settings.room * (3 if _VAGUE.search(lead) else 1))
        if wrong is not None:
            finding, right = _finding(card, figure, *wrong), _average(figure, *wrong)
            slip = like_a_slip(figure, right, subject.text, settings.by_chance)
            yield finding if slip else replace(finding, severity=Severity.NOTE)


def _measures(figure: StatedFigure, text: str) -> tuple[str, str]:
    """What is counted, and for each of what; '' where the words do not say."""
    above, _, below = figure.quantity.measure.partition("/")
    if below:
        return above, below.split("/")[0].strip()
    behind = _PER.match(text, figure.span.end)
    return above, behind[1] if behind else ""


def _counts(measure: str, above: str, settings: Settings, words: Lexicon) -> bool:
    return words.same(measure, above) or {fold(measure), fold(above)} <= {*settings.alike}


def _same(measure: str, below: str, words: Lexicon) -> bool:
    plain = fold(measure).replace("²", "2")
    return bool(plain) and (plain == fold(below).replace("²", "2") or words.same(measure, below))


def _is_level(one: StatedFigure, average: StatedFigure, text: str) -> bool:
    told = one.kind in _LEVELS and one.direction is None and not one.target and bool(one.quantity.measure)
    return (
        told and one.span.end <= average.span.start and "/" not in one.quantity.measure and not _PER.match(text, one.span.end)
    )


def _wrong(
    figure: StatedFigure, tops: Sequence[StatedFigure], bottoms: Sequence[StatedFigure], room: int
) -> tuple[StatedFigure, StatedFigure] | None:
    """The one pair it can be of, where that does not give it."""
    pairs = [(one, two) for one in tops for two in bottoms if two.quantity.value and one.id != two.id]
    if len(pairs) != 1 or any(_fits(figure.quantity, one, two, room) for one, two in pairs):
        return None
    return pairs[0]


def _fits(average: Quantity, one: StatedFigure, two: StatedFigure, room: int) -> bool:
    exact = Fraction(one.quantity.value) / Fraction(two.quantity.value)
    return average.agrees(exact) is not None or abs(exact - Fraction(average.value)) * 100 <= exact * room


def _average(figure: StatedFigure, one: StatedFigure, two: StatedFigure) -> Quantity:
    """What the two numbers give, at the decimals printed."""
    decimals = figure.quantity.decimals
    return Quantity(
        rounded(Fraction(one.quantity.value) / Fraction(two.quantity.value), decimals), figure.quantity.measure, decimals
    )


def _finding(card: CheckCard, figure: StatedFigure, one: StatedFigure, two: StatedFigure) -> Finding:
    decimals = figure.quantity.decimals
    shown = vietnamese(_average(figure, one, two).value, decimals)
    above, below = (vietnamese(part.quantity.value, part.quantity.decimals) for part in (one, two))
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=figure.span,
        data={"arithmetic": f"{above} / {below} = {shown}", "figures": f"{figure.id} {one.id} {two.id}"},
        found=vietnamese(figure.quantity.value, decimals),
        expected=shown,
        related=(one.span, two.span),
    )
