"""Figures that belong together, drawn from the simulated country and then bent: some missing, some zero, very many or few."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_identity, parse_indicator
from danvan.kernel.period import Period
from danvan.ledger.figure import Figure
from danvan.ledger.store import Ledger
from danvan.simulate.plan import Plan, Rates
from danvan.simulate.stream import simulate
from danvan.simulate.writing import LEDGER, Written
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

Country = Mapping[tuple[str, Period], Sequence[Figure]]
"""What each unit reports of each period, all of it right."""

PEOPLE = {
    "xã Bản Hon": 320,
    "xã Mường Tranh": 1_400,
    "xã An Hòa": 8_200,
    "phường Bình Sơn": 21_000,
    "phường Cẩm Giang": 180_000,
}
"""From a commune in which hardly anything happens to one larger than any."""


def country(catalogue: Catalogue, folder: Path, seed: int = 1, units: Sequence[str] = tuple(PEOPLE)) -> Country:
    """Two years of `units`, each with a report of 6, 9 and 12 months."""
    communes = [Unit(name, Level.COMMUNE, f"9100{at}", "910", people=PEOPLE[name]) for at, name in enumerate(units)]
    above = [Unit("tỉnh Mẫu", Level.PROVINCE, "91"), Unit("huyện Mẫu", Level.DISTRICT, "910", "91")]
    plan = Plan(("91",), (2023, 2024), seed, rates=Rates(late=0, missing=0, wrong=0, corrected=0))
    files = Written(folder, plan, catalogue, registers="", figures=True)
    for year in simulate(plan, catalogue, UnitRegister([*above, *communes])):
        files.add(year)
    files.finish()
    files.close()
    found = defaultdict(list)
    for figure in Ledger.open(folder / LEDGER, create=False).figures():
        found[figure.unit, figure.period].append(figure)
    return found


WAYS = ("as it is", "missing", "zeros", "many")


def tied_areas(catalogue: Catalogue) -> list[set[str]]:
    """The areas, those whose figures a formula ties to each other's together."""
    formulas = [parse_identity(each, catalogue).codes for each in catalogue.identities]
    made = (parse_indicator(each, catalogue) for each in catalogue.indicators.values())
    formulas += [(each.code, *each.depends_on) for each in made if each]
    groups = [{code} for code in catalogue.areas]
    for codes in formulas:
        touched = {code.partition(".")[0] for code in codes}
        together = set().union(*(group for group in groups if group & touched))
        groups = [*(group for group in groups if not group & touched), together]
    return groups


def bent(figures: Sequence[Figure], catalogue: Catalogue, way: str, seed: int) -> list[Figure]:
    """The figures, many of them missing, or those of some areas zero, or every one many times as large; they still fit."""
    known = catalogue.indicators
    dice = random.Random(seed)  # noqa: S311 - for invented figures
    there = [each for each in figures if each.quantity is not None and each.indicator in known]
    if way == "missing":
        least = dice.choice((0.05, 0.3, 0.7))
        return [each for each in there if dice.random() < least]
    if way == "zeros":
        empty = set().union(*(group for group in catalogue.derived(tied_areas) if dice.random() < 0.5))
        of_nothing = {code for code, one in known.items() if one.area in empty and one.rollup != "sum"}
        left = [each for each in there if each.indicator not in of_nothing]
        return [times(each, 0) if known[each.indicator].area in empty else each for each in left]
    if way == "many":
        many = dice.choice((7, 137))
        return [times(each, many) if known[each.indicator].rollup == "sum" else each for each in there]
    return there


def times(figure: Figure, many: int) -> Figure:
    return replace(figure, quantity=replace(figure.amount, value=Decimal(figure.amount.value * many)))
