"""The units under an upper one that have to report, and how their reports stand."""

from dataclasses import dataclass
from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline
from danvan.cli.asked_units import unit_asked
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.period import Period
from danvan.ledger.completeness import Completeness, completeness
from danvan.ledger.owed import Asked, Duties
from danvan.ledger.reporters import reporters
from danvan.ledger.store import Ledger
from danvan.ledger.submission_table import Submissions
from danvan.units.level import Level
from danvan.units.names import unit_key
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit


@dataclass(frozen=True, slots=True)
class Expected:
    """`units` by name, those that have to report and others below that did; `completeness` None where no regime of the
    outline asks for a report on the period."""

    upper: Unit
    units: tuple[str, ...]
    completeness: Completeness | None


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked: the upper unit and the level as typed ('' = the only one there is below it); as it stood on the day `on`,
    by the `deadline` of the letter that asked, where it is not the regime's."""

    upper: str
    level: str
    period: Period
    on: date
    deadline: date | None = None


def expected_under(asking: Asking, outline: Outline, ledger: Ledger, catalogue: Catalogue) -> Expected:
    """Raises UnitUnknown, UnitNotAlive, UnitAmbiguous, and OptionInvalid where the units below are of several levels and
    nobody says of which."""
    register = catalogue.derived(UnitRegister.load)
    period = asking.period
    upper = unit_asked(asking.upper, period.end, register)
    level_ = _level(asking.level, upper, period, register)
    asked = Asked(period, outline.series, upper, (level_,))
    events = Submissions(ledger.folder).events()
    found = completeness(Duties(catalogue, register), asked, events, asking.on, asking.deadline)
    owing = [line.owed.unit for line in found.lines]
    below = owing or register.descendants(upper.code, period.end, level_)
    known = {unit_key(unit.name) for unit in below}
    codes = {unit.code for unit in register.descendants(upper.code, period.end, level_)}
    others = [unit for unit, code in reporters(ledger, period) if code in codes and unit_key(unit) not in known]
    names = tuple(dict.fromkeys([*(unit.name for unit in below), *others]))
    return Expected(upper, names, found if found.lines else None)


def _level(level: str, upper: Unit, period: Period, register: UnitRegister) -> Level:
    if level:
        return Level(level)
    order = list(Level)
    below = [each for each in order[order.index(upper.level) + 1 :] if register.descendants(upper.code, period.end, each)]
    if len(below) != 1:
        raise OptionInvalid(option="--level", found="''", allowed=", ".join(each.value for each in below) or "-")
    return below[0]
