"""Which of many words and word groups a text says, found in one pass over its words.

The catalogue says its indicators in thousands of words; a pattern for each of them takes seconds to compile, and each would
be searched in every sentence (benchmarks/README.md).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from danvan.reading.lexicon import fold

_TOKEN = re.compile(r"\w+|[^\w\s]")
Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Words by their identifiers: small numbers, the same for two spellings of one word."""

    identifiers: Mapping[Tokens, int]
    starts: Mapping[str, tuple[tuple[Tokens, int], ...]]
    """First word of a group -> the groups that begin with it."""
    lengths: tuple[int, ...]
    """Characters of each, by identifier."""

    def identifier(self, words: str) -> int:
        """Raises KeyError for words this wording was not made of."""
        return self.identifiers[_tokens(fold(words))]

    def said(self, text: str) -> frozenset[int]:
        """What `text` (folded) says, whole words only."""
        tokens = tuple(_TOKEN.findall(text))
        found: set[int] = set()
        for at, token in enumerate(tokens):
            for group, identifier in self.starts.get(token, ()):
                if tokens[at : at + len(group)] == group:
                    found.add(identifier)
        return frozenset(found)


def wording_of(words: Iterable[str]) -> Wording:
    """The wording of these words and word groups, in any spelling."""
    identifiers: dict[Tokens, int] = {}
    starts: defaultdict[str, list[tuple[Tokens, int]]] = defaultdict(list)
    for each in dict.fromkeys(words):
        tokens = _tokens(fold(each))
        if tokens and tokens not in identifiers:
            identifiers[tokens] = len(identifiers)
            starts[tokens[0]].append((tokens, identifiers[tokens]))
    lengths = tuple(len(" ".join(tokens)) for tokens in identifiers)
    return Wording(identifiers, {first: tuple(groups) for first, groups in starts.items()}, lengths)


def _tokens(text: str) -> Tokens:
    return tuple(_TOKEN.findall(text))
