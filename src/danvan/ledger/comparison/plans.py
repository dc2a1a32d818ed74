"""Targets from a table: indicator, unit (its code), period, target."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from danvan.kernel.errors import FileMissing, FormatDamaged, PeriodError
from danvan.kernel.period import Period
from danvan.ledger.comparison.errors import PlanDamaged

COLUMNS = ("indicator", "unit_code", "period", "target")
Key = tuple[str, str, date, date]


def read_plan(path: Path) -> dict[Key, Decimal]:
    """The targets in `path`, by indicator, code of the unit, first and last day. Raises FileMissing, FormatDamaged,
    PlanDamaged: no such columns, a period or a number that is none, one target given twice."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return dict(_once(path, _targets(path, csv.DictReader(file))))
    except FileNotFoundError as error:
        raise FileMissing(file=path) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormatDamaged(file=path, found="CSV", reason=str(error)) from error


def _targets(path: Path, rows: "csv.DictReader[str]") -> Iterator[tuple[int, Key, Decimal]]:
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise _wrong(path, 1, ", ".join(missing))
    for number, row in enumerate(rows, 2):
        yield number, *_target(path, number, row)


def _target(path: Path, number: int, row: Mapping[str, str | None]) -> tuple[Key, Decimal]:
    indicator, code, words, target = ((row[name] or "").strip() for name in COLUMNS)
    try:
        period, value = Period.parse(words), Decimal(target)
    except (PeriodError, InvalidOperation) as error:
        raise _wrong(path, number, f"'{words}', '{target}'") from error
    if not value.is_finite():
        raise _wrong(path, number, f"'{target}'")
    return (indicator, code, period.start, period.end), value


def _once(path: Path, targets: Iterator[tuple[int, Key, Decimal]]) -> Iterator[tuple[Key, Decimal]]:
    seen: set[Key] = set()
    for number, key, value in targets:
        if key in seen:
            raise _wrong(path, number, ", ".join(map(str, key)))
        seen.add(key)
        yield key, value


def _wrong(path: Path, row: int, found: str) -> PlanDamaged:
    return PlanDamaged(file=path, row=row, found=found, allowed=", ".join(COLUMNS))
