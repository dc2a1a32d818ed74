"""The sheets of a workbook by calamine. A damaged binary file (.xls, .xlsb) can make it end the process: such a file is read
in a process of its own (`sheet_child`)."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from danvan.documents.sheet.model import Merge, Place
from danvan.documents.sheet.numbers import Value

_PANIC = "PanicException"
_SECONDS = 120


class SheetsUnreadable(Exception):
    """What is in the file is no workbook, or a damaged one."""


@dataclass(frozen=True, slots=True)
class SheetValues:
    """A sheet as the file holds it; `start` is the place of the first value. A hidden sheet has no values."""

    name: str
    hidden: bool
    start: Place
    values: list[list[Value]]
    merges: list[Merge]


def sheets_of(file: BinaryIO) -> list[SheetValues]:
    """All worksheets, in order. Raises SheetsUnreadable."""
    try:
        with CalamineWorkbook.from_filelike(file) as workbook:
            return list(_sheets(workbook))
    except BaseException as error:
        # A panic of calamine is no ordinary exception.
        if not isinstance(error, CalamineError | ValueError | OSError) and type(error).__name__ != _PANIC:
            raise
        raise SheetsUnreadable from error


def sheets_apart(data: bytes) -> list[SheetValues]:
    """The same, in a process of its own. Raises SheetsUnreadable."""
    command = [sys.executable, "-P", "-m", "danvan.documents.sheet.child"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - ourselves
    except (OSError, subprocess.SubprocessError) as error:
        raise SheetsUnreadable from error
    sheets: list[SheetValues] = pickle.loads(done.stdout)  # noqa: S301 - written by the process we started
    return sheets


def _sheets(workbook: CalamineWorkbook) -> Iterator[SheetValues]:
    for told in workbook.sheets_metadata:
        if told.typ != SheetTypeEnum.WorkSheet:
            continue
        if told.visible != SheetVisibleEnum.Visible:
            yield SheetValues(told.name, hidden=True, start=(0, 0), values=[], merges=[])
            continue
        sheet = workbook.get_sheet_by_name(told.name)
        values, merges = sheet.to_python(skip_empty_area=True), sheet.merged_cell_ranges or []
        yield SheetValues(told.name, hidden=False, start=sheet.start or (0, 0), values=values, merges=merges)
