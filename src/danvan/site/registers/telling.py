"""A row in a few words. Nothing personal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from danvan.catalogue.models import Column
from danvan.site.core.language import words
from danvan.site.registers.books import Book
from danvan.site.registers.values import shown

_LONGEST = 90


@dataclass(frozen=True)
class Cell:
    """A value under its column, in words."""

    column: Column
    text: str

    @property
    def number(self) -> bool:
        return self.column.type in ("integer", "decimal")


def title_of(book: Book, values: Mapping[str, Any]) -> str:
    """'Số 12 · Khiếu nại · Đất đai': what people know the row by."""
    parts = [shown(column, values[column.code]) for column in book.telling if column.code in values]
    number = book.number
    if number and not number.personal and number.code in values and number not in book.telling:
        parts.insert(0, _("No. %(number)s") % {"number": values[number.code]})
    title = " · ".join(parts) or words(book.register.row)
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"


def cells_of(columns: Iterable[Column], values: Mapping[str, Any]) -> list[Cell]:
    """One cell for each column; '' where the row says nothing."""
    return [Cell(column, shown(column, values.get(column.code))) for column in columns]
