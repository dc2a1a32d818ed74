"""The recipes of all the registers of a catalogue."""

from collections.abc import Mapping

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Register
from danvan.simulate.registers import (
    democracy,
    feedback,
    grassroots,
    movements,
    offices,
    petitions,
    procedures,
    reception,
    surveys,
    welfare,
)
from danvan.simulate.registers.plain import plain_recipe
from danvan.simulate.rows import Recipe

_DESCRIBED: tuple[Recipe, ...] = (
    *reception.RECIPES,
    *petitions.RECIPES,
    *feedback.RECIPES,
    *procedures.RECIPES,
    *surveys.RECIPES,
    *democracy.RECIPES,
    *grassroots.RECIPES,
    *movements.RECIPES,
    *offices.RECIPES,
    *welfare.RECIPES,
)


def registers_of(catalogue: Catalogue) -> dict[str, Register]:
    """Every register by area and name: 'petitions.petitions'."""
    return {f"{area.code}.{name}": register for area in catalogue.areas.values() for name, register in area.registers.items()}


def recipes_of(catalogue: Catalogue) -> list[Recipe]:
    """A recipe for every register that can be placed in time; those whose area is not in the catalogue are left out."""
    registers = registers_of(catalogue)
    found = [recipe for recipe in _DESCRIBED if all(_fits(recipe, name, registers) for name in recipe.registers)]
    described = {name for recipe in found for name in recipe.registers}
    plain = (plain_recipe(name, register) for name, register in registers.items() if name not in described)
    return [*found, *(recipe for recipe in plain if recipe)]


def _fits(recipe: Recipe, name: str, registers: Mapping[str, Register]) -> bool:
    """Whether the catalogue places the register's rows by the date the recipe fills."""
    return name in registers and registers[name].begins == recipe.registers[name]
