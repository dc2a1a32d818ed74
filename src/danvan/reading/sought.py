"""Patterns that are searched only in texts where they can be found."""

import re
from collections.abc import Iterator


class Sought:
    """A pattern, and signs of which a text that it matches holds at least one.

    To ask whether a text holds a sign takes a tenth of the time a search takes, and most texts hold none
    (benchmarks/README.md).
    """

    __slots__ = ("near", "pattern", "signs")

    def __init__(self, pattern: str, *signs: str, near: re.Pattern[str] | None = None) -> None:
        self.pattern = re.compile(pattern)
        self.signs = signs
        self.near = near

    def may_be_in(self, text: str) -> bool:
        """False when the pattern cannot be in `text`."""
        if self.near is not None:
            return self.near.search(text) is not None
        return not self.signs or any(sign in text for sign in self.signs)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.may_be_in(text) else iter(())
