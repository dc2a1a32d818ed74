"""Which of many words and word groups a text says, found in one pass over it.

The catalogue says its indicators in thousands of words; a pattern for each of them takes seconds to compile, and each would
be searched in every sentence (benchmarks/README.md).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from danvan.reading.lexicon import fold

_TOKEN = re.compile(r"\w+|[^\w\s]")
_REMEMBERED = 4096
"""Texts: headings stand over many figures, a sentence holds several."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words by their identifiers: small numbers, the same for two spellings of one word."""

    identifiers: Mapping[str, int]
    said: Callable[[str], frozenset[int]]
    """What a text (folded) says, whole words only."""
    lengths: tuple[int, ...]
    """Characters of each, by identifier."""
    given: Mapping[str, int]
    """The identifiers of the words as they were given."""

    def identifier(self, words: str) -> int:
        """Raises KeyError for words this wording was not made of."""
        return self.given[words] if words in self.given else self.identifiers[_spaced(fold(words))]


def wording_of(words: Iterable[str]) -> Wording:
    """The wording of these words and word groups, in any spelling."""
    spaced = {each: _spaced(fold(each)) for each in dict.fromkeys(words)}  # phrases share most of their words
    identifiers = {each: at for at, each in enumerate(dict.fromkeys(each for each in spaced.values() if each.strip()))}
    given = {each: identifiers[found] for each, found in spaced.items() if found in identifiers}
    search = ahocorasick.Automaton()
    for each, identifier in identifiers.items():
        search.add_word(each, identifier)
    search.make_automaton()

    @lru_cache(_REMEMBERED)
    def said(text: str) -> frozenset[int]:
        return frozenset(identifier for _, identifier in search.iter(_spaced(text))) if identifiers else frozenset()

    return Wording(identifiers, said, tuple(len(each.strip()) for each in identifiers), given)


def _spaced(text: str) -> str:
    """Words and signs with one space between them and around them: what is found between spaces is a whole word."""
    return f" {' '.join(_TOKEN.findall(text))} "
