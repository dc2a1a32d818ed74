"""When an office began and ended, as far as its reports are concerned, and who has its territory afterwards.

A unit that others merged into is a new office, also under the code and the name of one of them. One that only moved its
boundary, or came under another unit above, goes on; so does what is left of a unit that gave a part away, under the same name.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from danvan.units.errors import UnitUnknown
from danvan.units.level import Level
from danvan.units.names import unit_key
from danvan.units.register import UnitRegister
from danvan.units.timeline import version_at
from danvan.units.unit import Unit

_DAY = timedelta(1)


class Offices:
    """The offices of a register's units."""

    def __init__(self, register: UnitRegister) -> None:
        self._register = register
        self._moved: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
        self._founded: set[tuple[str, date]] = set()
        for change in register.changes():
            for move in sorted(change.moves, key=lambda move: (not move.whole, not move.main)):
                self._moved[move.old, change.since].append(move.new)
                if move.whole and move.old != move.new:
                    self._founded.add((move.new, change.since))
        self._last: defaultdict[Level, list[tuple[date, str, Unit]]] = defaultdict(list)
        for unit in register.versions():
            if unit.until and not self._goes_on(unit):
                self._last[unit.level].append((unit.until, unit.code, unit))
        for ended in self._last.values():
            ended.sort(key=lambda each: each[:2])

    def since(self, unit: Unit) -> date | None:
        """The first day of the office that `unit` is a version of; None when it is not known."""
        for earlier in reversed(self._register.history(unit.code)):
            if earlier.until and unit.since and earlier.until == unit.since - _DAY and self._goes_on(earlier):
                unit = earlier
        return unit.since

    def ended(self, level: Level, first: date, before: date) -> Iterator[Unit]:
        """The last versions of the offices that ended from `first` on and before `before`, by their last day."""
        ended = self._last[level]
        for until, _, unit in ended[bisect_left(ended, (first, ""), key=lambda each: each[:2]) :]:
            if until >= before:
                return
            yield unit

    def heirs(self, unit: Unit, day: date) -> tuple[Unit, ...]:
        """Who has the territory of an office that ended, on a later `day`; heirs of the unit above, where nothing says more."""
        found = {heir.code: heir for heir in self._heirs(unit, day)}
        if not found and unit.until:
            for above in self._register.parents(unit, unit.until):
                later = [above] if above.holds_at(day) else self.heirs(above, day)
                found |= {heir.code: heir for heir in later}
                if found:
                    break
        return tuple(found.values())

    def _heirs(self, unit: Unit, day: date) -> Iterator[Unit]:
        if unit.until is None:
            return
        after = unit.until + _DAY
        for code in dict.fromkeys((*self._moved.get((unit.code, after), ()), unit.code)):
            later = self._version(code, after)
            if later and later.holds_at(day):
                yield later
            elif later:
                yield from self._heirs(later, day)

    def _goes_on(self, unit: Unit) -> bool:
        if unit.until is None:
            return True
        after = unit.until + _DAY
        later = self._version(unit.code, after)
        return bool(later and unit_key(later.name) == unit_key(unit.name) and (unit.code, after) not in self._founded)

    def _version(self, code: str, day: date) -> Unit | None:
        try:
            return version_at(self._register.history(code), day)
        except UnitUnknown:
            return None
