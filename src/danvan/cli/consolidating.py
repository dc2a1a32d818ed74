"""A ledger's figures into one report, consolidated or a unit's own: shared by `compose` and `run`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline
from danvan.cli.versions import LedgerVersions
from danvan.composing.consolidate import consolidate
from danvan.composing.docx import write_docx
from danvan.composing.model import ReportModel
from danvan.composing.office import Office
from danvan.composing.own import own_figures
from danvan.composing.prose.edited import Edited, read_edited
from danvan.composing.prose.errors import ReportSigned
from danvan.composing.prose.given import Given, bound, read_given
from danvan.composing.prose.merging import Merged, merge
from danvan.composing.prose.placing import with_given
from danvan.composing.trace import ids_in
from danvan.kernel.errors import InputError
from danvan.kernel.period import Period
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledUp
from danvan.ledger.rollup import WHOLE, roll_up
from danvan.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Order:
    """A consolidated report to be made: its period, its units (all that reported, if none), what totals are called."""

    period: Period
    units: Sequence[str]
    outline: Outline
    office: Office
    made: datetime
    whole: str = WHOLE
    text: Path | None = None
    """A file of people's own paragraphs."""
    replace: bool = False
    """Whether a report that is there already is written over, and not merged with."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A report that was written, and what became of people's words in the one before."""

    model: ReportModel
    merged: Merged | None = None


class NothingOfUnit(InputError):
    """Fields: file, found, period, allowed."""

    template = "{file}: there is no figure of {found} for {period}. Units with figures then: {allowed}."


FORMATS = (".docx", ".pdf", ".xlsx")
"""What a report can be written as, told by the suffix of its file."""


def compose(order: Order, ledger: Ledger, catalogue: Catalogue, files: Sequence[Path]) -> Composed:
    """Rolls up, keeps the totals in the ledger (so that each can be explained), and writes the report to each of `files`.

    Raises, before anything is kept or written, what is refused of people's paragraphs (composing.prose.errors).
    """
    given = order.text and read_given(order.text, order.outline)
    rolled = roll_up(ledger, catalogue, order.period, order.units, whole=order.whole, recorded=order.made)
    if order.text and given:
        bound(given, rolled, order.text)
    _refuse_taken(order, files)
    ledger.append(rolled.totals, replace=True)
    return _told(_as_kept(rolled, ledger), (), given or (), order, ledger, catalogue, files)


def compose_own(order: Order, unit: str, ledger: Ledger, catalogue: Catalogue, files: Sequence[Path]) -> Composed:
    """Writes the report of `unit` itself, compared with the same period of the year before where the ledger knows it.

    Raises NothingOfUnit when the ledger has no figure of it, and what `compose` raises.
    """
    given = order.text and read_given(order.text, order.outline)
    figures = ledger.figures(unit=unit, period=order.period)
    if not figures:
        kept = sorted({figure.unit for figure in ledger.figures(period=order.period)})
        allowed = ", ".join(kept[:12]) + (" …" if len(kept) > 12 else "")
        raise NothingOfUnit(file=ledger.folder, found=unit, period=order.period, allowed=allowed or "-")
    _refuse_taken(order, files)
    own = own_figures(figures, figures[0].unit, order.period, catalogue)
    before = ledger.figures(unit=unit, period=order.period.previous())
    return _told(own, before, given or (), order, ledger, catalogue, files)


def _told(
    kept: RolledUp,
    before: Sequence[Figure],
    given: Sequence[Given],
    order: Order,
    ledger: Ledger,
    catalogue: Catalogue,
    files: Sequence[Path],
) -> Composed:
    """The report in each format, with people's paragraphs: those given, and those in the report that is there already."""
    lines = bound(given, kept, order.text) if order.text else {}
    there = next((file for file in files if file.suffix.lower() == ".docx" and file.exists()), None)
    edited = _edited(there, ledger) if there and not order.replace else None
    wanted = {*lines, *(code for code, part in edited.parts.items() if part.own)} if edited else set(lines)
    model = with_given(consolidate(kept, order.outline, catalogue, before=before, kept=wanted), lines)
    merged = None
    if edited:
        model, merged = merge(model, edited)
    for file in files:
        _write(model, kept, order, ledger, catalogue, file, edited)
    return Composed(model, merged)


def _edited(report: Path, ledger: Ledger) -> Edited:
    return read_edited(report, LedgerVersions(ledger, {figure for _number, figure in ids_in(report)}).of)


def _refuse_taken(order: Order, files: Sequence[Path]) -> None:
    """A file that may not be written over is refused before anything is done."""
    for file in files:
        if file.exists() and not order.replace:
            if file.suffix.lower() == ".docx":
                read_edited(file, lambda _figure: None)
            elif file.suffix.lower() == ".pdf" and b"/ByteRange" in file.read_bytes():
                raise ReportSigned(file=file)


def _write(
    model: ReportModel,
    kept: RolledUp,
    order: Order,
    ledger: Ledger,
    catalogue: Catalogue,
    file: Path,
    edited: Edited | None,
) -> None:
    # The typesetter and the workbook's writer are loaded where one is asked for.
    match file.suffix.lower():
        case ".pdf":
            from danvan.composing.pdf import write_pdf  # noqa: PLC0415 - a library of 40 MB

            write_pdf(model, file, made=order.made, office=order.office)
        case ".xlsx":
            from danvan.composing.xlsx import write_xlsx  # noqa: PLC0415 - the same

            sources = {figure.id: figure for figure in ledger.figures(period=order.period)}
            write_xlsx(kept, catalogue, file, made=order.made, sources=sources)
        case _:
            write_docx(model, file, made=order.made, office=order.office, edited=edited)


def _as_kept(rolled: RolledUp, ledger: Ledger) -> RolledUp:
    """The totals under the identifiers the ledger gave them: one computed again is a new version with a new name."""
    kept = ledger.totals(rolled.whole, rolled.period)
    rows = {code: replace(row, total=row.total and kept[code]) for code, row in rolled.rows.items()}
    return replace(rolled, rows=rows)
