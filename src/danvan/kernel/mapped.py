"""A text made from another, that still knows where each of its characters came from."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from danvan.kernel.span import Span


@dataclass(frozen=True, slots=True)
class Mapped:
    """`text`, and for each of its characters the span `starts[i]..ends[i]` of the source it stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def origin(self, start: int, end: int) -> Span:
        """The span of the source behind characters `start` to `end` of this text (one character at least)."""
        return Span(self.starts[start], self.ends[max(start, end - 1)])

    @staticmethod
    def joined(parts: Iterable["Mapped"]) -> "Mapped":
        pieces = list(parts)
        return Mapped(
            "".join(piece.text for piece in pieces),
            tuple(at for piece in pieces for at in piece.starts),
            tuple(at for piece in pieces for at in piece.ends),
        )

    @staticmethod
    def of(source: str, start: int, end: int) -> "Mapped":
        """Characters `start` to `end` of `source` in NFC, so that 'ê' + acute is one letter, and offsets hold."""
        part = source[start:end]
        if unicodedata.is_normalized("NFC", part):
            return Mapped(part, tuple(range(start, end)), tuple(range(start + 1, end + 1)))
        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        while at < len(part):
            stop = at + 1
            while stop < len(part) and unicodedata.combining(part[stop]):
                stop += 1
            for letter in unicodedata.normalize("NFC", part[at:stop]):
                letters.append(letter)
                starts.append(start + at)
                ends.append(start + stop)
            at = stop
        return Mapped("".join(letters), tuple(starts), tuple(ends))
