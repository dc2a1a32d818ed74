"""Where words of a PDF's text stand on its pages, found again by their letters and those around them.

The text was put together from lines and columns, so its letters are looked for on the page without white space; where a page
has the same words several times, those with the same letters before and behind are meant.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from danvan.documents.model import Document
from danvan.documents.pdf.engine import Box, Pdf, PdfPage
from danvan.kernel.span import Span

_AROUND = 60
_LEAST = 4
"""Letters; fewer at the end of a page are not looked for by themselves."""
_BACK = 1.0
"""Points; further back than that no letter stands behind the one it follows."""
_LINE = re.compile(r"[^\r\n]+")
_PIECE = re.compile(r"[^\n\t]+")


class OnPage(NamedTuple):
    """Words on page `page` (from 0): a box for each line, left, bottom, right, top in the page's own space; none where the page
    is known and the place on it is not."""

    page: int
    boxes: Sequence[Box]


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a text without white space, marks apart, and where each stood."""

    text: str
    places: Sequence[int]

    @staticmethod
    def of(text: str, order: Iterable[int] | None = None) -> "_Letters":
        """`order`: the places of the text's characters in the order they are read, where that is not their own."""
        letters, places = [], []
        for at in range(len(text)) if order is None else order:
            for letter in unicodedata.normalize("NFKD", text[at]):
                if unicodedata.category(letter)[0] not in "ZC":
                    letters.append(letter)
                    places.append(at)
        return _Letters("".join(letters), places)

    def cut(self, span: Span) -> tuple[int, int]:
        """The letters of a span: from which to which."""
        return bisect_left(self.places, span.start), bisect_left(self.places, span.end)


@dataclass
class Places:
    """Finds places in one file, a page at a time; what was read of a page is kept."""

    document: Document
    pdf: Pdf
    _pages: dict[int, _Letters] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._all = _Letters.of(self.document.text)

    def of(self, span: Span) -> list[OnPage]:
        """The boxes of the words at `span`, page by page; at least one page, if only without a box."""
        own = self._page_of(span.start)
        first, last = self._all.cut(span)
        found = list(self._over_pages(own, first, last)) or list(self._in_pieces(own, span))
        return found or self._anywhere(first, last) or [OnPage(own, ())]

    def _page_of(self, at: int) -> int:
        """The page whose stretch holds `at`; the last page for what stands behind all (notes, page heads)."""
        pages = self.document.pages
        return next((number for number, span in enumerate(pages) if span.start <= at < span.end), max(len(pages) - 1, 0))

    def _over_pages(self, page: int, first: int, last: int) -> Iterator[OnPage]:
        """The words on a page, or what of them ends one page and what goes on on the next."""
        whole = self._on(page, first, last)
        if whole is not None:
            yield whole
            return
        for middle in range(last - _LEAST, first + _LEAST - 1, -1) if page + 1 < self.pdf.pages else ():
            head = self._on(page, first, middle)
            tail = head and self._on(page + 1, middle, last)
            if head and tail:
                yield head
                yield tail
                return

    def _in_pieces(self, page: int, span: Span) -> Iterator[OnPage]:
        """The words of several lines or cells, each by itself."""
        pieces = list(_PIECE.finditer(self.document.text, span.start, span.end))
        for piece in pieces if len(pieces) > 1 else ():
            found = self._on(page, *self._all.cut(Span(*piece.span())))
            if found:
                yield found

    def _anywhere(self, first: int, last: int) -> list[OnPage]:
        """A note or a page head: on the first page that has its words."""
        found = (self._on(page, first, last) for page in range(self.pdf.pages))
        return [one for one in (next((one for one in found if one), None),) if one]

    def _on(self, page: int, first: int, last: int) -> OnPage | None:
        """The letters from `first` to `last` of the text on a page: where most letters around them are the same."""
        words = self._all.text[first:last]
        if not words:
            return None
        there = self._letters(page)
        starts = [match.start() for match in re.finditer(f"(?={re.escape(words)})", there.text)]
        if not starts:
            return None
        at = max(starts, key=lambda start: self._alike(there.text, start, first, last))
        letters = sorted(set(there.places[at : at + len(words)]))
        with self.pdf.page(page) as opened:
            return OnPage(page, _boxes(opened, letters) if opened else ())

    def _alike(self, there: str, start: int, first: int, last: int) -> int:
        """How many letters before and behind are the same."""
        end = start + last - first
        behind = _in_common(there[end : end + _AROUND], self._all.text[last : last + _AROUND])
        before = there[max(0, start - _AROUND) : start], self._all.text[max(0, first - _AROUND) : first]
        return behind + _in_common(*(letters[::-1] for letters in before))

    def _letters(self, page: int) -> _Letters:
        if page not in self._pages:
            with self.pdf.page(page) as opened:
                self._pages[page] = _Letters.of(opened.text, _as_read(opened)) if opened else _Letters("", ())
        return self._pages[page]


def _as_read(page: PdfPage) -> Iterator[int]:
    """The places of a page's characters, each line from left to right: letters a font lacks are drawn after the others."""
    for match in _LINE.finditer(page.text):
        places = range(*match.span())
        lefts = page.lefts(places)
        if any(then < first - _BACK for first, then in pairwise(lefts)):
            yield from (at for _, at in sorted(zip(lefts, places, strict=True)))
        else:
            yield from places


def _in_common(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _boxes(page: PdfPage, letters: Sequence[int]) -> list[Box]:
    """A box for each line that some characters stand in."""
    boxes = [box for first, count in _runs(letters) for box in page.drawn(first, count)]
    if page.turn % 2:
        return boxes
    lines: list[Box] = []
    for box in sorted(boxes, key=lambda one: -one[3]):
        if lines and _beside(lines[-1], box):
            left, bottom, right, top = lines[-1]
            lines[-1] = min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3])
        else:
            lines.append(box)
    return lines


def _beside(one: Box, other: Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return 2 * shared > min(one[3] - one[1], other[3] - other[1])


def _runs(letters: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places as stretches: where each begins, and how many characters it has."""
    first = 0
    for at in range(1, len(letters) + 1):
        if at == len(letters) or letters[at] != letters[at - 1] + 1:
            yield letters[first], at - first
            first = at
