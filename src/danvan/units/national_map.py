"""What each commune of 30 June 2025 became, by the map of the package `vietnamadminunits`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from danvan.units.change import Move
from danvan.units.level import Level
from danvan.units.unit import Unit


@dataclass(slots=True)
class Lists:
    """Units by code, and codes by the keys the package's map is written in."""

    old: dict[str, Unit] = field(default_factory=dict)
    new: dict[str, Unit] = field(default_factory=dict)
    old_keys: dict[str, str] = field(default_factory=dict)
    new_keys: dict[str, str] = field(default_factory=dict)
    old_names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def old_province(self, code: str) -> str:
        """The code of the province a commune or district of 30 June 2025 was in."""
        unit = self.old[code]
        return unit.parent if unit.level is Level.DISTRICT else self.old[unit.parent].parent


def province_moves(table: Mapping[str, list[str]], lists: Lists) -> dict[str, list[str]]:
    """Code of a province of 1 July 2025 -> those it was made of."""
    return {lists.new_keys[new]: [lists.old_keys[old] for old in olds] for new, olds in table.items()}


def commune_moves(table: Mapping[str, Any], lists: Lists) -> tuple[Move, ...]:
    """The moves of all communes, and of the five island districts that had none.

    The package found the parts of divided communes by their names within a province of 2025, so that two of one name, once in
    different provinces, each got the other's new commune as well. No commune of 2025 lies across a border of former provinces
    (not one of those made of whole communes does), so such parts are left out.
    """
    wholes = tuple(_wholes(table["DICT_PROVINCE_WARD_NO_DIVIDED"], lists))
    return (*wholes, *_within_provinces(wholes, list(_parts(table["DICT_PROVINCE_WARD_DIVIDED"], lists)), lists))


def _wholes(table: Mapping[str, Mapping[str, list[str]]], lists: Lists) -> Iterator[Move]:
    for province, wards in table.items():
        for ward, olds in wards.items():
            new = lists.new_keys[f"{province}_{ward}"]
            yield from (Move(lists.old_keys[old], new) for old in olds)


def _parts(table: Mapping[str, Mapping[str, list[Any]]], lists: Lists) -> Iterator[Move]:
    for province, divided in table.items():
        for old, wards in divided.items():
            for ward in wards:
                new = lists.new_keys[f"{province}_{ward['newWardKey']}"]
                yield Move(lists.old_keys[old], new, whole=False, main=ward["isDefaultNewWard"])


def _within_provinces(wholes: Iterable[Move], parts: list[Move], lists: Lists) -> Iterator[Move]:
    provinces: dict[str, set[str]] = {}
    for move in wholes:
        provinces.setdefault(move.new, set()).add(lists.old_province(move.old))
    for new in {move.new for move in parts} - provinces.keys():
        provinces[new] = _of_other_names([move.old for move in parts if move.new == new], lists)
    for old, ways in _by_old(parts).items():
        kept = [way for way in ways if not provinces[way.new] or lists.old_province(old) in provinces[way.new]]
        yield from kept if len(kept) > 1 else (Move(way.old, way.new) for way in kept)


def _of_other_names(olds: list[str], lists: Lists) -> set[str]:
    """The former provinces of communes that share their names with none of the others."""
    names = [lists.old[old].name for old in olds]
    return {lists.old_province(old) for old, name in zip(olds, names, strict=True) if names.count(name) == 1}


def _by_old(moves: Iterable[Move]) -> dict[str, list[Move]]:
    found: dict[str, list[Move]] = {}
    for move in moves:
        found.setdefault(move.old, []).append(move)
    return found
