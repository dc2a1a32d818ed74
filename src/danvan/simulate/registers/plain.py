"""A register nobody has described: filled by the types of its columns, so that a province's own register is simulated too."""

from collections.abc import Mapping

from danvan.catalogue.models import Register
from danvan.simulate.rows import Draw, Recipe, Rows

_YEARLY = 12.0


def plain_recipe(name: str, register: Register) -> Recipe | None:
    """A few rows a month; None when no date places a row in time."""
    key = register.begins
    if not key:
        return None

    def make(draw: Draw) -> Mapping[str, Rows]:
        rows = draw.rows(name, _YEARLY)
        rows[key] = rows.days()
        for column in register.columns:
            if column.personal or column.code == key:
                continue
            match column.type:
                case "choice":
                    rows.choice(column.code, **dict.fromkeys(column.choices, 1.0))
                case "yes_no":
                    rows[column.code] = rows.chance(0.5)
                case "integer" | "decimal" if column.code != "entry_no":
                    rows[column.code] = rows.around(3.0, least=column.minimum or 0)
                case _:
                    pass
        return {name: rows}

    return Recipe({name: key}, make)
