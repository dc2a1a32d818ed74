"""Workbooks (.xlsx, .xls, .xlsb, .ods): the values by calamine, what it does not tell by a scan of the file before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from danvan.documents import bounded
from danvan.documents.docx.package import Package, open_package
from danvan.documents.kinds import Kind
from danvan.documents.layout import Piece, lay_out
from danvan.documents.letters.fonts import without_fonts
from danvan.documents.model import Document
from danvan.documents.sheet.layout import sheet_pieces
from danvan.documents.sheet.model import MAX_CELLS, MAX_PLACES, Sheet, SheetRemark
from danvan.documents.sheet.numbers import Value, written
from danvan.documents.sheet.scan import Scan
from danvan.documents.sheet.scan_binary import scan_xls, scan_xlsb
from danvan.documents.sheet.scan_ods import scan_ods
from danvan.documents.sheet.scan_xlsx import scan_xlsx, sheet_names, styles_of
from danvan.documents.sheet.values import SheetsUnreadable, SheetValues, sheets_apart, sheets_of
from danvan.kernel.errors import FileTooLarge, FormatDamaged

MAX_XLS = 50 * bounded.MEGABYTE
_BINARY = (".xls", ".xlsb")


def read_workbook(file: BinaryIO, path: Path, kind: Kind) -> Document:
    """The Document of an open workbook of one of the kinds EXCEL, OLD_EXCEL and OPEN_SHEET.

    Sheets follow each other; what is hidden is left out. A formula stands for its stored result. Raises FileTooLarge for more
    cells than any report has, FormatDamaged.
    """
    package = None if kind is Kind.OLD_EXCEL else open_package(file, path)
    ending = _ending(package, kind)
    scans = {"": scan_xls(bounded.read_all(file, path, MAX_XLS))} if package is None else _scans(package, ending)
    _check(scans, path)
    file.seek(0)
    reader = _Reader(scans, ending)
    try:
        sheets = sheets_apart(file.read()) if ending in _BINARY else sheets_of(file)
    except SheetsUnreadable as error:
        raise FormatDamaged(file=path, found=ending, reason="its sheets cannot be read") from error
    text, blocks = lay_out(reader.pieces(sheets))
    return Document(file=str(path), format=ending[1:], text=text, blocks=blocks, warnings=reader.warnings)


@dataclass(slots=True)
class _Reader:
    """A workbook being read: the scans by the names of sheets ('' for all), and what there is to say of it."""

    scans: dict[str, Scan]
    ending: str
    hidden: bool = False
    errors: bool = False
    converted: bool = False
    fractions: bool = False

    def pieces(self, sheets: Sequence[SheetValues]) -> Iterator[Piece]:
        for sheet in sheets:
            if sheet.hidden:
                self.hidden = True
            else:
                yield from sheet_pieces(self._sheet(sheet))

    @property
    def warnings(self) -> tuple[str, ...]:
        said = {
            SheetRemark.HIDDEN: self.hidden,
            SheetRemark.ERRORS: self.errors,
            SheetRemark.NO_RESULT: any(scan.no_result for scan in self.scans.values()),
            SheetRemark.OLD_FONT: self.converted,
            SheetRemark.PERCENT: self.fractions and self.ending in _BINARY,
        }
        return tuple(str(remark) for remark, holds in said.items() if holds)

    def _sheet(self, sheet: SheetValues) -> Sheet:
        scan = self.scans.get(sheet.name) or Scan()
        top, left = sheet.start
        rows = [
            [self._words(value, (row, column), scan) for column, value in enumerate(line, start=left)]
            for row, line in enumerate(sheet.values, start=top)
        ]
        rows = self._in_unicode(rows)
        merged = scan.merges or sheet.merges
        merges = [((a - top, b - left), (c - top, d - left)) for (a, b), (c, d) in merged if a >= top and b >= left]
        # As many rows as merged cells may cover in all; beyond that they are no layout but an attack.
        covered = sum(min(below, len(rows)) - above for (above, _), (below, _) in merges)
        return Sheet(sheet.name, rows, merges if covered <= MAX_PLACES else ())

    def _in_unicode(self, rows: list[list[str]]) -> list[list[str]]:
        """The rows of a sheet typed in an old font, converted; calamine does not tell fonts."""
        words = [word for row in rows for word in row]
        found = without_fonts(words)
        if found == words:
            return rows
        self.converted = True
        unicode = iter(found)
        return [list(islice(unicode, len(row))) for row in rows]

    def _words(self, value: Value, place: tuple[int, int], scan: Scan) -> str:
        error = scan.errors.get(place, "")
        if error and not value:
            self.errors = True
            return error
        if isinstance(value, float) and -1 < value < 1 and not value.is_integer():
            self.fractions = True
        return written(value, scan.shown.get(place))


def _ending(package: Package | None, kind: Kind) -> str:
    if package is None:
        return ".xls"
    if kind is Kind.OPEN_SHEET:
        return ".ods"
    return ".xlsb" if "xl/workbook.bin" in package else ".xlsx"


def _scans(package: Package, ending: str) -> dict[str, Scan]:
    try:
        return _ods_scans(package) if ending == ".ods" else _excel_scans(package)
    except FormatDamaged as error:
        raise FormatDamaged(**{**error.fields, "found": ending}) from error


def _ods_scans(package: Package) -> dict[str, Scan]:
    root = package.root("content.xml")
    if root is None:
        raise FormatDamaged(file=package.file, found=".ods", reason="content.xml is missing")
    return scan_ods(root)


def _excel_scans(package: Package) -> dict[str, Scan]:
    """By name; a binary workbook has its names where only calamine reads them, and its scans have the names of the parts."""
    main = next((one.target for one in package.relations().values() if one.kind == "officeDocument"), "xl/workbook.xml")
    sheets = {key: one.target for key, one in package.relations(main).items() if one.kind == "worksheet"}
    parts = {key: package.read(part) for key, part in sheets.items() if part in package}
    if main.endswith(".bin"):
        return {sheets[key]: scan_xlsb(data) for key, data in parts.items()}
    names, styles = sheet_names(package.root(main)), styles_of(package)
    return {names.get(key, key): scan_xlsx(data, styles) for key, data in parts.items()}


def _check(scans: dict[str, Scan], path: Path) -> None:
    """Raises FileTooLarge where the filled cells, or the places up to the last of them, are more than fit in memory."""
    places = max((scan.places for scan in scans.values()), default=0)
    if places > MAX_PLACES:
        raise FileTooLarge(file=path, found=f"a sheet that reaches over {places} cells", allowed=f"{MAX_PLACES}")
    cells = sum(scan.cells for scan in scans.values())
    if cells > MAX_CELLS:
        raise FileTooLarge(file=path, found=f"a workbook of {cells} filled cells", allowed=f"{MAX_CELLS}")
