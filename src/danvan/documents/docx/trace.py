"""From the text of a Word file back to the elements of its XML that each word stands in.

The file is read once more by the reader that made the text, with lines that note the element of every piece of words and give
each letter out as one and the same sign. The text that comes out is as long as the first, and where it has the sign there
stands a letter of the file, in the order the letters were read; all else (numbers of lists, tabs between cells) is generated.
So the map and the text cannot disagree: every letter is compared.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from danvan.documents.docx.package import open_package
from danvan.documents.docx.paragraph import Line
from danvan.documents.docx.reader import FileReader
from danvan.documents.docx.transformed import offsets
from danvan.documents.docx.xml import Element, name
from danvan.documents.layout import lay_out
from danvan.kernel.errors import InputError
from danvan.kernel.said import mark
from danvan.kernel.span import Span

_SIGN = "\U000f0000"
_LETTER = re.compile(r"\S")
CHANGED = mark("the file is not the one that was read; it may have been saved meanwhile. Run the command again")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the text that stand in one element. For a w:t the character at `span.start + i` is the one at
    `places[i]` of the element's text, and ends at `places[i + 1]`; other elements are whole or nothing, `places` is empty."""

    span: Span
    element: Element
    places: Sequence[int] = ()

    @property
    def words(self) -> bool:
        """Whether it is a w:t, which can be cut."""
        return bool(self.places)

    def place(self, at: int) -> int:
        """Where in the element's text the character at `at` of the document begins; at the span's end, where it ends."""
        return self.places[at - self.span.start]


@dataclass(frozen=True)
class Trace:
    """`stretches` in the order of the text; what none of them covers is generated. `main`: the part that holds the body,
    `parts` the roots of all parts that were read, by name."""

    text: str
    stretches: Sequence[Stretch]
    main: str
    parts: Mapping[str, Element]

    def part_of(self, element: Element) -> str:
        """The name of the part an element stands in."""
        root = element.getroottree().getroot()
        return next(part for part, one in self.parts.items() if one is root)

    def under(self, span: Span) -> list[Stretch]:
        """The stretches that share a character with `span`."""
        first = max(0, bisect_right(self.stretches, span.start, key=lambda one: one.span.start) - 1)
        found = []
        for stretch in self.stretches[first:]:
            if stretch.span.start >= span.end:
                break
            if stretch.span.overlaps(span):
                found.append(stretch)
        return found

    def near(self, at: int) -> Stretch | None:
        """The stretch at `at` or the next one after it; the last one where none follows, None in a file without words."""
        first = bisect_right(self.stretches, at, key=lambda one: one.span.end)
        return self.stretches[min(first, len(self.stretches) - 1)] if self.stretches else None


def trace(file: BinaryIO, path: Path, text: str) -> Trace:
    """The map of the `text` that `read_docx` made of this file. Raises InputError when the file has changed since."""
    lines: list[_TracedLine] = []
    reader = FileReader(open_package(file, path), lambda style: _TracedLine(style, told=lines))
    masked, _ = lay_out(reader.pieces())
    stretches = list(_placed(lines, masked, text))
    letters = sum(stretch.span.end - stretch.span.start for stretch in stretches)
    if len(masked) != len(text) or letters < masked.count(_SIGN) or not _generated_alike(masked, text):
        raise InputError(file=path, reason=CHANGED)
    return Trace(text, stretches, reader.main, reader.parts)


@dataclass(slots=True)
class _TracedLine(Line):
    """A line that keeps the element of each of its parts, and shows a sign for every letter."""

    told: list["_TracedLine"] = field(default_factory=list)
    sources: list[Element] = field(default_factory=list)

    def add(self, text: str, source: Element) -> None:
        before = len(self.parts)
        Line.add(self, text, source)
        self.sources += [source] * (len(self.parts) - before)

    @property
    def text(self) -> str:
        self.told.append(self)
        return _LETTER.sub(_SIGN, "".join(self.parts))


def _placed(lines: Sequence[_TracedLine], masked: str, text: str) -> Iterator[Stretch]:
    """The stretches of each line, one line after the other; those of a line whose words are not there are left out."""
    at = 0
    for line in lines:
        words = "".join(line.parts)
        if not words.strip():
            continue
        start = masked.find(_SIGN, at)
        lead = len(words) - len(words.lstrip())
        at = start + len(words.strip())
        if start >= 0 and text[start:at] == words.strip():
            yield from _stretches(line, Span(start, at), start - lead)


def _stretches(line: _TracedLine, shown: Span, at: int) -> Iterator[Stretch]:
    for part, element in zip(line.parts, line.sources, strict=True):
        first, last = max(at, shown.start), min(at + len(part), shown.end)
        if first < last:
            places = offsets(element.text or "", part) if name(element) == "w:t" else ()
            yield Stretch(Span(first, last), element, places[first - at : last - at + 1])
        at += len(part)


def _generated_alike(masked: str, text: str) -> bool:
    return all(one in {_SIGN, other} for one, other in zip(masked, text, strict=True))
