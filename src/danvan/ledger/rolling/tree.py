"""Which units report, and under which others they stand, each from its first to its last day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from danvan.units.names import unit_key
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

NATION = "VN"
"""The code of the whole country."""
NATION_LEVEL = "nation"
NATION_NAME = "cả nước"

Pair = tuple[str, str]
"""A unit's code and its level."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A reporting unit and a unit it stands under, with that one's level; a unit may stand under itself, where totals of its
    own level are wanted too. `since` and `until`: first and last day (None = open)."""

    unit_code: str
    ancestor_code: str
    level: str
    since: date | None = None
    until: date | None = None

    def holds_at(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class UnitTree:
    """`edges` between units. Figures are added up from their `unit_code`s, each counted once, however many levels lie above it.
    `names` tells what codes mean; `aliases` which code a figure without one belongs to, by the key of its unit's name."""

    edges: Sequence[Edge]
    names: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, register: UnitRegister, days: Collection[date], levels: Collection[str] = (), within: str = NATION
    ) -> "UnitTree":
        """The units of `register` on `days` (last days of periods) under the unit of code `within`. Those with none below them
        report. `levels`: which levels to add up to, 'nation' among them; when empty, all above the reporting units.

        Raises UnitUnknown, UnitNotAlive for `within`.
        """
        if within != NATION:
            register.unit(within, max(days))
        spans: dict[tuple[str, str, str], list[list[date]]] = {}
        names: dict[str, str] = {NATION: NATION_NAME}
        codes: defaultdict[str, set[str]] = defaultdict(set)
        before = None
        for day in sorted(set(days)):
            alive = register.at(day)
            for unit in alive:
                codes[unit_key(unit.name)].add(unit.code)
                names[unit.code] = unit.name
            for edge in _edges(register, alive, day, levels, within):
                known = spans.setdefault(edge, [])
                if known and known[-1][1] == before:
                    known[-1][1] = day
                else:
                    known.append([day, day])
            before = day
        edges = [Edge(*edge, *span) for edge, found in spans.items() for span in found]
        return cls(edges, names, {key: next(iter(found)) for key, found in codes.items() if len(found) == 1})

    def above(self, day: date) -> dict[str, tuple[Pair, ...]]:
        """On `day`: reporting unit -> those it stands under, with their levels."""
        found: defaultdict[str, list[Pair]] = defaultdict(list)
        for edge in self.edges:
            if edge.holds_at(day):
                found[edge.unit_code].append((edge.ancestor_code, edge.level))
        return {unit: tuple(pairs) for unit, pairs in found.items()}

    def under(self, ancestor: str, day: date) -> list[str]:
        """On `day`: the reporting units under `ancestor`."""
        return [edge.unit_code for edge in self.edges if edge.ancestor_code == ancestor and edge.holds_at(day)]

    def name(self, code: str) -> str:
        return self.names.get(code, code)


def _edges(
    register: UnitRegister, alive: Iterable[Unit], day: date, levels: Collection[str], within: str
) -> Iterator[tuple[str, str, str]]:
    units = tuple(alive)
    has_some_below = {unit.parent for unit in units}
    chains: dict[str, list[Pair]] = {}
    for unit in units:
        if unit.code in has_some_below:
            continue
        # Units right under one unit share what lies above it.
        if unit.parent not in chains:
            chains[unit.parent] = [*((up.code, str(up.level)) for up in register.parents(unit, day)), (NATION, NATION_LEVEL)]
        chain = [(unit.code, str(unit.level)), *chains[unit.parent]]
        at = [code for code, _ in chain]
        if within not in at:
            continue
        inside = chain[: at.index(within) + 1]
        wanted = [pair for pair in inside if pair[1] in levels] if levels else (inside[1:] or inside)
        yield from ((unit.code, code, level) for code, level in wanted)
