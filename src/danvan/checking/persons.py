"""Patterns of checks in which {person} stands for the name of a living person (reading/persons.py)."""

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from danvan.reading.letters import UPPER
from danvan.reading.persons import PERSON


@cache
def with_persons(pattern: str) -> re.Pattern[str]:
    """`pattern` of a card with {person} standing for a person's name and {upper} for the capital letters, compiled once.
    Raises re.error for a bad one."""
    return re.compile(pattern.replace("{person}", f"(?:{PERSON})").replace("{upper}", UPPER))


def groups_of(pattern: str) -> Collection[str]:
    """The names of the groups of such a pattern. Raises re.error for a bad one. Names of people, which are long and right by
    themselves, are left out: what a pattern costs to compile is paid when it is first searched."""
    return re.compile(pattern.replace("{person}", "(?:x)").replace("{upper}", "X")).groupindex.keys()


@lru_cache(256)
def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for whichever of `words` (patterns themselves) stands there, letters large or small."""
    return re.compile("|".join(words) or r"(?!)", re.IGNORECASE)
