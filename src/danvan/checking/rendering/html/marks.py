"""Marks on words: where findings overlap, the text is cut into pieces that each have the same marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from danvan.kernel.span import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """`number`: of its finding, 0 for what a finding rests on. `look`: the class of the style. `rank`: 0 is the gravest."""

    span: Span
    look: str
    rank: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and its marks, the gravest first. `begins`, `ends`: the marks that do so here."""

    span: Span
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()


def pieces(within: Span, marks: Iterable[Mark]) -> Iterator[Piece]:
    """`within` in pieces, in order. A mark that reaches further is cut at the edge; it begins and ends in its own stretch only.

    A mark of no length is a piece of no length.
    """
    here = [mark for mark in marks if mark.span.start <= within.end and mark.span.end >= within.start]
    edges = sorted({within.start, within.end, *(_clamped(at, within) for mark in here for at in _ends(mark))})
    for start, end in pairwise(edges):
        yield from _points(start, here)
        yield _piece(Span(start, end), here)
    yield from _points(within.end, here)


def _piece(span: Span, marks: Sequence[Mark]) -> Piece:
    over = sorted((mark for mark in marks if mark.span.overlaps(span)), key=lambda mark: (mark.rank, mark.number))
    begins = tuple(mark for mark in over if mark.span.start == span.start)
    return Piece(span, tuple(over), begins, tuple(mark for mark in over if mark.span.end == span.end))


def _points(at: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    for mark in marks:
        if mark.span.start == mark.span.end == at:
            yield Piece(mark.span, (mark,), (mark,), (mark,))


def _ends(mark: Mark) -> tuple[int, int]:
    return mark.span.start, mark.span.end


def _clamped(at: int, within: Span) -> int:
    return min(max(at, within.start), within.end)
