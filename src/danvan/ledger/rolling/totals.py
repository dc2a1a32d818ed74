"""Totals of every unit above the reporting ones, as a table: what is in each, and what is missing from it, counted by kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.ledger.rolling.recipes import Recipes
from danvan.ledger.rolling.sums import COUNTS, KINDS
from danvan.ledger.rolling.tree import UnitTree

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

VALUE = pa.decimal128(38, 12)
SCHEMA = pa.schema(
    [
        ("level", pa.string()),
        ("ancestor", pa.string()),
        ("indicator", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("total", VALUE),
        ("decimals", pa.int32()),
        *((name, pa.int64()) for name in (*COUNTS, "expected", "silent", "missing")),
    ]
)
"""One row for each unit above, indicator and period somebody reported it for.

`total`: none where the rule is 'none', or nobody's figure could be used. Units: `expected` under it on the period's last day =
`reported` (said something) + `silent`; `counted` are in the total, of them `estimated` by an estimate; the others by kind.
`missing` = expected without those counted and those it does not apply to."""


@dataclass(frozen=True, slots=True)
class Total:
    """One total. `value` is None where nothing could be added; `absent` has how many units are not in it, by kind."""

    unit_code: str
    unit: str
    level: str
    indicator: str
    period: Period
    value: Decimal | None
    decimals: int
    counted: int
    expected: int
    missing: int
    estimated: int
    absent: dict[str, int]


@dataclass(frozen=True)
class TreeTotals:
    """`table`: an Arrow table of SCHEMA, by level, unit, indicator, period. `tree` and `rules` are what it was made with."""

    table: Any
    tree: UnitTree
    rules: Recipes

    def of(self, *, unit: str = "", level: str = "", indicator: str = "", period: Period | None = None) -> Iterator[Total]:
        """The totals of a unit (its code), a level, an indicator, a period; of all where they are left out."""
        conditions = [pc.field(name) == value for name, value in _asked(unit, level, indicator, period)]
        found = self.table
        for condition in conditions:
            found = found.filter(condition)
        return (self._total(row) for row in found.to_pylist())

    def total(self, unit: str, indicator: str, period: Period) -> Total | None:
        """One total; None where nobody under the unit said anything of it."""
        return next(self.of(unit=unit, indicator=indicator, period=period), None)

    def _total(self, row: dict[str, Any]) -> Total:
        return Total(
            unit_code=row["ancestor"],
            unit=self.tree.name(row["ancestor"]),
            level=row["level"],
            indicator=row["indicator"],
            period=period_of(row["period_start"], row["period_end"]),
            value=row["total"],
            decimals=row["decimals"] or 0,
            counted=row["counted"],
            expected=row["expected"],
            missing=row["missing"],
            estimated=row["estimated"],
            absent={kind: row[kind] for kind in (*KINDS, "silent") if row[kind]},
        )


def period_of(start: date, end: date) -> Period:
    """The period of these days, under the name offices give it."""
    if start.year != end.year:
        whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        return Period.years(start.year, end.year) if whole_years else Period(start, end)
    named = Period.of_months(start.year, start.month, end.month)
    return named if (named.start, named.end) == (start, end) else Period(start, end)


def _asked(unit: str, level: str, indicator: str, period: Period | None) -> Sequence[tuple[str, Any]]:
    days = [("period_start", period.start), ("period_end", period.end)] if period else []
    return [(name, value) for name, value in (("ancestor", unit), ("level", level), ("indicator", indicator)) if value] + days
