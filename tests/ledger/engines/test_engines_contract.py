"""One contract for all engines: the same expressions give the same answers, to the last digit."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.current import current
from danvan.ledger.figure import Blank, Entry, RollUp
from danvan.ledger.rolling.listing import absent, differences, outsiders
from danvan.ledger.rolling.over_time import over_time
from danvan.ledger.rolling.rolling import periods_of, roll_up_tree
from danvan.ledger.rolling.tree import NATION, UnitTree

PERIOD = Period.nine_months(2024)
DAY = PERIOD.end
UNITS = {"son": ("xã Son", "01001"), "tan": ("xã Tân", "01002"), "le": ("xã Lẻ", "01003"), "xa": ("xã Xa", "02001")}


@pytest.fixture(scope="session")
def of(make):
    """A figure of a commune of the country: `of("son", "visits", 5)`."""

    def of(unit, name, value, **fields):
        shown, code = UNITS.get(unit, (unit, ""))
        number = Decimal(str(value))
        quantity = Quantity(number, fields.pop("measure", "lượt"), max(0, -number.as_tuple().exponent))
        said = {"id": f"{unit}.{name}", "indicator": f"work.{name}", "unit_code": code, "quantity": quantity, "digest": unit}
        return make("visits", value, unit=shown, **(said | fields))

    return of


@pytest.fixture(scope="session")
def blank(of):
    """A figure without a number."""

    def blank(unit, name, why, **fields):
        return of(unit, name, 0, quantity=None, blank=why, **fields)

    return blank


@pytest.fixture(scope="session")
def rolled(engine, scored, country):
    """The totals of a ledger over the country, by unit and indicator."""

    def rolled(ledger, levels=(), within=NATION, periods=(PERIOD,), record=None):
        tree = UnitTree.of(country, [period.end for period in periods], levels, within)
        found = current(engine.figures(ledger)) if record is None else record
        return roll_up_tree(engine, found, scored, tree, periods)

    return rolled


def values(totals, indicator="work.visits"):
    return {total.unit_code: total.value for total in totals.of(indicator=indicator)}


def test_rows_come_back_as_they_were_written(engine, kept, of, blank):
    exact = Decimal("99999999999999999999.123456789012")
    first, second = of("son", "visits", exact, level=""), blank("tan", "visits", Blank.WITHHELD, person='Lan "A", ,\\ \n')
    row = engine.run(engine.figures(kept([first, second])).order_by("id")).to_pylist()
    assert [each["value"] for each in row] == [exact, None]
    assert (row[0]["level"], row[0]["recorded"], row[0]["blank"]) == (None, first.recorded, None)
    assert (row[1]["person"], row[1]["year"], row[1]["period_end"]) == (second.person, 2024, DAY)


def test_an_older_version_stays_what_it_was(engine, kept, of):
    ledger = kept([of("son", "visits", 1)], [of("tan", "visits", 2)])
    assert engine.run(engine.figures(ledger.as_of(0))).num_rows == 0
    before = engine.figures(ledger.as_of(1))
    assert (engine.run(before).num_rows, engine.run(engine.figures(ledger)).num_rows) == (1, 2)


def test_what_is_added_later_is_seen_by_asking_again(engine, kept, of):
    ledger = kept([of("son", "visits", 1)])
    engine.run(engine.figures(ledger))
    ledger.append([of("tan", "visits", 2)])
    assert engine.run(engine.figures(ledger)).num_rows == 2


def test_of_record_is_what_nothing_supersedes_withdraws_or_stands_before(engine, kept, of):
    ledger = kept(
        [of("son", "visits", 1), of("tan", "visits", 2), of("xa", "visits", 3, witness=True), of("le", "visits", 4)],
        [of("son", "visits", 5, id="newer", supersedes="son.visits", reason="đếm lại")],
        [of("tan", "visits", 0, id="gone", quantity=None, withdrawn=True, supersedes="tan.visits", reason="nhầm")],
    )
    assert sorted(engine.run(current(engine.figures(ledger)))["id"].to_pylist()) == ["le.visits", "newer"]


def test_figures_are_added_up_through_every_level_and_past_one_that_is_skipped(rolled, kept, of):
    ledger = kept([of(unit, "visits", value) for unit, value in {"son": 1, "tan": 20, "le": 300, "xa": 4000}.items()])
    totals = rolled(ledger)
    assert values(totals) == {"011": 21, "01": 321, "02": 4000, NATION: 4321}
    assert [total.missing for total in totals.of(indicator="work.visits")] == [0, 0, 0, 0]


def test_only_the_levels_asked_for_are_given(rolled, kept, of):
    ledger = kept([of("son", "visits", 1), of("xa", "visits", 2)])
    assert values(rolled(ledger, ["province"])) == {"01": 1, "02": 2}
    assert values(rolled(ledger, ["commune", "province"], within="01")) == {"01001": 1, "01": 1}


def test_every_kind_of_blank_is_counted_by_its_name(rolled, kept, of, blank):
    ledger = kept(
        [
            of("son", "visits", 0, blank=Blank.NONE_HAPPENED),
            blank("tan", "visits", Blank.NOT_APPLICABLE),
            of("le", "visits", 9, measure="vụ việc"),
        ]
    )
    total = rolled(ledger).total(NATION, "work.visits", PERIOD)
    assert (total.value, total.counted, total.expected, total.missing) == (0, 1, 4, 2)
    assert total.absent == {"not_applicable": 1, "other_measure": 1, "silent": 1}


def test_where_nobody_gives_a_number_there_is_no_total(rolled, kept, blank):
    ledger = kept([blank("son", "visits", Blank.NOT_REPORTED), blank("tan", "visits", Blank.WITHHELD)])
    total = rolled(ledger).total("011", "work.visits", PERIOD)
    assert (total.value, total.absent) == (None, {"not_reported": 1, "withheld": 1})


def test_sums_are_exact_to_the_last_decimal(rolled, kept, of):
    ledger = kept(
        [of("son", "visits", Decimal("19999999999999999999.1")), of("tan", "visits", Decimal("0.000000000001"))],
    )
    assert values(rolled(ledger))["011"] == Decimal("19999999999999999999.100000000001")


def test_a_ratio_is_of_the_units_that_have_every_part(rolled, kept, of):
    parts = {"son": (100, 90), "tan": (300, 297), "xa": (8, 1)}
    figures = [of(unit, "received", all_, measure="hồ sơ") for unit, (all_, _) in parts.items()]
    figures += [of(unit, "on_time", some, measure="hồ sơ") for unit, (_, some) in parts.items()]
    ledger = kept([*figures, of("le", "received", 1000, measure="hồ sơ"), of("son", "on_time_rate", 90, measure="%")])
    totals = rolled(ledger)
    assert values(totals, "work.on_time_rate") == {
        "011": Decimal("96.75"),
        "01": Decimal("96.75"),
        "02": Decimal("12.5"),
        NATION: Decimal("95.10"),
    }
    assert totals.total("01", "work.on_time_rate", PERIOD).absent == {"incomplete": 1}


def test_a_ratio_to_nothing_has_no_total(rolled, kept, of):
    ledger = kept([of("xa", "received", 0, measure="hồ sơ"), of("xa", "on_time", 0, measure="hồ sơ")])
    assert rolled(ledger).total("02", "work.on_time_rate", PERIOD).value is None


def test_a_weighted_mean_counts_each_unit_by_its_weight(rolled, kept, of):
    ledger = kept(
        [
            of("son", "visits", 1), of("son", "score", "9.5", measure="điểm"),
            of("tan", "visits", 3), of("tan", "score", "5.1", measure="điểm"),
            of("le", "visits", 1000), of("xa", "score", 10, measure="điểm"),
        ]
    )  # fmt: skip
    totals = rolled(ledger)
    assert values(totals, "work.score") == {"011": Decimal("6.20"), "01": Decimal("6.20"), "02": None, NATION: Decimal("6.20")}
    assert totals.total(NATION, "work.score", PERIOD).absent == {"incomplete": 2}


def test_a_mean_with_too_many_digits_to_multiply_is_left_out(rolled, kept, of):
    ledger = kept([of("son", "visits", 1), of("son", "score", "9.1234567", measure="điểm")])
    assert rolled(ledger).total("011", "work.score", PERIOD).absent == {"incomplete": 1, "silent": 1}


def test_a_rank_is_counted_and_not_added(rolled, kept, of):
    total = rolled(kept([of("son", "rank", 3, measure="")])).total("011", "work.rank", PERIOD)
    assert (total.value, total.counted) == (None, 1)


def test_estimates_in_a_total_are_counted(rolled, kept, of):
    ledger = kept([of("son", "visits", 1, estimated=True), of("tan", "visits", 2)])
    assert rolled(ledger).total("011", "work.visits", PERIOD).estimated == 1


def test_a_unit_without_a_code_is_known_by_its_name(rolled, kept, of):
    assert values(rolled(kept([of("son", "visits", 7, unit_code="")])))["01"] == 7


def test_several_periods_are_kept_apart(engine, rolled, kept, of):
    year = Period.year(2024)
    between = Period(PERIOD.start + timedelta(1), PERIOD.end)
    ledger = kept(
        [of("son", "visits", 1), of("son", "visits", 2, id="b", period=year), of("son", "visits", 4, id="c", period=between)]
    )
    totals = rolled(ledger, ["nation"], periods=[PERIOD, year])
    assert {total.period: total.value for total in totals.of(indicator="work.visits")} == {PERIOD: 1, year: 2}
    assert periods_of(engine, engine.figures(ledger)) == [PERIOD, between, year]


def test_who_is_not_in_a_total_is_named_with_the_reason(engine, rolled, kept, of, blank):
    ledger = kept(
        [
            of("son", "visits", 1), of("son", "received", 1, measure="hồ sơ"), of("le", "visits", 2, measure="vụ việc"),
            blank("tan", "visits", Blank.WITHHELD), of("tan", "received", 1, measure="hồ sơ"),
            of("tan", "on_time", 1, measure="hồ sơ"),
        ]
    )  # fmt: skip
    record = current(engine.figures(ledger))
    totals = rolled(ledger)
    found = absent(engine, record, totals, "01", PERIOD, ["work.visits", "work.on_time_rate"])
    assert [(each.unit, each.indicator, each.part, each.why) for each in found] == [
        ("xã Son", "work.on_time_rate", "work.on_time", "silent"),
        ("xã Lẻ", "work.on_time_rate", "work.on_time", "silent"),
        ("xã Lẻ", "work.on_time_rate", "work.received", "silent"),
        ("xã Tân", "work.visits", "work.visits", "withheld"),
        ("xã Lẻ", "work.visits", "work.visits", "other_measure"),
    ]


def test_a_unit_that_states_something_else_than_those_under_it_is_told(engine, rolled, kept, of):
    ledger = kept(
        [
            of("son", "visits", 1), of("tan", "visits", 2), of("xa", "visits", 5),
            of("huyện Một", "visits", 4, unit_code="011"), of("tỉnh B", "visits", 5, unit_code="02"),
            of("tỉnh A", "visits", 9, source=RollUp(("x",))),
        ]
    )  # fmt: skip
    record = current(engine.figures(ledger))
    [found] = differences(engine, record, rolled(ledger))
    assert (found.unit, found.stated.value, found.rolled, found.counted, found.expected) == ("huyện Một", 4, 3, 2, 2)


def test_a_stated_ratio_that_the_sums_round_to_is_no_difference(engine, rolled, kept, of):
    figures = [of("xa", "received", 300, measure="hồ sơ"), of("xa", "on_time", 200, measure="hồ sơ")]
    province = {"unit_code": "02", "measure": "%"}
    right = kept([*figures, of("tỉnh B", "on_time_rate", "66.7", **province)])
    wrong = kept([*figures, of("tỉnh B", "on_time_rate", "66.8", **province)])
    assert differences(engine, current(engine.figures(right)), rolled(right)) == []
    assert len(differences(engine, current(engine.figures(wrong)), rolled(wrong))) == 1


def test_units_that_are_not_in_the_tree_are_named(engine, rolled, kept, of):
    ledger = kept([of("son", "visits", 1), of("xã Cũ", "visits", 2, unit_code="09999"), of("tỉnh A", "visits", 3)])
    record = current(engine.figures(ledger))
    assert [(each.unit, each.figures) for each in outsiders(engine, record, rolled(ledger), PERIOD)] == [("xã Cũ", 1)]


def test_quarters_make_a_year_by_each_indicators_rule_over_time(engine, rolled, kept, of, scored):
    year, quarters = Period.year(2024), [Period.quarter(2024, number) for number in (1, 2, 3, 4)]
    figures = [
        of(unit, name, value, id=f"{unit}{name}{number}", period=quarters[number], measure=measure)
        for unit, name, measure, values_ in (
            ("son", "visits", "lượt", (1, 2, 3, 4)),
            ("tan", "visits", "lượt", (1, 2, 3)),
            ("son", "households", "hộ", (50, 60, 70, 80)),
            ("tan", "households", "hộ", (5, 6, 7)),
        )
        for number, value in enumerate(values_)
    ]
    ledger = kept([*figures, of("le", "visits", 100, period=year)])
    record = over_time(current(engine.figures(ledger)), scored, year, quarters)
    totals = rolled(ledger, ["province"], periods=[year], record=record)
    visits, households = (totals.total("01", code, year) for code in ("work.visits", "work.households"))
    assert (visits.value, visits.counted, visits.absent) == (110, 2, {"not_reported": 1})
    assert (households.value, households.estimated, households.absent) == (87, 1, {"silent": 1})


def test_an_empty_ledger_has_no_totals(rolled, kept):
    assert list(rolled(kept()).of()) == []


def test_a_correction_changes_the_total(rolled, kept, of):
    ledger = kept([of("son", "visits", 10), of("tan", "visits", 20)])
    corrected = replace(of("son", "visits", 11, id="again"), source=Entry("Lan"))
    ledger.supersede("son.visits", corrected, "đếm lại")
    assert values(rolled(ledger))["011"] == 31


def test_a_past_day_is_what_had_been_recorded_by_then(engine, kept, of):
    early = of("son", "visits", 1)
    late = of("tan", "visits", 2, recorded=early.recorded + timedelta(days=2))
    then = kept([early, late]).as_of(late.recorded - timedelta(days=1))
    assert [row["id"] for row in engine.run(current(engine.figures(then))).to_pylist()] == [early.id]
