"""What a commune must publish, as its disclosure book says: by the contents of the Law, with days and how long.

Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15, art. 11 (contents), 12 (ways, five working days), 13 (posting: thirty days;
standing for contents 4 and 13; the list of each quarter).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from danvan.catalogue.models import Words
from danvan.site.offices.models import Office
from danvan.site.registers.books import Book, book_of
from danvan.site.registers.models import Record
from danvan.site.registers.values import shown

BOOK, LISTS = "public_disclosure.publications", "public_disclosure.lists"
POSTED = 30
"""Days in a row a text is posted (art. 13(2)); not content 4 and 13, which stand always."""
STANDING = frozenset({"regulation", "procedures"})
EVERY_YEAR = frozenset({"plan", "budget", "regulation", "assets", "support", "call_up", "fees", "procedures"})
"""Contents no commune is without in a year; the others (relief after a disaster, an inspection) are there only when they
happen. The Law does not say which: this follows from what they are."""
_NOT_YET = "decided"
_YEARS_UP = 5
"""What was posted longer ago is looked for on the page of its content only, even if it still hangs there."""


@dataclass(frozen=True)
class Publication:
    """A row of the book: one piece of information, published in one way."""

    record: int
    values: Mapping[str, Any]
    down: bool
    """It was taken down."""
    today: date

    @property
    def content(self) -> str:
        return str(self.values["content"])

    @property
    def subject(self) -> str:
        return str(self.values.get("subject", ""))

    @property
    def form(self) -> str:
        column = book_of(BOOK).columns["form"]
        return shown(column, self.values.get("form"))

    @property
    def on(self) -> date:
        return date.fromisoformat(self.values["published_on"])

    @property
    def first(self) -> date:
        return _day(self.values.get("shown_from")) or self.on

    @property
    def last(self) -> date | None:
        """The last day it hung there, as the row says or as its days tell; None as long as it is up, and where nobody said."""
        said, days = _day(self.values.get("shown_to")), self.values.get("days")
        return said or (self.first + timedelta(int(days) - 1) if days and not self.standing else None)

    @property
    def standing(self) -> bool:
        return bool(self.values.get("standing"))

    @property
    def days(self) -> int | None:
        """How many days in a row; None where it stands always, or nobody said."""
        said = self.values.get("days")
        return int(said) if said is not None else (self.last - self.first).days + 1 if self.last else None

    @property
    def to_be_seen(self) -> bool:
        """Whether it hangs there today."""
        if self.down or self.values.get("form") not in ("posting", "portal", "network"):
            return False
        return self.first <= self.today and (self.standing or self.last is None or self.last >= self.today)

    @property
    def too_short(self) -> bool:
        """Posted for fewer days than the Law says, and over."""
        if self.values.get("form") != "posting" or self.standing or self.days is None:
            return False
        return self.days < POSTED and (self.down or (self.last is not None and self.last < self.today))

    @property
    def late(self) -> bool:
        due = _day(self.values.get("due_on"))
        return due is not None and self.on > due


@dataclass(frozen=True)
class Content:
    """One of the contents of article 11, and what was published of it, the newest first."""

    code: str
    name: Words
    publications: Sequence[Publication]

    @property
    def newest(self) -> Sequence[Publication]:
        return self.publications[:2]

    @property
    def more(self) -> int:
        return max(len(self.publications) - 2, 0)

    @property
    def missing(self) -> bool:
        return not self.publications

    @property
    def not_standing(self) -> bool:
        """Whether it should stand always and nothing of it does."""
        return self.code in STANDING and not any(each.standing and each.to_be_seen for each in self.publications)


@dataclass(frozen=True)
class Quarter:
    """The list of what was published in a quarter."""

    year: int
    number: int
    posted: date | None
    entries: int | None


@dataclass(frozen=True)
class Disclosure:
    """What an office published, in two queries."""

    contents: Sequence[Content]
    lists: Sequence[Quarter]
    today: date

    @cached_property
    def missing(self) -> list[Content]:
        return [each for each in self.contents if each.missing]

    @property
    def there(self) -> int:
        return len(self.contents) - len(self.missing)

    @property
    def last_quarter(self) -> tuple[int, int]:
        """Year and number of the quarter that ended last."""
        quarter = (self.today.month - 1) // 3
        return (self.today.year, quarter) if quarter else (self.today.year - 1, 4)

    @property
    def list_missing(self) -> bool:
        return not any((each.year, each.number) == self.last_quarter and each.posted for each in self.lists)

    @property
    def posted_lists(self) -> list[Quarter]:
        return [each for each in self.lists if each.posted]


def disclosure_of(office: Office, today: date, since: date | None = None) -> Disclosure:
    """Of the last year, or since a day; what stands always whenever it was published."""
    book = book_of(BOOK)
    first = since or date(today.year - 1, today.month, min(today.day, 28))
    rows = [each for each in _rows(office, BOOK, today, since or date(today.year - _YEARS_UP, 1, 1)) if each.state != _NOT_YET]
    all_of_them = [Publication(each.pk, each.values, each.state == "taken_down", today) for each in rows]
    kept = [each for each in all_of_them if each.on >= first or each.to_be_seen]
    return Disclosure(_contents(book, kept), _lists(office, today), today)


def content_of(office: Office, code: str, today: date) -> Content | None:
    """Everything that was ever published of a content; None for a content the Law does not name."""
    book = book_of(BOOK)
    if code not in book.columns["content"].choices:
        return None
    found = disclosure_of(office, today, date.min)
    return next(each for each in found.contents if each.code == code)


def _contents(book: Book, publications: Sequence[Publication]) -> list[Content]:
    choices = book.columns["content"].choices
    return [Content(code, name, [each for each in publications if each.content == code]) for code, name in choices.items()]


def _lists(office: Office, today: date) -> list[Quarter]:
    rows = _rows(office, LISTS, today, since=today - timedelta(800))
    found = [
        Quarter(each.values["year"], each.values["quarter"], _day(each.values.get("posted_on")), each.values.get("entries"))
        for each in rows
    ]
    return sorted(found, key=lambda each: (each.year, each.number), reverse=True)


def _rows(office: Office, book: str, today: date, since: date = date.min) -> list[Record]:
    """Those that have happened by today, without anything personal."""
    found = Record.objects.kept().listed().filter(office=office, book=book, begins__lte=today, begins__gte=since)
    return list(found.only("pk", "values", "state"))


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
