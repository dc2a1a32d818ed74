"""Where in the catalogue's files something was written."""

from dataclasses import dataclass

from danvan.catalogue.strict_yaml import Path, YamlFile
from danvan.kernel.errors import CatalogueError, FormulaError


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a catalogue file: the file, and the keys that lead to it."""

    file: YamlFile
    path: Path = ()

    def inside(self, *path: str | int) -> "Place":
        return Place(self.file, (*self.path, *path))

    @property
    def line(self) -> int:
        return self.file.line(self.path)

    def error(self, found: str, allowed: str) -> CatalogueError:
        return self.file.error(found, allowed, self.path)

    def formula_error(self, formula: str, found: str, allowed: str) -> FormulaError:
        return FormulaError(file=self.file.name, line=self.line, formula=formula, found=found, allowed=allowed)


NOWHERE = Place(YamlFile("catalogue", {}, {}))
"""The place of what was made in memory and never stood in a file."""
