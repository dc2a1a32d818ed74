"""The national list of units, old and new, from the data files of the package `vietnamadminunits`.

The package itself is never imported: it would bring maps and dataframes with it. Its database has the units as they were on
30 June 2025 (63 provinces, 696 districts, 10,035 communes) and as they are from 1 July 2025 on (34 provinces, 3,321 communes),
both by the state's codes; a JSON file beside it has what each commune became. Neither has what was before 2025: that is told by
the cards of the catalogue.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.units.change import Change, Move
from danvan.units.level import Level
from danvan.units.names import KIND_WORDS
from danvan.units.national_map import Lists, commune_moves, province_moves
from danvan.units.unit import Unit

_Cells = tuple[Any, ...]
"""Code, name, latitude, longitude; or keys."""
_ONE_WORD = {word.capitalize() for word in KIND_WORDS if " " not in word}
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)
_PACKAGE = "vietnamadminunits"
_OLD = """SELECT provinceCode, province, provinceLat, provinceLon, districtCode, district, districtLat, districtLon,
    wardCode, ward, wardLat, wardLon, provinceKey, districtKey, wardKey, wardAlias FROM admin_units_legacy"""
_NEW = """SELECT provinceCode, province, provinceLat, provinceLon, wardCode, ward, wardLat, wardLon, wardAreaKm2,
    provinceKey, wardKey FROM admin_units"""
_PROVINCES = ("Sắp xếp đơn vị hành chính cấp tỉnh năm 2025", "The provinces of 2025")
_COMMUNES = ("Sắp xếp đơn vị hành chính cấp xã năm 2025", "The communes of 2025")


@dataclass(frozen=True, slots=True)
class National:
    """The list and the map from old to new."""

    units: tuple[Unit, ...]
    changes: tuple[Change, ...]
    old_names: Mapping[str, tuple[str, ...]]
    """Code of a commune of 30 June 2025 -> names of communes merged into it before, as keys without accents and spaces."""


def read_national() -> National:
    """Reads the list. Raises ExtraMissing without the package."""
    folder = data_folder()
    with closing(sqlite3.connect(f"{(folder / 'dataset.db').as_uri()}?mode=ro", uri=True)) as database:
        lists = Lists()
        _read_old(database, lists)
        _read_new(database, lists)
    table = json.loads((folder / "converter_2025.json").read_bytes())
    provinces = province_moves(table["DICT_PROVINCE"], lists)
    goes_on = {code for code, olds in provinces.items() if olds == [code] and lists.old[code].name == lists.new[code].name}
    merged = tuple(Move(old, new) for new, olds in provinces.items() for old in olds if new not in goes_on)
    units = [unit for unit in lists.old.values() if unit.code not in goes_on]
    units += [lists.new[code] if code not in goes_on else _open(lists.new[code]) for code in lists.new]
    return National(
        tuple(units),
        (
            Change(FIRST_DAY, merged, date(2025, 6, 12), basis="202/2025/QH15", name=_PROVINCES),
            Change(FIRST_DAY, commune_moves(table, lists), date(2025, 6, 16), basis="76/2025/UBTVQH15", name=_COMMUNES),
        ),
        lists.old_names,
    )


def data_folder(package: str = _PACKAGE) -> Path:
    """The folder of a package's data files, found without importing it. Raises ExtraMissing."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ExtraMissing(extra="units")
    return Path(spec.submodule_search_locations[0]) / "data"


def _read_old(database: sqlite3.Connection, lists: Lists) -> None:
    for province, district, commune, keys in map(_in_three, database.execute(_OLD)):
        if province[0] not in lists.old:
            lists.old[province[0]] = _old(province, Level.PROVINCE, "")
            lists.old_keys[keys[0]] = province[0]
        if district[0] not in lists.old:
            lists.old[district[0]] = _old(district, Level.DISTRICT, province[0])
        if commune[0]:  # the five island districts had no communes
            lists.old[commune[0]] = _old(commune, Level.COMMUNE, district[0])
        lists.old_keys[f"{keys[0]}_{keys[1]}_{keys[2] or ''}"] = commune[0] or district[0]
        if keys[3]:
            lists.old_names[commune[0]] = tuple(json.loads(keys[3]))


def _in_three(row: tuple[Any, ...]) -> tuple[_Cells, _Cells, _Cells, _Cells]:
    return row[:4], row[4:8], row[8:12], row[12:]


def _read_new(database: sqlite3.Connection, lists: Lists) -> None:
    for row in database.execute(_NEW):
        province, commune = row[:4], row[4:8]
        area, province_key, commune_key = row[8:]
        if province[0] not in lists.new:
            lists.new[province[0]] = _new(province, Level.PROVINCE, "", None)
            lists.new_keys[province_key] = province[0]
        lists.new[commune[0]] = _new(commune, Level.COMMUNE, province[0], area)
        lists.new_keys[f"{province_key}_{commune_key}"] = commune[0]


def _old(cells: _Cells, level: Level, parent: str) -> Unit:
    code, name, latitude, longitude = cells
    return Unit(_name(name), level, code, parent, None, LAST_DAY, latitude, longitude)


def _new(cells: _Cells, level: Level, parent: str, area: float | None) -> Unit:
    code, name, latitude, longitude = cells
    # A few areas are missing or 0 in the data: not known.
    km2 = Decimal(str(area)) if area else None
    return Unit(_name(name), level, code, parent, FIRST_DAY, None, latitude, longitude, km2)


def _name(name: str) -> str:
    """'Xã Trà Sơn' -> 'xã Trà Sơn', 'Thị Trấn Ái Tử' -> 'thị trấn Ái Tử'. Done 14,000 times at each load, so it does little."""
    first, _, rest = name.partition(" ")
    if first in _ONE_WORD:
        return f"{first.lower()} {rest}"
    second, _, proper = rest.partition(" ")
    return f"{first.lower()} {second.lower()} {proper}"


def _open(unit: Unit) -> Unit:
    """A province that goes on as it was."""
    return Unit(unit.name, unit.level, unit.code, latitude=unit.latitude, longitude=unit.longitude)
