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

    def may_be_in(self, text: str, *, digits: bool = True) -> bool:
        """False when the pattern cannot be in `text`. `digits`: whether the text holds any."""
        if not (digits or self.worded):
            return False
        if self.near is not None:
            return self.near.search(text) is not None
        return not self.signs or any(sign in text for sign in self.signs)

    def finditer(self, text: str, *, digits: bool = True) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.may_be_in(text, digits=digits) else iter(())
