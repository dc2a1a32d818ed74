"""The charts of a report: their figures from the ledger, of earlier years only those of the same territory."""

from collections.abc import Iterable, Sequence
from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline
from danvan.cli.asked_units import register_of
from danvan.composing.charting.asked import charts_asked
from danvan.composing.charting.shown import Shown
from danvan.composing.model import Chart
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledUp
from danvan.ledger.store import Ledger
from danvan.units.names import unit_key
from danvan.units.register import UnitRegister

_OVER_YEARS = ("share", "units")


def charts_of(
    rolled: RolledUp, before: Sequence[Figure], outline: Outline, ledger: Ledger, catalogue: Catalogue
) -> dict[str, list[Chart]]:
    """Part -> its charts, '' for the appendix; nothing where the outline asks for none."""
    if not outline.charts:
        return {}
    register, day = register_of(catalogue), rolled.period.end
    asked = {code for chart in outline.charts if chart.kind in _OVER_YEARS for code in chart.indicators}
    history = {code: ledger.figures(indicator=code) for code in asked if code in rolled.rows}
    codes = {unit_key(each.unit): each.unit_code for each in _now(history.values(), rolled) if each.unit_code}
    if register is None:
        return charts_asked(Shown(rolled, before, history), outline)
    lasting = {code: [each for each in figures if _same(each, codes, register, day)] for code, figures in history.items()}
    then = [each for each in before if _same(each, codes, register, day)]
    return charts_asked(Shown(rolled, then, lasting, _places(rolled, codes, register, day)), outline)


def _now(history: Iterable[Sequence[Figure]], rolled: RolledUp) -> Iterable[Figure]:
    span = rolled.period.start, rolled.period.end
    return (each for figures in history for each in figures if (each.period.start, each.period.end) == span)


def _same(figure: Figure, codes: dict[str, str], register: UnitRegister, day: date) -> bool:
    """Whether the unit had then the territory it has on `day`: a merged unit keeps its name and its code. Of a unit whose code
    is not known nothing is said, and it is taken for the same."""
    code = figure.unit_code or codes.get(unit_key(figure.unit), "")
    now = codes.get(unit_key(figure.unit), code)
    if not (code and now and register.alive(code, figure.period.end) and register.alive(now, day)):
        return not code
    return register.unit(code, figure.period.end).key == register.unit(now, day).key


def _places(rolled: RolledUp, codes: dict[str, str], register: UnitRegister, day: date) -> dict[str, tuple[float, float]]:
    """Where the units lie whose code is known; a name alone is looked up where it means one unit."""
    found: dict[str, tuple[float, float]] = {}
    for name in rolled.units:
        code = codes.get(unit_key(name)) or register.resolve_code(name, day)
        unit = register.unit(code, day) if code and register.alive(code, day) else None
        if unit and unit.longitude is not None and unit.latitude is not None:
            found[name] = (unit.longitude, unit.latitude)
    return found
