"""A small invented province with its communes before and after July 2025, and simulations of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pyarrow as pa
import pytest

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IdentityFormula, parse_identity
from danvan.catalogue.loading import load_catalogue
from danvan.simulate.blocks import Told, YearOfBlock
from danvan.simulate.plan import Plan, Rates
from danvan.simulate.stream import simulate
from danvan.units.change import Change, Move
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

MERGER = date(2025, 7, 1)
_LAST = date(2025, 6, 30)
RIGHT = Rates(late=0, missing=0, wrong=0, corrected=0)
OFTEN_WRONG = Rates(late=0.2, missing=0.1, wrong=0.6, corrected=0.5)


def small_register() -> UnitRegister:
    """Eight communes in two districts, which become three communes."""
    old = [
        Unit(f"{'phường' if at % 4 == 0 else 'xã'} Mẫu {at}", Level.COMMUNE, f"9100{at}", f"91{at % 2}", until=_LAST)
        for at in range(1, 9)
    ]
    new = [Unit(f"xã Mẫu Mới {at}", Level.COMMUNE, f"9100{at}", "91", since=MERGER) for at in (1, 4, 7)]
    above = [Unit("tỉnh Mẫu", Level.PROVINCE, "91")]
    above += [Unit(f"huyện Mẫu {at}", Level.DISTRICT, f"91{at}", "91", until=_LAST) for at in (0, 1)]
    moves = [Move(f"9100{at}", f"9100{1 + 3 * ((at - 1) // 3)}") for at in range(1, 9)]
    return UnitRegister([*above, *old, *new], [Change(MERGER, tuple(moves))])


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def register() -> UnitRegister:
    return small_register()


def plan(rates: Rates = RIGHT, years: Sequence[int] = (2024, 2025), seed: int = 7, block: int = 4) -> Plan:
    return Plan(("91",), tuple(years), seed, rates=rates, block=block)


@pytest.fixture(scope="session")
def right(catalogue: Catalogue, register: UnitRegister) -> list[YearOfBlock]:
    return list(simulate(plan(), catalogue, register))


@pytest.fixture(scope="session")
def wrong(catalogue: Catalogue, register: UnitRegister) -> list[YearOfBlock]:
    return list(simulate(plan(OFTEN_WRONG), catalogue, register))


@dataclass(frozen=True)
class Stated:
    """One unit's report: what it says of each indicator, exactly; indicators left blank are not in it."""

    unit: str
    code: str
    until: date
    values: Mapping[str, Fraction]


def tables(years: Sequence[YearOfBlock]) -> Iterator[pa.Table]:
    """Every table of a simulation, in order."""
    for year in years:
        yield from year.registers.values()
        for told in year.told:
            yield from (told.figures, told.corrections, told.truth, told.sendings)


def every_told(years: Sequence[YearOfBlock]) -> list[Told]:
    return [told for year in years for told in year.told]


def stated(years: Sequence[YearOfBlock]) -> list[Stated]:
    found: list[Stated] = []
    for told in every_told(years):
        by_unit: dict[tuple[str, str], dict[str, Fraction]] = {}
        columns = ("unit", "unit_code", "indicator", "value")
        for unit, code, indicator, value in zip(*(told.figures[name].to_pylist() for name in columns), strict=True):
            if value is not None:
                by_unit.setdefault((unit, code), {})[indicator] = Fraction(value)
        end = told.reported.period.end
        found += [Stated(unit, code, end, values) for (unit, code), values in by_unit.items()]
    return found


def formulas(catalogue: Catalogue) -> list[IdentityFormula]:
    return [parse_identity(identity, catalogue) for identity in catalogue.identities]


def failing(reports: Sequence[Stated], catalogue: Catalogue) -> tuple[dict[str, list[str]], set[str]]:
    """The identities that fail, each with the units it fails for, and all that were tested."""
    broken: dict[str, list[str]] = {}
    tested: set[str] = set()
    for report in reports:
        for identity in catalogue.at(report.until).derived(formulas):
            holds = identity.holds(report.values)
            if holds is not None:
                tested.add(identity.code)
            if holds is False:
                broken.setdefault(identity.code, []).append(f"{report.unit} {report.until}")
    return broken, tested
