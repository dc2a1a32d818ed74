"""The rows a page of a book shows: which (period, state, choices, deadlines, words), in what order, which page of them.

Everything asked for stands in the address, so that it can be kept as a bookmark and sent on; nothing personal can be asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import DecimalField, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.fields.json import KT, KeyTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from danvan.catalogue.models import Column
from danvan.site.core.language import words
from danvan.site.offices.models import Office
from danvan.site.registers import values
from danvan.site.registers.books import Book
from danvan.site.registers.deadlines import SOON, Chip, OfficeDays, office_days, worst
from danvan.site.registers.models import Record, RowDeadline
from danvan.site.registers.periods import Stretch, in_stretch, stretch_of, stretches
from danvan.site.registers.telling import Cell, cells_of, title_of

EACH_PAGE = 50
STRUCK = "gach"
"""Of a state in an address: those struck out."""
NO_STATE = "khong"


@dataclass(frozen=True)
class Option:
    """One thing to choose in a filter."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A column to pick rows by."""

    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Line:
    """A row as a list shows it."""

    record: Record
    cells: list[Cell]
    state: str
    chips: list[Chip]
    url: str
    title: str


@dataclass(frozen=True)
class Listing:
    """What is asked of a book, from the address of the page."""

    book: Book
    office: Office
    asked: Mapping[str, str]
    today: date

    @cached_property
    def stretch(self) -> Stretch:
        """The days: from–to if given, else the period, else the one being worked on."""
        first, last = self._day("tu"), self._day("den")
        if first or last:
            return Stretch("", _("Own days"), first, last)
        return stretch_of(self.office, self.asked.get("ky", "")) or self._stretches[0]

    @cached_property
    def mistakes(self) -> dict[str, str]:
        """What is wrong with the days asked for, by field."""
        found = {}
        for name in ("tu", "den"):
            try:
                values.read(_A_DAY, self.asked.get(name, ""))
            except values.Mistake as mistake:
                found[name] = mistake.said()
        return found

    @property
    def state(self) -> str:
        return self.asked.get("trang-thai", "")

    @property
    def text(self) -> str:
        return values.one_line(self.asked.get("tim", ""))[:100]

    @property
    def due(self) -> str:
        return self.asked.get("han", "") if self.asked.get("han") in _DUE else ""

    @property
    def narrowed(self) -> bool:
        """Whether more than the period is asked for."""
        return bool(self.state or self.text or self.due or self.by_column)

    @property
    def by_column(self) -> bool:
        """Whether rows are picked by what stands in a column."""
        return any(self.asked.get(_param(column)) for column in self.book.choices)

    @property
    def order(self) -> str:
        """'received_on', '-received_on'; '' = the newest first."""
        asked = self.asked.get("xep", "")
        return asked if asked.removeprefix("-") in {column.code for column in self.book.open_columns} else ""

    @cached_property
    def rows(self) -> QuerySet[Record]:
        """The rows asked for, in order, without what is personal."""
        book = Record.objects.filter(office=self.office, book=self.book.code)
        rows = book.exclude(struck_at=None) if self.state == STRUCK else book.kept()
        rows = rows.filter(in_stretch(self.book.register, self.stretch), self._choices())
        if self.state and self.state != STRUCK:
            rows = rows.filter(state="" if self.state == NO_STATE else self.state)
        for word in values.fold(self.text).split():
            rows = rows.filter(words__contains=word)
        if self.due:
            rows = rows.filter(Exists(_DUE[self.due](RowDeadline.objects.filter(record=OuterRef("pk")), self.today)))
        return self._ordered(rows.listed())

    def page(self) -> Page[Record]:
        """One page, deadlines at hand."""
        return self.page_of(self.asked.get("trang", "1"))

    def page_of(self, number: str) -> Page[Record]:
        deadlines = Prefetch("deadlines", RowDeadline.objects.order_by("due", "pk"))
        return Paginator(self.rows.prefetch_related(deadlines), EACH_PAGE).get_page(number)

    def lines(self, page: Page[Record]) -> list[Line]:
        return [line_of(self.book, record, self.today) for record in page.object_list]

    @cached_property
    def filters(self) -> list[Filter]:
        """The choices of each column, and which are chosen."""
        return [_filter(column, self.asked.get(_param(column), "")) for column in self.book.choices]

    @property
    def periods(self) -> list[Option]:
        return [Option(each.code, each.name, each.code == self.stretch.code) for each in self._stretches]

    @property
    def states(self) -> list[Option]:
        named = [(state, words(self.book.state_name(state))) for state in self.book.register.states]
        return [Option(value, name, value == self.state) for value, name in [*named, (STRUCK, _("Struck out"))]]

    @property
    def dues(self) -> list[Option]:
        names = {
            "qua": _("Overdue"),
            "sap": _("Due within a week"),
            "con": _("Waiting"),
            "tre": _("Met late"),
            "dung": _("Met on time"),
        }
        return [Option(value, name, value == self.due) for value, name in names.items()]

    @property
    def has_deadlines(self) -> bool:
        register = self.book.register
        return bool(register.deadlines or (register.ends and {*register.ahead} - {register.begins}))

    @cached_property
    def _stretches(self) -> list[Stretch]:
        return stretches(self.office, self.today)

    def _day(self, name: str) -> date | None:
        try:
            said = values.read(_A_DAY, self.asked.get(name, ""))
        except values.Mistake:
            return None
        return date.fromisoformat(str(said)) if said else None

    def _choices(self) -> Q:
        condition = Q()
        for column in self.book.choices:
            chosen = self.asked.get(_param(column), "")
            if column.type == "yes_no" and chosen in ("true", "false"):
                condition &= Q(**{f"values__{column.code}": chosen == "true"})
            elif column.type == "choice" and chosen in column.choices:
                condition &= Q(**{f"values__{column.code}": chosen})
        return condition

    def _ordered(self, rows: QuerySet[Record]) -> QuerySet[Record]:
        if not self.order:
            return rows.order_by(F("begins").desc(nulls_last=True), "-pk")
        column = self.book.columns[self.order.removeprefix("-")]
        key: Any = KeyTransform(column.code, "values")
        if column.type == "decimal":
            key = Cast(KT(f"values__{column.code}"), DecimalField(max_digits=22, decimal_places=6))
        ordered = key.desc(nulls_last=True) if self.order.startswith("-") else key.asc(nulls_last=True)
        return rows.order_by(ordered, "-pk")


def line_of(book: Book, record: Record, today: date) -> Line:
    """`record` with its deadlines at hand."""
    state = words(book.state_name(record.state)) if record.state else ""
    chips = worst(record.deadlines.all(), today)
    cells = cells_of(book.listed, record.values)
    return Line(record, cells, state, chips, book.row_url(record.pk), title_of(book, record.values))


def _param(column: Column) -> str:
    return f"c-{column.code}"


def _filter(column: Column, chosen: str) -> Filter:
    if column.type == "yes_no":
        named = [("true", _("Yes")), ("false", _("No"))]
    else:
        named = [(code, words(name)) for code, name in column.choices.items()]
    return Filter(_param(column), words(column.name), [Option(code, name, code == chosen) for code, name in named])


def _within(days: OfficeDays, today: date) -> date:
    return days.last_day(today, SOON, working=True)


_A_DAY = Column.model_validate({"code": "day", "name": {"vi": "ngày", "en": "day"}, "type": "date"})
_DUE: Mapping[str, Callable[[QuerySet[RowDeadline], date], QuerySet[RowDeadline]]] = {
    "qua": lambda rows, today: rows.filter(done=None, latest__lt=today),
    "sap": lambda rows, today: rows.filter(done=None, due__lte=_within(office_days(), today), latest__gte=today),
    "con": lambda rows, today: rows.filter(done=None, latest__gte=today),
    "tre": lambda rows, _today: rows.filter(done__gt=F("latest")),
    "dung": lambda rows, _today: rows.filter(done__lte=F("latest")),
}
"""By the word of the address: the limits of a row that make it one of those asked for."""
