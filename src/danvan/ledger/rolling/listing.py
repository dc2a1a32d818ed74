"""The lists behind the counts of a total, made when asked for: who is not in it and why, and where the unit itself says
something else. `record` is what the totals were made of."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.current import of_period
from danvan.ledger.engines.base import Engine
from danvan.ledger.rolling.branches import branches
from danvan.ledger.rolling.sums import BLANKS, of_whom, outside, placed
from danvan.ledger.rolling.totals import TreeTotals, period_of
from danvan.ledger.rows import plain, quantity_of

try:
    import ibis
    import pyarrow as pa
    import pyarrow.compute as pc
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

STATED = ("words", "entry", "rows")
"""Sources of what a unit itself says; sums and estimates are made from others' figures."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A unit whose `part` is not in the total of `indicator`, and why: silent, a kind of blank, or other_measure. The part is
    the indicator itself, or one of what its ratio is made of."""

    unit_code: str
    unit: str
    indicator: str
    part: str
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a unit itself states against what those under it add up to. `figure` is the identifier of its own."""

    unit_code: str
    unit: str
    level: str
    indicator: str
    period: Period
    figure: str
    stated: Quantity
    rolled: Decimal
    counted: int
    expected: int


@dataclass(frozen=True, slots=True)
class Outsider:
    """A unit that is not in the tree, as it is named: its figures are in no total."""

    unit: str
    unit_code: str
    level: str
    figures: int


def absent(
    engine: Engine, record: Any, totals: TreeTotals, unit: str, period: Period, indicators: Collection[str] = ()
) -> list[Absent]:
    """The units under the one of code `unit` that are not in its totals for `period`, by indicator: of `indicators`, or of all
    it has a total of. Those an indicator does not apply to are among them. Raises DataDamaged, EngineFailed."""
    codes = set(indicators) or {total.indicator for total in totals.of(unit=unit, period=period)}
    computed, known = totals.rules.by_day[period.end], totals.rules.indicators[period.end]
    asked = {code: computed[code].parts if code in computed else (known[code],) for code in sorted(codes & known.keys())}
    parts = [(code, part.code, part.measure) for code, found in asked.items() for part in found]
    units = totals.tree.under(unit, period.end)
    if not parts or not units:
        return []
    wanted = _memtable([(each, *part) for part in parts for each in units], ("unit_code", "indicator", "part", "own"))
    said = placed(of_period(record, period), branches(totals.tree, [period.end]))
    said = said.select("unit_code", "measure", "blank", part="indicator", number=said.value.notnull())
    beside = wanted.left_join(said, ["unit_code", "part"])
    why = ibis.cases(
        (beside.number.isnull(), "silent"),
        (beside.blank.isin(BLANKS), beside.blank),
        (beside.measure != beside.own, "other_measure"),
        else_="",
    )
    found = beside.select("unit_code", "indicator", "part", why=why)
    rows = engine.run(found.filter(found.why != "").order_by("indicator", "unit_code", "part")).to_pylist()
    return [
        Absent(row["unit_code"], totals.tree.name(row["unit_code"]), row["indicator"], row["part"], row["why"]) for row in rows
    ]


def silent_in_all(found: Sequence[Absent]) -> dict[str, str]:
    """Of what `absent` gave: units that said nothing of any of its indicators, code -> name. Told once, they need not be named
    again with each."""
    indicators = {each.indicator for each in found}
    spoke = {each.unit_code for each in found if each.why != "silent"}
    lacking: defaultdict[str, set[str]] = defaultdict(set)
    for each in found:
        lacking[each.unit_code].add(each.indicator)
    whole = {code for code, codes in lacking.items() if codes == indicators} - spoke
    return {each.unit_code: each.unit for each in found if each.unit_code in whole}


def differences(engine: Engine, record: Any, totals: TreeTotals) -> list[Difference]:
    """Where a unit above others states a figure of its own, and the units under it add up to another. A ratio is the same when
    it rounds to the one stated. Raises DataDamaged, EngineFailed."""
    sums = _sums(totals)
    names = [(code, code) for code in set(sums["unit"].to_pylist())]
    names += [(key, code) for key, code in totals.tree.aliases.items()]
    own = of_whom(record.filter(record.source_kind.isin(STATED), record.value.notnull()))
    own = own.drop("unit", "level").inner_join(_memtable(names, ("of", "unit")), "of")
    both = own.inner_join(ibis.memtable(sums), ["unit", "indicator", "period_start", "period_end"])
    unlike = both.filter(both.measure == both.own, both.value != both.total)
    found = engine.run(unlike.order_by("period_end", "period_start", "unit", "indicator")).to_pylist()
    return [_difference(row, totals) for row in found if not (row["computed"] and _rounds_to(row))]


def outsiders(engine: Engine, record: Any, totals: TreeTotals, period: Period) -> list[Outsider]:
    """Units with figures of record for `period` that the tree does not have: gone by then, not known, or not told which. Units
    above others are not among them. Raises DataDamaged, EngineFailed."""
    tree = totals.tree
    above = {edge.ancestor_code for edge in tree.edges}
    known = above | {key for key, code in tree.aliases.items() if code in above}
    rows = engine.run(outside(of_period(record, period), branches(tree, [period.end]), known)).to_pylist()
    return [Outsider(row["unit"], row["unit_code"] or "", row["level"] or "", row["figures"]) for row in rows]


def _sums(totals: TreeTotals) -> Any:
    """Totals that can be held against a figure, with the measure they are in."""
    table = totals.table.filter(pc.is_valid(pc.field("total")))
    of = list(zip(table["period_end"].to_pylist(), table["indicator"].to_pylist(), strict=True))
    measures = [totals.rules.indicators[day][code].measure for day, code in of]
    computed = [code in totals.rules.by_day[day] for day, code in of]
    columns = table.select(["level", "indicator", "period_start", "period_end", "total", "counted", "expected"])
    return (
        columns.append_column("unit", table["ancestor"])
        .append_column("own", pa.array(measures, pa.string()))
        .append_column("computed", pa.array(computed, pa.bool_()))
    )


def _difference(row: dict[str, Any], totals: TreeTotals) -> Difference:
    return Difference(
        unit_code=row["unit"],
        unit=totals.tree.name(row["unit"]),
        level=row["level"],
        indicator=row["indicator"],
        period=period_of(row["period_start"], row["period_end"]),
        figure=row["id"],
        stated=quantity_of(row),
        rolled=plain(row["total"]),
        counted=row["counted"],
        expected=row["expected"],
    )


def _rounds_to(row: dict[str, Any]) -> bool:
    return quantity_of(row).agrees(Fraction(row["total"])) is not None


def _memtable(rows: Sequence[tuple[str, ...]], names: Sequence[str]) -> Any:
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    return ibis.memtable(pa.table(dict(zip(names, columns, strict=True))))
