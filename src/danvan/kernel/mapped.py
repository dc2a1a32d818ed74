"""A text made from another, that still knows where each of its characters came from."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from danvan.kernel.span import Span

Run = tuple[int, int, int]
"""Where a run begins in the text; start and end of the source it stands for."""

_COMPOSED = re.compile(r".[\u0300-\u036f]+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mapped:
    """`text` in runs, each of which copies its source letter by letter or, where their lengths differ, stands for all of it.

    Runs and not a place for each letter: a long report has millions of letters and a run for each of its lines.
    """

    text: str
    runs: tuple[Run, ...]

    def origin(self, start: int, end: int) -> Span:
        """The span of the source behind characters `start` to `end` of this text (one character at least)."""
        return Span(self.place(start).start, self.place(max(start, end - 1)).end)

    def place(self, at: int) -> Span:
        """The span of the source behind one character. Raises IndexError beyond the text."""
        if not 0 <= at < len(self.text):
            raise IndexError(at)
        number = bisect_right(self.runs, at, key=_begin) - 1 if len(self.runs) > 1 else 0
        begin, start, end = self.runs[number]
        if end - start != self._stop(number) - begin:
            return Span(start, end)
        return Span(start + at - begin, start + at - begin + 1)

    def inside(self, span: Span) -> tuple[int, int] | None:
        """From the first to behind the last character whose source begins in `span`; None when there is none."""
        if not self.text or span.end <= self.place(0).start or span.start > self.place(len(self.text) - 1).start:
            return None
        found = [
            (begin, stop)
            for number, (begin, start, end) in enumerate(self.runs)
            for begin, stop in [self._within(begin, self._stop(number), Span(start, end), span)]
            if begin < stop
        ]
        return (found[0][0], found[-1][1]) if found else None

    def part(self, start: int, end: int) -> "Mapped":
        """Characters `start` to `end` of this text, still knowing where they came from."""
        if start >= end:
            return Mapped("", ())
        number = bisect_right(self.runs, start, key=_begin) - 1 if len(self.runs) > 1 else 0
        runs: list[Run] = []
        while number < len(self.runs) and self.runs[number][0] < end:
            begin, source, source_end = self.runs[number]
            stop = self._stop(number)
            first, last = max(begin, start), min(stop, end)
            plain = source_end - source == stop - begin
            if plain:
                source, source_end = source + first - begin, source + last - begin
            runs.append((first - start, source, source_end))
            number += 1
        return Mapped(self.text[start:end], tuple(runs))

    @staticmethod
    def joined(parts: Iterable["Mapped"]) -> "Mapped":
        pieces = [piece for piece in parts if piece.text]
        if len(pieces) == 1:
            return pieces[0]
        runs: list[Run] = []
        at = 0
        for piece in pieces:
            runs.extend((at + begin, start, end) for begin, start, end in piece.runs)
            at += len(piece.text)
        return Mapped("".join(piece.text for piece in pieces), tuple(runs))

    @staticmethod
    def whole(text: str, start: int, end: int) -> "Mapped":
        """A `text` that stands as one for characters `start` to `end` of the source."""
        return Mapped(text, ((0, start, end),))

    @staticmethod
    def of(source: str, start: int, end: int) -> "Mapped":
        """Characters `start` to `end` of `source` in NFC, so that 'ê' + acute is one letter, and offsets hold."""
        part = source[start:end]
        if unicodedata.is_normalized("NFC", part):
            return Mapped.whole(part, start, end) if part else Mapped("", ())
        return Mapped.joined(_normalised(part, start))

    def _stop(self, number: int) -> int:
        """Where run `number` ends in the text."""
        return self.runs[number + 1][0] if number + 1 < len(self.runs) else len(self.text)

    @staticmethod
    def _within(begin: int, stop: int, source: Span, span: Span) -> tuple[int, int]:
        """The characters of one run whose source begins in `span`."""
        if source.end - source.start != stop - begin:
            return (begin, stop) if span.start <= source.start < span.end else (begin, begin)
        return max(begin, begin + span.start - source.start), min(stop, begin + span.end - source.start)


def _begin(run: Run) -> int:
    return run[0]


def _normalised(part: str, offset: int) -> Iterator[Mapped]:
    """`part` of a source, which begins there at `offset`, in NFC: letters with marks of their own composed one by one."""
    at = 0
    for match in _COMPOSED.finditer(part):
        yield from _plain(part, at, match.start(), offset)
        yield Mapped.whole(unicodedata.normalize("NFC", match.group()), offset + match.start(), offset + match.end())
        at = match.end()
    yield from _plain(part, at, len(part), offset)


def _plain(part: str, start: int, end: int, offset: int) -> Iterator[Mapped]:
    piece = part[start:end]
    if unicodedata.is_normalized("NFC", piece):
        yield Mapped.whole(piece, offset + start, offset + end)
        return
    for at, letter in enumerate(piece, start=offset + start):
        yield Mapped.whole(unicodedata.normalize("NFC", letter), at, at + 1)
