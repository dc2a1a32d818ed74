"""Where in the catalogue's files something was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from danvan.catalogue.strict_yaml import Path, Value, YamlFile
from danvan.kernel.errors import CatalogueError, FormulaError
from danvan.kernel.said import Said


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a catalogue file: the file, and the keys that lead to it."""

    file: YamlFile
    path: Path = ()

    def inside(self, *path: str | int) -> "Place":
        return Place(self.file, (*self.path, *path))

    @property
    def value(self) -> Value:
        """What stands there."""
        at: Any = self.file.value
        for step in self.path:
            at = at[step]
        value: Value = at
        return value

    def entries(self) -> Iterator[tuple[str, Value, "Place"]]:
        """The keys of a mapping with what they hold. Raises CatalogueError for anything else."""
        if not isinstance(self.value, dict):
            raise self.error("a list", "a mapping: each code, then what it is")
        for key, value in self.value.items():
            yield key, value, self.inside(key)

    def items(self) -> Iterator[tuple[Value, "Place"]]:
        """The entries of a list. Raises CatalogueError for anything else."""
        if not isinstance(self.value, list):
            raise self.error("a mapping or a single value", "a list: each entry begins with '-'")
        for position, value in enumerate(self.value):
            yield value, self.inside(position)

    @property
    def line(self) -> int:
        return self.file.line(self.path)

    def error(self, found: str, allowed: str, check: str = CatalogueError.default_check, /, **blanks: object) -> CatalogueError:
        """The mistake met here. `found` and `allowed` are constants with named blanks, since they are the keys of their
        translations; `blanks` fill both. `check` is the card of the catalogue's own checks that explains the mistake."""
        return CatalogueError(
            file=self.file.name,
            line=self.line,
            found=Said(found, **blanks),
            allowed=Said(allowed, **blanks),
            check=check,
        )

    def formula_error(self, formula: str, found: str, allowed: str, /, **blanks: object) -> FormulaError:
        return FormulaError(
            file=self.file.name,
            line=self.line,
            formula=formula,
            found=Said(found, **blanks),
            allowed=Said(allowed, **blanks),
        )


NOWHERE = Place(YamlFile("catalogue", {}))
"""The place of what was made in memory and never stood in a file."""
