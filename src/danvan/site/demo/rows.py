"""Rows of the simulated registers as rows of the site: what a clerk would have written down by today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Register
from danvan.simulate.blocks import Block, Told, years_of
from danvan.simulate.filling import UNIT
from danvan.simulate.plan import Plan
from danvan.simulate.world import World
from danvan.site.offices.models import Office
from danvan.site.registers.models import Record
from danvan.units.unit import Unit

AT_ONCE = 2000
"""Rows that go into the database together."""


@dataclass(frozen=True)
class Invented:
    """Two years of a few communes. Iterate over `records` first: it fills `told`."""

    plan: Plan
    catalogue: Catalogue
    units: Sequence[Unit]
    offices: Mapping[str, Office]
    day: date
    told: list[Told] = field(default_factory=list)
    """What each period's reports say, the figures that no register gives among them."""

    def records(self) -> Iterator[list[Record]]:
        """Rows in handfuls, not yet saved: those that began by `day`, without what nobody could know by then."""
        world = World(self.plan, self.catalogue)
        codes = [unit.code for unit in self.units]
        for year in years_of(world, Block("demo", tuple(self.units))):
            self.told.extend(year.told)
            for book, table in year.registers.items():
                for batch in table.to_batches(AT_ONCE):
                    found = (
                        _record(row, book, world.registers[book], self.offices[codes[row[UNIT]]], self.day)
                        for row in batch.to_pylist()
                    )
                    if kept := [record for record in found if record]:
                        yield kept


def _record(row: Mapping[str, Any], book: str, register: Register, office: Office, day: date) -> Record | None:
    begins, ends = row.get(register.begins), row.get(register.ends) if register.ends else None
    if begins is None or begins > day:
        return None
    unknown = {column for when, columns in register.known.items() if _later(row.get(when), day) for column in columns}
    values = {
        column.code: _plain(row[column.code])
        for column in register.columns
        if row.get(column.code) is not None
        and column.code not in unknown
        and not column.personal
        and (column.code in register.ahead or not _later(row[column.code], day))
    }
    return Record(office=office, book=book, begins=begins, ends=None if _later(ends, day) else ends, values=values)


def _later(value: Any, day: date) -> bool:
    return isinstance(value, date) and value > day


def _plain(value: Any) -> Any:
    """As a row of the site keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value
