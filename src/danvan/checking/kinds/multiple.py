"""'gấp đôi cùng kỳ (40 đơn)', 'gấp 2,5 lần', 'bằng một nửa': so many times another level, against the two levels."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.checking.sureness import near
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.mapped import Mapped
from danvan.kernel.quantity import rounded, vietnamese
from danvan.kernel.span import Span
from danvan.reading.model import FigureKind, RelationKind, StatedFigure

KIND = "multiple"
BLANKS = frozenset({"found", "expected", "arithmetic", "figures"})


class Settings(Card):
    """`says`: words -> how many times, as a fraction ('1/2'). `than`: words that must stand between them and the other level.
    `about`: words before them that leave room, of `room` percent; without one half of that is left. `by_chance`: the percent of
    other multiples that may be as near; one further off is a note (sureness.py)."""

    says: dict[str, str]
    than: tuple[str, ...]
    about: tuple[str, ...]
    room: int
    by_chance: int


_NEAR = 70
"""Characters between the words and the levels."""
_LEVELS = (FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE)
_STOP = re.compile(r"[;\n]|\.\s")


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each multiple the two levels do not give, told in digits or in words."""
    for relation in subject.facts.relations:
        if relation.kind is RelationKind.CHANGE and relation.why == "lần" and relation.holds is None:
            told, *levels = subject.facts.figures_of(relation)
            if told.qualifier is None and relation.computed is not None:
                finding = _finding(card, told.span, str(told.quantity), levels, relation.computed, f"{told.id} ")
                yield _weighed(finding, Fraction(told.quantity.value), relation.computed, settings)
    words = _any_of(tuple(settings.says))
    for passage, low in zip(subject.passages, subject.folded, strict=True):
        for match in words.finditer(low):
            if (told_in_words := _in_words(card, settings, subject, passage, low, match)) is not None:
                yield told_in_words


def _weighed(finding: Finding, told: Fraction, exact: Fraction, settings: Settings) -> Finding:
    return finding if near(told, exact, settings.by_chance) else replace(finding, severity=Severity.NOTE)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = "|".join(map(_led, sorted(words, key=len, reverse=True)))
    return re.compile(rf"({longest_first})(?!\w)")


def _led(words: str) -> str:
    """The first letter, and then that it begins a word: a search for one of few letters is the quickest."""
    first, rest = re.escape(words[0]), re.escape(words[1:])
    return rf"{first}(?<!\w{first}){rest}"


def _in_words(
    card: CheckCard, settings: Settings, subject: Subject, passage: Mapped, low: str, match: re.Match[str]
) -> Finding | None:
    span = passage.origin(*match.span())
    pair = _levels(span, subject)
    before, behind = low[max(0, match.start() - _NEAR) : match.start()], low[match.end() : match.end() + _NEAR]
    if pair is None or not any(word in behind for word in settings.than) or not pair[1].quantity.value:
        return None
    exact = Fraction(pair[0].quantity.value) / Fraction(pair[1].quantity.value)
    wanted = Fraction(settings.says[match[1]])
    vague = any(re.search(rf"(?<!\w){re.escape(word)}\s*$", before) for word in settings.about)
    room = Fraction(settings.room, 100 if vague else 200)
    if abs(exact - wanted) <= wanted * room:
        return None
    return _weighed(_finding(card, span, span.of(subject.text), pair, exact), wanted, exact, settings)


def _levels(span: Span, subject: Subject) -> tuple[StatedFigure, StatedFigure] | None:
    """The nearest level on either side, of one unit of measure, in the same clause."""
    near = subject.facts.around(Span(span.start, span.end + _NEAR), _NEAR)
    levels = [figure for figure in near if figure.kind in _LEVELS and figure.direction is None and figure.qualifier is None]
    before = [figure for figure in levels if figure.span.end <= span.start]
    behind = [figure for figure in levels if figure.span.start >= span.end]
    if not before or not behind:
        return None
    one, two = before[-1], behind[0]
    same = subject.words.same(one.quantity.measure, two.quantity.measure)
    return (one, two) if same and not _STOP.search(subject.text[one.span.end : two.span.start]) else None


def _finding(
    card: CheckCard,
    span: Span,
    found: str,
    levels: tuple[StatedFigure, ...] | list[StatedFigure],
    exact: Fraction,
    figures: str = "",
) -> Finding:
    one, two = levels
    shown = vietnamese(rounded(exact, 2).normalize() + Decimal(0))
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=span,
        data={
            "arithmetic": f"{_plain(one)} / {_plain(two)} = {shown}",
            "figures": f"{figures}{one.id} {two.id}",
        },
        found=found,
        expected=f"{shown} lần",
        related=(one.span, two.span),
    )


def _plain(figure: StatedFigure) -> str:
    return vietnamese(figure.quantity.value, figure.quantity.decimals)
