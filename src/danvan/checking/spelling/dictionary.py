"""What is known to be a word: the vocabulary's words, the catalogue's own sentences, and a dictionary when one is installed.

The dictionary is that of the package underthesea (extra `words`), read as the data it is: its code is never imported.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.reading.lexicon import fold

_RUN = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")
_PAIR, _TRIPLE = 2, 3
"""Syllables of a dictionary entry; longer ones are sayings, whose neighbours are no words."""


@dataclass(frozen=True)
class Words:
    """All folded, two or three syllables with one space between.

    `common` are the words official texts are made of, `inside` the pairs within longer ones of them. `triples`: three
    syllables running in those, and whether one of those ends with them. `wide`: the words of a dictionary, empty without
    one. `seen` stand beside each other in the catalogue's sentences, words or not.
    """

    common: frozenset[str]
    inside: frozenset[str]
    triples: dict[str, bool]
    wide: frozenset[str]
    seen: frozenset[str]
    syllables: frozenset[str]
    """Every syllable of the dictionary and of the other lists."""
    by_first: dict[str, tuple[str, ...]]
    by_second: dict[str, tuple[str, ...]]
    """One syllable of a common word, or of a pair inside one -> those that stand with it."""
    near: dict[tuple[str, str, bool], tuple[tuple[str, str], ...]] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out once about a syllable and its neighbour: see pairs.Rules."""

    @cached_property
    def bound(self) -> frozenset[str]:
        """Every pair of syllables that stands beside each other in a word."""
        return self.common | self.wide | self.inside

    def is_word(self, one: str, other: str) -> bool:
        """Whether the two stand beside each other in a word."""
        return f"{one} {other}" in self.bound

    def is_seen(self, one: str, other: str) -> bool:
        """Whether the two are known to stand beside each other, for whatever reason."""
        return self.is_word(one, other) or f"{one} {other}" in self.seen


def words_of(catalogue: Catalogue) -> Words:
    """Everything `catalogue` and the installed dictionary know."""
    entries = [fold(word).split() for words in catalogue.vocabulary.words.values() for word in words.split(",")]
    common = frozenset(" ".join(entry) for entry in entries if len(entry) == _PAIR)
    inside = frozenset(f"{one} {other}" for entry in entries if len(entry) > _PAIR for one, other in pairwise(entry))
    triples: dict[str, bool] = {}
    for entry in entries:
        for at in range(len(entry) - 2):
            run = " ".join(entry[at : at + 3])
            triples[run] = triples.get(run, False) or at + 3 == len(entry)
    wide, syllables = dictionary()
    seen = frozenset(_pairs(_sentences(catalogue)))
    own = frozenset(syllable for entry in entries for syllable in entry)
    pairs = [(one, other) for one, _, other in (pair.partition(" ") for pair in common | inside)]
    return Words(
        common=common,
        inside=inside - common,
        triples=triples,
        wide=wide,
        seen=seen,
        syllables=syllables | own | frozenset(syllable for pair in seen for syllable in pair.split()),
        by_first=_index(pairs),
        by_second=_index((other, one) for one, other in pairs),
    )


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    made: dict[str, set[str]] = {}
    for one, other in pairs:
        made.setdefault(one, set()).add(other)
    return {one: tuple(sorted(others)) for one, others in made.items()}


def _sentences(catalogue: Catalogue) -> Iterator[str]:
    """What the catalogue says in Vietnamese about things counted and about legal texts."""
    for area in catalogue.areas.values():
        yield from (area.name.vi, area.about.vi, *area.headings)
        yield from (sentence.says for sentence in area.sentences)
    for indicator in catalogue.indicators.values():
        yield indicator.name.vi
    for phrase in catalogue.phrases:
        yield from (phrase.writes, *phrase.says)
    for instrument in catalogue.instruments:
        yield instrument.title


def _pairs(texts: Iterable[str]) -> Iterator[str]:
    for run in _RUN.findall(fold("\n; ".join(texts))):
        for one, other in pairwise(run.split()):
            yield f"{one} {other}"


@cache
def dictionary() -> tuple[frozenset[str], frozenset[str]]:
    """(pairs of syllables inside words, all syllables) of the installed dictionary; both empty without one."""
    found = find_spec("underthesea")
    file = Path(found.origin).parent / "corpus" / "data" / "Viet74K.txt" if found and found.origin else None
    if file is None or not file.exists():
        return frozenset(), frozenset()
    text = fold(file.read_text(encoding="utf-8"))
    pairs: set[str] = set()
    for entry in text.splitlines():
        spaces = entry.count(" ")
        if spaces == _PAIR - 1:
            pairs.add(entry)
        elif spaces == _TRIPLE - 1:
            pairs.update(map(" ".join, pairwise(entry.split())))
    return frozenset(pairs), frozenset(text.split())
