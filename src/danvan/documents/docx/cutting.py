"""Cuts runs at words, by putting text into the XML: the run ends, what is to stand between follows, and it begins again."""

from dataclasses import dataclass, field
from typing import NamedTuple

from danvan.documents.docx.anchors import Edge
from danvan.documents.docx.markup import Markup
from danvan.documents.docx.xml import Element, child, children, name

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEEP = b' xml:space="preserve"'
_WHITE = " \t\r\n"


class Cut(NamedTuple):
    """A place in the bytes of a part: what closes before it and opens again behind it ('' between runs)."""

    at: int
    close: bytes = b""
    open: bytes = b""


@dataclass
class Insertions:
    """What is put into one part, gathered cut by cut. At one cut what ends there stands before what begins."""

    markup: Markup
    _ends: dict[Cut, list[bytes]] = field(default_factory=dict)
    _starts: dict[Cut, list[bytes]] = field(default_factory=dict)
    _kept: dict[int, bytes] = field(default_factory=dict)

    def before(self, edge: Edge, piece: bytes) -> None:
        self._starts.setdefault(self._cut(edge, 0), []).append(piece)

    def behind(self, edge: Edge, piece: bytes) -> None:
        self._ends.setdefault(self._cut(edge, 1), []).append(piece)

    def cut_open(self, run: Element, words: Element, at: int) -> Cut:
        """The cut within a run, before character `at` of the text of `words`: also before the first and behind the last."""
        return self._within(run, words, at)

    def put(self, at: int, piece: bytes) -> None:
        """Puts a piece before a byte, behind those already put there."""
        self._kept[at] = self._kept.get(at, b"") + piece

    def pieces(self) -> list[tuple[int, bytes]]:
        """Each piece with the byte it goes before."""
        found = list(self._kept.items())
        for cut in {**self._ends, **self._starts}:
            between = (*self._ends.get(cut, ()), *self._starts.get(cut, ()))
            found.append((cut.at, b"".join((cut.close, *between, cut.open))))
        return found

    def _cut(self, edge: Edge, side: int) -> Cut:
        """The cut before (`side` 0) or behind (1) an edge. An edge at the border of its run cuts nothing."""
        run, inner = edge.outer, edge.inner
        if inner is None:
            return self._beside(run, side)
        first, last = _shown(inner)
        if first < edge.at < last:
            return self._within(run, inner, edge.at) if can_be_cut(inner) else self._beside(run, side)
        begins = edge.at <= first
        if inner is (_first(run) if begins else run[-1]):
            return self._beside(run, 0 if begins else 1)
        extent = self.markup.extent(inner)
        return Cut(extent.start if begins else extent.end, *self._reopened(run))

    def _beside(self, element: Element, side: int) -> Cut:
        extent = self.markup.extent(element)
        return Cut(extent.end if side else extent.start)

    def _within(self, run: Element, words: Element, at: int) -> Cut:
        close, again = self._reopened(run)
        tag = self.markup.name(words)
        if at and words.get(_SPACE) != "preserve" and (words.text or "")[at - 1] in _WHITE:
            self._kept[self.markup.extent(words).inside - 1] = _KEEP
        return Cut(self.markup.letter(words, at), b"</" + tag + b">" + close, again + b"<" + tag + _KEEP + b">")

    def _reopened(self, run: Element) -> tuple[bytes, bytes]:
        """What ends a run, and what begins it again with the same look."""
        look = child(run, "w:rPr")
        look_raw = b"" if look is None else self.markup.raw(look)
        return b"</" + self.markup.name(run) + b">", self.markup.tag(run) + look_raw


def _first(run: Element) -> Element:
    """The first thing in a run behind its properties."""
    skipped = sum(1 for _ in children(run, "w:rPr"))
    return run[skipped]


def _shown(inner: Element) -> tuple[int, int]:
    """The first and last place in an element's text; white space at its edges that is not kept does not show."""
    text = (inner.text or "") if name(inner) == "w:t" else "."
    if inner.get(_SPACE) == "preserve":
        return 0, len(text)
    return len(text) - len(text.lstrip(_WHITE)), len(text.rstrip(_WHITE))


def can_be_cut(words: Element) -> bool:
    """White space at the edges that is not kept would show once the other half says it is to be kept."""
    text = words.text or ""
    return words.get(_SPACE) == "preserve" or text.strip(_WHITE) == text
