"""Computed figures kept in the ledger that stand on another one: which would be out of date, and what they would be."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_indicator
from danvan.kernel.quantity import rounded
from danvan.ledger.consequences.model import Kept
from danvan.ledger.consequences.supposed import Supposed
from danvan.ledger.engines.base import Engine
from danvan.ledger.figure import Figure, Formula, RollUp
from danvan.ledger.rows import from_row, plain
from danvan.ledger.sources import parts_of
from danvan.ledger.store import Ledger

Changed = dict[str, Decimal | None]
"""New values by identifier; None for one that is taken back, or cannot be told."""


def kept_above(supposed: Supposed, engine: Engine, ledger: Ledger, catalogue: Catalogue) -> tuple[Kept, ...]:
    """Figures of record computed from the figure, straight or through others, the nearest first."""
    figure, version = supposed.figure, supposed.version
    new: Changed = {figure.id: plain(version.quantity.value) if version.quantity else None}
    through: dict[str, tuple[str, ...]] = {figure.id: ()}
    found: list[Kept] = []
    waiting = [figure.id]
    while waiting:
        above = [each for each in _standing_on(waiting, supposed, engine) if each.id not in new]
        for each in above:
            below = next(part for part in parts_of(each.source) if part in new)
            through[each.id] = (*through[below], below)
            new[each.id] = _again(each, new, ledger, catalogue)
            found.append(Kept(each, each.amount, new[each.id], through[each.id][1:]))
        waiting = [each.id for each in above]
    return tuple(each for each in found if each.new != each.old.value)


def _standing_on(identifiers: Iterable[str], supposed: Supposed, engine: Engine) -> list[Figure]:
    """Figures of record that name one of `identifiers` among their parts."""
    record = supposed.records[0]
    computed = record.filter(record.source_kind.isin(["rollup", "formula", "shared"]))
    wanted = set(identifiers)
    naming = computed.filter([_names(computed.source, wanted)])
    figures = [from_row(row) for row in engine.run(naming).to_pylist()]
    return [figure for figure in figures if figure.quantity and wanted & set(parts_of(figure.source))]


def _names(source: Any, identifiers: Iterable[str]) -> Any:
    """The condition that a source's JSON has one of these words in it, as a first sieve."""
    conditions = [source.contains(f'"{identifier}"') for identifier in sorted(identifiers)]
    whole = conditions[0]
    for condition in conditions[1:]:
        whole = whole | condition
    return whole


def _again(figure: Figure, new: Mapping[str, Decimal | None], ledger: Ledger, catalogue: Catalogue) -> Decimal | None:
    """The value of a kept total from its parts as they would be. None: not to be told from them."""
    parts = parts_of(figure.source)
    values: dict[str, list[Decimal]] = {}
    for part in parts:
        kept = ledger.figure(part)
        known = kept.quantity.value if kept.quantity else None
        value = new.get(part, known)
        if value is not None:
            values.setdefault(kept.indicator, []).append(value)
    if isinstance(figure.source, RollUp):
        every = [value for each in values.values() for value in each]
        return plain(sum(every, Decimal(0))) if every else None
    if isinstance(figure.source, Formula) and figure.indicator in catalogue.indicators:
        indicator = catalogue.indicators[figure.indicator]
        formula = parse_indicator(indicator, catalogue)
        exact = formula.evaluate({code: sum(map(Fraction, each)) for code, each in values.items()}) if formula else None
        return None if exact is None else rounded(Fraction(exact), indicator.decimals)
    return None
