"""Whatever happens to units, figures told on other boundaries stay the same figures."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.records import record_of
from tests.ledger.worlds import FIRST, LAST, World, figures_of, worlds

from danvan.kernel.period import Period
from danvan.ledger.comparison.identifier import Told
from danvan.ledger.comparison.lineage import BILLION, Lineages
from danvan.ledger.comparison.model import Boundaries, Weight
from danvan.ledger.comparison.over_units import restated, shares_of_level
from danvan.ledger.comparison.series import Past
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.rolling.rolling import roll_up_tree
from danvan.ledger.rolling.tree import NATION, UnitTree
from danvan.units.level import Level

YEARS = st.integers(FIRST, LAST)
VALUES = st.lists(st.integers(0, 10**6) | st.decimals(0, 99, places=2).map(str), min_size=16, max_size=16)
SLOW = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def engine():
    with open_engine() as opened:
        yield opened


def on_boundaries(engine, catalogue, register, figures, year, day):
    """By code of the unit of `day`: the totals of `figures`."""
    shares = shares_of_level(register, Level.COMMUNE, [Period.year(year)], day, Weight.PEOPLE)
    rows = engine.run(restated(current(record_of(figures)), shares, catalogue, day)).to_pylist()
    return {row["target"].partition("/")[0]: row["total"] for row in rows}


@SLOW
@given(world=worlds(), year=YEARS, other=YEARS, values=VALUES)
def test_no_boundary_adds_or_loses_anything(engine, catalogue, world: World, year, other, values):
    register = world.register()
    figures = figures_of(register, year, values)
    told = on_boundaries(engine, catalogue, register, figures, year, date(other, 12, 31))
    assert sum(told.values()) == sum(figure.quantity.value for figure in figures)


@SLOW
@given(world=worlds(), year=YEARS, values=VALUES)
def test_as_it_was_the_roll_up_to_the_nation_has_every_figure_once(engine, catalogue, world: World, year, values):
    register, period = world.register(), Period.year(year)
    figures = figures_of(register, year, values)
    tree = UnitTree.of(register, [period.end])
    totals = roll_up_tree(engine, current(record_of(figures)), catalogue, tree, [period], ["work.visits"])
    total = totals.total(NATION, "work.visits", period)
    assert total is not None
    assert (total.value, total.missing) == (sum(figure.quantity.value for figure in figures), 0)


@SLOW
@given(world=worlds(), year=YEARS, other=YEARS, values=VALUES)
def test_going_there_and_back_keeps_the_whole_and_every_unit_left_alone(engine, catalogue, world: World, year, other, values):
    register = world.register()
    figures = figures_of(register, year, values)
    day, back = date(other, 12, 31), date(year, 12, 31)
    there = on_boundaries(engine, catalogue, register, figures, year, day)
    units = register.at(day, Level.COMMUNE)
    returned = on_boundaries(
        engine, catalogue, register, figures_of(register, other, [there.get(unit.code) for unit in units]), other, back
    )
    assert sum(returned.values()) == sum(figure.quantity.value for figure in figures)
    for figure in figures:
        trace = register.trace(figure.unit_code, back, day)
        if trace.same:
            assert returned[figure.unit_code] == figure.quantity.value


@settings(max_examples=60, deadline=None)
@given(world=worlds(), year=YEARS, other=YEARS)
def test_the_shares_of_every_unit_make_one(world: World, year, other):
    register = world.register()
    lineages = Lineages(register, date(other, 12, 31), Weight.PEOPLE)
    day = date(year, 12, 31)
    for unit in register.at(day, Level.COMMUNE):
        assert sum(lineages.billionths(unit, day).values()) == BILLION


@SLOW
@given(world=worlds(least=2), year=YEARS, values=VALUES)
def test_as_was_figures_never_change_when_later_changes_are_added(engine, catalogue, world: World, year, values):
    before, after = world.register(len(world.changes) - 1), world.register()
    if not world.changes or world.changes[-1].since <= end(year):
        return
    figures = figures_of(before, year, values)
    for unit in before.at(end(year)):
        told = [as_was_value(engine, catalogue, register, unit, year, figures) for register in (before, after)]
        assert told[0] == told[1] == value_in(figures, unit)


@SLOW
@given(world=worlds(least=2), year=YEARS, values=VALUES)
def test_figures_on_the_boundaries_of_a_day_do_not_change_with_later_changes(engine, catalogue, world: World, year, values):
    before, after = world.register(len(world.changes) - 1), world.register()
    if not world.changes or world.changes[-1].since <= end(year):
        return
    figures = figures_of(before, year, values)
    day = end(min(year, world.changes[-1].since.year - 1))
    assert on_boundaries(engine, catalogue, before, figures, year, day) == on_boundaries(
        engine, catalogue, after, figures, year, day
    )


def as_was_value(engine, catalogue, register, unit, year, figures):
    past = Past(engine, current(record_of(figures)), catalogue, register)
    here = register.unit(unit.code, end(year))
    point = past.point(catalogue.indicators["work.visits"], here, Period.year(year), Told(Boundaries.AS_WAS, end(year)))
    return point.quantity and point.quantity.value


def value_in(figures, unit):
    return next((figure.quantity.value for figure in figures if figure.unit_code == unit.code), None)


def end(year: int) -> date:
    return date(year, 12, 31)
