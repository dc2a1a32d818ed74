"""Which column of a file goes into which column of a book: as somebody said it before, else by its name."""

import re
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from difflib import get_close_matches

from danvan.catalogue.models import Column
from danvan.documents.sheet.numbers import Value as Cell
from danvan.documents.sheet.numbers import written
from danvan.site.offices.models import Office
from danvan.site.registers.books import Book
from danvan.site.registers.importing.tables import Table
from danvan.site.registers.models import ImportRun, Mapping
from danvan.site.registers.values import fold

ROW, STATE = "@row", "@state"
ROW_NAME, STATE_NAME = "Mã dòng", "Trạng thái"
"""What an export calls the number of a row in the site, and its state."""
CHOICES, KEY, NUMBERS = "@choices", "@key", "@numbers"
_NUMBERED = ("stt", "so tt", "tt", "so thu tu")
_LOOKED_AT = 30
_CLOSE = 0.87
_BESIDE = re.compile(r"\([^)]*\)|[*:]")


@dataclass(frozen=True)
class Guess:
    """What a file seems to say. `columns`: place in the file -> column of the book."""

    head: int
    """The line of the headings, from 0."""
    headings: list[str]
    columns: dict[int, str]
    known: bool = False
    """Somebody said so before, of a file with these headings."""
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    key: str = ""
    numbers: str = "vi"


def guess(book: Book, office: Office, table: Table) -> Guess:
    """The line of the headings is the one with most names of the book's columns; without any, the first that is filled."""
    names, required = names_of(book), [column.code for column in book.required]
    heads = [
        (len(_by_name(_texts(line), names, required)), -at)
        for at, line in enumerate(table.lines[:_LOOKED_AT])
        if any(_texts(line))
    ]
    head = -max(heads)[1]
    headings = _texts(table.lines[head])
    saved = Mapping.objects.filter(office=office, book=book.code, name=_name(headings)).first()
    if saved:
        columns = {at: code for at, heading in enumerate(headings) if (code := saved.columns.get(heading)) in _targets(book)}
        return Guess(
            head,
            headings,
            columns,
            True,
            saved.columns.get(CHOICES, {}),
            saved.columns.get(KEY, ""),
            saved.columns.get(NUMBERS, "vi"),
        )
    columns = _by_name(headings, names, required)
    return Guess(head, headings, columns, key=default_key(book, columns.values()))


def remember(run: ImportRun) -> None:
    """What was said of this file is said of the next one with the same headings."""
    headings: list[str] = run.about.get("headings", [])
    told = {headings[int(at)]: code for at, code in run.columns.items() if int(at) < len(headings)}
    said = {**told, CHOICES: run.choices, KEY: run.key, NUMBERS: run.numbers}
    Mapping.objects.update_or_create(
        office=run.office, book=run.book, name=_name(headings), defaults={"columns": said, "key": run.key[:200]}
    )


def default_key(book: Book, mapped: Iterable[str]) -> str:
    """What a row is known by: its number in the site, or its own number or code."""
    there = set(mapped)
    if ROW in there:
        return ROW
    return book.number.code if book.number and book.number.code in there else ""


def names_of(book: Book) -> dict[str, str]:
    """What columns are called, folded -> code."""
    number = {name: book.number.code for name in _NUMBERED if book.number and book.number.type == "integer"}
    names = {**number, fold(ROW_NAME): ROW, fold(STATE_NAME): STATE, "state": STATE}
    for column in book.register.columns:
        for name in (column.code, column.name.en, column.name.vi):
            names[_plain(name)] = column.code
    return names


def keys_of(book: Book, mapped: Collection[str]) -> list[Column]:
    """Columns a row may be known by."""
    return [column for column in book.register.columns if column.code in mapped and column.type in ("integer", "text")]


def _targets(book: Book) -> set[str]:
    return {ROW, STATE, *book.columns}


def _by_name(headings: Sequence[str], names: MappingOf[str, str], required: Collection[str]) -> dict[int, str]:
    """Exact names first; then those near them, as long as nothing else has that name."""
    found: dict[int, str] = {}
    for at, heading in enumerate(headings):
        code = names.get(_plain(heading))
        if code and code not in found.values():
            found[at] = code
    for at, heading in enumerate(headings):
        close = _near(_plain(heading), names, required) if at not in found and heading else None
        if close and close not in found.values():
            found[at] = close
    return found


def _near(heading: str, names: MappingOf[str, str], required: Collection[str]) -> str | None:
    """A name a slip of the keyboard away; else the one name the heading begins with, or that begins with it; else the one
    that ends so. Of several the one column that has to be filled in: 'Ngày' is 'Ngày tiếp'."""
    if close := get_close_matches(heading, names, n=1, cutoff=_CLOSE):
        return names[close[0]]
    long = {name: code for name, code in names.items() if " " in name}
    begun = {code for name, code in long.items() if heading.startswith(f"{name} ") or name.startswith(f"{heading} ")}
    ended = {code for name, code in long.items() if heading.endswith(f" {name}") or name.endswith(f" {heading}")}
    for meant in (begun, begun | ended, (begun | ended) & set(required)):
        if len(meant) == 1:
            return meant.pop()
    return None


def _texts(line: Sequence[Cell]) -> list[str]:
    return [" ".join(written(cell).split()) for cell in line]


def _plain(heading: str) -> str:
    return fold(_BESIDE.sub(" ", heading).replace("_", " "))


def _name(headings: Sequence[str]) -> str:
    """A name for the set of headings, as long as the field allows."""
    return fold("|".join(headings))[:100]
