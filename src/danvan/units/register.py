"""The register of units: which there were on a day, above and below each other, and what became of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import collecting_nothing
from danvan.catalogue.models.unit_changes import UnitChange
from danvan.units.cards import changes_of, with_cards
from danvan.units.change import Change
from danvan.units.descent import WEIGHTS, Descent
from danvan.units.epochs import Epochs
from danvan.units.level import Level
from danvan.units.match import Match
from danvan.units.moves import Moves
from danvan.units.national import FIRST_DAY, read_national
from danvan.units.near import not_alive, unknown
from danvan.units.resolving import Resolver
from danvan.units.timeline import timelines, version_at
from danvan.units.trace import Trace
from danvan.units.tracing import forward, traced
from danvan.units.unit import Unit


class UnitRegister:
    """Units as versions in time, with the changes between them. Read-only; made once and passed to whoever needs it.

    Raises UnitsContradict when two versions of one code share a day.
    """

    def __init__(
        self, units: Iterable[Unit], changes: Iterable[Change] = (), old_names: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """`old_names`: code -> names its parts had before, without accents and spaces, as the national list has them."""
        self.old_names = old_names or {}
        self._changes = tuple(sorted(changes, key=lambda change: change.since))
        self._versions = timelines(units, self._changes)

    @classmethod
    def load(cls, catalogue: Catalogue, *, national: bool = True) -> "UnitRegister":
        """The national list with the catalogue's cards laid over it; or the cards alone (`national=False`), which need nothing
        installed. Raises ExtraMissing when the list is not installed."""
        cards = tuple(catalogue.unit_changes.values())
        if not national:
            return cls(with_cards((), cards), changes_of(cards))
        with collecting_nothing():
            return cls._of_the_nation(cards)

    @classmethod
    def _of_the_nation(cls, cards: Sequence[UnitChange]) -> "UnitRegister":
        told, listed = changes_of(cards), read_national()
        # Where a card tells what became of a unit on the day of the reform, the card's word stands.
        carded = {move.old for change in told if change.since == FIRST_DAY for move in change.moves}
        mapped = tuple(change.about(lambda move: move.old not in carded) for change in listed.changes)
        return cls(with_cards(listed.units, cards), (*mapped, *told), listed.old_names)

    def at(self, day: date, level: Level | None = None) -> tuple[Unit, ...]:
        """The units of `day`, of one level or of all (the highest first), in the order of their codes."""
        epoch = self._epochs.of(day)
        return epoch.everyone() if level is None else epoch.levels.get(level, ())

    def unit(self, code: str, day: date) -> Unit:
        """The unit of this code on `day`. Raises UnitUnknown, UnitNotAlive (with what it became)."""
        found = version_at(self.history(code), day)
        if found is None:
            raise not_alive(self.history(code), day, lambda unit: self._elsewhere(unit, day))
        return found

    def alive(self, code: str, day: date) -> bool:
        """Whether a unit had this code on `day`."""
        return version_at(self._versions.get(code, ()), day) is not None

    def history(self, code: str) -> tuple[Unit, ...]:
        """Every version of this code, the earliest first. Raises UnitUnknown."""
        if code not in self._versions:
            raise unknown(code, self._versions)
        return self._versions[code]

    def parent(self, unit: Unit, day: date) -> Unit | None:
        """The unit above on `day`; None for a province, or when it is not known."""
        code = self._above(unit, day)
        return version_at(self._versions.get(code, ()), day) if code else None

    def parents(self, unit: Unit, day: date | None = None) -> tuple[Unit, ...]:
        """The units above, the nearest first; on `day`, or on the last day of `unit`."""
        when = day or unit.until or date.max
        above: list[Unit] = []
        while (parent := self.parent(above[-1] if above else unit, when)) and parent not in above:
            above.append(parent)
        return tuple(above)

    def children(self, code: str, day: date) -> tuple[Unit, ...]:
        """The units right under this one on `day`. Raises UnitUnknown, UnitNotAlive."""
        return self._epochs.of(day).under.get(self.unit(code, day).code, ())

    def descendants(self, code: str, day: date, level: Level) -> tuple[Unit, ...]:
        """The units of one level under this one on `day`, however deep, in the order of their codes; itself when it is of that
        level. Raises UnitUnknown, UnitNotAlive."""
        below, under = [self.unit(code, day)], self._epochs.of(day).under
        found: list[Unit] = []
        while below:
            unit = below.pop()
            found += [unit] if unit.level is level else []
            below += under.get(unit.code, ())
        return tuple(sorted(found, key=lambda unit: unit.code))

    def changes(self, code: str | None = None) -> tuple[Change, ...]:
        """Every change, the earliest first; those of one code with the moves that touch it. Raises UnitUnknown."""
        if code is None:
            return self._changes
        self.history(code)
        touching = (change for change in self._changes if change.touches(code))
        return tuple(change.about(lambda move: code in (move.old, move.new)) for change in touching)

    def resolve(self, words: str, day: date | None = None, within: str | None = None) -> list[Match]:
        """The units `words` may mean, the likeliest first, each with a score of 100 and why; on `day` or over all time, under
        the unit of code `within`. Never a guess: what cannot be told apart is listed with equal scores. Raises UnitUnknown for
        `within`, ExtraMissing when the words are misspelt and what tells slips of the keyboard is not installed."""
        if within is not None:
            self.history(within)
        return self._resolver.matches(words, day, within)

    def resolve_code(self, name: str, day: date, within: str | None = None) -> str | None:
        """The code `name` means on `day`: only when it is spelt as it is and exactly one unit can be meant, else None.
        `within`: the unit above, by its code or its name."""
        return self._resolver.only_code(name, day, within)

    def trace(self, code: str, day: date, target_day: date, weights: Sequence[str] = WEIGHTS) -> Trace:
        """Where the territory of the unit of `day` lies on `target_day`, before or after. `weights`: what shares of parts are
        measured by, the first that is known. Raises UnitUnknown, UnitNotAlive."""
        return traced(self.unit(code, day), (day, target_day), self.descent(weights), self._last_children)

    def descent(self, weights: Sequence[str] = WEIGHTS) -> Descent:
        """The links between versions, with shares by these weights."""
        if tuple(weights) not in self._descents:
            self._descents[tuple(weights)] = Descent(self._versions, self._moves, weights)
        return self._descents[tuple(weights)]

    def versions(self) -> Iterator[Unit]:
        """Every version of every unit."""
        return (unit for versions in self._versions.values() for unit in versions)

    @cached_property
    def _moves(self) -> Moves:
        return Moves(self._changes)

    @cached_property
    def _descents(self) -> dict[tuple[str, ...], Descent]:
        return {}

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self)

    @cached_property
    def _epochs(self) -> Epochs:
        return Epochs(self.versions(), self._above)

    def _above(self, unit: Unit, day: date) -> str:
        """The code of the unit above on `day`: the unit's parent, or what that was made of, where a card changed it alone."""
        key = (unit.parent, day)
        if key not in self._parents:
            found = version_at(self._versions.get(unit.parent, ()), day)
            later = next((each for each in self._versions.get(unit.parent, ()) if each.since and each.since > day), None)
            olds = [found] if found else self.descent().origins(later, day) if later else []
            self._parents[key] = olds[0].code if len(olds) == 1 else ""
        return self._parents[key]

    @cached_property
    def _parents(self) -> dict[tuple[str, date], str]:
        return {}

    def _elsewhere(self, unit: Unit, day: date) -> list[Unit]:
        """Where the territory of a unit is on a day it does not exist."""
        if unit.until is None or unit.until > day:
            return self.descent().origins(unit, day)
        return [link.to for link in forward(unit, day, self.descent(), self._last_children).values()]

    def _last_children(self, unit: Unit) -> tuple[Unit, ...]:
        return self.children(unit.code, unit.until) if unit.until else ()
