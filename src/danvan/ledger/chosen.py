"""Of figures of record, those somebody asks for: of some periods, indicators, units. Ibis expressions, run by any engine."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period

try:
    import ibis
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

_DAYS = pa.schema([("period_start", pa.date32()), ("period_end", pa.date32())])


def of_periods(record: Any, periods: Iterable[Period]) -> Any:
    """Those of `periods` (same first and last day)."""
    # Written out, so that the engine passes over the files of other years.
    return record.filter(ibis.or_(*((record.period_start == one.start) & (record.period_end == one.end) for one in periods)))


def of_indicators(record: Any, codes: Iterable[str]) -> Any:
    """Those of the indicators `codes`."""
    rows = [{"indicator": code} for code in codes]
    return record.semi_join(_table(rows, pa.schema([("indicator", pa.string())])), "indicator")


def of_units(record: Any, places: Iterable[tuple[str, date, date]]) -> Any:
    """Those of units over periods: a unit by its code or, where a figure has none, the key of its name; first, last day."""
    rows = [{"of": unit, "period_start": start, "period_end": end} for unit, start, end in places]
    wanted = _table(rows, pa.schema([("of", pa.string()), *_DAYS]))
    named = record.mutate(of=ibis.coalesce(record.unit_code, record.unit_key))
    return named.semi_join(wanted, ["of", *_DAYS.names]).drop("of")


def _table(rows: list[dict[str, Any]], schema: Any) -> Any:
    return ibis.memtable(pa.Table.from_pylist(rows, schema=schema))
