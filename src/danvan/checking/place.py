"""Where in a document something stands, as people look for it: a line or paragraph, and the sentence with its words marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from danvan.documents.model import BlockKind, Document
from danvan.kernel.span import Span

_REACH = 160
"""Characters shown to either side of the words when the sentence is longer."""
_EDGE = 20
"""Characters looked at to tell whether a place begins or ends a sentence."""
_NEAR = 400
"""Related words further away than this are not shown in the same quotation."""
_SENTENCE_END = re.compile(r"[.!?…;:]+[”\"’)*]*\s+|\n\s*(?=[-+*•]|\d{1,2}\.\s|[a-zđ]\)\s)")


class PlaceKind(StrEnum):
    """What the place is counted in."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TextPlace:
    """`number` counts lines, paragraphs, tables or notes from 1; `row` and `column` those of a cell."""

    kind: PlaceKind
    number: int
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the document on one line. `marks` are places in `text`: the finding first, then what it rests on."""

    text: str
    marks: tuple[Span, ...]

    def marked(self, left: str = "«", right: str = "»") -> str:
        """The text with every mark between `left` and `right`."""
        pieces, at = [], 0
        for mark in sorted(self.marks):
            pieces += [self.text[at : mark.start], left, mark.of(self.text), right]
            at = mark.end
        return "".join([*pieces, self.text[at:]])


def place_of(document: Document, span: Span) -> TextPlace:
    """The line of a text file; in other formats the paragraph, or the cell of a table."""
    if document.format == "txt":
        return TextPlace(PlaceKind.LINE, document.text.count("\n", 0, span.start) + 1)
    counts = dict.fromkeys(BlockKind, 0)
    for block in document.blocks:
        counts[block.kind] += 1
        if block.span.covers(Span(span.start, span.start)):
            break
    else:
        return TextPlace(PlaceKind.LINE, document.text.count("\n", 0, span.start) + 1)
    for cell in block.table.cells if block.table else ():
        if cell.span.overlaps(span):
            return TextPlace(PlaceKind.CELL, counts[BlockKind.TABLE], cell.row + 1, cell.column + 1)
    return TextPlace(PlaceKind.NOTE if block.kind is BlockKind.NOTE else PlaceKind.PARAGRAPH, counts[block.kind])


def quotation(
    document: Document, span: Span, related: Sequence[Span] = (), hidden: Sequence[tuple[Span, str]] = ()
) -> Quotation:
    """The sentence around `span`, widened to the related words near by, white space collapsed. `hidden`: words not to be shown,
    in the order of the text, with what stands in their place."""
    near = [one for one in related if abs(one.start - span.start) <= _NEAR and not one.overlaps(span)]
    held = span
    for one in near:
        held = held.join(one)
    first, last = _before(document.text, held.start), _after(document.text, held.end)
    return _collapsed(document.text, Span(first, last), [span, *_apart(near)], hidden)


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Without those that overlap an earlier one: marks do not nest."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or not span.overlaps(kept[-1]):
            kept.append(span)
    return kept


def _before(text: str, at: int) -> int:
    """Where the sentence begins, or the first word within reach."""
    start = max(0, at - _REACH)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, at)]
    if ends:
        return ends[-1]
    if start == 0:
        return 0
    space = text.find(" ", start, at)
    return at if space < 0 else space + 1


def _after(text: str, at: int) -> int:
    stop = min(len(text), at + _REACH)
    match = _SENTENCE_END.search(text, at, stop)
    if match:
        return at + len(text[at : match.end()].rstrip())
    if stop == len(text):
        return stop
    space = text.rfind(" ", at, stop)
    return at if space < 0 else space


def _collapsed(text: str, whole: Span, spans: Sequence[Span], hidden: Sequence[tuple[Span, str]] = ()) -> Quotation:
    """Runs of white space become one space, hidden words their masks; '…' where a sentence is cut."""
    lead = "" if _starts(text, whole.start) else "… "
    letters: list[str] = [lead]
    at = len(lead)
    places: dict[int, int] = {}
    masks = _letters_shown(whole, hidden)
    for position in range(whole.start, whole.end):
        places[position] = at
        letter = masks.get(position, text[position])
        if letter.isspace():
            if letters[-1].endswith(" ") or at == 0:
                continue
            letter = " "
        if letter:
            letters.append(letter)
            at += len(letter)
    places[whole.end] = at
    marks = tuple(_trimmed("".join(letters), places[span.start], places[span.end]) for span in spans)
    tail = "" if _ends(text, whole.end) else " …"
    return Quotation("".join(letters).rstrip() + tail, marks)


def _letters_shown(whole: Span, hidden: Sequence[tuple[Span, str]]) -> dict[int, str]:
    """What stands in the place of each hidden letter: the mask at the first one within `whole`, nothing at the others."""
    shown: dict[int, str] = {}
    for span, mask in hidden:
        inside = range(max(span.start, whole.start), min(span.end, whole.end))
        shown |= dict.fromkeys(inside, "")
        if inside:
            shown[inside[0]] = mask
    return shown


def _trimmed(text: str, start: int, end: int) -> Span:
    """White space that collapsed at an edge is not part of the mark."""
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Span(start, end)


def _starts(text: str, at: int) -> bool:
    before = text[max(0, at - _EDGE) : at]
    return not before.strip() or bool(re.search(r"(?:[.!?…;:][”\"’)*]*\s+|\n\s*)$", before))


def _ends(text: str, at: int) -> bool:
    return not text[at : at + _EDGE].strip() or bool(re.search(r"[.!?…;:][”\"’)*]*$", text[max(0, at - _EDGE) : at]))
