"""A period of several years out of a ledger that has the years: put together once, kept there, so that each number can be asked
where it comes from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from danvan.catalogue.catalogue import Catalogue
from danvan.cli.keeping import LevelsMixed
from danvan.composing.by_year import Years
from danvan.kernel.period import Period
from danvan.ledger.figure import Figure
from danvan.ledger.reporters import reporters
from danvan.ledger.rollup import keep_totals, roll_up
from danvan.ledger.store import Ledger
from danvan.ledger.terms import of_term, years_of
from danvan.units.level import level_of
from danvan.units.names import unit_key

OfYear = Mapping[str, Mapping[str, Figure]]
"""Key of a unit's name -> indicator -> figure of record."""


def keep_terms(period: Period, units: Sequence[str], ledger: Ledger, catalogue: Catalogue, made: datetime) -> None:
    """Adds to `ledger` what `units` did in `period` and in the one before, by the figures of their years."""
    if not years_of(period):
        return
    for term in (period, period.previous()):
        years = [_of_year(ledger, year) for year in years_of(term)]
        keys = [unit_key(unit) for unit in units]
        figures = [
            figure
            for key in dict.fromkeys(keys)
            for figure in of_term([year.get(key, {}) for year in years], term, catalogue, made)
        ]
        if figures:
            ledger.append(figures, replace=True)


def years_of_unit(period: Period, unit: str, ledger: Ledger) -> Years:
    """The years of one unit by itself."""
    figures = {year.start.year: _by_indicator(ledger.figures(unit=unit, period=year)) for year in years_of(period)}
    return Years(figures, _by_indicator(ledger.figures(unit=unit, period=period.previous()))) if figures else Years()


def years_of_whole(
    period: Period, units: Sequence[str], whole: str, ledger: Ledger, catalogue: Catalogue, made: datetime
) -> Years:
    """The totals of each year, kept in the ledger."""
    figures = {year.start.year: _totals(year, units, whole, ledger, catalogue, made) for year in years_of(period)}
    return Years(figures, _totals(period.previous(), units, whole, ledger, catalogue, made)) if figures else Years()


def units_of_years(period: Period, ledger: Ledger, level: str = "") -> list[str]:
    """The units (of `level`, if given) that reported any year of `period`, or all of it. Raises LevelsMixed when they are of
    more than one level."""
    years = years_of(period)
    names = dict.fromkeys(name for time in (*years, *([period] if years else [])) for name, _code in reporters(ledger, time))
    found = {name: level_of(name, period.end) or "" for name in names}
    kept = [name for name in found if level in ("", found[name])]
    levels = sorted({found[name] for name in kept})
    if len(levels) > 1:
        raise LevelsMixed(file=ledger.folder, levels=", ".join(levels), units=", ".join(kept))
    return kept


def _totals(
    period: Period, units: Sequence[str], whole: str, ledger: Ledger, catalogue: Catalogue, made: datetime
) -> Mapping[str, Figure]:
    rolled = keep_totals(ledger, roll_up(ledger, catalogue, period, units, whole=whole, recorded=made))
    return {code: row.total for code, row in rolled.rows.items() if row.total}


def _of_year(ledger: Ledger, year: Period) -> OfYear:
    found: defaultdict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in ledger.figures(period=year):
        found[unit_key(figure.unit)][figure.indicator] = figure
    return found


def _by_indicator(figures: Sequence[Figure]) -> Mapping[str, Figure]:
    return {figure.indicator: figure for figure in figures}
