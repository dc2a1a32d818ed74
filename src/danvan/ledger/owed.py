"""Who owes which report: the obligations of the regimes, and the units alive when each is due.

An office owes a report when it exists on the day the report is due. One that ended before, within the days the data come from,
owes none any more: its days are its heirs' to report, and it is listed with them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.regimes.due import Obligation, Reporter, obligations
from danvan.kernel.period import Period
from danvan.ledger.offices import Offices
from danvan.units.level import Level
from danvan.units.names import unit_key
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that `unit` owes. `since`: from when on there was such an office, where that is within the data's days."""

    obligation: Obligation
    unit: Unit
    above: Unit | None
    """Under which it is summed up."""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """An office that ended on `unit.until`, within the data's days, before the report was due. `heirs` have its territory."""

    obligation: Obligation
    unit: Unit
    heirs: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Reports of one period: of a regime or series ('' = all), of the units under `upper` (None: the whole country)."""

    period: Period
    only: str = ""
    upper: Unit | None = None
    levels: tuple[Level, ...] = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation of the units of a level under `tops`, and those of them that owe it."""

    obligation: Obligation
    level: Level
    tops: Sequence[Unit]
    units: Sequence[Unit]


class Duties:
    """Who owes what, by `catalogue` (with all its versions) and `register`."""

    def __init__(self, catalogue: Catalogue, register: UnitRegister) -> None:
        self._catalogue = catalogue
        self._register = register
        self._offices = Offices(register)
        self._places = {unit_key(regime.place): regime.place for regime in catalogue.regimes.values() if regime.place}

    def owed(self, asked: Asked) -> list[Owed]:
        """In the order of level, regime, period, code of the unit."""
        return [
            Owed(duty.obligation, unit, self._above(unit, duty.obligation.day, asked.upper), self._since(unit, duty.obligation))
            for duty in self._duties(asked)
            for unit in duty.units
        ]

    def ended(self, asked: Asked) -> list[Ended]:
        """The offices that ended within the days of a report and whose heirs are under `asked.upper`, in the same order."""
        return [each for duty in self._duties(asked) for each in self._ended(duty)]

    def obligation(self, unit: Unit, series: str, period: Period) -> Obligation | None:
        """What `unit` owes, or owed while it existed, of one series and period; None where there is no such report."""
        day = min(unit.until or date.max, period.end)
        province = (unit, *self._register.parents(unit, day))[-1]
        return next(iter(self._obligations(unit.level, self._place(province), Asked(period, series))), None)

    def _duties(self, asked: Asked) -> Iterator[Duty]:
        """Each obligation once for the provinces that go by the country's rules, and for each that has rules of its own."""
        groups: dict[str, list[Unit]] = {}
        for province in self._provinces(asked):
            groups.setdefault(self._place(province), []).append(province)
        for level in _below(asked.upper, asked.levels):
            for place, provinces in groups.items():
                tops = [asked.upper] if asked.upper else provinces
                for one in self._obligations(level, place, asked):
                    found = [unit for top in tops for unit in self._under(top, level, one.day)]
                    yield Duty(one, level, tops, found)

    def _obligations(self, level: Level, place: str, asked: Asked) -> list[Obligation]:
        years = range(asked.period.start.year, asked.period.end.year + 1)
        every = obligations(self._catalogue, Reporter(level, place), years, only=asked.only)
        days = (asked.period.start, asked.period.end)
        return [one for one in every if (one.reported.period.start, one.reported.period.end) == days]

    def _provinces(self, asked: Asked) -> Sequence[Unit]:
        if asked.upper is None:
            return self._register.at(asked.period.end, Level.PROVINCE)
        return (asked.upper, *self._register.parents(asked.upper, asked.period.end))[-1:]

    def _place(self, province: Unit) -> str:
        """The province as regimes of its own name it; '' where it has none."""
        return self._places.get(unit_key(province.name), "")

    def _under(self, top: Unit, level: Level, day: date) -> Sequence[Unit]:
        return self._register.descendants(top.code, day, level) if self._register.alive(top.code, day) else ()

    def _above(self, unit: Unit, day: date, upper: Unit | None) -> Unit | None:
        parents = self._register.parents(unit, day)
        if upper is None:
            return parents[-1] if parents else None
        below = [parent for parent in parents if parent.level is not Level.PROVINCE and parent.code != upper.code]
        return below[-1] if below else upper

    def _since(self, unit: Unit, one: Obligation) -> date | None:
        since = self._offices.since(unit)
        return since if since and since > one.reported.first else None

    def _ended(self, duty: Duty) -> Iterator[Ended]:
        one, tops = duty.obligation, {top.code for top in duty.tops}
        for unit in self._offices.ended(duty.level, one.reported.first, one.day):
            heirs = self._offices.heirs(unit, one.day)
            if any(tops & {heir.code, *(above.code for above in self._register.parents(heir, one.day))} for heir in heirs):
                yield Ended(one, unit, heirs)


def _below(upper: Unit | None, levels: Sequence[Level]) -> Sequence[Level]:
    """Those of `levels` that are below `upper`."""
    order = list(Level)
    return [level for level in levels if upper is None or order.index(level) > order.index(upper.level)]
