"""Figures of several years put together from those of each year, by each indicator's rule over time.

Counted: added, where every year is there. Held at the end (a stock): the last year's, never added. A share: by its formula
over the parts so made. Where a year is missing nothing is made: half a term is not a term. What a unit reported for the term
itself stays the figure of record; what is made here is then its witness.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_indicator
from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period, PeriodKind
from danvan.kernel.quantity import Quantity, rounded
from danvan.ledger.figure import Figure, Formula
from danvan.ledger.ids import figure_id
from danvan.ledger.rows import plain
from danvan.ledger.totals import EXACT

Year = Mapping[str, Figure]
"""Indicator -> the figure of record of one unit for one year."""


def years_of(period: Period) -> list[Period]:
    """The calendar years `period` is made of; none for a period that is not of several years."""
    if period.kind is not PeriodKind.YEARS:
        return []
    return [Period.year(year) for year in range(period.start.year, period.end.year + 1)]


def of_term(years: Sequence[Year], period: Period, catalogue: Catalogue, recorded: datetime) -> list[Figure]:
    """The figures of one unit for `period` made of those of its `years`, the first year first."""
    known = catalogue.at(period.end).indicators
    made: dict[str, Figure] = {}
    for code, indicator in known.items():
        given = [year.get(code) for year in years]
        rule = indicator.rollup_over_time
        if rule == "sum" and (each := _all_there(given, indicator)):
            total = Decimal(0)
            for figure in each:
                total = EXACT.add(total, figure.amount.value)
            decimals = max(figure.amount.decimals for figure in each)
            made[code] = _figure(indicator, each, Quantity(plain(total), indicator.measure, decimals), " + ", period, recorded)
        elif rule == "last" and (each := _all_there(given[-1:], indicator)):
            made[code] = _figure(indicator, each, each[-1].amount, "", period, recorded)
    for code, indicator in known.items():
        if indicator.rollup_over_time == "ratio" and (share := _share(indicator, made, catalogue, period, recorded)):
            made[code] = share
    return list(made.values())


def _all_there(given: Sequence[Figure | None], indicator: Indicator) -> list[Figure]:
    """The figures where none is missing and all are in the indicator's own measure; else nothing."""
    there = [figure for figure in given if figure is not None and figure.quantity is not None]
    fits = len(there) == len(given) and all(figure.amount.measure == indicator.measure for figure in there)
    return there if fits else []


def _figure(
    indicator: Indicator, parts: Sequence[Figure], value: Quantity, sign: str, period: Period, recorded: datetime
) -> Figure:
    first = parts[0]
    formula = sign.join(f"{indicator.code.rpartition('.')[2]}({part.period.start.year})" for part in parts)
    return Figure(
        id=figure_id(indicator.code, first.unit, period),
        indicator=indicator.code,
        unit=first.unit,
        level=first.level,
        period=period,
        quantity=value,
        source=Formula(formula, tuple(part.id for part in parts)),
        recorded=recorded,
        catalogue=first.catalogue,
        unit_code=first.unit_code,
        estimated=any(part.estimated for part in parts),
    )


def _share(
    indicator: Indicator, made: Mapping[str, Figure], catalogue: Catalogue, period: Period, recorded: datetime
) -> Figure | None:
    formula = parse_indicator(indicator, catalogue)
    if formula is None or not formula.depends_on or not all(code in made for code in formula.depends_on):
        return None
    parts = [made[code] for code in formula.depends_on]
    exact = formula.evaluate({part.indicator: Fraction(part.amount.value) for part in parts})
    if exact is None:
        return None
    value = Quantity(rounded(Fraction(exact), indicator.decimals), indicator.measure, indicator.decimals)
    source = Formula(indicator.formula, tuple(part.id for part in parts))
    return replace(_figure(indicator, parts, value, "", period, recorded), source=source)
