"""The figures of record that are asked for: of some periods, units with those under them, a level."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.cli.asked_units import register_of, unit_asked
from danvan.cli.progress import waiting
from danvan.cli.session import Session
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.ledger.chosen import of_periods, of_units
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.store import Ledger
from danvan.units.level import Level, level_of
from danvan.units.names import unit_key
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit


@dataclass(frozen=True, slots=True)
class Wanted:
    """`units`: the units named, each with those under it, by period, and `keys` what their figures are kept under; None for all
    units there are."""

    periods: tuple[Period, ...]
    level: str
    units: dict[Period, tuple[Unit, ...]] = field(default_factory=dict)
    keys: dict[Period, tuple[str, ...]] | None = None
    named: tuple[str, ...] = ()
    """The keys of names alone, where there is no register to look them up in."""


def wanted(periods: Sequence[str], names: Sequence[str], level: str, catalogue: Catalogue) -> Wanted:
    """From the words of the command line.

    Raises PeriodError, UnitUnknown, UnitNotAlive, UnitAmbiguous; ExtraMissing where the national list is not installed and more
    than communes by their names is asked for.
    """
    when = tuple(dict.fromkeys(Period.parse(words) for words in periods))
    if not names:
        return Wanted(when, level)
    register = register_of(catalogue)
    if register is None:
        if any(level_of(name) is not Level.COMMUNE for name in names):
            raise ExtraMissing(extra="units")
        return Wanted(when, level, named=tuple(map(unit_key, names)))
    units = {period: _with_those_below(names, period.end, register) for period in when}
    keys = {period: tuple(_keys(found, period.end, register)) for period, found in units.items()}
    return Wanted(when, level, units, keys)


def _with_those_below(names: Sequence[str], day: date, register: UnitRegister) -> tuple[Unit, ...]:
    tops = [unit_asked(name, day, register) for name in names]
    below = [unit for top in tops for step in Level for unit in register.descendants(top.code, day, step)]
    return tuple({unit.code: unit for unit in (*tops, *below)}.values())


def _keys(units: Sequence[Unit], day: date, register: UnitRegister) -> Iterator[str]:
    """The units' codes; and for figures kept without one the keys of those names that no other unit has."""
    for unit in units:
        yield unit.code
        if register.resolve_code(unit.name, day) == unit.code:
            yield unit_key(unit.name)


@contextmanager
def record_of(folder: Path, asked: Wanted, address: str, session: Session) -> Iterator[tuple[Any, Any]]:
    """The figures of record as an Ibis table, and what runs expressions over it. Raises LedgerError and its kinds."""
    ledger = Ledger.open(folder, create=False)
    with open_engine(address) as engine:
        record = current(engine.figures(ledger))
        record = of_periods(record, asked.periods)
        if asked.level:
            record = record.filter(record.level == asked.level)
        if asked.keys is not None:
            places = {(key, period.start, period.end) for period, keys in asked.keys.items() for key in keys}
            record = of_units(record, places)
        if asked.named:
            record = record.filter(record.unit_key.isin(asked.named))
        with waiting(session):
            yield record, engine.run
