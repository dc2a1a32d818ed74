"""An indicator of every unit over some years: as it was, or on the boundaries of today. One question to the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Max

from danvan.catalogue.models import Indicator
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.ledger.comparison.as_was import as_was, territory_changed
from danvan.ledger.comparison.gathering import gather
from danvan.ledger.comparison.identifier import Told
from danvan.ledger.comparison.lineage import Lineages
from danvan.ledger.comparison.model import Boundaries, Point, Weight
from danvan.ledger.comparison.values import Values, codes_needed
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.remembering import Remembered
from danvan.site.figures.ledger import the_ledger
from danvan.site.figures.models import Published
from danvan.site.offices.models import Office
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

YEARS = 3
"""Besides the one that is shown."""


@dataclass(frozen=True, slots=True)
class Past:
    """`points`: code of a unit -> its values, the earliest first. `moved`: code -> why this year's is not of the territory of
    last year's. `changed`: whether any unit's territory is another than it was."""

    periods: Sequence[Period]
    points: Mapping[str, Sequence[Point]]
    moved: Mapping[str, str]

    @property
    def changed(self) -> bool:
        return bool(self.moved)


_KEPT: Remembered[Past | None] = Remembered(48)


def periods_to(period: Period) -> list[Period]:
    """The same period of the years before, and this one."""
    found = [period]
    for _ in range(YEARS):
        found.append(found[-1].previous())
    return found[::-1]


def past_of(units: Sequence[Office], indicator: Indicator, period: Period, day: date, *, on_today: bool) -> Past | None:
    """None where no list of units is installed, or none of these is in it. Kept until anything comes into the ledger. Raises
    FormulaError, DataDamaged."""
    key = (indicator.code, period, day, on_today, tuple(unit.code for unit in units))
    state = (Published.objects.aggregate(last=Max("pk"))["last"], the_catalogue().version)
    return _KEPT.of(key, state, lambda: _past_of(units, indicator, period, day, on_today=on_today))


def _past_of(units: Sequence[Office], indicator: Indicator, period: Period, day: date, *, on_today: bool) -> Past | None:
    register = _register()
    known = {unit.code: found for unit in units if register and (found := _known(register, unit, day, period))}
    if register is None or not known:
        return None
    periods = periods_to(period)
    told = Told(Boundaries.ON_DAY if on_today else Boundaries.AS_WAS, day, Weight.PEOPLE)
    lineages = Lineages(register, day, Weight.PEOPLE)
    find = lineages.of if on_today else partial(as_was, register=register)
    by_unit = {code: {each: find(unit, each) for each in periods} for code, unit in known.items()}
    codes = codes_needed(indicator, the_catalogue())
    asked = [lineage for of_period in by_unit.values() for lineage in of_period.values() if not lineage.why]
    with open_engine() as engine:
        gathered = gather(engine, current(engine.figures(the_ledger())), asked, codes, lineages)
    points = {
        code: [Values(the_catalogue(), of_period, gathered, told).point(indicator.code, each) for each in periods]
        for code, of_period in by_unit.items()
    }
    return Past(periods, points, _moved(known, period, register, lineages))


def _moved(known: Mapping[str, Unit], period: Period, register: UnitRegister, lineages: Lineages) -> dict[str, str]:
    then = period.previous().end
    found = {code: territory_changed(unit, then, period.end, register) for code, unit in known.items()}
    return {
        code: (unit.since.isoformat() if unit.since else "")
        for code, unit in known.items()
        if found[code] is not None or lineages.began_within(unit, period.previous()) or (unit.since or date.min) > then
    }


def _known(register: UnitRegister, unit: Office, day: date, period: Period) -> Unit | None:
    """The unit as the list has it today; one that ended meanwhile as it was at the end of the period."""
    for when in (day, period.end):
        if register.alive(unit.code, when):
            return register.unit(unit.code, when)
    return None


def _register() -> UnitRegister | None:
    try:
        return the_catalogue().derived(UnitRegister.load)
    except ExtraMissing:
        return None
