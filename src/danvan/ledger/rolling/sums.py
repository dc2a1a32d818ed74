"""The two expressions of roll-up: sums with counts of what is in them and what is not, and the sums ratios are made of."""

from collections.abc import Collection
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.ledger.rolling.branches import Branches
from danvan.ledger.rolling.recipes import Recipes

try:
    import ibis
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

PLACE = ("indicator", "period_start", "period_end")
BLANKS = ("not_reported", "not_applicable", "not_comparable", "withheld")
"""Kinds of blank that have no number."""
KINDS = (*BLANKS, "other_measure", "incomplete")
"""Why a unit that said something is not in a total."""
COUNTS = ("reported", "counted", *KINDS, "estimated")

# The digits a weighted mean's value and weight may have. Multiplied they fill the 38 that every engine has for exact numbers.
_MEAN, _WEIGHT, _SUM = "decimal(19, 6)", "decimal(18, 4)", "decimal(38, 12)"
_MOST = 10**11
"""A mean and a weight are below this: products added up over a nation then fit a sum's 26 digits before the point."""


def of_whom(record: Any) -> Any:
    """`record` with `of`: who a figure is of, by the unit's code where it is known, else by the key of its name."""
    return record.mutate(of=ibis.coalesce(record.unit_code, record.unit_key))


def placed(record: Any, tree: Branches) -> Any:
    """`record` with the code and the branch of its unit; what is of no unit of the tree is left out."""
    return of_whom(record).drop("unit_code").inner_join(tree.members, list(tree.keys))


def outside(record: Any, tree: Branches, besides: Collection[str]) -> Any:
    """Expression: units that are neither in the tree nor `besides` (codes, keys of names), and how many figures each has."""
    others = of_whom(record).anti_join(tree.members, list(tree.keys))
    others = others.filter(others["of"].notin(sorted(besides))) if besides else others
    return others.group_by("unit", "unit_code", "level").agg(figures=lambda each: each.count()).order_by("unit", "unit_code")


def plain_sums(record: Any, tree: Branches, rules: Recipes) -> Any:
    """Expression: by ancestor, indicator and period, the exact sum of the figures in the indicator's own measure, and counts of
    the units in it and, by kind, of those that gave no number for it. `total` is none where figures may not be added."""
    rows = placed(record, tree).inner_join(rules.own, list(rules.keys))
    fits = rows.measure == rows.own
    by_branch = rows.group_by("branch", *PLACE).agg(
        total=rows.value.sum(where=fits & rows.adds if rules.some_stand_alone else fits),
        reported=rows.count(),
        counted=rows.value.count(where=fits),
        other_measure=rows.value.count(where=rows.measure != rows.own),
        estimated=rows.count(where=fits & rows.estimated),
        decimals=rows.decimals.max(where=fits),
        **{kind: rows.count(where=rows.blank == kind) for kind in BLANKS},
    )
    return _upwards(by_branch.mutate(incomplete=ibis.literal(0, "int64")), tree, ["total"])


def part_sums(record: Any, tree: Branches, rules: Recipes) -> Any:
    """Expression: by ancestor, indicator and period, the sums of the parts an indicator is computed from (`part_0`…), each over
    the same units: those that have every part. Units that have only some are `incomplete`.

    A weighted mean's first part is multiplied by its weight, exactly; a unit whose numbers have too many digits for that is
    incomplete."""
    rows = placed(record, tree).inner_join(rules.parts, list(rules.keys))
    fits = rows.measure == rows.own
    names = [f"part_{slot}" for slot in range(rules.slots)]
    units = rows.group_by("unit_code", "branch", "whole", *PLACE[1:]).agg(
        given=rows.value.count(where=fits),
        estimated=rows.estimated.max(),
        **{name: rows.value.max(where=fits & (rows.slot == slot)) for slot, name in enumerate(names)},
    )
    units = _whole(units, rules)
    full = units.full
    by_branch = units.group_by("branch", indicator="whole", period_start="period_start", period_end="period_end").agg(
        reported=units.count(),
        counted=units.count(where=full),
        incomplete=units.count(where=~full),
        estimated=units.count(where=full & units.estimated),
        decimals=ibis.literal(0, "int32"),
        **{name: units[name].sum(where=full) for name in names},
    )
    nothing = {kind: ibis.literal(0, "int64") for kind in KINDS if kind != "incomplete"}
    return _upwards(by_branch.mutate(**nothing), tree, names)


def _whole(units: Any, rules: Recipes) -> Any:
    """With `full`: whether a unit has every part. Asked of units and not of figures: there are fewer."""
    keys = ["whole", *rules.keys[1:]]
    first = rules.parts.filter(rules.parts.slot == 0).select("wanted", "mean", *keys)
    counted = units.inner_join(first, keys)
    counted = counted.mutate(full=counted.given == counted.wanted)
    if not rules.means:
        return counted
    product = _product(counted.part_0, counted.part_1)
    return counted.mutate(
        full=counted.full & (~counted["mean"] | product.notnull()),
        part_0=ibis.ifelse(counted["mean"], product, counted.part_0),
    )


def _upwards(by_branch: Any, tree: Branches, sums: list[str]) -> Any:
    """From branches to every unit above them, in order, with how many units are expected there."""
    spread = by_branch.inner_join(tree.above, "branch")
    added = spread.group_by("level", "ancestor", *PLACE).agg(
        **{name: spread[name].sum() for name in sums},
        # Spark counts nothing, and not 0, where a condition is never known to be false.
        **{name: spread[name].sum().fill_null(0) for name in COUNTS},
        decimals=spread.decimals.max(),
    )
    whole = added.inner_join(tree.expected, ["ancestor", "period_end"])
    silent = whole.mutate(silent=whole.expected - whole.reported, missing=whole.expected - whole.counted - whole.not_applicable)
    return silent.order_by("level", "ancestor", *PLACE)


def _product(value: Any, weight: Any) -> Any:
    """`value` times `weight`, or none where that is not exact."""
    short_value, short_weight = (
        ibis.ifelse(number.abs() < _MOST, number, None).cast(kind) for number, kind in ((value, _MEAN), (weight, _WEIGHT))
    )
    exact = (short_value == value) & (short_weight == weight)
    return ibis.ifelse(exact, short_value * short_weight, None).cast(_SUM)
