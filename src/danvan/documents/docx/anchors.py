"""Where in the body of a Word file a comment on some words begins and ends.

Word takes comments in the paragraphs of the body and its tables. One on a footnote stands at the mark that refers to it, one
on a text box at the place the box hangs from, one on a page header at the first words of the body.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from danvan.documents.docx.fields import result_fields
from danvan.documents.docx.notes import Notes
from danvan.documents.docx.trace import Stretch, Trace
from danvan.documents.docx.xml import Element, child, descendants, name, text_value
from danvan.kernel.span import Span

_STORIES = {"w:document", "w:body", "w:footnotes", "w:footnote", "w:endnotes", "w:endnote", "w:hdr", "w:ftr"}
_BLOCKS = {*_STORIES, "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:customXml"}
_INLINE = {"w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:dir", "w:bdo", "w:sdt", "w:sdtContent", "w:customXml"}
_CLOSED = ("w:text", "w:date", "w:comboBox", "w:dropDownList", "w:dataBinding", "w:lock", "w:docPartObj", "w:picture")
"""Content controls whose content is not to be cut."""
_NOTES = {"w:footnote": Notes.FOOTNOTE, "w:endnote": Notes.ENDNOTE}
_FIRST_WORDS = re.compile(r"\s*(?:\S+\s+){0,2}\S+")


class Edge(NamedTuple):
    """One end of a comment: `outer` is a child of a paragraph, or of what may hold runs in it. Where it is a run that is to
    be cut, `inner` is the element in it and `at` the character of its text; else it is meant as a whole."""

    outer: Element
    inner: Element | None = None
    at: int = 0


class Anchor(NamedTuple):
    """`exact`: at the words themselves, not at what is nearest to them."""

    first: Edge
    last: Edge
    exact: bool


@dataclass
class Anchors:
    """Finds the places in one file."""

    trace: Trace
    _fields: dict[Element, Mapping[Element, tuple[Element, Element]]] = field(default_factory=dict)

    def of(self, span: Span) -> Anchor | None:
        """Where a comment on `span` goes; None in a file whose body has no words."""
        under = self.trace.under(span) if span.start < span.end else []
        if not under:
            under = self._behind(span)
            span = Span(span.start, span.start)
        if not under:
            return None
        home = self._home(under[0].element)
        together = [one for one in under if self._home(one.element) is home]
        outer = self.outer(together[0].element)
        if outer is not None and self._in_main(outer):
            whole = span if span.start < span.end else _first_words(self.trace.text, under[0].span, span.start)
            first = self._edge(together[0], max(whole.start, together[0].span.start))
            last = self._edge(together[-1], min(whole.end, together[-1].span.end), 1)
            return Anchor(first, last, not _boxed(together[0].element))
        return self._elsewhere(under[0])

    def _behind(self, span: Span) -> list[Stretch]:
        """For what is generated (the number of a list): the words behind it."""
        nearest = self.trace.near(span.start)
        return [nearest] if nearest else []

    def _elsewhere(self, stretch: Stretch) -> Anchor | None:
        mark = self._mark_of(stretch.element)
        if mark is not None and (outer := self.outer(mark)) is not None:
            return Anchor(Edge(outer), Edge(outer), exact=False)
        first = next((one for one in self.trace.stretches if one.words and self._takes_comments(one.element)), None)
        if first is None:
            return None
        words = _first_words(self.trace.text, first.span, 0)
        return Anchor(self._edge(first, words.start), self._edge(first, words.end, 1), exact=False)

    def _takes_comments(self, element: Element) -> bool:
        return self._in_main(element) and self.outer(element) is not None

    def _in_main(self, element: Element) -> bool:
        return element.getroottree().getroot() is self.trace.parts[self.trace.main]

    def _home(self, element: Element) -> Element:
        """What a comment does not reach out of: a cell, a note, a text box, else the whole part."""
        for above in element.iterancestors():
            if name(above) in {"w:tc", "w:txbxContent", *_NOTES}:
                return above
        return element.getroottree().getroot()

    def outer(self, element: Element) -> Element | None:
        """What of an element's ancestors (or itself) is a child of a paragraph, or of what holds runs; None without one."""
        inside = False
        for one in (*reversed(list(element.iterancestors())), element):
            kind = name(one)
            if kind == "w:p" and not inside:
                inside = True
            elif kind not in (_INLINE if inside else _BLOCKS) or (inside and kind == "w:sdt" and _is_closed(one)):
                return one if inside else None
        return None

    def _edge(self, stretch: Stretch, at: int, side: int = 0) -> Edge:
        """The edge before (`side` 0) or behind (1) the character of the text at `at`."""
        outer = self.outer(stretch.element)
        assert outer is not None  # noqa: S101 - asked before
        around = self.field_of(outer)
        if around is not None:
            return Edge(around[side])
        if name(outer) != "w:r" or stretch.element.getparent() is not outer:
            return Edge(outer)
        return Edge(outer, stretch.element, stretch.place(at) if stretch.words else side)

    def field_of(self, outer: Element) -> tuple[Element, Element] | None:
        """The first and last run of the field whose result `outer` is part of: a result is written anew, comments and all."""
        paragraph = next((one for one in outer.iterancestors() if name(one) == "w:p"), None)
        if paragraph is None:
            return None
        if paragraph not in self._fields:
            self._fields[paragraph] = result_fields(paragraph)
        return self._fields[paragraph].get(outer)

    def _mark_of(self, element: Element) -> Element | None:
        """The mark in the body of the note an element stands in."""
        for above in element.iterancestors():
            kind = _NOTES.get(name(above))
            if kind:
                return self._marks.get((kind, text_value(above, "w:id")))
        return None

    @cached_property
    def _marks(self) -> Mapping[tuple[str, str], Element]:
        root = self.trace.parts[self.trace.main]
        marks = descendants(root, Notes.FOOTNOTE, Notes.ENDNOTE)
        return {(name(one), text_value(one, "w:id")): one for one in marks if self.outer(one) is not None}


def _is_closed(control: Element) -> bool:
    properties = child(control, "w:sdtPr")
    return any(child(properties, kind) is not None for kind in _CLOSED)


def _boxed(element: Element) -> bool:
    return any(name(above) == "w:txbxContent" for above in element.iterancestors())


def _first_words(text: str, span: Span, at: int) -> Span:
    """A few words of a stretch of the text, from `at` where that is within it."""
    start = at if span.start < at < span.end else span.start
    found = _FIRST_WORDS.match(text, start, span.end)
    return Span(start, found.end() if found else span.end)
