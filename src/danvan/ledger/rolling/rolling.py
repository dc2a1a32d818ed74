"""Figures of record rolled up over a tree of units: one run for all units, indicators and periods."""

from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.ledger.engines.base import Engine
from danvan.ledger.errors import FigureTwice
from danvan.ledger.rolling.branches import branches
from danvan.ledger.rolling.ratios import ratio_of
from danvan.ledger.rolling.recipes import Recipes, recipes
from danvan.ledger.rolling.sums import part_sums, placed, plain_sums
from danvan.ledger.rolling.totals import SCHEMA, VALUE, TreeTotals, period_of
from danvan.ledger.rolling.tree import UnitTree

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error


_FEW = 20
"""Indicators an engine is asked for by name; with more, it finds them while joining their rules."""


def periods_of(engine: Engine, figures: Any) -> list[Period]:
    """The periods there are figures for, by their days."""
    found = figures.select("period_start", "period_end").distinct().order_by("period_end", "period_start")
    return [period_of(row["period_start"], row["period_end"]) for row in engine.run(found).to_pylist()]


def roll_up_tree(
    engine: Engine,
    record: Any,
    catalogue: Catalogue,
    tree: UnitTree,
    periods: Sequence[Period],
    indicators: Collection[str] = (),
) -> TreeTotals:
    """The totals of every unit in `tree` that others stand under, by each indicator's own rule, for each of `periods`.

    `record`: the figures of record, `current(engine.figures(ledger))`. `indicators`: only these; all when empty. A unit
    is in the totals of those above it on the period's last day. Nothing is guessed: a unit without a figure is missing, and
    counted as such. Raises FormulaError, DataDamaged, EngineFailed, FigureTwice.
    """
    days = sorted({period.end for period in periods})
    rules = recipes(catalogue, days, indicators)
    below = branches(tree, days)
    near = _about(record, periods, rules)
    found = [engine.run(plain_sums(near, below, rules))]
    if rules.slots:
        found.append(_computed(engine.run(part_sums(near, below, rules)), rules))
    table = pa.concat_tables(each.select(SCHEMA.names).cast(SCHEMA) for each in found)
    if (pc.min(table["silent"]).as_py() or 0) < 0:
        raise _twins(engine, placed(near, below))
    return TreeTotals(_only(table, periods), tree, rules)


def _twins(engine: Engine, rows: Any) -> FigureTwice:
    """More units said something than there are: some figure of record has a twin."""
    places = rows.group_by("unit_code", "indicator", "period_start", "period_end")
    twice = places.agg(one=rows.id.min(), other=rows.id.max()).filter(lambda each: each.one != each.other).limit(1)
    found = engine.run(twice).to_pylist()[0]
    return FigureTwice(file=engine.address, found=found["one"], other=found["other"])


def _about(record: Any, periods: Sequence[Period], rules: Recipes) -> Any:
    """`record` of the days `periods` end on, from the first to the last, and when few indicators are asked for, of these: what
    engines find by the least and greatest value of each part of a file. Others in between are left out of the totals (`_only`),
    which costs less than asking each figure."""
    ends = [period.end for period in periods]
    near = record.filter(record.period_end.between(min(ends), max(ends)))
    asked = {code for found in rules.indicators.values() for code in found}
    asked |= {part.code for found in rules.by_day.values() for recipe in found.values() for part in recipe.parts}
    return near.filter(near.indicator.isin(sorted(asked))) if len(asked) <= _FEW else near


def _only(totals: Any, periods: Sequence[Period]) -> Any:
    """The rows of `totals` that are of one of `periods`."""
    of = [(pc.field("period_start") == period.start) & (pc.field("period_end") == period.end) for period in periods]
    return totals.filter(reduce(or_, of))


def _computed(sums: Any, rules: Recipes) -> Any:
    """`sums` of parts with the totals computed from them."""
    formulas = {
        (day, code): (ratio_of(recipe), recipe.indicator.decimals)
        for day, found in rules.by_day.items()
        for code, recipe in found.items()
    }
    of = list(zip(sums["period_end"].to_pylist(), sums["indicator"].to_pylist(), strict=True))
    parts = zip(*(sums[f"part_{slot}"].to_pylist() for slot in range(rules.slots)), strict=True)
    totals = [formulas[key][0](values) for key, values in zip(of, parts, strict=True)]
    at = sums.schema.get_field_index("decimals")
    sums = sums.set_column(at, "decimals", pa.array([formulas[key][1] for key in of], pa.int32()))
    return sums.append_column("total", pa.array(totals, VALUE))
