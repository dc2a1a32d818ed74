"""Calculations the words leave open (reading calls them undecided), and what still speaks for a wrong number in them.

A list behind 'trong đó' need not be complete, and a share may be of something not told; that most such calculations which do
not come out are none is why reading does not call them false. Some come out but for one thing: the same list in another unit
of measure adds up; its parts are all the parts there are; one digit more or less would do. The fewer the ways in which that
could be chance, the more it tells.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from danvan.checking.bound import Bonds, is_another_share
from danvan.checking.facts import Facts
from danvan.checking.slips import Slip, slips, told_digits
from danvan.kernel.quantity import Quantity
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.model import FigureKind, Qualifier, Relation, RelationKind, StatedFigure


class Evidence(StrEnum):
    """What speaks for a wrong number, the strongest first."""

    COLUMNS = "columns"
    """The same list, told beside it in another unit of measure, adds up."""
    CLOSED = "closed"
    """The parts are all the parts of their way of splitting: on time and late."""
    FRACTION = "fraction"
    """The percentage stands right beside the a/b it is of."""
    SIBLING = "sibling"
    """Another percentage beside it is right of the same whole."""
    BOUND = "bound"
    """'hơn 40 %' of what is a little less, 'gần 40 %' of what is a little more."""
    NEGATIVE = "negative"
    """A rise greater than what it rose to."""
    DIGIT = "digit"
    """One digit mended makes it come out, and hardly by chance."""
    NEAR = "near"
    """One digit mended makes it come out; that may be chance."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An undecided calculation with the strongest `evidence` against it. `slips`: the mended digits with which it would come
    out; `witness`: the calculation beside it that does."""

    relation: Relation
    evidence: Evidence
    slips: tuple[Slip, ...] = ()
    witness: Relation | None = None


Closed = Mapping[str, Sequence[Sequence[str]]]
"""Partition of the vocabulary -> sets of its parts that leave nothing out."""

_CHANCE = Fraction(1, 10)
"""So many numbers taken at random may fit by one digit before the fit is called chance."""
_AROUND = 600
"""Characters before a calculation in which the number it gives may stand, told of something else."""
_BESIDE = 260
"""Characters between two calculations of one list."""
_OPEN_END = re.compile(r"…|\.\.\.|(?<!\w)v\.v|vân vân")


def doubtful_sums(facts: Facts, text: str, words: Lexicon, closed: Closed, bonds: Bonds) -> Iterator[Doubt]:
    """Undecided sums of two parts or more that something speaks against; none of parts the catalogue knows as some of many."""
    sums = [relation for relation in facts.relations if relation.kind is RelationKind.SUM]
    right = [relation for relation in sums if relation.holds and len(relation.figures) > _WHOLE_AND_PART]
    for relation in sums:
        if relation.holds is None and len(relation.figures) > _WHOLE_AND_PART and _may_be_sum(relation, facts, text):
            found = _doubt_of_sum(relation, right, facts, text, words, closed)
            if found is not None and not _of_some(relation, facts, bonds):
                yield found


_WHOLE_AND_PART = 2


def _of_some(relation: Relation, facts: Facts, bonds: Bonds) -> bool:
    """Whether the parts leave some of their whole, as the catalogue says they may."""
    codes = [figure.indicator for figure in facts.figures_of(relation)]
    whole, *parts = [code for code in codes if code is not None] if None not in codes else [""]
    less = relation.computed is not None and relation.computed < relation.stated.value
    return less and bool(parts) and bonds.need_not_fill(whole, parts)


def _may_be_sum(relation: Relation, facts: Facts, text: str) -> bool:
    """Exact figures in one unit of measure, whose total is not told of something else, in a list that ends."""
    figures = facts.figures_of(relation)
    if any(map(_vague, figures)) or not facts.adds_up(relation):
        return False
    if _OPEN_END.search(text, relation.span.start, relation.span.end + _TAIL):
        return False
    others = facts.around(relation.span, _AROUND)
    measure = fold(figures[0].quantity.measure)
    return not any(
        other.quantity.value == relation.computed and fold(other.quantity.measure) in (measure, "")
        for other in others
        if other.id not in relation.figures
    )


_TAIL = 25


def _vague(figure: StatedFigure) -> bool:
    """'hơn', 'gần', 'khoảng'; the bound of 'hài lòng trở lên' is none of the number."""
    return figure.qualifier not in (None, Qualifier.AT_LEAST)


def _doubt_of_sum(
    relation: Relation, right: Sequence[Relation], facts: Facts, text: str, words: Lexicon, closed: Closed
) -> Doubt | None:
    whole, *parts = facts.figures_of(relation)
    told = _that_fit(relation, facts, text, lambda values: sum(values[1:], Fraction(0)))
    witness = next((other for other in right if _told_together(relation, other, facts)), None)
    if witness is not None:
        return Doubt(relation, Evidence.COLUMNS, told, witness)
    if _is_closed(parts, words, closed):
        return Doubt(relation, Evidence.CLOSED, told)
    if not told:
        return None
    tries = sum(_tries(figure) for figure in (whole, *parts))
    if tries < _CHANCE * Fraction(whole.quantity.value) * 10**whole.quantity.decimals:
        return Doubt(relation, Evidence.DIGIT, told)
    if any(_split_right(other, whole, parts, facts) for other in right):
        return None
    gap = abs(sum((Fraction(part.quantity.value) for part in parts), -Fraction(whole.quantity.value)))
    over = any(part.quantity.value > whole.quantity.value for part in parts)
    listed = relation.why in _LISTS or over or gap <= _LITTLE * Fraction(whole.quantity.value)
    return Doubt(relation, Evidence.NEAR, told) if listed else None


_LISTS = ("(…)", ":", "gồm", "bao gồm", "gồm có", "chia ra", "phân loại", "chia theo", "câu trước", "còn lại")
"""What opens a list that is nearly always complete."""
_LITTLE = Fraction(3, 20)


def _split_right(other: Relation, whole: StatedFigure, parts: Sequence[StatedFigure], facts: Facts) -> bool:
    """A whole that is split right already: what else is told of it need not be all of it. So too parts that make up another."""
    same = facts.figure(other.figures[0]).quantity.value == whole.quantity.value
    return same or {part.id for part in parts} <= {*other.figures[1:]}


def _tries(figure: StatedFigure) -> int:
    return 10 * told_digits(figure)


def _told_together(relation: Relation, other: Relation, facts: Facts) -> bool:
    """Whether the parts of two sums stand in turn: '87 lượt/92 người; 41 lượt/45 người'."""
    if len(relation.figures) != len(other.figures) or {*relation.figures} & {*other.figures}:
        return False
    if abs(relation.span.start - other.span.start) > _BESIDE:
        return False
    pairs = list(zip(facts.figures_of(relation), facts.figures_of(other), strict=True))
    order = sorted((figure.span.start, at) for at, pair in enumerate(pairs[1:]) for figure in pair)
    turns = [at for _, at in order]
    one, two = pairs[0]
    apart = fold(one.quantity.measure) != fold(two.quantity.measure)
    return apart and all(turns[at] == turns[at + 1] for at in range(0, len(turns), 2))


def _is_closed(parts: Sequence[StatedFigure], words: Lexicon, closed: Closed) -> bool:
    marks = [words.parts(fold(part.label)) for part in parts]
    for way, sets in closed.items():
        told = [mark[way] for mark in marks if way in mark]
        if len(told) == len(parts) == len({*told}) and any({*told} == {*whole} for whole in sets):
            return True
    return False


Shape = Callable[[Sequence[Fraction]], Fraction]

SHAPES: tuple[Shape, ...] = (
    lambda v: 100 * v[1] / v[2],
    lambda v: v[1] - v[2],
    lambda v: v[2] - v[1],
    lambda v: 100 * (v[1] - v[2]) / v[2],
    lambda v: 100 * (v[2] - v[1]) / v[2],
    lambda v: 100 * v[1] / (v[2] - v[1]),
    lambda v: 100 * v[1] / (v[2] + v[1]),
)
"""The calculations of two numbers a percentage or a difference comes from."""


def _that_fit(relation: Relation, facts: Facts, text: str, shape: Shape) -> tuple[Slip, ...]:
    """The slips that, mended, make the calculation come out."""
    figures = facts.figures_of(relation)
    values = [Fraction(figure.quantity.value) for figure in figures]
    found = []
    for at, figure in enumerate(figures):
        for slip in slips(figure, text):
            tried = [*values[:at], Fraction(slip.value), *values[at + 1 :]]
            stated = slip.value if at == 0 else figures[0].quantity.value
            if _comes_out(Quantity(stated, "", figures[0].quantity.decimals), tried, shape, relation.kind):
                found.append(slip)
    return tuple(found)


def _comes_out(stated: Quantity, values: Sequence[Fraction], shape: Shape, kind: RelationKind) -> bool:
    try:
        exact = shape(values)
    except ZeroDivisionError:
        return False
    return exact == stated.value if kind is RelationKind.SUM else stated.agrees(exact) is not None


def doubtful_ratios(facts: Facts, text: str, excused: re.Pattern[str], bonds: Bonds) -> Iterator[Doubt]:
    """Undecided percentages and differences that something speaks against. `excused`: words beside a percentage that make it
    one of a plan or of last year. None of shares the catalogue knows as shares of something else."""
    kinds = (RelationKind.RATIO, RelationKind.PLAN, RelationKind.CHANGE)
    right = [relation for relation in facts.relations if relation.kind is RelationKind.RATIO and relation.holds]
    for relation in facts.relations:
        if relation.kind in kinds and relation.holds is None and len(relation.figures) == _THREE:
            found = _doubt_of_ratio(relation, right, facts, text, excused)
            if found is not None and not _of_another(found.relation, facts, text, bonds):
                yield found


_THREE = 3


def _of_another(relation: Relation, facts: Facts, text: str, bonds: Bonds) -> bool:
    apart = not _in_one_sentence(relation, facts, text)
    return relation.kind is RelationKind.RATIO and is_another_share(relation, facts, bonds, apart=apart)


def _doubt_of_ratio(  # noqa: PLR0911 - one return for each kind of evidence, the strongest first
    relation: Relation, right: Sequence[Relation], facts: Facts, text: str, excused: re.Pattern[str]
) -> Doubt | None:
    figures = facts.figures_of(relation)
    if _out_of_bound(figures[0], relation.computed) and not any(map(_vague, figures[1:])):
        return Doubt(relation, Evidence.BOUND)
    if any(map(_vague, figures)):
        return None
    if relation.kind is RelationKind.PLAN:
        return None  # percent of a plan is told of many things
    if relation.computed is None:
        rise = relation.kind is RelationKind.CHANGE and figures[1].quantity.value > figures[2].quantity.value
        return Doubt(relation, Evidence.NEGATIVE) if rise else None
    told = figures[0]
    if told.quantity.agrees(100 - relation.computed) is not None:
        return None  # the share of the others
    share = relation.kind is RelationKind.RATIO
    planned = bool(excused.search(_clause(told, text)))
    if share and relation.why == "a/b" and not planned and not _both_over(figures):
        return Doubt(relation, Evidence.FRACTION, _fitting(relation, facts, text))
    if share and not planned and (sibling := _sibling(relation, right, facts)) is not None:
        relation = _of(relation, facts.figure(sibling.figures[2]), facts)
        return Doubt(relation, Evidence.SIBLING, _fitting(relation, facts, text), sibling)
    if planned and share and relation.why != "a/b":
        return None
    return _by_digit(relation, facts, text)


_WORDS = 45
_CLAUSE_BEGINS = re.compile(r"[;\n]|\.\s")
_CLAUSE_ENDS = re.compile(r"[;.,)\n\d]")


def _clause(told: StatedFigure, text: str) -> str:
    """The words beside a percentage, folded."""
    before = _CLAUSE_BEGINS.split(text[max(0, told.span.start - _WORDS) : told.span.start])[-1]
    after = _CLAUSE_ENDS.split(text[told.span.end : told.span.end + _WORDS])[0]
    return fold(f"{before} {after} ".rpartition(" ")[0])


def _out_of_bound(told: StatedFigure, exact: Fraction | None) -> bool:
    """Whether the word before a percentage is the wrong one: near enough to be of these numbers, but on the other side."""
    if exact is None or told.quantity.agrees(exact) is not None:
        return False
    value = Fraction(told.quantity.value)
    below = told.qualifier is Qualifier.ABOVE and value * _NEARLY <= exact < value
    above = told.qualifier is Qualifier.BELOW and value < exact <= value / _NEARLY
    return below or above


_NEARLY = Fraction(19, 20)


def _both_over(figures: Sequence[StatedFigure]) -> bool:
    """More done than there was to do: then it was a plan."""
    told, part, whole = figures
    return told.quantity.value > 100 and part.quantity.value > whole.quantity.value


def _fitting(relation: Relation, facts: Facts, text: str) -> tuple[Slip, ...]:
    values = [Fraction(figure.quantity.value) for figure in facts.figures_of(relation)]
    for shape in SHAPES:
        try:
            same = shape(values) == relation.computed
        except ZeroDivisionError:
            continue
        if same:
            return _that_fit(relation, facts, text, shape)
    return ()


def _by_digit(relation: Relation, facts: Facts, text: str) -> Doubt | None:
    figures = facts.figures_of(relation)
    wholes = [relation]
    if relation.kind is RelationKind.RATIO and _has_another_base(figures, facts.around(relation.span, _AROUND)):
        return None
    if relation.kind is RelationKind.RATIO:
        others = [one for one in facts.around(relation.span, _AROUND) if _may_be_whole(one, figures)]
        wholes += [_of(relation, one, facts) for one in others[-_OTHERS:] if one.id not in relation.figures]
    digits = told_digits(figures[0])
    tries = 0
    for at, one in enumerate(wholes):
        tries += sum(map(_tries, facts.figures_of(one)))
        if fitting := _fitting(one, facts, text):
            if tries < _LITTLE_CHANCE * 10**digits:
                return Doubt(one, Evidence.DIGIT, fitting)
            if at == 0 and (digits >= _SOME or _in_one_sentence(one, facts, text)):
                return Doubt(one, Evidence.NEAR, fitting)
    return None


def _has_another_base(figures: Sequence[StatedFigure], told: Sequence[StatedFigure]) -> bool:
    """Whether the share is right of some figure told before it, whatever that is measured in: 'bầu 09/12 trưởng thôn …; nữ 02
    đồng chí, chiếm 22,2%'."""
    share, part = figures[:2]
    return any(
        other.span.end <= share.span.start
        and other.quantity.value >= part.quantity.value > 0
        and other.kind not in (FigureKind.RATIO, FigureKind.RATE_OF_CHANGE)
        and other.id != part.id
        and share.quantity.agrees(100 * Fraction(part.quantity.value) / Fraction(other.quantity.value)) is not None
        for other in told
    )


_LITTLE_CHANCE = Fraction(1, 20)
_OTHERS = 3
_SOME = 3


def _in_one_sentence(relation: Relation, facts: Facts, text: str) -> bool:
    between = text[relation.span.start : relation.span.end]
    figures = facts.figures_of(relation)
    alike = relation.kind is not RelationKind.RATIO or fold(figures[1].quantity.measure) == fold(figures[2].quantity.measure)
    return alike and len(between) <= _BESIDE and not re.search(r"[;\n]|\.\s", between)


def _may_be_whole(whole: StatedFigure, figures: Sequence[StatedFigure]) -> bool:
    told, part = figures[:2]
    same = fold(whole.quantity.measure) == fold(part.quantity.measure)
    return (
        same and whole.span.end <= told.span.start and whole.quantity.value >= part.quantity.value and whole.direction is None
    )


def _of(relation: Relation, whole: StatedFigure, facts: Facts) -> Relation:
    """The share of `whole` instead."""
    told, part = relation.figures[:2]
    exact = 100 * Fraction(facts.figure(part).quantity.value) / Fraction(whole.quantity.value) if whole.quantity.value else None
    return replace(relation, figures=(told, part, whole.id), computed=exact, formula="")


def _sibling(relation: Relation, right: Sequence[Relation], facts: Facts) -> Relation | None:
    """A right share beside it, of the same unit of measure and of a greater whole that was told before both."""
    told, part = facts.figures_of(relation)[:2]
    if told.quantity.value > 100:
        return None
    for other in right:
        if len(other.figures) != _THREE or {*relation.figures[:2]} & {*other.figures}:
            continue
        rate, top, whole = facts.figures_of(other)
        near = abs(rate.span.start - told.span.start) <= _BESIDE
        alike = fold(top.quantity.measure) == fold(part.quantity.measure) == fold(whole.quantity.measure)
        first = whole.span.end <= min(part.span.start, top.span.start)
        apart = top.part_of != part.id and part.part_of != top.id
        if near and alike and first and apart and whole.quantity.value >= part.quantity.value:
            return other
    return None
