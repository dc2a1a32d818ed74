"""How far the sheets of the binary workbooks reach: .xls ([MS-XLS] 2.4) and .xlsb ([MS-XLSB] 2.1.4)."""

import re
import struct

from danvan.documents.sheet.scan import Scan

# Records that hold a cell, by their number and length: NUMBER, RK, LABELSST, and FORMULA and LABEL of any length.
_CELL = re.compile(rb"(?:\x03\x02\x0e\x00|\x7e\x02\x0a\x00|\xfd\x00\x0a\x00|\x06\x00.\x00|\x04\x02.\x00)(.{4})", re.DOTALL)
_SMALL_COLUMN = 256
_ROW_HEADER = 0
_LAST_CELL = 11
_BYTE_LIMIT = 4


def scan_xls(data: bytes) -> Scan:
    """What the records of cells say, all sheets taken together: a file whose sheets reach further than they may is refused."""
    scan = Scan()
    for match in _CELL.finditer(data):
        row, column = struct.unpack("<HH", match[1])
        if column < _SMALL_COLUMN:
            scan.reach(row, column)
    return scan


def scan_xlsb(data: bytes) -> Scan:
    """The scan of one sheet of an .xlsb; records that are cut short end it."""
    scan = Scan()
    at, row = 0, 0
    while at < len(data):
        kind, at = _varying(data, at, 2)
        length, at = _varying(data, at, _BYTE_LIMIT)
        if kind <= _LAST_CELL and len(data) - at >= _BYTE_LIMIT:
            number = int.from_bytes(data[at : at + _BYTE_LIMIT], "little")
            if kind == _ROW_HEADER:
                row = number
            else:
                scan.reach(row, number)
        at += length
    return scan


def _varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of one to `most` bytes, seven bits in each, and the place after it."""
    value = 0
    for step in range(most):
        if at >= len(data):
            break
        value |= (data[at] & 0x7F) << (7 * step)
        at += 1
        if not data[at - 1] & 0x80:
            break
    return value, at
