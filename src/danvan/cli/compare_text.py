"""Series and comparisons for people to read: what is estimated says so, what is missing says why."""

from collections.abc import Iterator
from decimal import Decimal

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danvan.checking.message import in_language
from danvan.cli.language import Language
from danvan.cli.tables import columns
from danvan.kernel.quantity import vietnamese
from danvan.kernel.said import mark
from danvan.ledger.comparison.model import Against, Boundaries, Break, Comparison, Part, Point, Series
from danvan.ledger.comparison.reasons import Note, Reason, Why, day_said

ABOUT = "≈ "
"""Stands before an estimate."""
NOTHING = "–"
AGAINST = {
    Against.SAME_PERIOD: mark("Same period of the year before"),
    Against.PREVIOUS: mark("Period before"),
    Against.PLAN: mark("Plan"),
}
_SHOWN_NOTES = frozenset(Note) - {Note.ESTIMATE}


def series_text(series: Series, _: Language) -> Iterator[object]:
    """A head, a table with a line for every break, and what the marks mean."""
    yield Text(f"{in_language(series.indicator.name, _.code)}, {series.unit} ({series.code})", "bold")
    yield Text(boundaries_said(series, _), "dim")
    yield Padding(_table(series, _), (0, 0, 0, 2), expand=False)
    if series.estimated:
        yield Padding(Text(_("≈ an estimate: rounded so that the parts of every figure add to it"), "dim"), (0, 0, 0, 2))
    computed = next((point for point in series.points if point.quantity and "@" in point.id), None)
    if computed:
        yield Padding(Text(_("How a value came about: danvan explain {id} --ledger DIR", id=computed.id), "dim"), (0, 0, 0, 2))
    yield ""


def boundaries_said(series: Series, _: Language) -> str:
    """'as it was', 'on the boundaries of 1/7/2025'."""
    if series.boundaries is Boundaries.AS_WAS:
        return _("as it was: each figure as it was reported, on the boundary of then")
    return _("on the boundaries of {day}", day=day_said(series.day))


def _table(series: Series, _: Language) -> Table:
    table = columns(_("Period"), _("Value"), _("From"), right=(1,))
    for at, point in enumerate(series.points):
        for each in series.breaks:
            if each.at == at:
                table.add_row(Text("┄" * 8, "yellow"), Text(""), Text(break_said(each, _), "yellow"))
        table.add_row(Text(str(point.period)), value_text(point), Text("\n".join(_lines(point, _)), "dim"))
    return table


def break_said(each: Break, _: Language) -> str:
    """'1/7/2025: xã Vệ Giang (1677/NQ-UBTVQH15)'."""
    basis = f" ({each.basis})" if each.basis else ""
    return _("from {day}: {units}", day=day_said(each.day), units=", ".join(each.units) or NOTHING) + basis


def value_text(point: Point) -> Text:
    """'643 lượt', '≈ 643 lượt', or a dash."""
    if point.quantity is None:
        return Text(NOTHING)
    return Text(f"{ABOUT}{point.quantity}", "italic") if point.estimated else Text(str(point.quantity))


def _lines(point: Point, _: Language) -> Iterator[str]:
    """What a value is made of, and what is to be known of it; or why there is none."""
    if point.why:
        yield said(point.why, _)
    if point.quantity is None:
        yield from (f"{each.period}: {each.quantity}" for each in point.points if each.quantity)
        return
    if any(not part.whole for part in point.parts) or len(point.parts) > 1:
        yield " + ".join(part_said(part) for part in point.parts)
    yield from (said(note, _) for note in point.notes if note.code in _SHOWN_NOTES)


def part_said(part: Part) -> str:
    """'xã Nghĩa Hiệp 148', '17,2% × thị trấn Sông Vệ 226 ≈ 39'."""
    value = vietnamese(part.amount, part.reported.decimals)
    if part.whole:
        return f"{part.unit} {value}"
    return f"{percent(part.weight)} × {part.unit} {vietnamese(part.reported.value, part.reported.decimals)} ≈ {value}"


def percent(weight: Decimal) -> str:
    """A share in hundredths, to two decimals."""
    return f"{vietnamese((weight * 100).quantize(Decimal('0.01')), 2)}%"


def said(reason: Reason, _: Language) -> str:
    """A reason in the language asked for."""
    return reason.said.render(_)


def comparisons_text(found: tuple[Comparison, ...], decimals: int, measure: str, _: Language) -> Table:
    """One line each: the value, what it is held against, the difference; or why there is none."""
    table = columns(_("Held against"), _("Now"), _("Base"), _("Difference"), _("Rate"), _("Note"), right=(1, 2, 3, 4))
    for each in found:
        change = "" if each.change is None else change_said(each.change, decimals, measure, _)
        rate = each.rate if each.reached is None else each.reached
        shown = "" if rate is None else f"{'+' if each.reached is None and rate > 0 else ''}{vietnamese(rate, 2)}%"
        held = Text(_(AGAINST[each.against]))
        if not (each.why and each.why.code is Why.NO_PERIOD):
            held.append(f"\n{each.base.period}", "dim")
        table.add_row(held, value_text(each.now), value_text(each.base), change, shown, Text("\n".join(_notes(each, _)), "dim"))
    return table


def change_said(change: Decimal, decimals: int, measure: str, _: Language) -> str:
    """'+93', '-1,20 percentage points'."""
    number = ("+" if change > 0 else "") + vietnamese(change, max(decimals, -int(change.as_tuple().exponent), 0))
    return _("{n} percentage points", n=number) if measure == "%" else number


def _notes(comparison: Comparison, _: Language) -> Iterator[str]:
    if comparison.why:
        yield said(comparison.why, _)
        if comparison.change is None:
            return
    notes = {str(note): note for point in (comparison.now, comparison.base) for note in point.notes}
    yield from (said(note, _) for note in notes.values())
