"""A report model as PDF/A, typeset by Typst from the same model as the Word file. The look is in report.typ."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from danvan.composing.columns import ORDINAL, lay_out, lines
from danvan.composing.model import Appendix, AreaResult, Line, Listing, Part, ReportModel, Run, Table
from danvan.composing.office import Office, annexed_to, day_in_full, issuer_lines, listed, recipients_of, signs_of
from danvan.composing.pdf_appendix import drawn, pivot_sheets
from danvan.composing.prose.edited import Edited
from danvan.composing.styles import TEXT_WIDTH
from danvan.composing.typesetting import Standard, compiled
from danvan.composing.writing import write_whole

TYPEFACES = ("Times New Roman", "Tinos", "Libertinus Serif")
"""The first one the machine has; the last is in Typst itself. All have every letter of Vietnamese (Liberation Serif, the usual
stand-in for Times New Roman, has not); the one used is embedded."""


def write_pdf(
    model: ReportModel,
    path: Path,
    *,
    made: datetime,
    office: Office | None = None,
    standard: Standard = "a-2a",
    edited: Edited | None = None,
) -> tuple[str, ...]:
    """Write `model` to `path` as PDF/A-2a (tagged, for archives) or, by `standard`, PDF/UA-1 (for screen readers); gives the
    letters that no typeface of the machine has: the code of each stands in its place ('[U+1F33E]').

    `made` is the time put into the file; `edited`: the Word file before, whose frame is taken where people changed it. Raises
    OutputError when the folder cannot be written to (the file at `path` is then what it was before), ComposeError when the
    typesetter refuses.
    """
    content = _content(model, office or Office(), edited)
    typeset = compiled("report.typ", content, made, standard)
    write_whole(path, typeset.pdf)
    return typeset.unshown


def to_pdf(
    model: ReportModel, *, made: datetime, office: Office, standard: Standard = "a-2a", edited: Edited | None = None
) -> bytes:
    """The bytes of the PDF; the same model, office, time and machine give the same bytes."""
    return compiled("report.typ", _content(model, office, edited), made, standard).pdf


def _content(model: ReportModel, office: Office, edited: Edited | None) -> dict[str, Any]:
    """What report.typ reads."""
    head, tail = edited.drawn if edited else (None, None)
    return {
        "head": [asdict(block) for block in head] if head else None,
        "tail": [asdict(block) for block in tail] if tail else None,
        "name": f"Báo cáo {model.title}",
        "author": office.issuer or "Dân Vận",
        "typefaces": TYPEFACES,
        "superior": office.superior.upper(),
        "issuer": issuer_lines(office),
        "number": f"Số:          /{office.symbol}",
        "dated": f"{office.place or '……'}, {day_in_full(office.day)}",
        "subject": model.title,
        "subject_line": lines(model.title, 14, TEXT_WIDTH - 30)[-1],
        "addressees": office.addressees,
        "addressees_listed": listed(office.addressees) if office.addressees else [],
        "parts": [*_parts(model), *([] if tail else [_closing(model)])],
        "appendices": [_appendix(each, office) for each in model.appendices],
        "recipients": listed(recipients_of(office)),
        "signs": signs_of(office),
        "signer": office.name or "……………",
    }


def _parts(model: ReportModel) -> Iterator[dict[str, Any]]:
    for part in model.parts:
        yield from _part(part)


def _appendix(appendix: Appendix, office: Office) -> dict[str, Any]:
    """An appendix on pages of its own."""
    parts = [*(pivot_sheets(appendix.table) if appendix.table else ())]
    parts += [block for area in appendix.areas for block in _area(area, 2)]
    parts += [{"kind": "note", "runs": _runs(note)} for note in appendix.notes]
    title, goes_with = appendix.title.upper(), annexed_to(office)
    return {"number": appendix.name, "title": title, "of": goes_with, "landscape": appendix.landscape, "parts": parts}


def _closing(model: ReportModel) -> dict[str, Any]:
    return {"kind": "text", "runs": [_run(f"{model.closing.rstrip(' ./')}./.")]}


def _part(part: Part) -> Iterator[dict[str, Any]]:
    if part.heading:
        yield _heading(part.title.upper() if part.level == 1 else part.title, part.level)
    for words in part.text.splitlines():
        yield {"kind": "text", "runs": [_run(words)]}
    for area in part.areas:
        yield from _area(area, part.level + 1)


def _area(area: AreaResult, level: int) -> Iterator[dict[str, Any]]:
    if area.heading:
        yield _heading(area.heading, level)
    for sentence in area.sentences:
        yield {"kind": "text", "runs": _runs(sentence)}
    if area.table:
        yield from _tables(area.table)
    if area.listing:
        yield _listing(area.listing)
    if area.chart:
        yield drawn(area.chart)
        if area.chart.note:
            yield {"kind": "note", "runs": [_run(area.chart.note)]}
    for note in area.notes:
        yield {"kind": "note", "runs": _runs(note)}


def _tables(table: Table) -> Iterator[dict[str, Any]]:
    """A table as wide as the page allows; a wider one in several sheets, each with the units again."""
    for place, sheet in enumerate(lay_out(table)):
        columns = [table.columns[at] for at in sheet.columns]
        yield {
            "kind": "table",
            "title": f"Bảng {table.number}. {table.title}" + (" (tiếp theo)" if place else ""),
            "widths": sheet.widths,
            "columns": [{"name": each.name, "measure": f"({each.measure})" if each.measure else ""} for each in columns],
            "rows": [{"name": row.name, "cells": [asdict(row.cells[at]) for at in sheet.columns]} for row in table.rows],
            "total": {"name": table.total.name, "cells": [asdict(table.total.cells[at]) for at in sheet.columns]},
        }


def _listing(listing: Listing) -> dict[str, Any]:
    return {
        "kind": "listing",
        "title": listing.caption if listing.number else "",
        "widths": (*([ORDINAL] if listing.numbered else []), *listing.widths),
        "heads": (*(["TT"] if listing.numbered else []), *listing.heads),
        "aligns": f"{'c' * listing.numbered}{listing.aligns}",
        "rows": [
            [*([str(place)] if listing.numbered else []), *(cell.text for cell in row)]
            for place, row in enumerate(listing.rows, start=1)
        ],
    }


def _heading(words: str, level: int) -> dict[str, Any]:
    return {"kind": "heading", "text": words, "level": min(level, 4)}


def _runs(line: Line) -> list[dict[str, Any]]:
    return [asdict(piece) for piece in line]


def _run(text: str) -> dict[str, Any]:
    return asdict(Run(text))
