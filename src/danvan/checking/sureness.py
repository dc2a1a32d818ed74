"""How sure a false calculation is: how plainly the text ties its numbers together, and how much the miss looks like a slip.

Two numbers that reading ties together by mistake give a result that is nowhere near what is printed. A slip of the hand is
near: a digit mistyped, two digits swapped, one case counted twice. So each miss gets one number, its chance: of numbers that
have nothing to do with each other, how many would come out as near to what is printed. Each rule by which reading ties numbers
(`Relation.why`: 'gồm', 'a/b', 'cùng kỳ'…) has the greatest chance it may be trusted with, in percent (in the cards, as
`by_chance`): much where the text itself writes the calculation, little where the list need not be complete, none where the
numbers were put together from different sentences. Above that the finding is still shown, as a note.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from danvan.checking.doubts import SHAPES, Shape
from danvan.checking.facts import Facts
from danvan.checking.slips import slips, told_digits
from danvan.kernel.finding import Severity
from danvan.kernel.quantity import Quantity, rounded
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.model import FigureKind, Relation, RelationKind, StatedFigure

ByChance = Mapping[str, int]
"""Rule -> the greatest chance, in percent, with which a calculation tied by it may be called wrong; rules left out: never."""

ONE_WAY = "một cách chia"
"""The rule of parts the vocabulary knows as parts of one way of splitting, each told once: whatever word opens their list."""
WITNESSED = "đối chứng"
"""The rule of a calculation in which a second one shows the same number to be wrong."""

_SURE = Fraction(1)
_APART = 4
"""Where a sentence ends between the numbers, a rule is trusted with so many times less: other things may be told there."""
_SENTENCE_ENDS = re.compile(r"[.!?]\s+(?=[A-ZĐÀ-Ỹ])")
_PARTS = 2
_WHOLE = 100
_SHARE = 3
"""A percentage, what it counts, and of what."""
_BESIDE = "a/b"
"""A percentage right beside its two numbers."""


def graded(severity: Severity, relation: Relation, by_chance: ByChance, facts: Facts, text: str, words: Lexicon) -> Severity:
    """`severity` for a miss that is sure enough, else a note. `text`: the document's; `words`: the vocabulary's."""
    if severity is Severity.NOTE:
        return severity
    apart = _APART if _SENTENCE_ENDS.search(relation.span.of(text)) else 1
    limits = [Fraction(by_chance.get(rule, 0), 100 * apart) for rule in _rules(relation, by_chance, facts, words)]
    most = max(limits, default=Fraction(0))
    if not most or _is_rounded(relation, facts):
        return Severity.NOTE
    return severity if any(chance <= most for chance in _chances(relation, facts, text)) else Severity.NOTE


def like_a_slip(figure: StatedFigure, right: Quantity, text: str, most: int) -> bool:
    """Whether at most `most` percent of other numbers would be as near to what is right as `figure` is."""
    return near(figure.quantity.value, Fraction(right.value), most) or _of_digits(figure, right, text) <= Fraction(most, 100)


def near(found: Decimal | Fraction, right: Fraction, most: int) -> bool:
    """As like_a_slip, by the distance alone."""
    return _of_gap(Fraction(found), right) <= Fraction(most, 100)


def _rules(relation: Relation, by_chance: ByChance, facts: Facts, words: Lexicon) -> Iterator[str]:
    yield relation.why.partition(":")[0] or relation.why
    if relation.suspect is not None:
        yield WITNESSED
    if relation.kind is RelationKind.SUM and ONE_WAY in by_chance and _one_way(facts.figures_of(relation)[1:], words):
        yield ONE_WAY


def _is_rounded(relation: Relation, facts: Facts) -> bool:
    """Whether a sum of amounts, each rounded to be printed, is off by no more than that."""
    figures = facts.figures_of(relation)
    amounts = relation.kind is RelationKind.SUM and relation.computed is not None and facts.adds_up(relation)
    if not amounts or not all(figure.kind in (FigureKind.MONEY, FigureKind.MEASURE) for figure in figures):
        return False
    off = sum((Fraction(1, 2 * 10**figure.quantity.decimals) for figure in figures), Fraction(0))
    return abs((relation.computed or 0) - Fraction(relation.stated.value)) <= off


def _one_way(parts: list[StatedFigure], words: Lexicon) -> bool:
    """All parts belong to one partition of the vocabulary, each to a part of its own."""
    marks = [words.parts(fold(part.label)) for part in parts]
    ways = set.intersection(*(set(mark) for mark in marks)) if len(marks) >= _PARTS else set()
    return any(len({mark[way] for mark in marks}) == len(marks) for way in ways)


def _chances(relation: Relation, facts: Facts, text: str) -> Iterator[Fraction]:
    """The chance of the miss, by each way a slip may have made it; the cheapest to look for first."""
    if relation.computed is None:
        return
    stated, figures = relation.stated, facts.figures_of(relation)
    value = Fraction(stated.value)
    share = relation.kind is RelationKind.RATIO and max(value, relation.computed) <= _WHOLE
    room = _crowded(value, relation.computed) if share and relation.why != _BESIDE else None
    if share and relation.why == _BESIDE:
        yield 2 * abs(relation.computed - value) / _WHOLE
    else:
        yield _of_gap(value, relation.computed, _size_of_levels(relation, figures) or room)
    if not figures:
        return
    right = Quantity(rounded(relation.computed, stated.decimals), stated.measure, stated.decimals)
    yield _of_digits(figures[0], right, text, room)
    if relation.kind is RelationKind.SUM and facts.adds_up(relation):
        yield from _of_parts(figures, relation.computed, text)
    elif len(figures) == _SHARE:
        yield _of_terms(relation, figures, text, room)
        if relation.kind is RelationKind.CHANGE:
            yield _of_another_way(figures)


def _size_of_levels(relation: Relation, figures: list[StatedFigure]) -> Fraction | None:
    """The size of the two levels a difference is of: 34 and 28 that have nothing to do with each other differ by anything up to
    34, not up to the 6 that is told."""
    if relation.kind is not RelationKind.CHANGE or relation.stated.measure == "%" or len(figures) != _SHARE:
        return None
    return max(abs(Fraction(figure.quantity.value)) for figure in figures[1:])


def _crowded(stated: Fraction, computed: Fraction) -> Fraction:
    """The stretch among whose numbers a share of a whole that is not named beside it is one. Many shares are nearly all of
    their whole: 99,8 % and 99,6 % are near to each other without being of the same numbers, so that only twice what the lesser
    lacks of 100 % counts."""
    return min(stated, 2 * (_WHOLE - min(stated, computed)))


def _numbers(figure: StatedFigure, room: Fraction | None) -> Fraction:
    """How many numbers of as many digits might stand there."""
    all_of_them = Fraction(10 ** told_digits(figure))
    return all_of_them if room is None else max(Fraction(1), min(all_of_them, room * 10**figure.quantity.decimals))


def _of_gap(stated: Fraction, computed: Fraction, room: Fraction | None = None) -> Fraction:
    """As many numbers as lie within the gap, on either side; of those up to what is stated, where no `room` is said."""
    among = abs(stated) if room is None else room
    return min(_SURE, 2 * abs(computed - stated) / among) if among else _SURE


def _of_digits(figure: StatedFigure, right: Quantity, text: str, room: Fraction | None = None) -> Fraction:
    """Of all numbers of its length, those one digit or one swap away; a sure miss where the right one is none of them."""
    if figure.quantity.decimals != right.decimals:
        return _SURE
    mended = any(slip.value == right.value for slip in slips(figure, text))
    return min(_SURE, 10 * told_digits(figure) / _numbers(figure, room)) if mended else _SURE


def _of_parts(figures: list[StatedFigure], computed: Fraction, text: str) -> Iterator[Fraction]:
    """One part mistyped by a digit, or counted twice."""
    whole, *parts = figures
    gap = Fraction(whole.quantity.value) - computed
    room = 10 ** told_digits(whole)
    told = sum(10 * told_digits(part) for part in parts)
    for part in parts:
        value = Fraction(part.quantity.value)
        if -gap == value:
            yield min(_SURE, Fraction(len(parts), 1) / max(Fraction(whole.quantity.value), Fraction(1)))
        if any(slip.value == value + gap for slip in slips(part, text)):
            yield min(_SURE, Fraction(told, room))


def _of_terms(relation: Relation, figures: list[StatedFigure], text: str, room: Fraction | None) -> Fraction:
    """One of the two numbers a percentage or a difference is of, mistyped by a digit."""
    told, one, two = figures
    first, second = Fraction(one.quantity.value), Fraction(two.quantity.value)
    shape = next((shape for shape in SHAPES if _given(shape, first, second) == relation.computed), None)
    if shape is None:
        return _SURE
    pairs = [(Fraction(slip.value), second) for slip in slips(one, text)]
    pairs += [(first, Fraction(slip.value)) for slip in slips(two, text)]
    tries = 10 * (told_digits(one) + told_digits(two))
    return min(_SURE, tries / _numbers(told, room)) if any(_fits(told, shape, *pair) for pair in pairs) else _SURE


def _of_another_way(figures: list[StatedFigure]) -> Fraction:
    """'tăng' written for 'giảm', or the percent counted over this period's number: the same two numbers taken another way."""
    told, one, two = figures
    pair = Fraction(one.quantity.value), Fraction(two.quantity.value)
    fits = any(_fits(told, shape, *pair) for shape in SHAPES)
    return min(_SURE, len(SHAPES) / _numbers(told, None)) if fits else _SURE


def _fits(told: StatedFigure, shape: Shape, one: Fraction, two: Fraction) -> bool:
    exact = _given(shape, one, two)
    return exact is not None and told.quantity.agrees(exact) is not None


def _given(shape: Shape, one: Fraction, two: Fraction) -> Fraction | None:
    try:
        return shape((Fraction(0), one, two))
    except ZeroDivisionError:
        return None
