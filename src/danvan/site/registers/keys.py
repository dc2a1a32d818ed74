"""What a row is known by, as a digest nobody can read back without a key: its number may be personal."""

from collections.abc import Mapping
from typing import Any

from danvan.site.core.secrets import fingerprint
from danvan.site.registers.books import Book
from danvan.site.registers.values import fold


def key_of(book: Book, column: str, found: Mapping[str, Any]) -> str | None:
    """By what stands in `column`; None for nothing. Entry numbers begin anew each year: the year is part of it."""
    value = found.get(column)
    if value is None:
        return None
    begins = str(found.get(book.register.begins, ""))[:4] if book.columns[column].type == "integer" else ""
    return fingerprint(book.code, column, begins, fold(str(value)))


def own_key(book: Book, found: Mapping[str, Any]) -> str | None:
    """Of a book whose own number is personal (the code of a dossier): so a row is found again by exactly that number, and
    stands in the book once."""
    number = book.number
    return key_of(book, number.code, found) if number and number.personal else None
