"""What one unit has to report of itself, in the shape the composer tells: its own figures stand where totals do."""

from collections.abc import Iterable, Mapping

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledRow, RolledUp, Value


def own_figures(figures: Iterable[Figure], unit: str, period: Period, catalogue: Catalogue) -> RolledUp:
    """The figures of record of `unit` for `period`, indicator by indicator in the catalogue's order.

    A figure without a value (not reported, withheld …) is as if it were not there; 'none happened' is a zero.
    """
    given = {figure.indicator: figure for figure in figures if figure.quantity is not None}
    known = catalogue.at(period.end).indicators
    rows = {code: _row(indicator, unit, given) for code, indicator in known.items()}
    return RolledUp(period, (unit,), unit, rows, tuple(sorted(given.keys() - rows.keys())))


def is_own(rolled: RolledUp) -> bool:
    """Whether `rolled` is of one unit by itself, and not of several added up."""
    return rolled.units == (rolled.whole,)


def _row(indicator: Indicator, unit: str, given: Mapping[str, Figure]) -> RolledRow:
    figure = given.get(indicator.code)
    value = Value(figure.id, figure.amount) if figure else None
    return RolledRow(indicator, {unit: value}, figure, ())
