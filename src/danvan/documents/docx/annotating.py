"""A copy of a Word file with comments at the words themselves; nothing else in it changes.

What is put in is put in as text, into the bytes as they are: the XML is not written anew, and all other entries of the zip are
copied as they lie.
"""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from danvan.documents.docx.anchors import Anchor, Anchors
from danvan.documents.docx.comments import Comments
from danvan.documents.docx.cutting import Insertions
from danvan.documents.docx.markup import Markup
from danvan.documents.docx.package import Package, open_package
from danvan.documents.docx.reader import read_docx
from danvan.documents.docx.repack import repacked
from danvan.documents.docx.trace import Trace, trace
from danvan.documents.docx.wordml import Names
from danvan.documents.docx.xml import Element, name
from danvan.documents.notes import Note
from danvan.kernel.errors import InputError
from danvan.kernel.said import mark

_SIGNED = mark("the file is signed; a comment would break its signature. Use a copy without the signature")
_NO_WORDS = mark("the body of the file has no words a comment could stand at")
_NOT_THE_SAME = mark("with comments it would not read as before; no copy was written. Please send us the file")


def annotated(data: bytes, file: Path, text: str, notes: Sequence[Note]) -> bytes:
    """The bytes of a copy of a Word file (`data`) with a comment for each of `notes`.

    `text`: what the reader made of it, which the notes' spans count. Comments of other people stay. Raises InputError for a
    file that changed since it was read, that is signed, or that is built in a way we do not write.
    """
    if not notes:
        return data
    read = trace(BytesIO(data), file, text)
    package = open_package(BytesIO(data), file)
    refuse_signed(package, file)
    comments = Comments(package, read.main, read.parts[read.main], file)
    placed = _placed(read, file, notes)
    body = Markup(package.read(read.main), read.parts[read.main], file)
    insertions = Insertions(body)
    for at, (_, anchor) in enumerate(placed):
        _insert(insertions, anchor, comments.first + at)
    parts = {read.main: body.with_(insertions.pieces()), **dict(comments.parts([note for note, _ in placed]))}
    date = max(note.date for note in notes)
    new = repacked(data, {package.entry(part): content for part, content in parts.items()}, date, file)
    if read_docx(BytesIO(new), file).text != text:
        raise InputError(file=file, reason=_NOT_THE_SAME)
    return new


def refuse_signed(package: Package, file: Path) -> None:
    """Raises InputError for a file with a digital signature: whatever is written into it breaks that."""
    if any(one.kind == "origin" for one in package.relations().values()):
        raise InputError(file=file, reason=_SIGNED)


def _placed(read: Trace, file: Path, notes: Sequence[Note]) -> list[tuple[Note, Anchor]]:
    """Each note with its place, in the order of the text, longer ones first; one that cannot stand at its words says where
    they are."""
    anchors = Anchors(read)
    found: list[tuple[Note, Anchor]] = []
    for note in sorted(notes, key=lambda one: (one.span.start, -one.span.end)):
        anchor = anchors.of(note.span)
        if anchor is None:
            raise InputError(file=file, reason=_NO_WORDS)
        found.append((note if anchor.exact else _with_place(note), anchor))
    return found


def _with_place(note: Note) -> Note:
    return replace(note, text=f"{note.where}\n{note.text}") if note.where else note


def _insert(insertions: Insertions, anchor: Anchor, identifier: int) -> None:
    first, last = (Names.at(_paragraph(edge.outer)) for edge in (anchor.first, anchor.last))
    insertions.before(anchor.first, first.tag("commentRangeStart", id=identifier).encode())
    reference = last.tag("r", last.tag("commentReference", id=identifier))
    insertions.behind(anchor.last, (last.tag("commentRangeEnd", id=identifier) + reference).encode())


def _paragraph(element: Element) -> Element:
    return next(one for one in element.iterancestors() if name(one) == "w:p")
