"""Patterns that are searched only in texts where they can be found."""

import re
from collections.abc import Iterator


class Sought:
    """A pattern, and signs of which a text that it matches holds at least one; a digit among them, unless told `worded`.

    To ask whether a text holds a sign takes a tenth of the time a search takes, and most texts hold none
    (benchmarks/README.md).
    """

    __slots__ = ("near", "pattern", "signs", "worded")

    def __init__(self, pattern: str, *signs: str, near: re.Pattern[str] | None = None, worded: bool = False) -> None:
        self.pattern = re.compile(pattern)
        self.signs = signs
        self.near = near
        self.worded = worded

    def may_be_in(self, text: str) -> bool:
        """False when the pattern cannot be in `text`; whether that has digits, the caller asks once for all patterns."""
        if self.near is not None:
            return self.near.search(text) is not None
        for sign in self.signs:
            if sign in text:
                return True
        return not self.signs

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.may_be_in(text) else _NONE


def led(first: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of `pattern` that finditer gives, tried only where `first` is found: how each of them begins."""
    end = 0
    for found in first.finditer(text):
        match = pattern.match(text, found.start()) if found.start() >= end else None
        if match:
            end = match.end()
            yield match


_NONE: Iterator[re.Match[str]] = iter(())
