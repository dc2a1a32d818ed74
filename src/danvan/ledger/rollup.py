"""Roll-up over units that are named, for a report: every figure beside its total, each total with its source."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.ledger.current import current
from danvan.ledger.engines import Engine, open_engine
from danvan.ledger.errors import FigureTwice
from danvan.ledger.rolled import RolledUp
from danvan.ledger.rows import quantity_of
from danvan.ledger.store import Ledger
from danvan.ledger.totals import Cell, Totals, Whole
from danvan.units.names import unit_key

try:
    import ibis
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

WHOLE = "tổng hợp"
"""What totals are called when nobody says whose they are."""


def roll_up(
    ledger: Ledger,
    catalogue: Catalogue,
    period: Period,
    units: Sequence[str],
    *,
    whole: str = WHOLE,
    recorded: datetime | None = None,
    engine: Engine | None = None,
) -> RolledUp:
    """The figures of record of `units` for `period`, indicator by indicator, with totals by each indicator's roll-up rule.

    sum: the exact sum of what the units reported. ratio: the formula over the sums of its parts, of those units that reported
    every part, rounded half up to the indicator's decimals. weighted_mean: the mean of those that gave a weight too, each as
    often as it says. none: no total. A figure in another unit of measure than its indicator's is shown and not added: its unit
    counts as missing. Units of a whole country, level by level: `danvan.ledger.rolling.rolling.roll_up_tree`.

    `whole`: name of the unit the totals are of ('huyện Trà Bồng'). `recorded`: the time to put on the totals; the latest of
    the figures' when none is given. `engine`: DuckDB in this process when none is given.
    Raises FigureTwice, DataDamaged, LogDamaged, FormulaError.
    """
    asked = {unit_key(unit): unit for unit in reversed(units)}
    in_order = tuple(unit for unit in dict.fromkeys(units) if asked[unit_key(unit)] == unit)
    with open_engine() if engine is None else nullcontext(engine) as opened:
        cells = _cells(opened, opened.figures(ledger), period, asked, ledger)
    in_force = catalogue.at(period.end)
    totals = Totals(Whole(whole, in_order, period, recorded), in_force, cells)
    rows = {code: totals.row(indicator) for code, indicator in in_force.indicators.items()}
    return RolledUp(period, in_order, whole, rows, tuple(sorted(cells.keys() - rows.keys())))


def keep_totals(ledger: Ledger, rolled: RolledUp) -> RolledUp:
    """Writes the totals of `rolled` into the ledger, in place of what was computed before, and gives `rolled` with them as
    they are kept there: under identifiers that `Ledger.explain` knows.

    Where the whole itself reported, its own figures stay those of record, and the totals are kept beside them as witnesses.
    Raises OutputError.
    """
    ledger.append(rolled.totals, replace=True)
    kept = ledger.totals(rolled.whole, rolled.period)
    rows = {code: replace(row, total=kept[code]) if row.total else row for code, row in rolled.rows.items()}
    return replace(rolled, rows=rows)


def _cells(
    engine: Engine, figures: Any, period: Period, asked: Mapping[str, str], ledger: Ledger
) -> dict[str, dict[str, Cell]]:
    """Indicator -> unit as asked -> cell, of the figures of record with a value."""
    wanted = ibis.memtable(pa.table({"unit_key": pa.array(asked, pa.string())}))
    record = current(figures, period).filter(lambda each: each.value.notnull()).semi_join(wanted, "unit_key")
    found: dict[str, dict[str, Cell]] = {}
    for row in engine.run(record.select(*_COLUMNS)).to_pylist():
        cells, unit = found.setdefault(row["indicator"], {}), asked[row["unit_key"]]
        if unit in cells:
            raise FigureTwice(file=ledger.folder, found=cells[unit].id, other=row["id"])
        cells[unit] = Cell(row["id"], quantity_of(row), row["recorded"].astimezone(UTC))
    return found


_COLUMNS = ("id", "indicator", "unit_key", "value", "measure", "decimals", "recorded")
