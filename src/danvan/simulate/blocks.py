"""One block of units through all the years: rows of their registers, then what they report of each period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from danvan.catalogue.models import Register
from danvan.catalogue.regimes.periods import Reported
from danvan.catalogue.windows import Window
from danvan.simulate.chance import Ints
from danvan.simulate.cohort import Cohort, cohort_of
from danvan.simulate.counting import connect
from danvan.simulate.figures import Right, Written, corrections_of, figures_of, truth_of
from danvan.simulate.filling import table_of
from danvan.simulate.mistakes import Mistake, Report, broken_by, mistakes_in
from danvan.simulate.ratios import computed
from danvan.simulate.reports import Sendings, sendings_of
from danvan.simulate.rows import Draw, Recipe, Span
from danvan.simulate.stated.every import stated_figures
from danvan.simulate.world import World
from danvan.units.unit import Unit

_BEFORE = 120
"""Days before the first year in which rows begin that may still be open when it begins."""
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Block:
    """Units of one province that are simulated together."""

    name: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one block tells of one period. All tables are Arrow; see `danvan.simulate.figures`, `mistakes` and `reports`."""

    cohort: Cohort
    reported: Reported
    figures: pa.Table
    corrections: pa.Table
    truth: pa.Table
    sendings: pa.Table


@dataclass(frozen=True, slots=True)
class YearOfBlock:
    """What one block gives in one year. `registers`: rows that began in the year, by register, with the column `_unit`."""

    block: Block
    year: int
    registers: Mapping[str, pa.Table]
    told: tuple[Told, ...]


def years_of(world: World, block: Block) -> Iterator[YearOfBlock]:
    """The years of a block, one after the other: what is open at the end of one is carried into the next."""
    cohort = cohort_of(block.name, block.units, world.plan.seed)
    staying = _staying(world, cohort)
    open_rows = _open_before(world, cohort)
    for year in world.plan.years:
        fresh = _drawn(
            world, cohort, _span(world, cohort, year), (recipe for recipe in world.recipes if not _stays(world, recipe))
        )
        held = {**fresh, **staying}
        for name, table in open_rows.items():
            held[name] = pa.concat_tables([table, fresh[name]], promote_options="permissive")
        told = tuple(_told(world, cohort, year, held))
        registers = {**fresh, **(staying if year == world.plan.years[0] else {})}
        yield YearOfBlock(block, year, registers, told)
        open_rows = _still_open(world, held, world.window(year)[1])


def right_figures(world: World, cohort: Cohort, year: int, reported: Reported, held: Mapping[str, pa.Table]) -> Right:
    """The right figures of a period: counted from rows, stated, and computed from both."""
    rules, size, connection = world.rulebook(reported), len(cohort), connect()
    values: dict[str, Ints] = {}
    for counts in rules.counts:
        if counts.name in held:
            for code, found in counts.over(connection, held[counts.name], size, reported).items():
                values[code] = found * 10 ** rules.decimals[code]
    connection.close()
    until = np.full(size, (reported.closing - _EPOCH).days)
    values = stated_figures(cohort, _span(world, cohort, year), until, rules.decimals, values) | values
    there = {code: np.ones(size, dtype=bool) for code in values}
    for code, formula in rules.derived:
        made = computed(formula, values, rules.decimals)
        if made:
            values[code], there[code] = made
            for part in formula.depends_on:
                there[code] = there[code] & there[part]
    codes = tuple(code for code in rules.indicators if code in values)
    return Right(codes, np.stack([values[code] for code in codes]), np.stack([there[code] for code in codes]))


def _told(world: World, cohort: Cohort, year: int, held: Mapping[str, pa.Table]) -> Iterator[Told]:
    before: Right | None = None
    for reported in world.reported[year]:
        alive = np.array([at for at, unit in enumerate(cohort.units) if unit.holds_at(reported.closing)], dtype=np.int64)
        if not len(alive):
            continue
        rules, catalogue = world.rulebook(reported), world.catalogue.at(reported.period.end)
        right = right_figures(world, cohort, year, reported, held)
        sendings = sendings_of(world, cohort, year, reported, alive)
        written = _written(world, cohort, right, before, sendings)
        yield Told(
            cohort,
            reported,
            figures_of(cohort, right, written, sendings, rules.indicators),
            corrections_of(cohort, written, sendings, rules.indicators),
            truth_of(cohort, written, sendings, catalogue),
            sendings.table(cohort, world.plan.regime),
        )
        before = right


def _written(world: World, cohort: Cohort, right: Right, before: Right | None, sendings: Sendings) -> Written:
    rules, found = world.rulebook(sendings.reported), {}
    for unit in sendings.units[sendings.wrong]:
        at = int(unit)
        report = Report(at, right.of(at), before.of(at) if before else {}, rules)
        rng = cohort.stream("mistakes", sendings.reported.period, cohort.units[at].code, cohort.units[at].since)
        made = mistakes_in(report, rng)
        broken = broken_by(report, made)
        for mistake in made:
            found[at, mistake.indicator] = _with(mistake, broken)
    return Written(found)


def _with(mistake: Mistake, broken: Mapping[str, Sequence[str]]) -> tuple[Mistake, tuple[str, ...]]:
    return mistake, tuple(broken[mistake.indicator])


def _span(world: World, cohort: Cohort, year: int) -> Span:
    first, last = world.window(year)
    since, until = cohort.alive(first, last)
    return Span(year, world.days(first, last), since, until, (last - _EPOCH).days)


def _stays(world: World, recipe: Recipe) -> bool:
    return any(world.registers[name].stays for name in recipe.registers)


def _carried(register: Register) -> bool:
    return bool(register.ends) and not register.stays


def _staying(world: World, cohort: Cohort) -> dict[str, pa.Table]:
    """Rows that are there for all the years: teams, boards, covenants, the list of procedures."""
    first, last = world.window(world.plan.years[0])[0], world.window(world.plan.years[-1])[1]
    since, until = cohort.alive(first, last)
    span = Span(world.plan.years[0], world.days(first, last), since, until, (last - _EPOCH).days)
    return _drawn(world, cohort, span, (recipe for recipe in world.recipes if _stays(world, recipe)))


def _open_before(world: World, cohort: Cohort) -> dict[str, pa.Table]:
    """Rows of the months before the first year that were not closed by then."""
    last = world.window(world.plan.years[0])[0] - timedelta(1)
    first = last.replace(year=last.year - 1) + timedelta(1)
    since, until = cohort.alive(first, last)
    span = Span(world.plan.years[0] - 1, world.days(first, last), since, until, (last - _EPOCH).days)
    span = replace(span, since=np.maximum(since, span.last - _BEFORE))
    closing = (recipe for recipe in world.recipes if any(_carried(world.registers[name]) for name in recipe.registers))
    return _still_open(world, _drawn(world, cohort, span, closing), last)


def _drawn(world: World, cohort: Cohort, span: Span, recipes: Iterator[Recipe]) -> dict[str, pa.Table]:
    found: dict[str, pa.Table] = {}
    for recipe in recipes:
        rng = cohort.stream(*recipe.registers, span.year, span.book.first)
        for name, rows in recipe.make(Draw(world.registers, cohort, span, rng)).items():
            found[name] = table_of(rows, recipe.registers[name])
    return found


def _still_open(world: World, held: Mapping[str, pa.Table], last: date) -> dict[str, pa.Table]:
    """The rows that are carried over: not closed by `last`."""
    found: dict[str, pa.Table] = {}
    connection = connect()
    for name, table in held.items():
        register = world.registers[name]
        if _carried(register):
            connection.register("rows", table)
            still_open = Window(register, last, last, "duckdb").open_on(last + timedelta(1)).sql("duckdb")
            kept: Any = connection.sql(f"SELECT * FROM rows WHERE {still_open}")  # noqa: S608 - the catalogue's own
            found[name] = kept.to_arrow_table().cast(table.schema)
            connection.unregister("rows")
    connection.close()
    return found
