"""How alike the heads of a table and the columns of a form are, and which goes with which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from danvan.reading.lexicon import fold

_WORD = re.compile(r"[^\W_]+|m[²³]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FLOOR = 0.55
"""Heads less alike than that are not the same column, whatever stands beside them."""
_PRINTED = 0.25
"""What the number of the column, printed under the head, adds; another number takes as much away."""
_NEAR = 0.02

Tokens = frozenset[str]


@dataclass(frozen=True, slots=True)
class Head:
    """A column by its words: those right over it, and all over it. `number`: the number printed under the head."""

    leaf: Tokens
    path: Tokens
    number: str = ""
    years: Tokens = frozenset()
    """'so với năm 2017' is not 'so với năm 2018'."""

    @classmethod
    def of(cls, heads: Sequence[str], abbreviations: Mapping[str, str], number: str = "") -> "Head":
        path = frozenset(word for head in heads for word in tokens(head, abbreviations))
        leaf = tokens(heads[-1], abbreviations) if heads else frozenset()
        return cls(leaf, path, number, frozenset(filter(_YEAR.fullmatch, leaf)))


def tokens(words: str, abbreviations: Mapping[str, str]) -> Tokens:
    """The words of a head, abbreviations written out. `abbreviations`: folded."""
    low = fold(words)
    spelled = (abbreviations.get(word, word) for word in _WORD.findall(low))
    return frozenset(word for each in spelled for word in each.split())


def likeness(one: Head, other: Head) -> float:
    """From 0 to 1 and a little over: the head itself counts as much as all the heads over it."""
    if one.years and other.years and not one.years & other.years:
        return 0.0
    words = (_shared(one.leaf, other.leaf) + _shared(one.path, other.path)) / 2
    if one.number and other.number:
        return words + (_PRINTED if one.number == other.number else -_PRINTED)
    return words


def _shared(one: Tokens, other: Tokens) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def aligned(table: Sequence[Head], form: Sequence[Head]) -> tuple[dict[int, int], float]:
    """Which columns of the form the columns of the table are, in order, and how alike they are all together.

    Columns left out or added are passed over. Where two ways are as good, the columns they differ in are left open.
    """
    alike = [[likeness(one, other) for other in form] for one in table]
    best = _best(alike)
    early, late = _traced(alike, best, late=False), _traced(alike, best, late=True)
    agreed = {at: column for at, column in early.items() if late.get(at) == column}
    return agreed, sum(min(1.0, alike[at][column]) for at, column in agreed.items())


def _best(alike: Sequence[Sequence[float]]) -> list[list[float]]:
    """best[i][j]: what the columns of the table from i and those of the form from j can reach."""
    width = len(alike[0]) if alike else 0
    best = [[0.0] * (width + 1) for _ in range(len(alike) + 1)]
    for at in range(len(alike) - 1, -1, -1):
        row, below, here = alike[at], best[at + 1], best[at]
        for column in range(width - 1, -1, -1):
            most = max(below[column], here[column + 1])
            if row[column] >= _FLOOR:
                most = max(most, row[column] + below[column + 1])
            here[column] = most
    return best


def _traced(alike: Sequence[Sequence[float]], best: Sequence[Sequence[float]], *, late: bool) -> dict[int, int]:
    """One best way. `late`: columns are passed over as long as nothing is lost by it."""
    chosen: dict[int, int] = {}
    at, column = 0, 0
    while at < len(alike) and column < len(alike[0]):
        here = best[at][column]
        takes = alike[at][column] >= _FLOOR and alike[at][column] + best[at + 1][column + 1] >= here - _NEAR
        skips_form, skips_table = best[at][column + 1] >= here - _NEAR, best[at + 1][column] >= here - _NEAR
        if takes and not (late and (skips_form or skips_table)):
            chosen[at] = column
            at, column = at + 1, column + 1
        elif skips_form if late or not skips_table else False:
            column += 1
        else:
            at += 1
    return chosen
