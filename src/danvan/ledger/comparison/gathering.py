"""The figures a set of lineages asks for, shared out by the engine in one query."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from danvan.kernel.period import Period, PeriodKind
from danvan.kernel.quantity import Quantity
from danvan.ledger.comparison.lineage import BILLION, Key, Lineage, Lineages
from danvan.ledger.comparison.restate import amounts, identity_of, share_table
from danvan.ledger.engines.base import Engine
from danvan.ledger.rows import plain, quantity_of
from danvan.units.unit import Unit


@dataclass(frozen=True, slots=True)
class Given:
    """What one kept figure gives a lineage's target; without an amount where its share is not known."""

    figure: str
    source: str
    reported: Quantity
    amount: Decimal | None
    estimated: bool


Place = tuple[str, date, date, str]
"""Indicator, first and last day, target."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found, by place."""

    given: Mapping[Place, tuple[Given, ...]]
    blanks: Mapping[Place, str] = field(default_factory=dict)
    """Kinds of blank that stand where a number could, by indicator, first and last day, and the unit that gave it."""

    def of(self, indicator: str, lineage: Lineage) -> tuple[Given, ...]:
        period = lineage.period
        return self.given.get((indicator, period.start, period.end, key_text(lineage.target.key)), ())

    def blank(self, indicator: str, period: Period, source: Unit) -> str:
        """The kind of blank `source` gave instead of a number, '' when it gave none."""
        return self.blanks.get((indicator, period.start, period.end, key_text(source.key)), "")


def key_text(key: Key) -> str:
    """A unit's key as one word: '21238/2025-07-01'."""
    code, since = key
    return f"{code}/{since or ''}"


def share_rows(lineage: Lineage, lineages: Lineages) -> Iterator[dict[str, Any]]:
    """The rows of the share table for one lineage. A unit that was split is there with all its parts, those of other targets
    too: only so do they add to the whole again."""
    for share in lineage.shares:
        day = min(lineage.period.end, share.source.until or lineage.period.end)
        parts = {lineage.target.key: share.weight}
        if share.estimated and share.weight is not None:
            parts = dict(lineages.billionths(share.source, day))
        for identity in lineages.identities(share.source, day):
            for target, weight in parts.items():
                yield {
                    "identity": identity,
                    "period_start": lineage.period.start,
                    "period_end": lineage.period.end,
                    "source": key_text(share.source.key),
                    "target": key_text(target),
                    "weight": weight,
                    "estimated": share.estimated,
                    "required": share.required,
                }


def periods_kept(engine: Engine, figures: Any, codes: Collection[str]) -> set[Period]:
    """The periods there are figures of `codes` for."""
    wanted = figures.filter(figures.indicator.isin(sorted(codes)))
    rows = engine.run(wanted.select("period_start", "period_end", "period_kind").distinct()).to_pylist()
    return {Period(row["period_start"], row["period_end"], PeriodKind(row["period_kind"])) for row in rows}


def gather(engine: Engine, figures: Any, lineages: Iterable[Lineage], codes: Collection[str], among: Lineages) -> Gathered:
    """The figures of `codes` that make up the targets of `lineages`. `figures` are those of record."""
    rows = [row for lineage in lineages for row in share_rows(lineage, among)]
    wanted = figures.filter(figures.indicator.isin(sorted(codes)))
    distinct = list({tuple(row.values()): row for row in rows}.values())
    found: defaultdict[Place, list[Given]] = defaultdict(list)
    split = any(row["weight"] not in (None, BILLION) for row in rows)
    for row in engine.run(amounts(wanted, share_table(distinct), split=split)).to_pylist() if rows else ():
        amount = None if row["amount"] is None else plain(row["amount"])
        place = (row["indicator"], row["period_start"], row["period_end"], row["target"])
        found[place].append(Given(row["id"], row["source"], quantity_of(row), amount, row["estimated"]))
    given = {place: tuple(sorted(each, key=lambda one: one.source)) for place, each in found.items()}
    return Gathered(given, _blanks(engine, wanted, distinct) if rows else {})


def _blanks(engine: Engine, figures: Any, rows: Iterable[dict[str, Any]]) -> dict[Place, str]:
    sources = {(row["identity"], row["period_start"], row["period_end"]): row["source"] for row in rows}
    blank = figures.filter(figures.value.isnull(), figures.blank.notnull())
    found = blank.select("indicator", "period_start", "period_end", "blank", identity=identity_of(blank))
    named = found.filter(found.identity.isin(sorted({identity for identity, _, _ in sources})))
    return {
        (row["indicator"], row["period_start"], row["period_end"], source): row["blank"]
        for row in engine.run(named).to_pylist()
        if (source := sources.get((row["identity"], row["period_start"], row["period_end"])))
    }
