"""The lines of a table as rows of a book: each read by what was said of its columns, its mistakes told by line and column."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from django.utils.translation import gettext_noop

from danvan.catalogue.models import Column
from danvan.documents.sheet.numbers import Value as Cell
from danvan.documents.sheet.numbers import written
from danvan.site.core.secrets import fingerprint
from danvan.site.registers import values
from danvan.site.registers.books import Book
from danvan.site.registers.importing.headings import ROW, STATE
from danvan.site.registers.importing.tables import Table
from danvan.site.registers.keys import key_of
from danvan.site.registers.models import ImportRun
from danvan.site.registers.values import Mistake, Numbers, Value, fold

UNKNOWN_STATE = gettext_noop("“{found}” is no state of this book: {states}.")
NO_ROW_NUMBER = gettext_noop(
    "“{found}” is not the number of a row. Leave the column as it was exported, or empty for a new row."
)
_GUARDED = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Problem:
    """A mistake in a file: the line as a spreadsheet counts it, the column of the book ('' = the line as a whole)."""

    line: int
    column: str
    mistake: Mistake


@dataclass(frozen=True)
class Read:
    """A line of the file. `values` holds only what the file says; a cell left empty says nothing."""

    line: int
    values: dict[str, Value]
    state: str | None = None
    row: int | None = None
    """The row of the site it says it is."""
    key: str | None = None
    problems: list[Problem] = field(default_factory=list)


def guard(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula: an apostrophe in front."""
    return f"'{text}" if text.lstrip("'").startswith(_GUARDED) else text


def unguarded(text: str) -> str:
    """What `guard` was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_GUARDED) else text


def read_lines(run: ImportRun, book: Book, table: Table) -> Iterator[Read]:
    """Every filled line under the headings, as `run` says to read it."""
    columns = {int(at): code for at, code in run.columns.items() if code}
    same: Counter[str] = Counter()
    for line, cells in enumerate(table.lines[run.head :], start=run.head + 1):
        said = {code: _cell(cells, at, table) for at, code in columns.items()}
        if any(cell not in ("", None) for cell in said.values()):
            yield _read(run, book, line, said, same)


def _cell(cells: Sequence[Cell], at: int, table: Table) -> Cell:
    cell = cells[at] if at < len(cells) else ""
    return unguarded(cell) if table.guarded and isinstance(cell, str) else cell


def _read(run: ImportRun, book: Book, line: int, said: dict[str, Cell], same: Counter[str]) -> Read:
    found: dict[str, Value] = {}
    problems: list[Problem] = []
    state, row = None, None
    for code, cell in said.items():
        try:
            if code == ROW:
                row = _row_number(cell)
            elif code == STATE:
                state = _state(book, cell)
            elif (
                value := of_cell(book.columns[code], cell, cast("Numbers", run.numbers), run.choices.get(code, {}))
            ) is not None:
                found[code] = value
        except Mistake as mistake:
            problems.append(Problem(line, code, mistake))
    key = None if row is not None else _key(run, book, found, same)
    return Read(line, found, state, row, key, problems)


def _key(run: ImportRun, book: Book, found: dict[str, Value], same: Counter[str]) -> str:
    """By the column that was chosen; without one by all the line says, and which of several such lines it is."""
    if run.key in book.columns and (key := key_of(book, run.key, found)):
        return key
    whole = fingerprint(book.code, "", *(f"{code}={found[code]}" for code in sorted(found)))
    same[whole] += 1
    return fingerprint(whole, str(same[whole]))


def of_cell(column: Column, cell: Cell, numbers: Numbers, also: dict[str, str]) -> Value | None:
    """What a cell says for a column: a typed one as it is, text as people write it. Raises Mistake."""
    if column.type == "date" and isinstance(cell, date):
        return values.checked(column, date(cell.year, cell.month, cell.day))
    if column.type == "yes_no" and isinstance(cell, bool):
        return cell
    if column.type in ("integer", "decimal"):
        return values.read(column, cell, numbers) if isinstance(cell, str) else values.read(column, written(cell))
    return values.read(column, _text(cell), "vi", also)


def _text(cell: Cell) -> str:
    """A number where text goes (a code that looks like one) without what a spreadsheet adds to it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell if isinstance(cell, str) else written(cell)


def _row_number(cell: Cell) -> int | None:
    text = _text(cell).strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Mistake(NO_ROW_NUMBER, {"found": text[:60]})
    return int(text) if text else None


def _state(book: Book, cell: Cell) -> str | None:
    text = fold(_text(cell))
    if not text:
        return None
    for state in book.register.states:
        name = book.state_name(state)
        if text in (state, fold(name.vi), fold(name.en)):
            return state
    named = "; ".join(book.state_name(state).vi for state in book.register.states)
    raise Mistake(UNKNOWN_STATE, {"found": _text(cell)[:60], "states": named})
