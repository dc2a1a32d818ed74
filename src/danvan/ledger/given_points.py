"""Points that people give: a table of units, criteria and points, as a spreadsheet saves it (CSV, with ',' or ';')."""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Self

from danvan.catalogue.hints import did_you_mean, listed
from danvan.catalogue.models.scorecards import Scorecard
from danvan.kernel.errors import FileForbidden, FileMissing, InputError
from danvan.kernel.said import Said
from danvan.units.names import unit_key

SUPERIOR = "superior"
"""In the column of criteria: the points of the superior body."""
_HEADS = (("unit", "criterion", "points"), ("đơn vị", "tiêu chí", "điểm"))


class PointsRefused(InputError):
    """A line of a table of points that cannot be used."""

    template = "{file}, line {line}: {found}. Allowed: {allowed}. No unit was scored."


@dataclass(frozen=True, slots=True)
class Given:
    """Points by unit (its code, or the key of its name) and criterion; `names`: the units as they were written."""

    points: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def to(cls, points: Mapping[str, Mapping[str, Fraction]]) -> Self:
        """Points by the names or codes of units, as people write them."""
        return cls({_key(unit): given for unit, given in points.items()}, {_key(unit): unit for unit in points})

    def of(self, unit: str, code: str = "") -> Mapping[str, Fraction]:
        return {**self.points.get(unit_key(unit), {}), **(self.points.get(code, {}) if code else {})}

    def strangers(self, units: Collection[str]) -> list[str]:
        """Whose points belong to none of `units` (names and codes)."""
        known = set(map(_key, units))
        return [self.names.get(key, key) for key in self.points if key not in known]


def read_points(file: Path, card: Scorecard) -> Given:
    """The points in `file` (UTF-8; columns unit, criterion, points). A unit goes by its name or its code; points left empty are
    not given yet.

    Raises FileMissing, FileForbidden, PointsRefused with the line: a criterion that is computed or does not exist, points that
    are no number or outside 0 and the maximum, the same criterion of a unit twice.
    """
    found: dict[str, dict[str, Fraction]] = {}
    names: dict[str, str] = {}
    for line, unit, criterion, points in _rows(_lines(file), file):
        of_unit = found.setdefault(names.setdefault(_key(unit), unit), {})
        if criterion in of_unit:
            raise _refused(file, line, Said("'{name}' of {unit} again", name=criterion, unit=unit), Said("each once"))
        of_unit[criterion] = _points(points, _maximum(criterion, card, file, line), file, line)
    return Given.to(found)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise FileMissing(file=file) from error
    except PermissionError as error:
        raise FileForbidden(file=file) from error
    except UnicodeDecodeError as error:
        raise _refused(file, 1, Said("letters that are not UTF-8"), Said("a CSV file saved as UTF-8")) from error


def _rows(lines: list[str], file: Path) -> Iterator[tuple[int, str, str, str]]:
    delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    head, *rows = csv.reader(lines, delimiter=delimiter) if lines else [[]]
    if tuple(name.strip().casefold() for name in head[:3]) not in _HEADS:
        allowed = Said("the columns {names}", names=" | ".join(", ".join(names) for names in _HEADS))
        raise _refused(file, 1, Said("the heads '{heads}'", heads=", ".join(head)), allowed)
    for line, row in enumerate(rows, start=2):
        unit, criterion, points = ([cell.strip() for cell in row] + ["", "", ""])[:3]
        if points:
            yield line, unit, criterion, points


def _maximum(name: str, card: Scorecard, file: Path, line: int) -> Decimal:
    allowed = {each.code: each.maximum for each in card.criteria if not each.formula}
    if card.superior:
        allowed[SUPERIOR] = card.superior
    if name in allowed:
        return allowed[name]
    if any(each.code == name for each in card.criteria):
        raise _refused(file, line, Said("'{name}', which is computed from figures", name=name), listed(allowed))
    found = Said("the criterion '{name}'{hint}", name=name, hint=did_you_mean(name, allowed))
    raise _refused(file, line, found, listed(allowed))


def _points(words: str, most: Decimal, file: Path, line: int) -> Fraction:
    try:
        points = Decimal(words.replace(",", "."))
    except InvalidOperation:
        points = Decimal(-1)
    if not (points.is_finite() and 0 <= points <= most):
        raise _refused(file, line, Said("the points '{words}'", words=words), Said("a number from 0 to {most}", most=most))
    return Fraction(points)


def _key(unit: str) -> str:
    return unit if unit.isdigit() else unit_key(unit)


def _refused(file: Path, line: int, found: Said, allowed: Said | str) -> PointsRefused:
    return PointsRefused(file=file, line=line, found=found, allowed=allowed)
