"""A tree of units on given days as small tables, made so that an engine adds up each figure once.

Units under the same ancestors form a branch: figures are added up by branch first, then branch by branch to each ancestor. So
the many rows are grouped once, and only the few sums of branches are repeated for each level.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.ledger.rolling.tree import Pair, UnitTree

try:
    import ibis
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error


@dataclass(frozen=True)
class Branches:
    """`members`: of (a unit's code, or the key of a name), unit_code, branch, period_end. `above`: branch, ancestor, level.
    `expected`: ancestor, period_end, how many units report under it. Ibis tables in memory.

    `keys`: what members are joined by. The last day counts only where the tree is not the same on all days."""

    members: Any
    above: Any
    expected: Any
    keys: tuple[str, ...]


def branches(tree: UnitTree, days: Sequence[date]) -> Branches:
    """`tree` on `days`."""
    numbers: dict[tuple[Pair, ...], int] = {}
    by_day: dict[date, dict[str, int]] = {}
    expected: list[tuple[str, date, int]] = []
    for day in days:
        above = tree.above(day)
        by_day[day] = {unit: numbers.setdefault(pairs, len(numbers)) for unit, pairs in above.items()}
        counts: dict[str, int] = {}
        for pairs in above.values():
            for code, _ in pairs:
                counts[code] = counts.get(code, 0) + 1
        expected += [(code, day, count) for code, count in counts.items()]
    same = all(found == by_day[days[0]] for found in by_day.values())
    members = _members(tree, dict(list(by_day.items())[:1]) if same else by_day)
    return Branches(
        members=ibis.memtable(members.drop_columns("period_end") if same else members),
        above=ibis.memtable(_table([(n, *pair) for pairs, n in numbers.items() for pair in pairs], _ABOVE)),
        expected=ibis.memtable(_table(expected, _EXPECTED)),
        keys=("of",) if same else ("of", "period_end"),
    )


_MEMBERS = pa.schema([("of", pa.string()), ("unit_code", pa.string()), ("branch", pa.int32()), ("period_end", pa.date32())])
_ABOVE = pa.schema([("branch", pa.int32()), ("ancestor", pa.string()), ("level", pa.string())])
_EXPECTED = pa.schema([("ancestor", pa.string()), ("period_end", pa.date32()), ("expected", pa.int64())])


def _members(tree: UnitTree, by_day: dict[date, dict[str, int]]) -> Any:
    rows = [(unit, unit, branch, day) for day, found in by_day.items() for unit, branch in found.items()]
    rows += [
        (key, code, found[code], day) for day, found in by_day.items() for key, code in tree.aliases.items() if code in found
    ]
    return _table(rows, _MEMBERS)


def _table(rows: Sequence[tuple[Any, ...]], schema: Any) -> Any:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema)
