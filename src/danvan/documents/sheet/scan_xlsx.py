"""The scan of an Excel workbook (.xlsx): ECMA-376 part 1, 18.3 (sheets) and 18.8 (styles)."""

import re

from danvan.documents.docx.package import Package
from danvan.documents.docx.xml import Element
from danvan.documents.sheet.model import Place, Shown
from danvan.documents.sheet.scan import Scan

_ROW = rb"<(?:\w+:)?row(?P<row>\s[^>]*?)?/?>"
# Up to the next cell at most, so that cells without an end cost no more than others.
_INSIDE = rb"[^<]*(?:<(?!/?(?:\w+:)?c[\s/>])[^<]*)*"
_CELL = rb"<(?:\w+:)?c(?P<cell>\s[^>]*?)?(?:/>|>(?P<inside>" + _INSIDE + rb")</(?:\w+:)?c\s*>)"
_PARTS = re.compile(rb"(?:%s)|(?:%s)" % (_ROW, _CELL))
_NUMBER = re.compile(rb"\sr=[\"'](\d+)[\"']")
_PLACE = re.compile(rb"\sr=[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_STYLE = re.compile(rb"\ss=[\"'](\d+)[\"']")
_ERROR = re.compile(rb"\st=[\"']e[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_WORDS = re.compile(rb"<(?:\w+:)?is[\s>]")
_BUILT_IN = {number: Shown(decimals=decimals) for number, decimals in ((1, 0), (2, 2), (3, 0), (4, 2))}
_BUILT_IN |= {number: Shown(percent=True, decimals=decimals) for number, decimals in ((9, 0), (10, 2))}
_LITERAL = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[[^\]]*\]")


def styles_of(package: Package) -> dict[int, Shown]:
    """By the number a cell gives for its style, how its numbers are shown."""
    root = package.root("xl/styles.xml")
    if root is None:
        return {}
    codes = {_whole(one, "numFmtId"): one.get("formatCode", "") for one in _all(root, "numFmt")}
    cell_formats = next(iter(_all(root, "cellXfs")), None)
    found: dict[int, Shown] = {}
    for at, one in enumerate(cell_formats if cell_formats is not None else ()):
        number = _whole(one, "numFmtId")
        shown = _shown(codes[number]) if number in codes else _BUILT_IN.get(number)
        if shown is not None:
            found[at] = shown
    return found


def sheet_names(root: Element | None) -> dict[str, str]:
    """By the identifier of its relation, the name of each sheet of the workbook."""
    sheets = [] if root is None else _all(root, "sheet")
    identifiers = [next((str(value) for key, value in one.attrib.items() if str(key).endswith("}id")), "") for one in sheets]
    return {identifier: one.get("name", "") for identifier, one in zip(identifiers, sheets, strict=True)}


def scan_xlsx(data: bytes, styles: dict[int, Shown]) -> Scan:
    """The scan of one sheet's XML. Cells may leave out where they stand: then each stands after the one before it."""
    scan = Scan()
    row, column = -1, -1
    for match in _PARTS.finditer(data):
        if match["cell"] is None and match["inside"] is None:
            told = _NUMBER.search(match["row"] or b"")
            row, column = (int(told[1]) - 1 if told else row + 1), -1
            continue
        attributes, inside = match["cell"] or b"", match["inside"]
        place = _PLACE.search(attributes)
        row, column = (int(place[2]) - 1, column_number(place[1])) if place else (row, column + 1)
        if inside:
            _add(scan, (row, column), attributes, inside, styles)
    return scan


def _add(scan: Scan, place: Place, attributes: bytes, inside: bytes, styles: dict[int, Shown]) -> None:
    value = _VALUE.search(inside)
    scan.reach(*place)
    if value is None:
        scan.no_result = scan.no_result or not _WORDS.search(inside)
        return
    style = _STYLE.search(attributes)
    shown = styles.get(int(style[1])) if style else None
    if shown is not None:
        scan.shown[place] = shown
    if _ERROR.search(attributes):
        scan.errors[place] = value[1].decode("utf-8", "replace")


def column_number(letters: bytes) -> int:
    """'A' is 0, 'AA' is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def _shown(code: str) -> Shown:
    """'0.00%', '#,##0.0': what stands before the first ';' is for positive numbers."""
    plain = _LITERAL.sub("", code).split(";")[0]
    _, point, decimals = plain.partition(".")
    digits = re.match(r"[0#?]*", decimals)
    exact = not re.search(r"[0#?]", plain)
    return Shown("%" in plain, None if exact else len(digits.group()) if point and digits else 0)


def _all(root: Element, kind: str) -> list[Element]:
    return [one for one in root.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == kind]


def _whole(one: Element, name: str) -> int:
    told = one.get(name, "")
    return int(told) if told.isascii() and told.isdigit() else -1
