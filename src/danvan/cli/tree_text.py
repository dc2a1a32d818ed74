"""A unit's totals, dressed for people: what is in each, and who is not in it and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.message import in_language
from danvan.cli.language import Language
from danvan.cli.tables import columns
from danvan.kernel.quantity import Quantity
from danvan.kernel.said import mark
from danvan.ledger.rolling.listing import Absent, Difference, silent_in_all
from danvan.ledger.rolling.totals import Total
from danvan.ledger.rows import plain

if TYPE_CHECKING:
    from danvan.cli.work.ledger_tree import Rolled

WHY = {
    "silent": mark("said nothing"),
    "not_reported": mark("not reported"),
    "not_applicable": mark("does not apply"),
    "not_comparable": mark("not comparable"),
    "withheld": mark("withheld"),
    "other_measure": mark("in another unit of measure"),
    "incomplete": mark("parts of it missing"),
}
_MOST = 4
"""Units named in one cell; JSON names them all."""


def tree_text(rolled: "Rolled", catalogue: Catalogue, _: Language) -> Iterator[RenderableType]:
    """Piece by piece: the unit's totals, those of the level asked for, what the units above state otherwise, who is outside."""
    in_force = catalogue.at(rolled.period.end)
    totals = list(rolled.totals.of(unit=rolled.unit, period=rolled.period))
    yield Text(f"{rolled.totals.tree.name(rolled.unit)}, {rolled.period}", "bold")
    if not totals:
        yield Text(_("No unit under it has figures for this period."))
    else:
        yield from _silent(silent_in_all(rolled.absent), totals[0].expected, _)
        yield _own(totals, rolled.absent, in_force, _)
    if rolled.level and totals:
        yield Text()
        yield _below(rolled, in_force, _)
    yield from _otherwise(rolled.differences, in_force, _)
    if rolled.outsiders:
        names = ", ".join(f"{each.unit} ({each.figures})" for each in rolled.outsiders[: _MOST * 3])
        left = len(rolled.outsiders) - _MOST * 3
        more = _(" and {n} more", n=left) if left > 0 else ""
        yield Text()
        outside = _("In no total, since the list of units has none of that name or code then: {names}", names=names + more)
        yield Text(outside, "yellow")


def _silent(units: Mapping[str, str], expected: int, _: Language) -> Iterator[RenderableType]:
    if units:
        names = ", ".join(list(units.values())[: _MOST * 3])
        left = len(units) - _MOST * 3
        more = _(" and {n} more", n=left) if left > 0 else ""
        yield Text(
            _("{n} of {all} units said nothing at all: {names}", n=len(units), all=expected, names=names + more), "yellow"
        )


def _own(totals: Sequence[Total], absent: Sequence[Absent], catalogue: Catalogue, _: Language) -> Table:
    table = columns(_("Indicator"), _("Total"), _("Units in it"), _("Not in it"), right=(1, 2))
    missing: defaultdict[str, list[Absent]] = defaultdict(list)
    told = silent_in_all(absent)
    for each in absent:
        if each.unit_code not in told:
            missing[each.indicator].append(each)
    for total in _in_order(totals, catalogue):
        table.add_row(
            Text(_name(total.indicator, catalogue, _)),
            _value(total, catalogue, _),
            Text(f"{total.counted}/{total.expected}"),
            Text(_named(missing[total.indicator], _), "yellow"),
        )
    return table


def _below(rolled: "Rolled", catalogue: Catalogue, _: Language) -> Table:
    table = columns(_("Unit"), _("Indicator"), _("Total"), _("Units in it"), _("Not in it"), right=(2, 3))
    before = ""
    for total in rolled.totals.of(level=rolled.level, period=rolled.period):
        if total.unit_code == rolled.unit:
            continue
        why = ", ".join(f"{n} {_(WHY[kind])}" for kind, n in total.absent.items())
        name = "" if total.unit_code == before else total.unit
        before = total.unit_code
        table.add_row(
            Text(name),
            Text(_name(total.indicator, catalogue, _)),
            _value(total, catalogue, _),
            Text(f"{total.counted}/{total.expected}"),
            Text(why, "yellow"),
        )
    return table


def _otherwise(differences: Sequence[Difference], catalogue: Catalogue, _: Language) -> Iterator[RenderableType]:
    if not differences:
        return
    yield Text()
    yield Text(_("What units above state themselves, against the sum of those under them:"), "bold")
    table = columns(_("Unit"), _("Indicator"), _("Stated"), _("Added up"), _("Units in it"), right=(2, 3, 4))
    for each in differences:
        table.add_row(
            Text(each.unit),
            Text.assemble(_name(each.indicator, catalogue, _), (f"\n{each.figure}", "cyan")),
            Text(str(each.stated)),
            Text(str(Quantity(each.rolled, each.stated.measure, _digits(each.rolled)))),
            Text(f"{each.counted}/{each.expected}"),
        )
    yield table


def _in_order(totals: Sequence[Total], catalogue: Catalogue) -> list[Total]:
    """As the catalogue has its indicators."""
    order = {code: at for at, code in enumerate(catalogue.indicators)}
    return sorted(totals, key=lambda total: order.get(total.indicator, len(order)))


def _value(total: Total, catalogue: Catalogue, _: Language) -> Text:
    if total.value is None:
        cannot = catalogue.indicators[total.indicator].rollup == "none"
        return Text(_("cannot be added") if cannot else "–", "dim")
    shown = str(Quantity(plain(total.value), catalogue.indicators[total.indicator].measure, total.decimals))
    return Text(shown + (_(" (estimated)") if total.estimated else ""))


def _named(absent: Sequence[Absent], _: Language) -> str:
    reasons: dict[tuple[str, str], dict[str, None]] = {}
    for each in absent:
        reasons.setdefault((each.unit_code, each.unit), {})[_(WHY[each.why])] = None
    named = [f"{unit} ({', '.join(found)})" for (_code, unit), found in reasons.items()]
    left = len(named) - _MOST
    return ", ".join(named[:_MOST]) + (_(" and {n} more", n=left) if left > 0 else "")


def _name(code: str, catalogue: Catalogue, _: Language) -> str:
    indicator = catalogue.indicators.get(code)
    return in_language(indicator.name, _.code) if indicator else code


def _digits(value: object) -> int:
    return len(str(value).partition(".")[2])
