"""The words of the catalogue by which it is told what a stretch of a report is about, as patterns over folded text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import OwnWords
from danvan.reading.lexicon import either, fold, whole_words

_NEVER = re.compile(r"(?!)")
_WORDS_BEFORE = 9
"""A heading names what it is over within its first words."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what is told. `heading`, `never`: of headings; `opening`: of sentences; `name`: before the name of a model;
    `not_name`: what no name begins with."""

    code: str
    heading: re.Pattern[str]
    alone: re.Pattern[str]
    never: re.Pattern[str]
    opening: re.Pattern[str]
    name: re.Pattern[str]
    not_name: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All kinds, and what they share."""

    kinds: Mapping[str, Kind]
    other: re.Pattern[str]
    ends: re.Pattern[str]
    announced: re.Pattern[str]
    nothing: re.Pattern[str]
    opposites: re.Pattern[str]
    addressed: re.Pattern[str]

    def of_heading(self, heading: str) -> tuple[str, ...]:
        """The kinds a heading names, the first named first."""
        low = fold(heading)
        found = [(hit.start(), kind.code) for kind in self.kinds.values() if (hit := self._named(kind, low))]
        return tuple(code for _, code in sorted(found))

    def is_other(self, heading: str) -> bool:
        """Whether a heading is known to be over something else."""
        return bool(self.other.search(fold(heading)))

    def is_named(self, kind: str) -> bool:
        """Whether what is told of a kind are names, which stand behind words that may be in a heading themselves."""
        return self.kinds[kind].name is not _NEVER

    def _named(self, kind: Kind, low: str) -> re.Match[str] | None:
        if kind.never.search(low):
            return None
        if alone := kind.alone.fullmatch(low.strip(" .:")):
            return alone
        hit = kind.heading.search(low)
        return hit if hit and len(low[: hit.start()].split()) <= _WORDS_BEFORE else None


def grammar_of(catalogue: Catalogue) -> Grammar:
    """Made once a catalogue: `catalogue.derived(grammar_of)`."""
    shared = catalogue.vocabulary.own_words_grammar
    return Grammar(
        kinds={code: _kind(code, words) for code, words in catalogue.vocabulary.own_words.items()},
        other=_any(shared.get("other_headings", ())),
        ends=_opens(shared.get("ends", ())),
        announced=re.compile(rf"(?<!\w)(?:{_alternatives(shared.get('announced', ()))})\s*:\s*"),
        nothing=_opens(shared.get("nothing", ())),
        opposites=_any(shared.get("opposites", ())),
        addressed=re.compile(rf"(?<!\w)(?i:{_alternatives(shared.get('addressed', ()))})\s+(?=[^\W\d_a-zà-ỹđ])"),
    )


def _kind(code: str, words: OwnWords) -> Kind:
    return Kind(
        code,
        _any(words.headings),
        _any(words.alone),
        _any(words.never),
        _opens(words.openings),
        _any(words.names),
        _opens(words.not_names),
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    each = tuple(words)
    return whole_words(each) if each else _NEVER


def _opens(words: Iterable[str]) -> re.Pattern[str]:
    """Any of `words` at the beginning, behind marks."""
    each = tuple(words)
    return re.compile(rf"\W*(?:{either(each)})(?!\w)") if each else _NEVER


def _alternatives(words: Iterable[str]) -> str:
    return either(tuple(words)) or r"(?!)"
