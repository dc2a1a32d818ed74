"""A reading for people: what the report says of itself, then its figures, relations and citations, then the account."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danvan.cli.language import Language
from danvan.cli.places import place, words
from danvan.cli.tables import columns
from danvan.kernel.quantity import vietnamese
from danvan.kernel.said import mark
from danvan.reading.model import Direction, Qualifier, Reading, StatedFigure

_BOUNDS = {
    Direction.UP: mark("up"),
    Direction.DOWN: mark("down"),
    Qualifier.ABOVE: mark("more than"),
    Qualifier.BELOW: mark("less than"),
    Qualifier.ABOUT: mark("about"),
    Qualifier.AT_MOST: mark("at most"),
    Qualifier.AT_LEAST: mark("at least"),
}
_SURE = 0.8
"""From here up the confidence of an indicator is not printed: nine in ten are right."""
_WIDE = 110
"""Columns of a screen from which the indicator has a column of its own."""
_SIGNS = {True: Text("✓", "green"), False: Text("✗", "bold red"), None: Text("?", "yellow")}


def reading_text(reading: Reading, file: str, _: Language, width: int = _WIDE) -> Iterator[RenderableType]:
    """What is printed for one file, piece by piece, on a screen of `width` columns."""
    yield Text(file, "bold")
    for warning in reading.document.warnings:
        yield Padding(Text(f"! {_(warning)}", "yellow"), (0, 0, 0, 2))
    yield from _letterhead(reading, _)
    yield from _listed(_("Sections"), _sections(reading), len(reading.sections))
    yield from _listed(_("Figures"), _figures(reading, _, wide=width >= _WIDE), len(reading.figures))
    yield from _listed(_("Relations"), _relations(reading, _), len(reading.relations))
    yield from _listed(_("Citations"), _citations(reading, _), len(reading.citations))
    yield from _coverage(reading, _)
    if reading.document.doubtful:
        yield from _listed(_("Hard to recognise"), _doubtful(reading, _), len(reading.document.doubtful))


def _listed(heading: str, table: Table, count: int) -> Iterator[RenderableType]:
    yield Text(f"\n{heading} ({count})", "bold")
    if count:
        yield Padding(table, (0, 0, 0, 2))


def _letterhead(reading: Reading, _: Language) -> Iterator[RenderableType]:
    head = reading.letterhead
    rows = {
        _("Document"): " ".join(filter(None, [head.type, head.number])),
        _("Subject"): head.title,
        _("Issuer"): head.issuer,
        _("Unit"): head.unit,
        _("Period"): str(head.period or ""),
        _("Place and date"): ", ".join(filter(None, [head.place, f"{head.date:%d/%m/%Y}" if head.date else ""])),
        _("Signed by"): " ".join(filter(None, [head.signatory.title, head.signatory.name])),
        _("Recipients"): "; ".join(head.recipients),
    }
    table = Table.grid(padding=(0, 2))
    for name, value in rows.items():
        table.add_row(Text(name, "dim"), Text(value or "–"))
    yield Padding(table, (0, 0, 0, 2))


def _sections(reading: Reading) -> Table:
    table = Table.grid(padding=(0, 2))
    for section in reading.sections:
        table.add_row(Text(section.number), Text(section.heading))
    return table


def _figures(reading: Reading, _: Language, *, wide: bool) -> Table:
    """On a narrow screen the indicator stands under what is counted, where its code is whole and can be copied."""
    heads = _("Place"), _("Value"), _("Measure"), _("What is counted"), *([_("Indicator")] if wide else [])
    table = columns(*heads, right=(1,))
    for figure in reading.figures:
        what, indicator = Text(_what(figure, _)), Text(_indicator(figure), "cyan")
        last = [what, indicator] if wide else [Text("\n").join(filter(None, [what, indicator]))]
        table.add_row(
            Text(place(reading.document, figure.span, _), "dim"),
            Text(vietnamese(figure.quantity.value, figure.quantity.decimals)),
            Text(figure.quantity.measure),
            *last,
        )
    return table


def _indicator(figure: StatedFigure) -> str:
    """The code, with how sure it is where that is not much; or what it may be."""
    if figure.indicator is None:
        return "? " + ", ".join(figure.candidates) if figure.candidates else ""
    unsure = figure.confidence is not None and figure.confidence < _SURE
    return f"{figure.indicator} ({figure.confidence:.0%})" if unsure else figure.indicator


def _what(figure: StatedFigure, _: Language) -> str:
    """The label, with what bounds it: a target, a rise, 'more than'; and whether a scan was hard to read there."""
    marks = [_("target")] if figure.target else []
    marks += [_("hard to read")] if figure.recognised is not None else []
    marks += [_(_BOUNDS[bound]) for bound in (figure.direction, figure.qualifier) if bound]
    return f"{figure.label} [{', '.join(marks)}]" if marks else figure.label


def _relations(reading: Reading, _: Language) -> Table:
    table = Table.grid(padding=(0, 2))
    for relation in reading.relations:
        where = place(reading.document, relation.span, _)
        formula = relation.formula or words(reading.document, relation.span)
        table.add_row(_SIGNS[relation.holds], Text(where, "dim"), Text(formula), Text(relation.why, "dim"))
    return table


def _citations(reading: Reading, _: Language) -> Table:
    table = columns(_("Place"), _("Type"), _("Number and symbol"), _("Date"), _("Issuer"))
    for citation in reading.citations:
        day = f"{citation.date:%d/%m/%Y}" if citation.date else citation.date_text
        table.add_row(
            Text(place(reading.document, citation.span, _), "dim"),
            Text(citation.type),
            Text(citation.number or citation.name or citation.title),
            Text(day),
            Text(citation.issuer),
        )
    return table


def _doubtful(reading: Reading, _: Language) -> Table:
    """The words of a scan that were hard to recognise, each with how sure it is, those of one place together."""
    told: dict[str, list[str]] = {}
    for word in reading.document.doubtful:
        where = place(reading.document, word.span, _)
        told.setdefault(where, []).append(f"{words(reading.document, word.span)} ({word.confidence}%)")
    table = Table.grid(padding=(0, 2))
    for where, doubtful in told.items():
        table.add_row(Text(where, "dim"), Text("  ".join(doubtful)))
    return table


def _coverage(reading: Reading, _: Language) -> Iterator[RenderableType]:
    coverage = reading.coverage
    account = _("{n} numbers in the text, {known} accounted for", n=coverage.numbers, known=coverage.accounted)
    yield Text(f"\n{account}", "bold" if not coverage.unaccounted else "bold yellow")
    for span in coverage.unaccounted:
        where = place(reading.document, span, _)
        yield Text(f"  ? {where}: {words(reading.document, span)}")
