"""Statements that say the same in nearly the same words, put together with the units that made them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danvan.composing.own_words.grammar import Grammar
from danvan.composing.own_words.told import Told
from danvan.kernel.errors import ExtraMissing
from danvan.reading.lexicon import fold

try:
    from rapidfuzz import fuzz, process
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="compose") from error

_SAME = 78
"""Of 100: how alike two statements are, their words in any order, that are taken for one. At 70 statements about different
bodies fell together, at 85 the same one with a word more stayed apart (five real reports and forty invented ones)."""
_SAME_NAME = 86
"""The same for names of models, which are short: 'Hủ gạo tiết kiệm' and 'Hũ gạo tiết kiệm'."""


@dataclass(frozen=True, slots=True)
class Alike:
    """One thing that was told, in the words most of `units` used, the shortest of these."""

    told: Told
    units: tuple[str, ...]


def alike(told: Iterable[Told], grammar: Grammar) -> list[Alike]:
    """The groups, what most units said first; of equals in the order of the alphabet. A statement never goes with one it
    differs from by 'chưa' or 'không'."""
    groups: list[list[Told]] = []
    leaders: list[str] = []
    signs: list[frozenset[str]] = []
    for each in sorted(told, key=lambda one: (len(_key(one)), _key(one), one.unit)):
        key, sign = _key(each), frozenset(match.group() for match in grammar.opposites.finditer(fold(each.words)))
        least = _SAME_NAME if each.name else _SAME
        near = process.extract(key, leaders, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=None)
        at = next((at for _, _, at in near if each.name or bool(signs[at]) == bool(sign)), None)
        if at is None:
            groups.append([each])
            leaders.append(key)
            signs.append(sign)
        else:
            groups[at].append(each)
    found = [_alike(group) for group in groups]
    return sorted(found, key=lambda one: (-len(one.units), _key(one.told)))


def _alike(group: Sequence[Told]) -> Alike:
    times = Counter(_key(each) for each in group)
    best = min(group, key=lambda each: (-times[_key(each)], not each.words, each.cut, len(each.words), each.unit))
    return Alike(best, tuple(dict.fromkeys(each.unit for each in group)))


def _key(told: Told) -> str:
    return fold(told.name or told.words)
