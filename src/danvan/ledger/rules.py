"""What a figure must be to enter the ledger, by the catalogue and the register of units. Decides; knows no engine.

One and the same set of rules is asked figure by figure, or once for each different unit and indicator of a whole table.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Protocol

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period
from danvan.ledger.errors import (
    CountNegative,
    IndicatorNotInForce,
    IndicatorUnknown,
    LevelNotAlive,
    MeasureWrong,
    UnitNotKnown,
    UnitNotThere,
)
from danvan.ledger.figure import Figure
from danvan.ledger.measures import shift_to
from danvan.ledger.rows import plain
from danvan.units.level import kind_of
from danvan.units.names import unit_key

COUNTED = ("count", "stock")
"""Kinds of indicator that are never below nothing."""


class KnownUnit(Protocol):
    """What is asked of a unit (`danvan.units.unit.Unit`)."""

    @property
    def code(self) -> str | None: ...
    @property
    def name(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


class KnownUnits(Protocol):
    """What is asked of a register of units (`danvan.units.register.UnitRegister`)."""

    def versions(self) -> Iterable[KnownUnit]: ...
    def resolve_code(self, name: str, day: date, within: str | None = None) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as reported, and when."""

    unit: str
    unit_code: str
    level: str
    period: Period


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator as reported: `least` is the smallest value given, None when all were blank."""

    indicator: str
    measure: str | None
    period: Period
    least: Decimal | None


@dataclass
class Rules:
    """The rules of one catalogue, and of one register of units where there is one: without it, names alone are looked at.

    `within`: the unit above (code or name) that tells units of one name apart. Not `strict`: a unit the register has never had
    is let in without a code, and named in `unknown`.
    """

    catalogue: Catalogue
    units: KnownUnits | None = None
    within: str = ""
    strict: bool = True
    unknown: set[str] = field(default_factory=set, init=False)

    def admitted(self, figure: Figure, folder: Path) -> Figure:
        """`figure`, with the code of its unit where exactly one can be meant. Raises a LedgerError that says what is wrong.

        A figure taken back is not looked at: what should never have been there must be allowed to go.
        """
        if figure.withdrawn:
            return figure
        quantity = figure.quantity
        self.check_indicator(
            Counted(
                figure.indicator, quantity.measure if quantity else None, figure.period, quantity.value if quantity else None
            ),
            folder,
        )
        place = Place(figure.unit, figure.unit_code, figure.level, figure.period)
        return replace(figure, unit_code=self.code_of(place, folder) or figure.unit_code)

    def check_indicator(self, counted: Counted, folder: Path) -> None:
        """Raises IndicatorUnknown, IndicatorNotInForce, MeasureWrong, CountNegative."""
        known = self._definitions().get(counted.indicator, ())
        if not known:
            raise IndicatorUnknown(file=folder, found=counted.indicator)
        holding = [each for each in known if _overlaps(each.since, each.until, counted.period)]
        if not holding:
            raise IndicatorNotInForce(
                file=folder, found=counted.indicator, period=counted.period, allowed=_spans(known), name=known[-1].name.vi
            )
        indicator = holding[-1]
        vocabulary = self.catalogue.vocabulary
        if counted.measure is not None and shift_to(indicator, counted.measure, vocabulary, trusting=False) != 0:
            raise MeasureWrong(
                file=folder, indicator=indicator.code, found=counted.measure or "–", allowed=indicator.measure or "–"
            )
        if counted.least is not None and counted.least < 0 and indicator.kind in COUNTED:
            raise CountNegative(file=folder, indicator=indicator.code, period=counted.period, found=plain(counted.least))

    def code_of(self, place: Place, folder: Path) -> str:
        """The code of the unit, '' when the register knows none or several it could be. Raises UnitNotKnown, UnitNotThere,
        LevelNotAlive."""
        _check_kind(place, folder)
        if self.units is None:
            return place.unit_code
        alive = self._alive(place)
        if alive:
            return self._only_code(place, {unit.code for unit in alive if unit.code})
        known = [unit for unit in self._named.get(unit_key(place.unit), ()) if _fits(unit, place)]
        if known:
            raise UnitNotThere(file=folder, found=place.unit, period=place.period, allowed=_spans(known))
        if not self.strict and not place.unit_code:
            self.unknown.add(place.unit)
            return ""
        raise UnitNotKnown(file=folder, found=" ".join(filter(None, (place.unit, place.unit_code))), period=place.period)

    def _only_code(self, place: Place, codes: set[str]) -> str:
        if len(codes) > 1 and self.within and self.units and not place.unit_code:
            days = (place.period.end, place.period.start)
            return next(filter(None, (self.units.resolve_code(place.unit, day, self.within) for day in days)), "")
        return codes.pop() if len(codes) == 1 else place.unit_code

    def _alive(self, place: Place) -> list[KnownUnit]:
        """Units of that name that existed on any day of the period: of two that shared it, whichever lived longer, a name alone
        tells neither."""
        period = place.period
        named = self._named.get(unit_key(place.unit), ())
        return [unit for unit in named if _overlaps(unit.since, unit.until, period) and _fits(unit, place)]

    @cached_property
    def _named(self) -> dict[str, list[KnownUnit]]:
        """Every version of every unit, by the key of its name."""
        return _by_key(self.units.versions() if self.units else ())

    def _definitions(self) -> dict[str, tuple[Indicator, ...]]:
        return self.catalogue.derived(_definitions)


def _definitions(catalogue: Catalogue) -> dict[str, tuple[Indicator, ...]]:
    found: defaultdict[str, list[Indicator]] = defaultdict(list)
    for area in catalogue.areas.values():
        for indicator in area.indicators:
            found[indicator.code].append(indicator)
    return {code: tuple(each) for code, each in found.items()}


def _by_key(units: Iterable[KnownUnit]) -> dict[str, list[KnownUnit]]:
    found: defaultdict[str, list[KnownUnit]] = defaultdict(list)
    for unit in units:
        found[unit_key(unit.name)].append(unit)
    return found


def _fits(unit: KnownUnit, place: Place) -> bool:
    return (not place.unit_code or unit.code == place.unit_code) and (not place.level or unit.level == place.level)


def _check_kind(place: Place, folder: Path) -> None:
    """A district that reports for a time after the districts ended is told by its name alone."""
    kind = kind_of(place.unit, place.period.end)
    if kind and not _overlaps(kind.since, kind.until, place.period):
        raise LevelNotAlive(file=folder, found=place.unit, period=place.period, allowed=_spans([kind]))


def _overlaps(since: date | None, until: date | None, period: Period) -> bool:
    return (since or date.min) <= period.end and period.start <= (until or date.max)


class _Dated(Protocol):
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


def _spans(dated: Iterable[_Dated]) -> str:
    """'1/7/2025 – …, …'"""
    return ", ".join(dict.fromkeys(f"{_day(each.since)} – {_day(each.until)}" for each in dated))


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else "…"
