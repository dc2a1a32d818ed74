"""Roll-up over units: one Ibis expression for all indicators and all units at once, run by whatever engine is given."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.ledger.errors import FigureTwice
from danvan.ledger.rolled import RolledUp
from danvan.ledger.rows import plain, quantity_of
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
    connection: Any = None,
) -> RolledUp:
    """The current figures of `units` for `period`, indicator by indicator, with totals by each indicator's roll-up rule.

    sum: the exact sum of what the units reported. ratio: the formula over the sums of its parts, of those units that reported
    every part, rounded half up to the indicator's decimals. none: no total. A figure in another unit of measure than its
    indicator's is shown and not added: its unit counts as missing.

    `whole`: name of the unit the totals are of ('huyện Trà Bồng'). `recorded`: the time to put on the totals; the latest of
    the figures' when none is given. `connection`: an Ibis back end; DuckDB in memory when none is given.
    Raises FigureTwice, DataDamaged, LogDamaged, FormulaError.
    """
    asked = {unit_key(unit): unit for unit in reversed(units)}
    in_order = tuple(unit for unit in dict.fromkeys(units) if asked[unit_key(unit)] == unit)
    indicators = catalogue.at(period.end).indicators
    engine = connection if connection is not None else ibis.duckdb.connect()
    expression = _current(ledger.dataset(), period, asked)
    cells = _cells(engine, expression, asked, ledger)
    sums = _sums(engine, expression, {code: indicator.measure for code, indicator in indicators.items()})
    totals = Totals(Whole(whole, in_order, period, recorded), catalogue, cells, sums)
    rows = {code: totals.row(indicator) for code, indicator in indicators.items()}
    return RolledUp(period, in_order, whole, rows, tuple(sorted(cells.keys() - rows.keys())))


def keep_totals(ledger: Ledger, rolled: RolledUp) -> RolledUp:
    """Writes the totals of `rolled` into the ledger, in place of what was computed before, and gives `rolled` with them as
    they are kept there: under identifiers that `Ledger.explain` knows.

    Raises FigureConflict when the whole itself reported another value, OutputError.
    """
    ledger.append(rolled.totals, replace=True)
    kept = {figure.indicator: figure for figure in ledger.figures(unit=rolled.whole, period=rolled.period)}
    rows = {code: replace(row, total=kept[code]) if row.total else row for code, row in rolled.rows.items()}
    return replace(rolled, rows=rows)


def _current(dataset: Any, period: Period, asked: Mapping[str, str]) -> Any:
    """Expression: the figures of the period and of the units asked for, that nothing supersedes."""
    figures = ibis.memtable(dataset)
    superseded = figures.filter(figures.supersedes.notnull()).select(id=figures.supersedes)
    wanted = ibis.memtable(pa.table({"unit_key": pa.array(asked, pa.string())}))
    of_period = figures.filter(figures.period_start == period.start, figures.period_end == period.end)
    return of_period.anti_join(superseded, "id").semi_join(wanted, "unit_key")


def _cells(engine: Any, current: Any, asked: Mapping[str, str], ledger: Ledger) -> dict[str, dict[str, Cell]]:
    """Indicator -> unit as asked -> cell."""
    columns = ["id", "indicator", "unit_key", "value", "measure", "decimals", "recorded"]
    found: dict[str, dict[str, Cell]] = {}
    for row in engine.to_pyarrow(current.select(*columns)).to_pylist():
        cells, unit = found.setdefault(row["indicator"], {}), asked[row["unit_key"]]
        if unit in cells:
            raise FigureTwice(file=ledger.folder, found=cells[unit].id, other=row["id"])
        cells[unit] = Cell(row["id"], quantity_of(row), row["recorded"].astimezone(UTC))
    return found


def _sums(engine: Any, current: Any, measures: Mapping[str, str]) -> dict[str, Any]:
    """Indicator -> the exact sum of its figures in its own unit of measure."""
    codes, names = pa.array(measures.keys(), pa.string()), pa.array(measures.values(), pa.string())
    own = ibis.memtable(pa.table({"indicator": codes, "measure": names}))
    added = current.inner_join(own, ["indicator", "measure"]).group_by("indicator").agg(total=lambda each: each.value.sum())
    return {row["indicator"]: plain(row["total"]) for row in engine.to_pyarrow(added).to_pylist()}
