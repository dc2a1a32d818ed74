"""What makes the country believable: seasons, sizes, years that follow from each other, units that come and go."""

from collections import Counter
from datetime import date
from itertools import pairwise
from statistics import correlation

import numpy as np
import pyarrow as pa
import pytest
from tests.simulate.conftest import MERGER, every_told, plan, stated

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.simulate.blocks import YearOfBlock
from danvan.simulate.filling import INVENTED
from danvan.simulate.registers.every import registers_of
from danvan.simulate.stream import blocks_of
from danvan.units.register import UnitRegister


def column(years: list[YearOfBlock], register: str, name: str, year: int = 2024) -> list[object]:
    return [value for each in years if each.year == year for value in each.registers[register][name].to_pylist()]


def months(years: list[YearOfBlock], register: str, name: str) -> Counter[int]:
    return Counter(day.month for day in column(years, register, name) if isinstance(day, date))


def test_villages_do_not_meet_in_the_harvest(right: list[YearOfBlock]) -> None:
    found = months(right, "community_decisions.meetings", "held_on")
    assert found[6] + found[9] < 0.8 * (found[4] + found[11])


def test_support_is_given_before_tet_and_in_july(right: list[YearOfBlock]) -> None:
    found = months(right, "social_security.supports", "given_on")
    assert min(found[1], found[7]) > 1.5 * max(found[3], found[4], found[5])


def test_offices_work_on_working_days_only(right: list[YearOfBlock], catalogue: Catalogue) -> None:
    working = WorkingDays.of(catalogue)
    days = {day for day in column(right, "citizen_reception.receptions", "received_on") if isinstance(day, date)}
    assert all(working.is_working(day) for day in days)


def test_answers_are_due_ten_working_days_after_the_reception(right: list[YearOfBlock], catalogue: Catalogue) -> None:
    working = WorkingDays.of(catalogue)
    received, due = (column(right, "citizen_reception.receptions", name) for name in ("received_on", "answer_due_on"))
    pairs = [
        (one, other) for one, other in zip(received, due, strict=True) if isinstance(one, date) and isinstance(other, date)
    ]
    assert pairs
    assert all(working.add_working_days(one, 10) == other for one, other in pairs)


def test_larger_communes_have_more_to_do(right: list[YearOfBlock]) -> None:
    reports = [report.values for report in stated(right) if report.until == date(2024, 12, 31)]
    people = [float(values["population.people"]) for values in reports]
    assert correlation(people, [float(values["admin_procedures.received"]) for values in reports]) > 0.8


def test_what_adds_up_over_a_year_only_grows(right: list[YearOfBlock], catalogue: Catalogue) -> None:
    sums = [each.code for each in catalogue.indicators.values() if each.rollup_over_time == "sum"]
    by_unit: dict[str, list[dict[str, object]]] = {}
    for report in stated(right):
        if report.until.year == 2024:
            by_unit.setdefault(report.code, []).append(dict(report.values))
    # As of a later day more was settled: what is pending, and what was carried over and closed, may be less.
    fell = {
        code
        for reports in by_unit.values()
        for one, later in pairwise(reports)
        for code in sums
        if code in one and code in later and later[code] < one[code]  # type: ignore[operator]
    }
    assert {code for code in fell if "pending" not in code and "unhandled" not in code and "considered" not in code} == set()


def test_only_units_there_on_the_closing_date_report(right: list[YearOfBlock], register: UnitRegister) -> None:
    for told in every_told(right):
        for code in set(told.figures["unit_code"].to_pylist()):
            assert register.alive(code, told.reported.closing)


def test_a_merged_commune_has_the_people_of_its_parts(catalogue: Catalogue, register: UnitRegister) -> None:
    units = [unit for block in blocks_of(plan(), catalogue, register) for unit in block.units]
    before = sum(unit.people or 0 for unit in units if unit.since is None)
    after = sum(unit.people or 0 for unit in units if unit.since == MERGER)
    assert (sum(1 for unit in units if unit.since == MERGER), after) == (3, pytest.approx(before, abs=3))


def test_rows_lie_within_the_days_their_unit_is_there(right: list[YearOfBlock]) -> None:
    for year in right:
        table = year.registers["admin_procedures.dossiers"]
        for at, day in zip(table["_unit"].to_pylist(), table["received_on"].to_pylist(), strict=True):
            assert year.block.units[at].holds_at(day)


def test_open_dossiers_are_carried_into_the_next_year(right: list[YearOfBlock]) -> None:
    carried = [float(report.values["admin_procedures.carried_over"]) for report in stated(right)]
    assert np.mean([number > 0 for number in carried]) > 0.5


def test_no_register_holds_anything_of_a_person(right: list[YearOfBlock], catalogue: Catalogue) -> None:
    registers = registers_of(catalogue)
    assert registers.keys() == {name for year in right for name in year.registers}
    for year in right:
        for name, table in year.registers.items():
            for each in registers[name].columns:
                if each.personal:
                    said = {value for value in table[each.code].to_pylist() if value is not None}
                    assert not said if not each.required else all(str(value).startswith(INVENTED) for value in said)


def test_a_register_has_the_columns_and_values_its_card_allows(right: list[YearOfBlock], catalogue: Catalogue) -> None:
    for name, register in registers_of(catalogue).items():
        table = pa.concat_tables(
            [year.registers[name] for year in right if name in year.registers], promote_options="permissive"
        )
        for each in register.columns:
            values = table[each.code].to_pylist()
            assert not each.required or None not in values, (name, each.code)
            assert not each.choices or set(values) <= {*each.choices, None}, (name, each.code)
            assert each.minimum is None or all(value is None or value >= each.minimum for value in values), (name, each.code)
