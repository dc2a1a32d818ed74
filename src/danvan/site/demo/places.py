"""The offices of the demonstration: a province and some of its communes, under their real names and codes."""

from dataclasses import replace
from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.site.offices.models import Office
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit


def communes_of(catalogue: Catalogue, province: str, day: date, most: int) -> tuple[Unit, list[Unit]]:
    """The province and at most so many of its communes on `day`. As if they had always been there: a demonstration wants last
    year's figures of the same units. Raises UnitUnknown, ExtraMissing."""
    register = catalogue.derived(UnitRegister.load)
    above = register.unit(province, day)
    below = list(register.descendants(province, day, Level.COMMUNE))[:most]
    return above, [replace(unit, since=None) for unit in below]


def offices_of(above: Unit, below: list[Unit]) -> list[Office]:
    """Puts them into the database; the communes are given back."""
    top = _office(above, None)
    top.letterhead = {"issuer": f"Ủy ban nhân dân {above.name}", "symbol": "BC-UBND", "place": above.proper}
    top.save()
    return [_office(unit, top) for unit in below]


def _office(unit: Unit, parent: Office | None) -> Office:
    letterhead = {}
    if parent:
        letterhead = {
            "superior": f"UBND {parent.name}",
            "issuer": f"Ủy ban nhân dân {unit.name}",
            "symbol": "BC-UBND",
            "place": unit.proper,
            "addressees": [f"Ủy ban nhân dân {parent.name}"],
            "recipients": [f"Thường trực Đảng ủy {unit.name}"],
            "signs": ["TM. Ủy ban nhân dân", "Chủ tịch"],
        }
    return Office.objects.create(
        code=unit.code, name=unit.name, level=unit.level.value, parent=parent, latitude=unit.latitude, longitude=unit.longitude,
        area_km2=unit.area_km2, people=unit.people, letterhead=letterhead,
    )  # fmt: skip
