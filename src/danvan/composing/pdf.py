"""A report model as PDF/A, typeset by Typst from the same model as the Word file. The look is in report.typ."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from danvan.composing.columns import lay_out, lines
from danvan.composing.model import AreaResult, Line, Part, ReportModel, Table
from danvan.composing.office import Office, day_in_full, issuer_lines, listed, recipients_of, signs_of
from danvan.composing.styles import TEXT_WIDTH
from danvan.composing.writing import write_whole
from danvan.kernel.errors import ComposeError, ExtraMissing

try:
    import typst
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="compose") from error

TYPEFACES = ("Times New Roman", "Tinos", "Libertinus Serif")
"""The first one the machine has; the last is in Typst itself. All have every letter of Vietnamese (Liberation Serif, the usual
stand-in for Times New Roman, has not); the one used is embedded."""

Standard = Literal["a-2a", "ua-1"]


def write_pdf(
    model: ReportModel, path: Path, *, made: datetime, office: Office | None = None, standard: Standard = "a-2a"
) -> None:
    """Write `model` to `path` as PDF/A-2a (tagged, for archives) or, by `standard`, PDF/UA-1 (for screen readers).

    `made` is the time put into the file. Raises OutputError when the folder cannot be written to (the file at `path` is then
    what it was before), ComposeError when the typesetter refuses.
    """
    write_whole(path, to_pdf(model, made=made, office=office or Office(), standard=standard))


def to_pdf(model: ReportModel, *, made: datetime, office: Office, standard: Standard = "a-2a") -> bytes:
    """The bytes of the PDF; the same model, office, time and machine give the same bytes."""
    content = json.dumps(_content(model, office), ensure_ascii=False)
    source = files("danvan.composing").joinpath("report.typ").read_bytes()
    try:
        return bytes(
            typst.compile(source, format="pdf", sys_inputs={"report": content}, pdf_standards=[standard], timestamp=made)
        )
    except typst.TypstError as error:
        raise ComposeError(found=str(error).splitlines()[0]) from error


def _content(model: ReportModel, office: Office) -> dict[str, Any]:
    """What report.typ reads."""
    return {
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
        "parts": list(_parts(model)),
        "recipients": listed(recipients_of(office)),
        "signs": signs_of(office),
        "signer": office.name or "……………",
    }


def _parts(model: ReportModel) -> Iterator[dict[str, Any]]:
    for part in model.parts:
        yield from _part(part)
    yield {"kind": "text", "runs": [_run(f"{model.closing.rstrip(' ./')}./.")]}


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


def _heading(words: str, level: int) -> dict[str, Any]:
    return {"kind": "heading", "text": words, "level": min(level, 4)}


def _runs(line: Line) -> list[dict[str, Any]]:
    return [_run(piece.text, raised=piece.raised) for piece in line]


def _run(text: str, *, raised: bool = False) -> dict[str, Any]:
    return {"text": text, "raised": raised}
