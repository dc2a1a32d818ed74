"""A whole level at once: the same answers as unit by unit, and two periods side by side."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.records import record_of
from tests.ledger.worlds import FIRST, LAST, World, commune, figures_of, worlds

from danvan.kernel.period import Period
from danvan.ledger.comparison.identifier import Told
from danvan.ledger.comparison.model import Boundaries, Weight
from danvan.ledger.comparison.over_units import held_against, ratios, restated, shares_of_level
from danvan.ledger.comparison.series import Past
from danvan.ledger.current import current, of_period
from danvan.ledger.engines import open_engine
from danvan.ledger.store import Ledger
from danvan.units.level import Level
from danvan.units.register import UnitRegister

YEARS = st.integers(FIRST, LAST)
VALUES = st.lists(st.integers(0, 9999) | st.none(), min_size=16, max_size=16)


@pytest.fixture(scope="module")
def engine():
    with open_engine() as opened:
        yield opened


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(world=worlds(), year=YEARS, other=YEARS, values=VALUES)
def test_the_level_at_once_says_what_each_unit_says_alone(engine, catalogue, world: World, year, other, values):
    register, day, period = world.register(), date(other, 12, 31), Period.year(year)
    record = current(record_of(figures_of(register, year, values)))
    shares = shares_of_level(register, Level.COMMUNE, [period], day, Weight.PEOPLE)
    rows = {row["target"].partition("/")[0]: row for row in engine.run(restated(record, shares, catalogue, day)).to_pylist()}
    past = Past(engine, record, catalogue, register)
    for unit in register.at(day, Level.COMMUNE):
        point = past.point(catalogue.indicators["work.visits"], unit, period, Told(Boundaries.ON_DAY, day))
        row = rows.get(unit.code)
        whole = row is not None and row["total"] is not None and row["reported"] == row["expected"]
        assert (point.quantity is not None) == whole
        if point.quantity and row:
            assert (point.quantity.value, point.estimated) == (row["total"], row["estimated"])


def two_years(register, *values):
    """Figures of every unit for 2023 and 2024, the first year's values first."""
    half = len(values) // 2
    return [*figures_of(register, 2023, values[:half]), *figures_of(register, 2024, values[half:])]


@pytest.fixture
def quiet():
    """A register in which nothing happens."""
    return World({}, units=[]).register()


@pytest.fixture
def register():
    return UnitRegister([commune("10001", "xã An", 100), commune("10002", "xã Bình", 50)])


def told_on(engine, catalogue, register, figures, day=date(2024, 12, 31)):
    """Both years' totals, as expressions."""
    periods = [Period.year(2023), Period.year(2024)]
    shares = shares_of_level(register, Level.COMMUNE, periods, day, Weight.PEOPLE)
    record = current(record_of(figures))
    return [restated(of_period(record, period), shares, catalogue, day) for period in periods]


def test_two_periods_stand_side_by_side_with_their_difference(engine, catalogue, register):
    before, now = told_on(engine, catalogue, register, two_years(register, 10, 20, 15, None))
    rows = {row["target"]: row for row in engine.run(held_against(now, before)).to_pylist()}
    assert (rows["10001/"]["change"], rows["10001/"]["whole"]) == (5, True)
    assert (rows["10002/"]["base_total"], rows["10002/"]["now_total"], rows["10002/"]["change"]) == (20, None, None)


def test_ratios_are_worked_out_from_the_totals_of_their_parts(engine, catalogue, register):
    received = figures_of(register, 2023, [300, 8], "work.received")
    on_time = figures_of(register, 2023, [297, None], "work.on_time")
    figures = [replace_measure(figure) for figure in (*received, *on_time)]
    before, _ = told_on(engine, catalogue, register, figures)
    found = ratios(engine.run(before), catalogue, date(2024, 12, 31))
    assert [(row["indicator"], row["target"], row["total"]) for row in found] == [
        ("work.on_time_rate", "10001/", Decimal("99.00"))
    ]


def replace_measure(figure):
    return replace(figure, quantity=figure.quantity.with_measure("hồ sơ"))


def test_time_travel_compares_exactly_what_was_told_then(engine, catalogue, register, tmp_path):
    ledger = Ledger.open(tmp_path / "sổ cái")
    figures = two_years(register, 10, 20, 15, 25)
    ledger.append(figures)
    corrected = figures_of(register, 2023, [99])[0]
    ledger.supersede(figures[0].id, replace(corrected, recorded=datetime(2026, 3, 1, tzinfo=UTC)), "gõ nhầm")
    then, now = ledger.as_of(datetime(2026, 2, 1, tzinfo=UTC)), ledger
    told = Told(Boundaries.ON_DAY, date(2024, 12, 31))
    values = [
        Past.of(each, engine, catalogue, register)
        .point(catalogue.indicators["work.visits"], register.unit("10001", told.day), Period.year(2023), told)
        .quantity.value
        for each in (then, now)
    ]
    assert values == [10, 99]


def test_an_empty_level_is_an_empty_answer(engine, catalogue, quiet):
    before, now = told_on(engine, catalogue, quiet, [])
    assert engine.run(held_against(now, before)).num_rows == 0


def test_the_share_table_is_a_table_for_any_engine(register):
    shares = shares_of_level(register, Level.COMMUNE, [Period.year(2023)], date(2024, 12, 31), Weight.PEOPLE)
    assert isinstance(shares, ibis.expr.types.Table)
    assert shares.to_pyarrow().schema.field("weight").type == pa.int64()
