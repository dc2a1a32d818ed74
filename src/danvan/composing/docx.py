"""A report model as a Word document in the official look; every number in it leads to its figure (see trace.py)."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from lxml import etree

from danvan.composing import office as frame
from danvan.composing import wml
from danvan.composing.columns import PADDING, Sheet, lay_out
from danvan.composing.docx_appendix import pivot
from danvan.composing.docx_listing import listing_blocks
from danvan.composing.model import Appendix, AreaResult, Author, Cell, Line, Part, ReportModel, Row, Table, author
from danvan.composing.office import Office
from danvan.composing.prose.edited import HEAD, TAIL, Edited
from danvan.composing.sections import parted, section_end
from danvan.composing.styles import BODY, dress
from danvan.composing.tracer import Tracer
from danvan.composing.wml import paragraph, run, twips
from danvan.composing.word import BaseOxmlElement, Document, new_document
from danvan.composing.writing import write_whole

_HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")
_UNWANTED = ("stylesWithEffects", "customXml", "thumbnail", "numbering", "webSettings")
"""Parts of python-docx's own template that a report has no use for."""
_LONGEST_PROPERTY = 255
"""Letters Word takes in a property of a document."""


def write_docx(
    model: ReportModel, path: Path, *, made: datetime, office: Office | None = None, edited: Edited | None = None
) -> None:
    """Write `model` to `path`. `made` is the time to put into the file (UTC when it names no zone); the same model, office
    and time give the same bytes. `edited`: the report before, whose frame stays where people changed it.

    Raises OutputError when the folder cannot be written to; the file at `path` is then what it was before.
    """
    write_whole(path, to_bytes(model, made=made, office=office or Office(), edited=edited))


def to_bytes(model: ReportModel, *, made: datetime, office: Office, edited: Edited | None = None) -> bytes:
    """The bytes of the Word file."""
    tracer = Tracer()
    return packed(_blocks(model, office, tracer, edited), f"Báo cáo {model.title}", made, tracer)


def packed(blocks: Iterable[BaseOxmlElement], name: str, made: datetime, tracer: Tracer | None = None) -> bytes:
    """A Word file of `blocks` in our page and styles, called `name`. What `tracer` marked while they were made is written
    down in it."""
    made = made.astimezone(UTC) if made.tzinfo else made
    document = new_document()
    _clear(document)
    dress(document)
    _name(document, name, made)
    ending = document.element.body[-1]
    for block in blocks:
        ending.addprevious(block)
    if tracer:
        tracer.attach(document)
    raw = io.BytesIO()
    document.save(raw)
    return _same_bytes(raw, made)


def _clear(document: Document) -> None:
    for part in (document.part, document.part.package):
        for key in [key for key, relation in part.rels.items() if relation.reltype.endswith(_UNWANTED)]:
            part.rels.pop(key)


def _name(document: Document, name: str, made: datetime) -> None:
    properties = document.core_properties
    properties.title = name[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = "Dân Vận"
    properties.created = properties.modified = made
    properties.comments = ""
    properties.language = "vi-VN"
    properties.revision = 1


def _same_bytes(raw: io.BytesIO, made: datetime) -> bytes:
    """The package again with `made` as the time of each of its files, instead of the time of saving."""
    stamp = max(made.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, stamp), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _blocks(model: ReportModel, office: Office, tracer: Tracer, edited: Edited | None) -> Iterable[BaseOxmlElement]:
    head = [*frame.letterhead(office), *frame.title(model.title), *frame.addressed(office)]
    yield from _framed(HEAD, head, edited.head if edited else None, tracer)
    for part in model.parts:
        yield from _remembered(part, tracer)
    closing = paragraph(BODY, [run(f"{model.closing.rstrip(' ./')}./.")], keep_next=True)
    yield from _framed(TAIL, [closing, *frame.signature(office)], edited.tail if edited else None, tracer)
    for appendix in model.appendices:
        yield from _annexed(appendix, office, tracer)
    if model.appendices:
        tracer.carry(lambda document: parted(document, [appendix.landscape for appendix in model.appendices]))


def _framed(
    place: str, ours: list[BaseOxmlElement], theirs: Sequence[etree._Element] | None, tracer: Tracer
) -> Iterable[BaseOxmlElement]:
    """The frame above or below the parts; people's own where they changed it, while ours is what is remembered."""
    for block in ours:
        tracer.remember(place, block)
    blocks = cast("list[BaseOxmlElement]", theirs or ours)
    tracer.begin(place, blocks[0])
    yield from blocks


def _remembered(part: Part, tracer: Tracer) -> Iterable[BaseOxmlElement]:
    """The blocks of a part, each one's fingerprint written down."""
    for place, (block, by) in enumerate(_part(part, tracer)):
        tracer.remember(part.code, block, by)
        if place == 0:
            tracer.begin(part.code, block, heading=bool(part.heading))
        yield block
    for line in part.taken_out:
        tracer.remember_line(part.code, line)


def _part(part: Part, tracer: Tracer) -> Iterator[tuple[BaseOxmlElement, Author]]:
    if part.heading:
        words = part.title.upper() if part.level == 1 else part.title
        yield paragraph(_heading(part.level), [run(words)]), ""
    for words in part.text.splitlines():
        yield paragraph(BODY, [run(words)]), ""
    for area in part.areas:
        yield from _area(area, part.level + 1, tracer)


def _annexed(appendix: Appendix, office: Office, tracer: Tracer) -> Iterator[BaseOxmlElement]:
    """An appendix on sheets of its own, each block's fingerprint written down."""
    yield section_end()
    for place, (block, by) in enumerate(_appendix(appendix, office, tracer)):
        tracer.remember(appendix.code, block, by)
        if place == 0:
            # Not on the empty paragraph above: LibreOffice would put the mark into the table before it.
            tracer.begin(appendix.code, block)
        yield block


def _appendix(appendix: Appendix, office: Office, tracer: Tracer) -> Iterator[tuple[BaseOxmlElement, Author]]:
    yield paragraph("AnnexNumber", [run(appendix.name)]), ""
    yield paragraph("AnnexTitle", [run(appendix.title.upper())]), ""
    yield paragraph("AnnexOf", [run(frame.annexed_to(office))]), ""
    if appendix.table:
        yield from ((block, "") for block in pivot(appendix.table, tracer))
    for area in appendix.areas:
        yield from _area(area, 2, tracer)
    for note in appendix.notes:
        yield paragraph("Note", _runs(note, tracer)), ""


def _heading(level: int) -> str:
    """The style of a heading; the fourth is the lowest."""
    return _HEADINGS[min(level, len(_HEADINGS)) - 1]


def _area(area: AreaResult, level: int, tracer: Tracer) -> Iterator[tuple[BaseOxmlElement, Author]]:
    if area.heading:
        yield paragraph(_heading(level), [run(area.heading)]), ""
    for sentence in area.sentences:
        yield paragraph(BODY, _runs(sentence, tracer)), author(sentence)
    if area.table:
        for place, sheet in enumerate(lay_out(area.table)):
            yield from ((block, "") for block in _table(area.table, sheet, tracer, again=place > 0))
            yield paragraph("Rule", keep_next=bool(area.notes)), ""
    if area.listing:
        yield from ((block, "") for block in listing_blocks(area.listing, tracer))
    if area.chart:
        from danvan.composing.pictures import chart_blocks  # noqa: PLC0415 - needs the extra `charts`

        yield from ((block, "") for block in chart_blocks(area.chart, tracer))
    for place, note in enumerate(area.notes, start=1):
        yield paragraph("Note", _runs(note, tracer), keep_next=place < len(area.notes)), ""
    if area.table or (area.listing and area.notes):
        yield paragraph("Gap"), ""


def _runs(line: Line, tracer: Tracer, *, bold: bool = False) -> list[BaseOxmlElement]:
    made: list[BaseOxmlElement] = []
    for piece in line:
        words = run(piece.text, raised=piece.raised, bold=bold or piece.bold, italic=piece.italic, underline=piece.underline)
        made.extend(tracer.mark(words, piece.figure) if piece.figure else [words])
    return made


def _table(table: Table, sheet: Sheet, tracer: Tracer, *, again: bool) -> list[BaseOxmlElement]:
    widths = [twips(width) for width in sheet.widths]
    name = table.caption + (" (tiếp theo)" if again else "")
    rows = [*_head(table, sheet, widths)]
    for place, row in enumerate(table.rows, start=1):
        # A short table stays on one page; of a long one the total takes a unit and the notes with it, and the head two units.
        rows.append(_row(str(place), row, sheet, widths, tracer, keep=_keeps(place, len(table.rows))))
    rows.append(_row("", table.total, sheet, widths, tracer, bold=True, keep=True))
    return [paragraph("Caption", [run(name)]), wml.table(widths, rows, ruled=True, padding=twips(PADDING))]


def _keeps(place: int, count: int) -> bool:
    return count <= 12 or place in (1, count)


def _head(table: Table, sheet: Sheet, widths: list[int]) -> Iterable[BaseOxmlElement]:
    columns = [table.columns[at] for at in sheet.columns]
    upper = [
        wml.cell(width, [_head_words(words)], merge="restart") for width, words in zip(widths, ("TT", "Đơn vị"), strict=False)
    ]
    upper += [wml.cell(width, [_head_words(column.name)]) for width, column in zip(widths[2:], columns, strict=True)]
    yield wml.row(upper, header=True)
    lower = [wml.cell(width, [paragraph("CellHead", keep_next=True)], merge="continue") for width in widths[:2]]
    for width, column in zip(widths[2:], columns, strict=True):
        words = f"({column.measure})" if column.measure else ""
        lower.append(wml.cell(width, [paragraph("CellMeasure", [run(words)], keep_next=True)]))
    yield wml.row(lower, header=True)


def _head_words(words: str) -> BaseOxmlElement:
    return paragraph("CellHead", [run(words)], keep_next=True)


def _row(
    ordinal: str, row: Row, sheet: Sheet, widths: list[int], tracer: Tracer, *, bold: bool = False, keep: bool = False
) -> BaseOxmlElement:
    cells = [
        wml.cell(widths[0], [paragraph("CellCentre", [run(ordinal)] if ordinal else [], keep_next=keep)]),
        wml.cell(widths[1], [paragraph("CellName", [run(row.name, bold=bold)], keep_next=keep)]),
    ]
    for width, at in zip(widths[2:], sheet.columns, strict=True):
        content = paragraph("CellNumber", _number(row.cells[at], tracer, bold=bold), keep_next=keep)
        cells.append(wml.cell(width, [content]))
    return wml.row(cells)


def _number(cell: Cell, tracer: Tracer, *, bold: bool) -> list[BaseOxmlElement]:
    words = run(cell.text, bold=bold)
    made = tracer.mark(words, cell.figure) if cell.figure else [words]
    return [*made, run(f"({cell.mark})", raised=True, bold=bold)] if cell.mark else made
