"""Units as people type them: a name with its kind, or a code."""

from datetime import date
from typing import TYPE_CHECKING

from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.said import Said
from danvan.units.errors import UnitAmbiguous, UnitUnknown

if TYPE_CHECKING:
    from danvan.units.register import UnitRegister
    from danvan.units.unit import Unit

_MOST = 5


def register_of(catalogue: Catalogue) -> "UnitRegister | None":
    """The register of units; None where the national list is not installed."""
    from danvan.units.register import UnitRegister  # noqa: PLC0415 - not for a help text

    try:
        return catalogue.derived(UnitRegister.load)
    except ExtraMissing:
        return None


def unit_asked(words: str, day: date, register: "UnitRegister") -> "Unit":
    """The one unit `words` mean on `day`. Raises UnitUnknown (with near names), UnitNotAlive, UnitAmbiguous: never a guess."""
    if words.isdigit():
        return register.unit(words, day)
    code = register.resolve_code(words, day)
    if code is None:
        matches = register.resolve(words, day)
        best = [match for match in matches if match.score == matches[0].score]
        near = ", ".join(f"{match.unit.name} ({match.unit.code})" for match in (best or matches)[:_MOST])
        if len(best) > 1:
            raise UnitAmbiguous(unit=words, n=len(best), choices=near)
        raise UnitUnknown(unit=words, hint=Said(" (did you mean '{near}'?)", near=near) if near else "")
    return register.unit(code, day)
