"""What a correction would change, for people to read: old and new side by side."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danvan.catalogue.arithmetic import number_text
from danvan.catalogue.catalogue import Catalogue
from danvan.checking.message import in_language
from danvan.cli.compare_text import NOTHING, said
from danvan.cli.language import Language
from danvan.cli.tables import columns
from danvan.kernel.quantity import vietnamese
from danvan.ledger.comparison.model import Comparison
from danvan.ledger.consequences.model import Consequences, Kept, Moved, Scored
from danvan.ledger.identities import Failure


def consequences_text(found: Consequences, catalogue: Catalogue, _: Language) -> Iterator[object]:
    """A head, then what changes, group by group."""
    figure = found.figure
    indicator = catalogue.indicators.get(figure.indicator)
    name = in_language(indicator.name, _.code) if indicator else figure.indicator
    yield Text(f"{name}, {figure.unit}, {figure.period}", "bold")
    new = str(found.new) if found.new else _("taken back")
    yield Text(f"{figure.quantity or NOTHING} → {new}")
    if found.unplaced:
        yield Text(_("The unit is not in the list of units by its code: nothing is told of the units above it."), "yellow")
    if found.none:
        yield Text(_("Nothing else would change. Nothing was written."))
        return
    for head, pieces in _groups(found, _):
        if pieces:
            yield ""
            yield Text(head, "bold")
            yield from (Padding(piece, (0, 0, 0, 2), expand=False) for piece in pieces)
    yield ""
    yield Text(_("Nothing was written."), "dim")


def _groups(found: Consequences, _: Language) -> Iterator[tuple[str, list[Table | Text]]]:
    yield _("Totals and ratios"), [_totals(found.totals, _)] if found.totals else []
    yield _("Totals kept in the ledger, to be made again"), [_kept(found.kept, _)] if found.kept else []
    yield _("Identities that would begin to fail"), [_failure(each, _) for each in found.begin]
    yield _("Identities that would no longer fail"), [_failure(each, _) for each in found.cease]
    yield _("Points"), [piece for each in found.scores for piece in _scored(each, _)]
    yield _("Comparisons, as it was"), [_compared(each.old, each.new, _) for each in found.comparisons]


def _totals(totals: tuple[Moved, ...], _: Language) -> Table:
    table = columns(_("Unit"), _("Now"), _("Would be"), _("Indicator"), right=(1, 2))
    for each in totals:
        name = Text(in_language(each.indicator.name, _.code))
        if each.formula:
            name.append(f"\n{each.formula}", "dim")
        if each.through:
            name.append("\n" + _("through {units}", units=" → ".join(each.through)), "dim")
        table.add_row(each.unit, _value(each.old, each), _value(each.new, each), name)
    return table


def _value(value: Decimal | None, moved: Moved) -> str:
    if value is None:
        return NOTHING
    measure = moved.indicator.measure
    glue = "" if measure == "%" else " "
    return f"{vietnamese(value, moved.decimals)}{glue}{measure}"


def _kept(kept: tuple[Kept, ...], _: Language) -> Table:
    table = columns(_("Figure"), _("Now"), _("Would be"), right=(1, 2))
    for each in kept:
        name = Text(each.figure.id, "cyan")
        if each.through:
            name.append("\n" + _("through {units}", units=" → ".join(each.through)), "dim")
        new = NOTHING if each.new is None else vietnamese(each.new, each.old.decimals)
        table.add_row(name, str(each.old), new)
    return table


def _failure(failure: Failure, _: Language) -> Text:
    numbers = {term.indicator: vietnamese(term.quantity.value, term.quantity.decimals) for term in failure.terms}
    text = Text(in_language(failure.identity.name, _.code))
    return text.append(f"\n{failure.rule.formula.text(numbers)}", "dim")


def _scored(scored: Scored, _: Language) -> Iterator[Text]:
    name = in_language(scored.card.name, _.code)
    rank = f"; {_('rank')} {_rank(scored.rank[0])} → {_rank(scored.rank[1])}" if scored.rank[0] != scored.rank[1] else ""
    grade = f"; {scored.grade[0] or NOTHING} → {scored.grade[1] or NOTHING}" if scored.grade[0] != scored.grade[1] else ""
    yield Text(f"{name}: {_points(scored.least[0])} → {_points(scored.least[1])}{rank}{grade}")
    card = scored.card
    names = {each.code: each.name for each in card.criteria}
    names |= {each.code: each.name for each in card.deductions} | {each.code: each.name for each in card.gates}
    for code, old, new in scored.parts:
        yield Text(f"  {in_language(names[code], _.code)}: {_points(old)} → {_points(new)}", "dim")
    for code, was, would in scored.gates:
        yield Text(f"  {in_language(names[code], _.code)}: {_gate(was, _)} → {_gate(would, _)}", "yellow")


def _points(points: Fraction | None) -> str:
    return NOTHING if points is None else number_text(Fraction(round(points, 2)))


def _rank(rank: int | None) -> str:
    return NOTHING if rank is None else str(rank)


def _gate(state: bool | None, _: Language) -> str:
    if state is None:
        return _("not known")
    return _("fulfilled") if state else _("not fulfilled")


def _compared(old: Comparison, new: Comparison, _: Language) -> Text:
    periods = _("{period} against {base}", period=old.now.period, base=old.base.period)
    return Text(f"{periods}: {_result(old, _)} → {_result(new, _)}")


def _result(each: Comparison, _: Language) -> str:
    if each.change is None:
        return said(each.why, _) if each.why else NOTHING
    change = f"{'+' if each.change > 0 else ''}{vietnamese(each.change)}"
    return change if each.rate is None else f"{change} ({'+' if each.rate > 0 else ''}{vietnamese(each.rate, 2)}%)"
