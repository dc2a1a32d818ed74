"""One unit over time: as it was, on other boundaries, and every reason why not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.ledger.records import record_of

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.comparison.against import Asked, compared
from danvan.ledger.comparison.identifier import Computed, Told, computed_id, parse_id
from danvan.ledger.comparison.model import Against, Boundaries, Weight
from danvan.ledger.comparison.reasons import Note, Why
from danvan.ledger.comparison.series import Past
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.figure import Blank
from danvan.units.change import Change, Move
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

TODAY = date(2026, 6, 1)
MERGED, SPLIT = date(2024, 1, 1), date(2025, 7, 1)
A, B, C, D = "10001", "10002", "10003", "10004"
"""A and B merge into A on 1/1/2024. C gives 300 of its 1000 people to D in the middle of 2025."""


def unit(code, name, since=None, until=None, people=None, area=None):
    return Unit(name, Level.COMMUNE, code, "51", since, until, people=people, area_km2=area)


REGISTER = UnitRegister(
    [
        unit(A, "xã An", until=date(2023, 12, 31), people=4000),
        unit(B, "xã Bình", until=date(2023, 12, 31), people=2000),
        unit(A, "xã An Bình", since=MERGED, people=6000),
        unit(C, "xã Cao", people=1000, area=Decimal(40)),
        unit(D, "xã Dương", people=500),
    ],
    [
        Change(MERGED, (Move(A, A), Move(B, A)), basis="1/NQ"),
        Change(SPLIT, (Move(C, D, whole=False, people=300),), basis="2/NQ"),
    ],
)


@pytest.fixture(scope="module")
def engine():
    with open_engine() as opened:
        yield opened


@pytest.fixture
def past(engine, catalogue, make):
    """`past(("visits", A, 2023, 206), …)`: figures by indicator, unit, period (a year or a period), value."""

    def past(*rows, recorded=datetime(2026, 1, 1, tzinfo=UTC)):
        figures = []
        for name, code, when, given, *rest in rows:
            blank = given if isinstance(given, Blank) else None
            value = 0 if blank else given
            period = Period.year(when) if isinstance(when, int) else when
            known = REGISTER.unit(code, min(period.end, TODAY)).name if code.isdigit() else code
            fields = {"measure": rest[0]} if rest else {}
            fields |= {"blank": blank, "quantity": None} if blank else {}
            figures.append(
                make(
                    name,
                    value,
                    unit=known,
                    unit_code=code if code.isdigit() else "",
                    period=period,
                    recorded=recorded,
                    **fields,
                )
            )
        return Past(engine, current(record_of(figures)), catalogue, REGISTER)

    return past


AS_WAS = Told(Boundaries.AS_WAS, TODAY)
NOW = Told(Boundaries.ON_DAY, TODAY)
THEN = Told(Boundaries.ON_DAY, date(2023, 6, 1))


def value(past, name, code, when, told):
    period = Period.year(when) if isinstance(when, int) else when
    return past.point(past.catalogue.indicators[f"work.{name}"], REGISTER.unit(code, told.day), period, told)


def test_predecessors_are_added_and_nothing_is_estimated(past):
    point = value(past(("visits", A, 2023, 206), ("visits", B, 2023, 129)), "visits", A, 2023, NOW)
    assert (point.quantity.value, point.estimated, point.why) == (335, False, None)
    assert [(part.unit, part.amount, part.basis) for part in point.parts] == [
        ("xã An", 206, ("1/NQ",)),
        ("xã Bình", 129, ("1/NQ",)),
    ]


def test_a_split_is_shared_out_by_people_and_called_an_estimate(past):
    made = past(("visits", C, 2024, 101), ("visits", D, 2024, 50))
    stays, grown = value(made, "visits", C, 2024, NOW), value(made, "visits", D, 2024, NOW)
    assert (stays.quantity.value, grown.quantity.value) == (71, 50 + 30)
    assert stays.estimated
    assert grown.estimated
    assert Note.ESTIMATE in [note.code for note in grown.notes]
    assert grown.parts[0].weight == Decimal("0.3")


def test_shares_are_not_told_by_a_weight_that_nobody_published(past):
    by_area = Told(Boundaries.ON_DAY, TODAY, Weight.AREA)
    point = value(past(("visits", C, 2024, 101), ("visits", D, 2024, 50)), "visits", D, 2024, by_area)
    assert (point.quantity, point.why.code) == (None, Why.SIZE_UNKNOWN)


def test_a_predecessor_that_did_not_report_leaves_the_value_open_and_is_named(past):
    point = value(past(("visits", A, 2023, 206)), "visits", A, 2023, NOW)
    assert (point.quantity, point.why.code) == (None, Why.PART_MISSING)
    assert "xã Bình" in str(point.why)


def test_a_predecessor_that_withheld_its_figure_is_told_as_such(past):
    point = value(past(("visits", A, 2023, 206), ("visits", B, 2023, Blank.WITHHELD)), "visits", A, 2023, NOW)
    assert (point.quantity, str(point.why)) == (None, "xã Bình, năm 2023: withheld")


def test_a_predecessor_it_does_not_apply_to_leaves_the_value_whole(past):
    point = value(past(("visits", A, 2023, 206), ("visits", B, 2023, Blank.NOT_APPLICABLE)), "visits", A, 2023, NOW)
    assert point.quantity.value == 206


def test_what_is_not_added_over_units_is_told_only_where_the_territory_is_one_units(past):
    made = past(("rank", A, 2023, 3), ("rank", B, 2023, 5), ("rank", D, 2023, 7))
    assert value(made, "rank", A, 2023, NOW).why.code is Why.RULE_NONE
    assert value(made, "rank", D, 2023, THEN).quantity.value == 7


def test_a_ratio_is_worked_out_from_its_shared_parts_and_never_shared_itself(past):
    rows = [
        (name, code, 2023, number)
        for name, code, number in (("received", A, 100), ("on_time", A, 90), ("received", B, 300), ("on_time", B, 297))
    ]
    point = value(past(*rows, ("on_time_rate", A, 2023, "90.00")), "on_time_rate", A, 2023, NOW)
    assert str(point.quantity) == "96,75%"
    assert [each.indicator for each in point.points] == ["work.on_time", "work.received"]


def test_as_it_was_a_ratio_is_the_one_the_unit_reported(past):
    made = past(("received", A, 2025, 3), ("on_time", A, 2025, 1), ("on_time_rate", A, 2025, "33.3"))
    assert value(made, "on_time_rate", A, 2025, AS_WAS).quantity.value == Decimal("33.3")


def test_quarters_make_the_year_of_a_count_and_the_last_one_that_of_a_stock(past):
    quarters = [Period.quarter(2023, number) for number in (1, 2, 3, 4)]
    rows = [(name, D, quarter, 10 + at) for name in ("visits", "households") for at, quarter in enumerate(quarters)]
    made = past(*rows)
    visits, households = (value(made, name, D, 2023, THEN) for name in ("visits", "households"))
    assert (visits.quantity.value, visits.notes[-1].code) == (46, Note.ADDED_UP)
    assert (households.quantity.value, households.notes[-1].code) == (13, Note.LAST_OF)


def test_three_quarters_make_no_year(past):
    made = past(*(("visits", D, Period.quarter(2023, number), 10) for number in (1, 2, 3)))
    assert value(made, "visits", D, 2023, THEN).why.code is Why.NO_FIGURE


def test_a_year_in_which_a_unit_began_has_two_reporting_units(past):
    straddling = Period(date(2023, 7, 1), date(2024, 6, 30))
    point = value(past(("visits", A, straddling, 12)), "visits", A, straddling, NOW)
    assert point.why.code is Why.STRADDLES


def test_a_year_that_begins_on_15_december_is_not_taken_for_one_of_two_units(past):
    closing = Period(date(2023, 12, 15), date(2024, 12, 14))
    assert value(past(("visits", A, closing, 12)), "visits", A, closing, NOW).quantity.value == 12


def test_a_boundary_that_moved_within_the_period_is_told(past):
    point = value(past(("visits", C, 2025, 90), ("visits", D, 2025, 60)), "visits", D, 2025, NOW)
    assert (point.quantity.value, [note.code for note in point.notes]) == (60, [Note.BOUNDARY_MOVED])
    was = value(past(("visits", D, 2025, 60)), "visits", D, 2025, AS_WAS)
    assert [note.code for note in was.notes] == [Note.BOUNDARY_MOVED]


def test_a_unit_that_is_gone_has_no_figure_as_it_was_but_what_it_reported_is_told(past):
    made = past(("visits", B, Period.half(2023, 2), 44))
    gone = Told(Boundaries.AS_WAS, date(2023, 6, 1))
    assert value(made, "visits", B, 2025, gone).why.code is Why.GONE


def test_a_figure_in_another_measure_is_not_added(past):
    assert value(past(("visits", D, 2023, 5, "cuộc")), "visits", D, 2023, THEN).why.code is Why.MEASURE


def test_a_figure_without_a_code_counts_where_its_name_can_mean_one_unit_only(past):
    assert value(past(("visits", "xã Dương", 2023, 5)), "visits", D, 2023, THEN).quantity.value == 5


def test_two_figures_for_one_place_are_not_added(past):
    made = past(("visits", "xã Dương", 2023, 5), ("visits", D, 2023, 6))
    assert value(made, "visits", D, 2023, THEN).why.code is Why.NOT_COUNTED_TWICE


def test_figures_of_nearly_the_same_days_by_other_closing_dates_are_not_taken(past):
    closing = Period(date(2022, 12, 15), date(2023, 12, 14))
    point = value(past(("visits", D, closing, 5)), "visits", D, 2023, THEN)
    assert point.why.code is Why.CONVENTIONS
    assert "15 → 14" in str(point.why)


def test_going_back_a_merged_unit_is_shared_out_by_what_its_parts_were(past):
    made = past(("visits", A, 2024, 100))
    one, other = (value(made, "visits", code, 2024, THEN) for code in (A, B))
    assert (one.quantity.value, other.quantity.value) == (67, 33)
    assert one.estimated


def test_money_is_shared_out_exactly_to_its_last_decimal(past):
    made = past(("given", C, 2024, "123456789012345.67"), ("given", D, 2024, 0))
    stays, grown = (value(made, "given", code, 2024, NOW) for code in (C, D))
    assert stays.quantity.value + grown.quantity.value == Decimal("123456789012345.67")
    assert grown.quantity.value == Decimal("37037036703703.70")


@pytest.mark.parametrize("told", [AS_WAS, NOW, Told(Boundaries.ON_DAY, date(2023, 6, 1), Weight.AREA)])
@pytest.mark.parametrize(
    "period",
    [
        Period.year(2024),
        Period.quarter(2024, 2),
        Period.nine_months(2024),
        Period.month(2024, 7),
        Period.half(2024, 1),
        Period.years(2021, 2025),
        Period(date(2023, 12, 15), date(2024, 12, 14)),
    ],
)
def test_the_name_of_a_computed_value_says_all_it_takes_to_compute_it_again(told, period):
    name = computed_id("work.visits", REGISTER.unit(D, TODAY), period, told)
    weight = Weight.PEOPLE if told.boundaries is Boundaries.AS_WAS else told.weight
    found = parse_id(name)
    assert isinstance(found, Computed)
    assert (found.code, found.indicator, found.told) == (D, "work.visits", Told(told.boundaries, told.day, weight))
    assert (found.period.start, found.period.end) == (period.start, period.end)


@pytest.mark.parametrize(
    "words", ["xa-tra-son.2024-9m.work.visits", "", "a@b", "xa-an-10001.2024.work.visits@2024-13-01.people"]
)
def test_other_names_are_no_computed_values(words):
    assert parse_id(words) is None


def comparison(past, name, code, when, told, against=Against.SAME_PERIOD, **plan):
    asked = Asked(past.catalogue.indicators[f"work.{name}"], REGISTER.unit(code, told.day), Period.year(when), told)
    return compared(past, asked, [against], plan.get("plan"))[0]


def test_the_difference_and_its_rate_are_exact(past):
    found = comparison(past(("visits", D, 2022, 120), ("visits", D, 2023, 100)), "visits", D, 2023, THEN)
    assert (found.change, found.rate) == (-20, Decimal("-16.67"))


def test_ratios_differ_by_percentage_points_and_have_no_rate(past):
    made = past(("on_time_rate", D, 2022, "90.00"), ("on_time_rate", D, 2023, "92.50"))
    found = comparison(made, "on_time_rate", D, 2023, Told(Boundaries.AS_WAS, date(2023, 6, 1)))
    assert (found.change, found.rate) == (Decimal("2.50"), None)


def test_a_base_of_nothing_has_a_difference_but_no_rate(past):
    found = comparison(past(("visits", D, 2022, 0), ("visits", D, 2023, 7)), "visits", D, 2023, THEN)
    assert (found.change, found.rate, found.why.code) == (7, None, Why.ZERO_BASE)


def test_as_it_was_another_territory_is_not_compared(past):
    made = past(("visits", D, 2024, 50), ("visits", D, 2025, 80))
    found = comparison(made, "visits", D, 2025, AS_WAS)
    assert (found.change, found.why.code) == (None, Why.TERRITORY)
    assert "2/NQ" in str(found.why)


def test_on_one_boundary_it_is(past):
    made = past(("visits", A, 2023, 206), ("visits", B, 2023, 129), ("visits", A, 2024, 350))
    assert comparison(made, "visits", A, 2024, NOW).change == 15


def test_a_plan_is_reached_by_so_many_hundredths(past):
    target = {("work.visits", D, date(2023, 1, 1), date(2023, 12, 31)): Decimal(80)}
    found = comparison(past(("visits", D, 2023, 60)), "visits", D, 2023, THEN, Against.PLAN, plan=target)
    assert (found.change, found.reached) == (-20, Decimal("75.00"))


def test_without_a_target_there_is_a_reason(past):
    assert comparison(past(("visits", D, 2023, 60)), "visits", D, 2023, THEN, Against.PLAN).why.code is Why.NO_PLAN


def test_a_quantity_keeps_its_measure(past):
    assert value(past(("visits", D, 2023, 60)), "visits", D, 2023, THEN).quantity == Quantity(Decimal(60), "lượt", 0)


def test_a_rate_that_is_not_added_over_periods_is_open_where_nobody_reported_the_whole(engine, catalogue, make):
    mean = catalogue.indicators["work.rank"].model_copy(update={"over_time": "none"})
    known = replace(catalogue, indicators={**catalogue.indicators, "work.rank": mean})
    halves = [
        make("rank", number, unit="xã Dương", unit_code=D, period=Period.half(2024, number), recorded=RECORDED)
        for number in (1, 2)
    ]
    past = Past(engine, current(record_of(halves)), known, REGISTER)
    assert value(past, "rank", D, 2024, THEN).why.code is Why.RULE_NONE_OVER_TIME


RECORDED = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("bounds", "why", "words"),
    [
        ({"since": date(2025, 1, 1)}, Why.INDICATOR_BEGAN, "the indicator is counted only since 1/1/2025"),
        ({"until": date(2023, 12, 31)}, Why.INDICATOR_ENDED, "the indicator was counted until 31/12/2023"),
    ],
)
def test_before_and_after_an_indicator_was_counted_there_is_no_value(engine, catalogue, make, bounds, why, words):
    bound = catalogue.indicators["work.visits"].model_copy(update=bounds)
    known = replace(catalogue, indicators={**catalogue.indicators, "work.visits": bound})
    figures = [make("visits", 5, unit="xã Dương", unit_code=D, period=Period.year(2024), recorded=RECORDED)]
    point = value(Past(engine, current(record_of(figures)), known, REGISTER), "visits", D, 2024, NOW)
    assert (point.quantity, point.why.code, str(point.why.said)) == (None, why, words)


def test_a_ratio_of_nothing_is_open_and_names_its_parts(past):
    point = value(past(("on_time", D, 2024, 0), ("received", D, 2024, 0)), "on_time_rate", D, 2024, THEN)
    assert (point.quantity, point.why.code) == (None, Why.NO_RATIO)
    assert "work.on_time" in str(point.why.said)


def test_a_ratio_without_one_of_its_parts_says_which_is_missing(past):
    point = value(past(("on_time", D, 2024, 5)), "on_time_rate", D, 2024, THEN)
    assert (point.quantity, point.why.code) == (None, Why.NO_FIGURE)
    assert [(each.indicator, each.quantity is None) for each in point.points] == [
        ("work.on_time", False),
        ("work.received", True),
    ]
