"""Figures of parts of a period (quarters) made into figures of the whole (the year), by each indicator's rule over time."""

from collections.abc import Sequence
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.ledger.current import of_period
from danvan.ledger.rolling.sums import of_whom

try:
    import ibis
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

_KEPT = ("unit", "unit_key", "unit_code", "level", "measure")


def over_time(record: Any, catalogue: Catalogue, whole: Period, parts: Sequence[Period]) -> Any:
    """Expression: `record` with figures of `whole` for the units that reported only its `parts`, the earliest first.

    Rule sum: the parts added, of units that reported every one; a unit that lacks one is 'not_reported'. Rule last: the newest
    part; when that is not the last one the unit is late, and the figure is an estimate. Other rules (a ratio over time comes
    from its parts' sums): nothing is made. What a unit reported for the whole itself stands as it is.
    """
    stated = of_whom(of_period(record, whole))
    made = _made(record, catalogue, whole, parts)
    missing = made.anti_join(stated, ["of", "indicator"])
    columns = [*_COLUMNS]
    return stated.select(columns).union(missing.select(columns))


def _made(record: Any, catalogue: Catalogue, whole: Period, parts: Sequence[Period]) -> Any:
    rows = of_whom(record).inner_join(_rules(catalogue, whole), ["indicator", "measure"])
    at = [(rows.period_start == part.start) & (rows.period_end == part.end) for part in parts]
    rows = rows.filter(ibis.or_(*at))
    names = [f"part_{number}" for number in range(len(parts))]
    units = rows.group_by("of", "indicator", "adds").agg(
        **{name: rows.value.max(where=inside) for name, inside in zip(names, at, strict=True)},
        **{name: rows[name].max() for name in _KEPT},
        decimals=rows.decimals.max(),
        recorded=rows.recorded.max(),
        estimated=rows.estimated.max(),
        id=rows.id.max(),
    )
    values = [units[name] for name in names]
    added = values[0]
    for value in values[1:]:
        added += value
    newest = ibis.coalesce(*reversed(values))
    value = ibis.ifelse(units.adds, added, newest).cast(_VALUE)
    return units.mutate(
        value=value,
        blank=ibis.ifelse(value.isnull(), "not_reported", None).cast("string"),
        estimated=units.estimated | (~units.adds & values[-1].isnull() & newest.notnull()),
        period_start=ibis.literal(whole.start),
        period_end=ibis.literal(whole.end),
        source_kind=ibis.literal("formula"),
    )


def _rules(catalogue: Catalogue, whole: Period) -> Any:
    """Indicators that have a rule over time, in their own measure, and whether it is to add."""
    found = [
        (code, each.measure, each.rollup_over_time == "sum")
        for code, each in catalogue.at(whole.end).indicators.items()
        if each.rollup_over_time in ("sum", "last")
    ]
    codes, measures, adds = zip(*found, strict=True) if found else ((), (), ())
    return ibis.memtable(
        pa.table(
            {
                "indicator": pa.array(codes, pa.string()),
                "measure": pa.array(measures, pa.string()),
                "adds": pa.array(adds, pa.bool_()),
            }
        )
    )


_VALUE = "decimal(38, 12)"
_COLUMNS = (
    *("id", "indicator", *_KEPT, "period_start", "period_end"),
    *("value", "blank", "decimals", "estimated", "recorded", "source_kind"),
)
