"""Figures outside what is believable of them, and figures in another unit of measure: over all units by one Ibis expression.

What is believable is the catalogue's: the range of the indicator, or of its unit of measure, for the unit's level.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period, PeriodKind
from danvan.kernel.quantity import Quantity
from danvan.ledger.identities import NOT_REPORTS, Run
from danvan.ledger.rows import PLACES, plain, quantity_of

try:
    import ibis
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

_COLUMNS = ("indicator", "unit", "unit_code", "level", "period_kind", "period_start", "period_end", "id", "value", "measure")


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A figure that is hard to believe: outside `least` to `most`, or in another `measure` than its indicator's."""

    why: Literal["range", "measure"]
    indicator: str
    figure: str
    unit: str
    unit_code: str
    level: str
    period: Period
    quantity: Quantity
    least: Decimal | None = None
    most: Decimal | None = None
    measure: str = ""


def doubtful(record: Any, catalogue: Catalogue, run: Run) -> list[Doubtful]:
    """The figures of `record`, an Ibis table of figures of record, that units reported and that are hard to believe; by period,
    unit, indicator. Those no catalogue knows are left out."""
    own = record.filter(record.source_kind.notin(NOT_REPORTS), record.value.notnull())
    outside = run(outside_of_range(own, catalogue)).to_pylist()
    measured = run(otherwise_measured(own, catalogue)).to_pylist()
    found = [_doubtful("range", row) for row in outside] + [_doubtful("measure", row) for row in measured]
    return sorted(found, key=lambda one: (one.period, one.unit_code, one.unit, one.indicator))


def outside_of_range(own: Any, catalogue: Catalogue) -> Any:
    """Expression: the figures below the least or above the most of their indicator at their unit's level."""
    value = pa.decimal128(38, PLACES)
    names = pa.schema([(name, pa.string()) for name in ("indicator", "measure", "level")] + [("least", value), ("most", value)])
    ranges = ibis.memtable(pa.Table.from_pylist(list(_ranges(catalogue)), schema=names))
    joined = own.inner_join(ranges, ["indicator", "measure", "level"])
    wrong = joined.filter((joined.value < joined.least) | (joined.value > joined.most))
    return wrong.select(*_COLUMNS, "decimals", "least", "most")


def otherwise_measured(own: Any, catalogue: Catalogue) -> Any:
    """Expression: the figures in a unit of measure that is no version's of their indicator; `own_measure` is the newest's."""
    versions = {(one.code, one.measure) for area in catalogue.areas.values() for one in area.indicators}
    versions |= {(one.code, one.measure) for one in catalogue.indicators.values()}
    known = _named(sorted(versions), "measure")
    named = _named([(code, one.measure) for code, one in catalogue.indicators.items()], "own_measure")
    odd = own.anti_join(known, ["indicator", "measure"]).inner_join(named, "indicator")
    return odd.select(*_COLUMNS, "decimals", "own_measure")


def _named(pairs: list[tuple[str, str]], column: str) -> Any:
    rows = [{"indicator": code, column: measure} for code, measure in pairs]
    return ibis.memtable(pa.Table.from_pylist(rows, schema=pa.schema([("indicator", pa.string()), (column, pa.string())])))


def _ranges(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for code, indicator in catalogue.indicators.items():
        for level, (least, most) in catalogue.range_of(indicator).items():
            yield {"indicator": code, "measure": indicator.measure, "level": level, "least": least, "most": most}


def _doubtful(why: Literal["range", "measure"], row: dict[str, Any]) -> Doubtful:
    return Doubtful(
        why=why,
        indicator=row["indicator"],
        figure=row["id"],
        unit=row["unit"],
        unit_code=row["unit_code"] or "",
        level=row["level"] or "",
        period=Period(row["period_start"], row["period_end"], PeriodKind(row["period_kind"])),
        quantity=quantity_of(row),
        least=plain(row["least"]) if why == "range" else None,
        most=plain(row["most"]) if why == "range" else None,
        measure=row["own_measure"] if why == "measure" else "",
    )
