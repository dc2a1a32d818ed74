"""What happened to a row: who, when, what stood there before and after. Of personal columns only that they changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from danvan.site.core.language import words
from danvan.site.registers.books import Book
from danvan.site.registers.models import Record, RecordVersion
from danvan.site.registers.values import Value, shown


@dataclass(frozen=True)
class Change:
    """A column before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """A version, as what was done."""

    version: int
    did: str
    who: str
    at: datetime
    reason: str
    changes: list[Change] = field(default_factory=list)


def events_of(book: Book, record: Record) -> list[Event]:
    """The newest first; two queries."""
    versions = list(record.versions.select_related("person"))
    before: list[RecordVersion | None] = [*versions[1:], None]
    return [
        Event(
            each.version, each.get_did_display(), str(each.person or _("the system")), each.at, each.reason,
            list(_changes(book, previous, each)) if previous else [],
        )
        for each, previous in zip(versions, before, strict=True)
    ]  # fmt: skip


def beside(book: Book, record: Record, wanted: Mapping[str, Value], state: str) -> list[Change]:
    """What stands in the row now, and what a form that came too late would put there."""
    differing = (column for column in book.open_columns if record.values.get(column.code) != wanted.get(column.code))
    found = [
        Change(words(column.name), shown(column, record.values.get(column.code)), shown(column, wanted.get(column.code)))
        for column in differing
    ]
    if state != record.state:
        found.append(Change(_("State"), words(book.state_name(record.state)), words(book.state_name(state))))
    return found


def _changes(book: Book, before: RecordVersion, after: RecordVersion) -> Iterator[Change]:
    for code in _codes(book, before.values, after.values):
        old, new = before.values.get(code), after.values.get(code)
        if old != new:
            column = book.columns.get(code)
            yield (
                Change(words(column.name), shown(column, old), shown(column, new))
                if column
                else Change(code, str(old), str(new))
            )
    for code in _codes(book, before.personal, after.personal):
        if before.personal.get(code) != after.personal.get(code) and code in book.columns:
            yield Change(words(book.columns[code].name), _("kept secret"), _("kept secret, changed"))
    if before.state != after.state:
        yield Change(_("State"), _state(book, before.state), _state(book, after.state))


def _codes(book: Book, *of: Iterable[str]) -> list[str]:
    """In the order of the book; columns it no longer has at the end."""
    used = {code for each in of for code in each}
    return [code for code in book.columns if code in used] + sorted(used - book.columns.keys())


def _state(book: Book, state: str) -> str:
    return words(book.state_name(state)) if state else ""
