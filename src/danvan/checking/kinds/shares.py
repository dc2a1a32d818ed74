"""Percentages of all parts of one whole, told side by side: they must total 100."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.bound import Bonds
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.checking.sureness import near
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.quantity import rounded, vietnamese
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.model import FigureKind, StatedFigure

KIND = "shares"
BLANKS = frozenset({"found", "expected", "arithmetic", "figures", "surplus", "short"})


class Settings(Card):
    """`closed`: by partition of the vocabulary, the sets of its parts that leave nothing out. `apart`: the most characters
    between two percentages of one list. `never`: words beside a percentage that make it one of something else. `by_chance`: the
    percent of other totals that may be as near to 100; one further off is a note (sureness.py)."""

    closed: dict[str, tuple[tuple[str, ...], ...]]
    apart: int
    by_chance: int
    never: tuple[str, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each list of shares that does not total 100, rounding allowed, at its last percentage."""
    for run in _runs(subject, settings):
        shares = _of_one_way(run, settings.closed, subject.words)
        total = sum((Fraction(share.quantity.value) for share in shares), Fraction(0))
        if total < _ALL and _leave_some(shares, subject.catalogue.derived(Bonds)):
            continue
        room = sum((Fraction(1, 10**share.quantity.decimals) for share in shares), Fraction(0))
        if shares and room < abs(total - _ALL) <= _FAR:
            finding = _finding(card, shares, total)
            yield finding if near(Fraction(_ALL), total, settings.by_chance) else replace(finding, severity=Severity.NOTE)


_ALL = 100
_FAR = 15
"""Shares that total less than 85 or more than 115 are of different wholes."""
_PAIR = 2


def _runs(subject: Subject, settings: Settings) -> Iterator[list[StatedFigure]]:
    """Percentages that stand close together, in one paragraph."""
    run: list[StatedFigure] = []
    for figure in subject.reading.figures:
        if figure.quantity.measure != "%" or figure.kind is not FigureKind.RATIO or figure.target or figure.form:
            continue
        between = subject.text[run[-1].span.end : figure.span.start] if run else ""
        broken = len(between) > settings.apart or "\n\n" in between or any(word in fold(between) for word in settings.never)
        if run and broken:
            yield run
            run = []
        run.append(figure)
    yield run


def _of_one_way(
    run: Sequence[StatedFigure], closed: Mapping[str, Sequence[Sequence[str]]], words: Lexicon
) -> list[StatedFigure]:
    """Those of a run that are all the parts of one way of splitting, each told once; none where that is not so."""
    marks = [words.parts(fold(figure.label)) for figure in run] if len(run) >= _PAIR else []
    for way, sets in closed.items():
        told = [(mark[way], figure) for mark, figure in zip(marks, run, strict=True) if way in mark] if marks else []
        parts = [part for part, _ in told]
        if len(parts) == len({*parts}) and any({*parts} == {*whole} for whole in sets):
            return [figure for _, figure in told]
    return []


def _leave_some(shares: Sequence[StatedFigure], bonds: Bonds) -> bool:
    """Whether the catalogue knows what these shares count as some of their whole."""
    rates = [share.indicator for share in shares if share.indicator]
    return len(rates) == len(shares) and bonds.leave_some(rates)


def _finding(card: CheckCard, shares: Sequence[StatedFigure], total: Fraction) -> Finding:
    decimals = max(share.quantity.decimals for share in shares)
    numbers = [vietnamese(share.quantity.value, share.quantity.decimals) for share in shares]
    told = vietnamese(rounded(total, decimals), decimals)
    gap = vietnamese(rounded(abs(total - _ALL), decimals), decimals)
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=shares[-1].span,
        data={
            "arithmetic": f"{' + '.join(numbers)} = {told}",
            "surplus": gap if total > _ALL else "",
            "short": gap if total < _ALL else "",
            "figures": " ".join(share.id for share in shares),
        },
        found=f"{told}%",
        expected="100%",
        related=tuple(share.span for share in shares[:-1]),
    )
