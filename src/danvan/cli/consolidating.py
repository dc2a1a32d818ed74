"""A ledger's figures into one report, consolidated or a unit's own: shared by `compose` and `run`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline
from danvan.cli.charted import charts_of
from danvan.cli.terms import keep_terms, years_of_unit, years_of_whole
from danvan.cli.versions import LedgerVersions
from danvan.composing import pivot
from danvan.composing.appendices import annexed
from danvan.composing.by_year import Years
from danvan.composing.consolidate import consolidate
from danvan.composing.docx import write_docx
from danvan.composing.from_below import NOTHING, FromBelow
from danvan.composing.model import Appendix, Chart, ReportModel
from danvan.composing.office import Office
from danvan.composing.own import own_figures
from danvan.composing.prose.edited import Edited, read_edited
from danvan.composing.prose.errors import ReportSigned
from danvan.composing.prose.given import Given, bound, read_given
from danvan.composing.prose.merging import Merged, merge
from danvan.composing.prose.placing import with_given
from danvan.composing.trace import ids_in
from danvan.kernel.errors import ExtraMissing, InputError
from danvan.kernel.period import Period
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledUp
from danvan.ledger.rollup import WHOLE, roll_up
from danvan.ledger.stated import stated_blanks
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
    appendix: bool = False
    """Whether the figures of each unit stand in an appendix, and not in tables of the text."""
    charts: bool = False
    """Whether it has the charts its outline asks for."""
    below: FromBelow = NOTHING
    """The words of the units below, and who of them has reported."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A report that was written, and what became of people's words in the one before."""

    model: ReportModel
    merged: Merged | None = None
    unshown: tuple[tuple[Path, tuple[str, ...]], ...] = ()
    """Letters that no typeface has, with the file in which their codes stand for them."""
    undrawn: bool = False
    """Whether it would have charts, if what draws them were installed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a report is made of: the figures, those of the period before, people's paragraphs, the single years of several."""

    kept: RolledUp
    before: Sequence[Figure]
    given: Sequence[Given]
    years: Years


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
    keep_terms(order.period, order.units, ledger, catalogue, order.made)
    rolled = roll_up(ledger, catalogue, order.period, order.units, whole=order.whole, recorded=order.made)
    if order.text and given:
        bound(given, rolled, order.text)
    _refuse_taken(order, files)
    ledger.append(rolled.totals, replace=True)
    years = years_of_whole(order.period, order.units, order.whole, ledger, catalogue, order.made)
    before = list(years.before.values())
    return _told(Told(_as_kept(rolled, ledger), before, given or (), years), order, ledger, catalogue, files)


def compose_own(order: Order, unit: str, ledger: Ledger, catalogue: Catalogue, files: Sequence[Path]) -> Composed:
    """Writes the report of `unit` itself, compared with the same period of the year before where the ledger knows it.

    Raises NothingOfUnit when the ledger has no figure of it, and what `compose` raises.
    """
    given = order.text and read_given(order.text, order.outline)
    keep_terms(order.period, [unit], ledger, catalogue, order.made)
    figures = ledger.figures(unit=unit, period=order.period)
    if not figures:
        kept = sorted({figure.unit for figure in ledger.figures(period=order.period)})
        allowed = ", ".join(kept[:12]) + (" …" if len(kept) > 12 else "")
        raise NothingOfUnit(file=ledger.folder, found=unit, period=order.period, allowed=allowed or "-")
    _refuse_taken(order, files)
    own = own_figures(figures, figures[0].unit, order.period, catalogue)
    before = ledger.figures(unit=unit, period=order.period.previous())
    years = years_of_unit(order.period, unit, ledger)
    return _told(Told(own, before, given or (), years), order, ledger, catalogue, files)


def _told(told: Told, order: Order, ledger: Ledger, catalogue: Catalogue, files: Sequence[Path]) -> Composed:
    """The report in each format, with people's paragraphs: those given, and those in the report that is there already."""
    kept, before, given, years = told.kept, told.before, told.given, told.years
    lines = bound(given, kept, order.text) if order.text else {}
    there = next((file for file in files if file.suffix.lower() == ".docx" and file.exists()), None)
    edited = _edited(there, ledger) if there and not order.replace else None
    wanted = {*lines, *(code for code, part in edited.parts.items() if part.own)} if edited else set(lines)
    charts = charts_of(kept, before, order.outline, ledger, catalogue) if order.charts else {}
    undrawn = bool(charts) and not _can_draw()
    figures = _figures_appendix(kept, ledger, catalogue) if order.appendix else None
    figures_in = pivot.CALLED if figures else ""
    model = consolidate(
        kept, order.outline, catalogue, before=before, kept=wanted, figures_in=figures_in, below=order.below, years=years
    )
    model = with_given(annexed(model, {} if undrawn else charts, figures), lines)
    merged = None
    if edited:
        model, merged = merge(model, edited)
    native = [chart for each in charts.values() for chart in each]
    unshown = [(file, _write(model, kept, order, ledger, catalogue, file, edited, native)) for file in files]
    drawn_in = any(file.suffix.lower() != ".xlsx" for file in files)
    return Composed(model, merged, tuple((file, letters) for file, letters in unshown if letters), undrawn and drawn_in)


def _can_draw() -> bool:
    """Whether what draws charts is installed."""
    try:
        import_module("danvan.composing.charting.drawing")
    except ExtraMissing:
        return False
    return True


def _figures_appendix(kept: RolledUp, ledger: Ledger, catalogue: Catalogue) -> Appendix | None:
    """The figures of each unit; None for a unit's own report, and where there are none."""
    if not pivot.has_figures(kept):
        return None
    return pivot.figures_appendix(kept, catalogue, stated_blanks(ledger, kept.period))


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


def _write(  # noqa: PLR0913, PLR0917 - a file has as many sides
    model: ReportModel,
    kept: RolledUp,
    order: Order,
    ledger: Ledger,
    catalogue: Catalogue,
    file: Path,
    edited: Edited | None,
    native: Sequence[Chart],
) -> tuple[str, ...]:
    """Writes one file; gives the letters it could not show."""
    # The typesetter and the workbook's writer are loaded where one is asked for.
    match file.suffix.lower():
        case ".pdf":
            from danvan.composing.pdf import write_pdf  # noqa: PLC0415 - a library of 40 MB

            return write_pdf(model, file, made=order.made, office=order.office, edited=edited)
        case ".xlsx":
            from danvan.composing.xlsx import write_xlsx  # noqa: PLC0415 - the same

            sources = {figure.id: figure for figure in ledger.figures(period=order.period)}
            write_xlsx(kept, catalogue, file, made=order.made, sources=sources, charts=native)
        case _:
            write_docx(model, file, made=order.made, office=order.office, edited=edited)
    return ()


def _as_kept(rolled: RolledUp, ledger: Ledger) -> RolledUp:
    """The totals under the identifiers the ledger gave them: one computed again is a new version with a new name."""
    kept = ledger.totals(rolled.whole, rolled.period)
    rows = {code: replace(row, total=row.total and kept[code]) for code, row in rolled.rows.items()}
    return replace(rolled, rows=rows)
