"""The roll-up rules of all indicators on given days, as small tables for an engine."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Indicator
from danvan.kernel.errors import ExtraMissing
from danvan.ledger.rolling.recipe import Recipe, recipes_of

try:
    import ibis
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error


@dataclass(frozen=True)
class Recipes:
    """The rules in force on each of some days, as Ibis tables in memory.

    `own`: indicator, own (its measure), adds (whether its figures may be added), period_end. `parts`: whole, indicator, own
    (the part's measure), slot (its place in the formula), wanted (how many parts), mean (a weighted mean), period_end.
    `slots`: parts the longest recipe has. `means`: whether there is a weighted mean. `some_stand_alone`: whether figures of
    some indicator may not be added. `keys`: what the tables are joined by. The last day counts only where the rules are not
    the same on all days."""

    by_day: Mapping[date, Mapping[str, Recipe]]
    indicators: Mapping[date, Mapping[str, Indicator]]
    own: Any
    parts: Any
    slots: int
    means: bool
    some_stand_alone: bool
    keys: tuple[str, ...]


def recipes(catalogue: Catalogue, days: Sequence[date], only: Collection[str] = ()) -> Recipes:
    """The rules of `catalogue` on `days`, of all indicators or `only` of these. Raises FormulaError."""
    on = {day: catalogue.at(day) for day in days}
    by_day = {day: _only(found.derived(recipes_of), only) for day, found in on.items()}
    indicators = {day: _only(found.indicators, only) for day, found in on.items()}
    own = {day: _own_rows(indicators[day], by_day[day]) for day in days}
    parts = {day: _part_rows(by_day[day]) for day in days}
    same = all(own[day] == own[days[0]] and parts[day] == parts[days[0]] for day in days)
    keyed = days[:1] if same else days
    return Recipes(
        by_day=by_day,
        indicators=indicators,
        own=_memtable([(*row, day) for day in keyed for row in own[day]], _OWN, same=same),
        parts=_memtable([(*row, day) for day in keyed for row in parts[day]], _PARTS, same=same),
        slots=max((len(recipe.parts) for found in by_day.values() for recipe in found.values()), default=0),
        means=any(recipe.formula is None for found in by_day.values() for recipe in found.values()),
        some_stand_alone=any(not adds for rows in own.values() for _code, _measure, adds in rows),
        keys=("indicator",) if same else ("indicator", "period_end"),
    )


def _own_rows(indicators: Mapping[str, Indicator], computed: Mapping[str, Recipe]) -> list[tuple[str, str, bool]]:
    return [(code, each.measure, each.rollup == "sum") for code, each in indicators.items() if code not in computed]


def _part_rows(computed: Mapping[str, Recipe]) -> list[tuple[str, str, str, int, int, bool]]:
    return [
        (whole, part.code, part.measure, slot, len(recipe.parts), recipe.formula is None)
        for whole, recipe in computed.items()
        for slot, part in enumerate(recipe.parts)
    ]


_OWN = pa.schema([("indicator", pa.string()), ("own", pa.string()), ("adds", pa.bool_()), ("period_end", pa.date32())])
_PARTS = pa.schema(
    [
        ("whole", pa.string()),
        ("indicator", pa.string()),
        ("own", pa.string()),
        ("slot", pa.int32()),
        ("wanted", pa.int64()),
        ("mean", pa.bool_()),
        ("period_end", pa.date32()),
    ]
)


def _memtable(rows: Sequence[tuple[Any, ...]], schema: Any, *, same: bool) -> Any:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    table = pa.table([pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema)
    return ibis.memtable(table.drop_columns("period_end") if same else table)


def _only(found: Mapping[str, Any], only: Collection[str]) -> dict[str, Any]:
    return {code: each for code, each in found.items() if not only or code in only}
