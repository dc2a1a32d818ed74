"""The books: the registers of the catalogue as the site keeps them. A new area's register is a book without a line of code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Area, Column, Register, Words
from danvan.site.core.catalogue import the_catalogue

_SHOWN = 8
"""Columns of a list that can be read at one look; the others are in the row's own page."""
_TELLING = 3


@dataclass(frozen=True)
class Book:
    """A register of an area. The deadlines are those of every version of the law."""

    area: Area
    name: str
    register: Register

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """'<area>.<register>', as rows name it."""
        return f"{self.area.code}.{self.name}"

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Every column by code, in order."""
        return {column.code: column for column in self.register.columns}

    @cached_property
    def open_columns(self) -> tuple[Column, ...]:
        """Without the personal ones: what lists, exports and searches may hold."""
        return tuple(column for column in self.register.columns if not column.personal)

    @cached_property
    def personal(self) -> tuple[Column, ...]:
        return tuple(column for column in self.register.columns if column.personal)

    @cached_property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.register.columns if column.required)

    @cached_property
    def optional(self) -> tuple[Column, ...]:
        return tuple(column for column in self.register.columns if not column.required)

    @cached_property
    def listed(self) -> tuple[Column, ...]:
        """The columns of a list: all of a short book; of a long one those that must be filled in, then the first others.
        Whether something is so (yes or no) is read last, and the text that says what a row is about never left out."""
        if len(self.open_columns) <= _SHOWN:
            return self.open_columns
        must = [column for column in self.open_columns if column.required]
        told = [column for column in self.open_columns if not column.required and column.type in ("choice", "text")]
        chosen = {column.code for column in (must + told)[: max(_SHOWN - 1, 1)]}
        return tuple(column for column in self.open_columns if column.code in chosen)

    @cached_property
    def choices(self) -> tuple[Column, ...]:
        """Columns one can pick rows by."""
        return tuple(column for column in self.open_columns if column.type in ("choice", "yes_no"))

    @cached_property
    def searched(self) -> tuple[Column, ...]:
        return tuple(column for column in self.open_columns if column.type == "text")

    @cached_property
    def number(self) -> Column | None:
        """The column a row is known by in the book itself: its entry number, or its code."""
        must = [column for column in self.required if column.type in ("integer", "text")]
        return next((column for column in must if column.code in ("entry_no", "code", "number")), None)

    @cached_property
    def telling(self) -> tuple[Column, ...]:
        """The columns that tell in a few words what a row is about."""
        told = [column for column in self.open_columns if column.type in ("choice", "text")]
        return tuple(sorted(told, key=lambda column: (not column.required, column.type != "text"))[:_TELLING])

    @property
    def url(self) -> str:
        """The page of the book."""
        return reverse("book", args=(self.area.code, self.name))

    def row_url(self, record: int) -> str:
        """The page of a row."""
        return reverse("row", args=(self.area.code, self.name, record))

    def state_name(self, state: str) -> Words:
        """What a state is called; its code where the catalogue has no word for it."""
        return the_catalogue().vocabulary.states.get(state) or Words(vi=state.replace("_", " "), en=state.replace("_", " "))


def every_book() -> Mapping[str, Book]:
    """All books by code, areas in the order of the catalogue."""
    return the_catalogue().derived(_books)


def book_of(code: str) -> Book:
    """Raises KeyError."""
    return every_book()[code]


def get_book_or_404(area: str, register: str) -> Book:
    """The book of an address."""
    try:
        return book_of(f"{area}.{register}")
    except KeyError:
        raise Http404 from None


def books_of(area: str) -> list[Book]:
    """The books of an area; none for an area that does not exist."""
    return [book for book in every_book().values() if book.area.code == area]


def _books(catalogue: Catalogue) -> dict[str, Book]:
    return {book.code: book for book in _each(catalogue)}


def _each(catalogue: Catalogue) -> Iterator[Book]:
    for area in sorted(catalogue.areas.values(), key=lambda area: (area.order, area.code)):
        for name, register in area.registers.items():
            yield Book(area, name, register)
