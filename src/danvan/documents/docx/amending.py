"""Replacements in a Word file as tracked changes: what goes is marked as deleted, what comes as inserted, and a person accepts
or rejects each. Nothing is lost, so the file itself may be changed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import count
from pathlib import Path

from danvan.documents.amend import Amendment, amended
from danvan.documents.docx.anchors import Anchors
from danvan.documents.docx.annotating import refuse_signed
from danvan.documents.docx.cutting import Insertions, can_be_cut
from danvan.documents.docx.markup import Markup
from danvan.documents.docx.package import open_package
from danvan.documents.docx.reader import read_docx
from danvan.documents.docx.repack import repacked
from danvan.documents.docx.trace import Stretch, Trace, trace
from danvan.documents.docx.wordml import Names, day, highest
from danvan.documents.docx.xml import Element, child, name
from danvan.documents.notes import AUTHOR
from danvan.kernel.errors import InputError
from danvan.kernel.said import mark
from danvan.kernel.span import Span

_IDENTIFIER = re.compile(rb":id=[\"'](\d+)[\"']")
_CHANGED_BY_OTHERS = {"w:ins", "w:moveTo", "w:del", "w:moveFrom"}
_BREAKS = frozenset("\n\r\t")
_NOT_AS_MEANT = mark("the changes would not read as they should; nothing was changed. Please send us the file")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one amendment is made: the pieces of w:t elements it takes out (one empty piece where it only puts in)."""

    amendment: Amendment
    pieces: Sequence[tuple[Stretch, int, int]]

    @property
    def run(self) -> Element:
        run = self.pieces[0][0].element.getparent()
        assert run is not None  # noqa: S101 - a w:t stands in a run
        return run


def tracked(
    data: bytes, file: Path, text: str, amendments: Sequence[Amendment], date: datetime
) -> tuple[bytes, list[Amendment]]:
    """The bytes of a Word file with `amendments` (safe ones, in order) as tracked changes, and those that could be made.

    Left out is what stands in a field, a locked control, a text box, other people's tracked changes, or an old font. Raises
    InputError for a file that changed since it was read or that is signed.
    """
    read = trace(BytesIO(data), file, text)
    package = open_package(BytesIO(data), file)
    refuse_signed(package, file)
    anchors = Anchors(read)
    places = [place for one in amendments if (place := _place(one, read, anchors)) is not None]
    if not places:
        return data, []
    by_part: dict[str, list[_Place]] = {}
    for place in places:
        by_part.setdefault(read.part_of(place.run), []).append(place)
    markups = {part: Markup(package.read(part), read.parts[part], file) for part in by_part}
    identifier = highest(found.decode() for one in markups.values() for found in _IDENTIFIER.findall(one.data)) + 1
    changed: dict[str, bytes] = {}
    for part, there in by_part.items():
        changed[package.entry(part)] = _with_changes(markups[part], there, identifier, date)
        identifier += sum(len(one.pieces) + 1 for one in there)
    made = [place.amendment for place in places]
    new = repacked(data, changed, date, file)
    if read_docx(BytesIO(new), file).text != amended(text, made):
        raise InputError(file=file, reason=_NOT_AS_MEANT)
    return new, made


def _place(one: Amendment, read: Trace, anchors: Anchors) -> _Place | None:
    """Where an amendment can be made; None where it cannot."""
    if set(one.text) & _BREAKS:
        return None
    pure = one.span.start == one.span.end
    around = Span(max(0, one.span.start - 1), one.span.end) if pure else one.span
    stretches = read.under(around)
    if not all(_is_open(stretch, anchors) for stretch in stretches):
        return None
    if len({_paragraph(stretch.element) for stretch in stretches}) != 1:
        return None
    if pure:
        return _Place(one, [(stretches[-1], one.span.end, one.span.end)])
    pieces = [(each, max(each.span.start, one.span.start), min(each.span.end, one.span.end)) for each in stretches]
    if sum(end - start for _, start, end in pieces) != one.span.end - one.span.start:
        return None
    return _Place(one, pieces) if all(_as_shown(piece, read.text) for piece in pieces) else None


def _is_open(stretch: Stretch, anchors: Anchors) -> bool:
    """Whether the words stand in a plain run of their own that may be cut."""
    run = stretch.element.getparent()
    if not stretch.words or run is None or anchors.outer(stretch.element) is not run or name(run) != "w:r":
        return False
    others = any(name(above) in _CHANGED_BY_OTHERS for above in run.iterancestors())
    return not others and anchors.field_of(run) is None and can_be_cut(stretch.element)


def _as_shown(piece: tuple[Stretch, int, int], text: str) -> bool:
    """Whether the file holds the words as they are shown, or their small letters: not raised, not in an old font."""
    stretch, start, end = piece
    held = (stretch.element.text or "")[stretch.place(start) : stretch.place(end)]
    return held == text[start:end] or held.upper() == text[start:end]


def _paragraph(element: Element) -> Element | None:
    return next((one for one in element.iterancestors() if name(one) == "w:p"), None)


def _with_changes(markup: Markup, places: Iterable[_Place], identifier: int, date: datetime) -> bytes:
    insertions = Insertions(markup)
    numbers = count(identifier)
    for place in places:
        names = Names.at(place.run)
        about = {"author": AUTHOR, "date": day(date)}
        new = ""
        if place.amendment.text:
            look = child(place.run, "w:rPr")
            run = names.tag("r", (markup.raw(look).decode() if look is not None else "") + names.words(place.amendment.text))
            new = names.tag("ins", run, id=next(numbers), **about)
        for at, (stretch, start, end) in enumerate(place.pieces, start=1):
            behind = new if at == len(place.pieces) else ""
            if start < end:
                _delete(insertions, stretch, (start, end), names.tag("del", "", id=next(numbers), **about), behind)
            else:
                cut = insertions.cut_open(place.run, stretch.element, stretch.place(end))
                insertions.put(cut.at, cut.close + behind.encode() + cut.open)
    return markup.with_(insertions.pieces())


def _delete(insertions: Insertions, stretch: Stretch, ends: tuple[int, int], tag: str, behind: str) -> None:
    """Takes the words of `stretch` between two places of the text into a w:del, their bytes left where they are, and puts
    `behind` after it."""
    run = stretch.element.getparent()
    assert run is not None  # noqa: S101 - a w:t stands in a run
    first, last = (insertions.cut_open(run, stretch.element, stretch.place(at)) for at in ends)
    begin, _, end = tag.partition("></")
    words = insertions.markup.name(stretch.element)
    gone = words[: -len(b"t")] + b"delText"
    opened = first.open.removesuffix(_opening(words)) + _opening(gone)
    closed = last.close.removeprefix(b"</" + words + b">")
    insertions.put(first.at, first.close + begin.encode() + b">" + opened)
    insertions.put(last.at, b"</" + gone + b">" + closed + b"</" + end.encode() + behind.encode() + last.open)


def _opening(name: bytes) -> bytes:
    return b"<" + name + b' xml:space="preserve">'
