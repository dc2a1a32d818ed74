"""Refusals of a code, with what helps: near codes, the days it existed, what its territory belongs to now."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from danvan.kernel.said import Said, mark
from danvan.units.errors import UnitNotAlive, UnitUnknown
from danvan.units.timeline import lifetime
from danvan.units.unit import Unit, level_of_code

_NO_CODE = mark(" (a code has 2 digits for a province, 3 for a district, 5 for a commune)")
_MOST = 5


def unknown(code: str, known: Iterable[str]) -> UnitUnknown:
    """The refusal of a code no unit ever had."""
    padded = code.zfill(5)
    near = padded if padded in known else ""
    hint: Said | str = Said(" (did you mean '{near}'?)", near=near) if near else ""
    return UnitUnknown(unit=code, hint=hint or ("" if level_of_code(code) else Said(_NO_CODE)))


def not_alive(versions: Sequence[Unit], day: date, elsewhere: Callable[[Unit], Iterable[Unit]]) -> UnitNotAlive:
    """The refusal of a code that has no unit on `day`; `versions` are those it has at other times, `elsewhere` tells where the
    territory of one is on the day."""
    before = [unit for unit in versions if unit.until and unit.until < day]
    nearest = before[-1] if before else versions[0]
    return UnitNotAlive(
        unit=nearest.name,
        code=nearest.code,
        day=shown(day),
        dates=existed(lifetime(versions, nearest)),
        successors=_successors([unit for unit in elsewhere(nearest) if unit.code != nearest.code], later=bool(before)),
    )


def existed(unit: Unit) -> Said | str:
    """'from 1/7/2025', 'until 30/6/2025', 'from 1/1/2025 until 30/6/2025'."""
    if unit.since and unit.until:
        return Said("from {since} until {until}", since=shown(unit.since), until=shown(unit.until))
    if unit.since:
        return Said("from {since}", since=shown(unit.since))
    return Said("until {until}", until=shown(unit.until)) if unit.until else Said("always, as far as is known")


def shown(day: date) -> str:
    """A day as Vietnamese documents write it: 1/7/2025."""
    return f"{day.day}/{day.month}/{day.year}"


def names(units: Sequence[Unit]) -> Said | str:
    """'xã Vệ Giang (21238), xã Nghĩa Giang (21250)'; no more than five are named."""
    listed = ", ".join(f"{unit.name} ({unit.code})" for unit in units[:_MOST])
    return Said("{listed} and {n} more", listed=listed, n=len(units) - _MOST) if len(units) > _MOST else listed


def _successors(units: Sequence[Unit], *, later: bool) -> Said:
    if not units:
        return Said(" What became of it is not known.") if later else Said(" What it was made of is not known.")
    said = mark(" On that day its territory is in: {units}.") if later else mark(" On that day its territory was in: {units}.")
    return Said(said, units=names(units))
