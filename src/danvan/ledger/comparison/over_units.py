"""A level of the whole register at once: totals on the boundaries of a day, and two periods held against each other."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.ledger.comparison.gathering import key_text
from danvan.ledger.comparison.lineage import BILLION, Lineages
from danvan.ledger.comparison.model import Weight
from danvan.ledger.comparison.restate import amounts, share_table, totals
from danvan.ledger.rolling.ratios import ratio_of
from danvan.ledger.rolling.recipe import Recipe
from danvan.ledger.rolling.recipes import recipes
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

try:
    import ibis
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

_PLACE = ["indicator", "target"]


def shares_of_level(register: UnitRegister, level: Level, periods: Sequence[Period], on: date, weight: Weight) -> Any:
    """The share table of every unit of `level` in `periods`, onto the boundaries of the day `on`: for any engine."""
    lineages = Lineages(register, on, weight)
    return share_table([row for period in dict.fromkeys(periods) for row in _rows(lineages, level, period)])


def restated(record: Any, shares: Any, catalogue: Catalogue, day: date, only: Collection[str] = ()) -> Any:
    """Expression: by indicator, period and unit of the boundaries asked for, its `total`, whether it is an estimate, and of how
    many units (`reported` of `expected`). `record`: figures of record (`current`). Indicators that are not added have a total
    only where it is one unit's own; ratios are worked out from these totals (`ratios`).

    `catalogue` as of `day`; `only` these indicators, all when empty.
    """
    own = recipes(catalogue, [day], tuple(only)).own
    known = record.inner_join(own, "indicator")
    fitting = known.filter(known.measure == known.own).drop("own", "adds")
    made = totals(amounts(fitting, shares), shares).inner_join(own, "indicator")
    return made.mutate(total=ibis.ifelse(made.adds | made.same, made.total, None)).drop("own", "adds", "same")


def ratios(found: Any, catalogue: Catalogue, day: date) -> list[dict[str, Any]]:
    """The ratios of `found` (an answer of `restated`, as rows of an Arrow table), in the same columns: exactly, from the totals
    of their parts, where each is whole."""
    rules = recipes(catalogue, [day]).by_day[day]
    totals_of: dict[tuple[Any, ...], dict[str, dict[str, Any]]] = {}
    for row in found.to_pylist():
        totals_of.setdefault((row["period_start"], row["period_end"], row["target"]), {})[row["indicator"]] = row
    return [made for parts in totals_of.values() for recipe in rules.values() if (made := _ratio(recipe, parts))]


def _ratio(recipe: Recipe, totals_of: Mapping[str, dict[str, Any]]) -> dict[str, Any] | None:
    parts = [totals_of[part.code] for part in recipe.parts if part.code in totals_of]
    if len(parts) < len(recipe.parts) or recipe.formula is None or any(part["reported"] < part["expected"] for part in parts):
        return None
    estimated = any(part["estimated"] for part in parts)
    value = ratio_of(recipe)([part["total"] for part in parts])
    return {
        **parts[0],
        "indicator": recipe.indicator.code,
        "decimals": recipe.indicator.decimals,
        "total": value,
        "estimated": estimated,
    }


def held_against(now: Any, base: Any) -> Any:
    """Expression: the totals of one period beside those of another on the same boundaries, each row an indicator and a unit;
    `change` only where both are whole. `now`, `base`: of `restated`, each of one period."""
    columns = ["total", "estimated", "reported", "expected"]
    left = now.select(*_PLACE, **{f"now_{name}": now[name] for name in columns})
    right = base.select(*_PLACE, **{f"base_{name}": base[name] for name in columns})
    both = left.outer_join(right, _PLACE)
    both = both.select(
        *(name for name in both.columns if name not in _PLACE and not name.endswith("_right")),
        **{name: ibis.coalesce(both[name], both[f"{name}_right"]) for name in _PLACE},
    )
    whole = (both.now_reported == both.now_expected) & (both.base_reported == both.base_expected)
    change = both.now_total - both.base_total
    return both.mutate(
        whole=whole.fill_null(False),
        change=ibis.ifelse(whole, change, None),
        estimated=both.now_estimated.fill_null(False) | both.base_estimated.fill_null(False),
    )


def _rows(lineages: Lineages, level: Level, period: Period) -> Iterator[dict[str, Any]]:
    for unit, day, required in _reporting(lineages.register, level, period):
        known = not (required and lineages.began_within(unit, period))
        names = lineages.identities(unit, day)
        for target, weight in lineages.billionths(unit, day).items():
            for identity in names:
                yield {
                    "identity": identity,
                    "period_start": period.start,
                    "period_end": period.end,
                    "source": key_text(unit.key),
                    "target": key_text(target),
                    "weight": weight if known else None,
                    "estimated": weight != BILLION,
                    "required": required,
                }


def _reporting(register: UnitRegister, level: Level, period: Period) -> Iterator[tuple[Unit, date, bool]]:
    """The units of the period's last day; and those that ended before it, but within the period, on their last."""
    last = register.at(period.end, level)
    yield from ((unit, period.end, True) for unit in last)
    going_on = {unit.code for unit in last}
    for unit in register.at(period.start, level):
        until = unit.until
        if unit.code not in going_on and until and until < period.end:
            yield unit, until, False
