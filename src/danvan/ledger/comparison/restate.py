"""Figures told on another boundary: one Ibis expression over all units, indicators and periods at once.

A share table says where the territory of each unit lies: (period, unit, unit on the boundary asked for, weight). A unit that
went whole gives its figure as it is; a split unit's figure is shared out by the weights, in steps of its own last decimal, so
that the shares add to the figure again exactly: what is left over after rounding down goes to the largest remainders.
"""

from decimal import Decimal
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.ledger.comparison.lineage import BILLION

try:
    import ibis
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

STEP_PLACES = 6
"""Figures are shared out in steps no smaller than this many decimals; what is finer stays with the largest remainder."""
_VALUE = "decimal(38,12)"

SHARES = pa.schema(
    [
        pa.field("identity", pa.string(), nullable=False),
        pa.field("period_start", pa.date32(), nullable=False),
        pa.field("period_end", pa.date32(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("target", pa.string(), nullable=False),
        pa.field("weight", pa.int64()),
        pa.field("estimated", pa.bool_(), nullable=False),
        pa.field("required", pa.bool_(), nullable=False),
    ]
)
"""`identity`: what figures name the unit by (`identity_of`); `source`, `target`: the units, as code and first day. `weight`:
whole billionths, empty where the size of the part is not known. `required`: without its figure the target's total is not
whole."""

_PLACE = ["indicator", "period_start", "period_end", "target"]


def share_table(rows: list[dict[str, Any]]) -> Any:
    """The share table of `rows`, ready for any engine."""
    return ibis.memtable(pa.Table.from_pylist(rows, schema=SHARES))


def identity_of(figures: Any) -> Any:
    """What a figure names its unit by: the state's code, or the name where no code is known."""
    return ibis.coalesce(figures.unit_code, figures.unit_key)


def amounts(figures: Any, shares: Any, *, split: bool = True) -> Any:
    """Expression: one row for each figure and unit it is shared out to, with its `amount` there; empty where a weight is not
    known. `figures` are those of record; blanks are left out. `split`: whether any weight is a part; the query is shorter if
    not."""
    named = figures.filter(figures.value.notnull()).select(
        *("id", "indicator", "period_start", "period_end", "value", "measure", "decimals"),
        identity=identity_of(figures),
        figure_estimated=figures.estimated,
    )
    placed = named.inner_join(shares, ["identity", "period_start", "period_end"])
    if split:
        whole = placed.filter(placed.weight == BILLION).mutate(amount=lambda row: row.value.cast(_VALUE))
        parts = _shared_out(placed.filter((placed.weight < BILLION).fill_null(False)))
        unknown = placed.filter(placed.weight.isnull()).mutate(amount=ibis.null(_VALUE))
        every = ibis.union(ibis.union(whole, parts.select(whole.columns)), unknown)
    else:
        every = placed.mutate(amount=ibis.ifelse(placed.weight == BILLION, placed.value, None).cast(_VALUE))
    return every.mutate(estimated=every.estimated | every.figure_estimated).drop("figure_estimated")


def totals(amounts: Any, shares: Any) -> Any:
    """Expression: what `amounts` make for each indicator, period and unit of the boundary asked for. `total` is empty when a
    share of it is not known or two figures claim one place; `reported` of `expected` units are in it. `same`: it is one
    figure of one unit, all of it."""
    required = shares.filter(shares.required).select("period_start", "period_end", "target", "source").distinct()
    expected = required.group_by(["period_start", "period_end", "target"]).agg(expected=required.count())
    made = amounts.group_by(_PLACE).agg(
        sum=amounts.amount.sum(),
        unknown=amounts.amount.isnull().any(),
        estimated=amounts.estimated.any(),
        decimals=amounts.decimals.max(),
        reported=amounts.count(where=amounts.required),
        figures=amounts.count(),
        sources=amounts.source.nunique(),
        shared=(amounts.weight < BILLION).any(),
    )
    joined = made.left_join(expected, ["period_start", "period_end", "target"])
    told = ~joined.unknown & (joined.figures == joined.sources)
    return joined.select(
        *_PLACE,
        "estimated",
        "decimals",
        "reported",
        expected=joined.expected.fill_null(0),
        same=told & ~joined.shared & (joined.figures == 1) & (joined.expected <= 1),
        total=told.ifelse(joined["sum"], ibis.null(_VALUE)),
    )


def _shared_out(placed: Any) -> Any:
    """`placed` with its amounts by largest remainder, in whole steps of the figure's last decimal."""
    scaled = placed.inner_join(_steps(), "decimals")
    # Engines round a number cast to an integer each in its own way, and some give its sign as a float.
    whole = (scaled.value.abs() * scaled.steps).floor().cast("int64")
    scaled = scaled.mutate(counted=whole, sign=ibis.ifelse(scaled.value < 0, -1, 1).cast("int64"))
    within = scaled.counted % BILLION
    left = (within * scaled.weight) % BILLION
    down = _divided(scaled.counted - within) * scaled.weight + _divided(within * scaled.weight - left)
    rounded = scaled.mutate(down=down, left=left)
    figure = ibis.window(group_by="id")
    ranked = rounded.mutate(
        over=rounded.counted - rounded.down.sum().over(figure).cast("int64"),
        place=ibis.row_number().over(ibis.window(group_by="id", order_by=[ibis.desc(rounded.left), rounded.target])),
    )
    steps = ranked.sign * (ranked.down + ibis.ifelse(ranked.place < ranked.over, 1, 0))
    finer = ranked.value.cast(_VALUE) - _measured(ranked.sign * ranked.counted, ranked.step)
    return ranked.mutate(amount=_measured(steps, ranked.step) + (ranked.place == 0).ifelse(finer, ibis.literal(0).cast(_VALUE)))


def _divided(multiple: Any) -> Any:
    """A multiple of a billion, divided by it. Engines divide integers as floats: near enough to round to the right one."""
    return (multiple / BILLION).round().cast("int64")


def _measured(steps: Any, step: Any) -> Any:
    return (steps.cast("decimal(26,6)") * step).cast(_VALUE)


def _steps() -> Any:
    """How many steps of so many decimals make 1, and how large one is."""
    places = [(decimals, min(decimals, STEP_PLACES)) for decimals in range(13)]
    return ibis.memtable(
        pa.table(
            {
                "decimals": pa.array([decimals for decimals, _ in places], pa.int32()),
                "steps": pa.array([10**fine for _, fine in places], pa.int64()),
                "step": pa.array([Decimal(1).scaleb(-fine) for _, fine in places], pa.decimal128(18, STEP_PLACES)),
            }
        )
    )
