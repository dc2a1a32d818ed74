"""Comma-separated files (.csv): a table of words between ';', ',' or tabs, found by what the lines hold."""

import csv
import io
from collections.abc import Sequence

from danvan.documents.layout import lay_out
from danvan.documents.model import Document
from danvan.documents.sheet.layout import sheet_pieces
from danvan.documents.sheet.model import MAX_CELLS, MAX_PLACES, Sheet
from danvan.documents.text.plain import plain_text
from danvan.kernel.errors import FileTooLarge

_DELIMITERS = "\t;,|"
_SAMPLE = 50
_SEPARATOR_LINE = "sep="
_LEAST_ROWS = 2


def delimiter_of(text: str) -> str:
    """What stands between the cells of a text that is a table throughout; '' for one that is none.

    Each delimiter is tried on the first lines, quotes respected: the one that cuts most of them into the same number of cells
    wins. A comma also stands in sentences and numbers, so it must cut every line alike.
    """
    head, _, _ = text.partition("\n")
    if head.lower().startswith(_SEPARATOR_LINE) and len(head.strip()) == len(_SEPARATOR_LINE) + 1:
        return head[len(_SEPARATOR_LINE)]
    return max(_DELIMITERS, key=lambda sign: (_fits(text, sign), -_DELIMITERS.index(sign))) if _is_table(text) else ""


def read_csv(data: bytes, file: str) -> Document | None:
    """The Document of a .csv, None for a text that is no table. Raises as `read_text` does."""
    plain = plain_text(data, file)
    text = plain.text
    delimiter = delimiter_of(text)
    if not delimiter:
        return None
    if text.lower().startswith(_SEPARATOR_LINE):
        text = text.partition("\n")[2]
    rows = _rows(text, delimiter)
    width = max((len(row) for row in rows), default=0)
    filled = sum(bool(cell.strip()) for row in rows for cell in row)
    if width * len(rows) > MAX_PLACES or filled > MAX_CELLS:
        raise FileTooLarge(file=file, found=f"a table of {width * len(rows)} cells", allowed=f"{MAX_CELLS}")
    words = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]
    laid, blocks = lay_out(sheet_pieces(Sheet("", words)))
    return Document(file=file, format="csv", text=laid, blocks=blocks, warnings=plain.notes)


def _is_table(text: str) -> bool:
    return any(_fits(text, sign) for sign in _DELIMITERS)


def _fits(text: str, sign: str) -> int:
    """Lines that `sign` cuts into the commonest number of cells; 0 when that is no table."""
    counts = [len(row) for row in _rows(text, sign, _SAMPLE) if any(row)]
    several = [count for count in counts if count > 1]
    if len(several) < _LEAST_ROWS:
        return 0
    usual = max(set(several), key=several.count)
    if sign == "," and several.count(usual) < len(several):
        return 0
    return several.count(usual) * usual


def _rows(text: str, delimiter: str, most: int | None = None) -> Sequence[list[str]]:
    """The rows; quotes that never close are taken as they stand."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if most is not None and len(rows) >= most:
                break
    except csv.Error:
        return [line.split(delimiter) for line in text.splitlines()[:most]]
    return rows
