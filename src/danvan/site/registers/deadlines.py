"""Time limits of rows: by the law in force on the day a limit begins, in working days where the law counts them.

They are computed when a row is saved and kept beside it (`RowDeadline`), so that what is overdue in an office is one question
to the database. `recompute` does it again for all rows: after a change of the law, the calendar or the catalogue.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Certainty, Deadline
from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.language import words
from danvan.site.core.templatetags.said import day as shown_day
from danvan.site.offices.models import Office
from danvan.site.registers.books import Book, book_of, every_book
from danvan.site.registers.conditions import Condition, condition
from danvan.site.registers.models import Record, RowDeadline
from danvan.site.registers.telling import title_of

SOON = 5
"""Days, or working days, in which a limit is near."""
OWN = "@"
"""Begins the code of a limit the row itself names: '@due_on'."""
_CHUNK = 500


@dataclass(frozen=True)
class OfficeDays:
    """Working days, each looked up once."""

    days: WorkingDays
    known: dict[date, bool]

    def works(self, day: date) -> bool:
        if day not in self.known:
            self.known[day] = self.days.is_working(day)
        return self.known[day]

    def last_day(self, start: date, days: int, *, working: bool) -> date:
        """The day a limit ends that begins with `start`. The first day is not counted; a limit in calendar days that would end
        on a day off ends on the next working day (Bộ luật Dân sự 2015, art. 147, 148)."""
        day = start + timedelta(0 if working else days)
        for _each in range(days if working else 0):
            day = self.next_working(day + timedelta(1))
        return self.next_working(day)

    def next_working(self, day: date) -> date:
        while not self.works(day):
            day += timedelta(1)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to `last`."""
        return sum(self.works(first + timedelta(each)) for each in range(1, (last - first).days + 1))


@dataclass(frozen=True)
class Due:
    """A limit of a row, as RowDeadline keeps it."""

    code: str
    start: date
    due: date
    latest: date
    done: date | None


@dataclass(frozen=True)
class _Rules:
    """What ends the rows of a book and which limits they have, ready to be asked of many rows."""

    book: Book
    limits: tuple[tuple[Deadline, Condition], ...]
    ends_also: tuple[tuple[str, Condition], ...]

    def ended(self, values: Mapping[str, Any]) -> date | None:
        """The day the row was closed: by its own date, or by another that closes it."""
        register = self.book.register
        days = [_day(values.get(register.ends))] if register.ends else []
        days += [_day(values.get(code)) for code, holds in self.ends_also if holds(values)]
        return min((day for day in days if day), default=None)

    def dues(self, values: Mapping[str, Any], days: OfficeDays) -> Iterator[Due]:
        """Every limit that has begun."""
        closed = _day(values.get(self.book.register.ends))
        for limit, holds in self.limits:
            start = _day(values.get(limit.start))
            if start is None or not limit.holds_at(start) or not holds(values):
                continue
            working = limit.counted == "working_days"
            allowed = limit.promised or limit.days
            due = days.last_day(start, allowed, working=working)
            more = limit.extensions * limit.extension_days
            latest = days.last_day(start, allowed + more, working=working) if more else due
            # A row that was closed waits for nothing that should have come before.
            done = _day(values.get(limit.end)) or (closed if limit.start != self.book.register.ends else None)
            yield Due(limit.code, start, due, latest, done)
        yield from self._own(values)

    def _own(self, values: Mapping[str, Any]) -> Iterator[Due]:
        """The day the row itself says it is due on: the last one named, for a new appointment replaces the old."""
        register = self.book.register
        named = [(code, day) for code in register.ahead if code != register.begins and (day := _day(values.get(code)))]
        start = _day(values.get(register.begins))
        if register.ends and named and start:
            code, due = named[-1]
            yield Due(OWN + code, start, due, due, self.ended(values))


def office_days() -> OfficeDays:
    """The calendar of the site's catalogue."""
    return the_catalogue().derived(_office_days)


def rules_of(book: Book) -> _Rules:
    """Made once for each book."""
    return the_catalogue().derived(_all_rules)[book.code]


def dues_of(book: Book, values: Mapping[str, Any]) -> list[Due]:
    """The limits of a row with these values."""
    return list(rules_of(book).dues(values, office_days()))


def rows_for(record: Record, book: Book) -> list[RowDeadline]:
    """The limits of `record` to be stored; none for one that was struck out."""
    if record.struck_at:
        return []
    return [
        RowDeadline(
            record=record, office_id=record.office_id, book=book.code, code=each.code, start=each.start, due=each.due,
            latest=each.latest, done=each.done,
        )
        for each in dues_of(book, record.values)
    ]  # fmt: skip


def store(record: Record, book: Book) -> None:
    """Keeps the limits of a row that was saved; touches nothing when they are as they were."""
    wanted = rows_for(record, book)
    kept = {(each.code, each.start, each.due, each.latest, each.done) for each in record.deadlines.all()}
    if kept != {(each.code, each.start, each.due, each.latest, each.done) for each in wanted}:
        record.deadlines.all().delete()
        RowDeadline.objects.bulk_create(wanted)


def recompute(offices: Iterable[Office] | None = None) -> int:
    """The limits of every row again, in pieces; gives how many rows there were."""
    records = Record.objects.kept().listed().order_by("pk")
    if offices is not None:
        records = records.filter(office__in=offices)
    done, last = 0, 0
    while piece := list(records.filter(pk__gt=last)[:_CHUNK]):
        with transaction.atomic():
            RowDeadline.objects.filter(record__in=piece).delete()
            known = [record for record in piece if record.book in every_book()]
            RowDeadline.objects.bulk_create([row for record in known for row in rows_for(record, book_of(record.book))])
        done, last = done + len(piece), piece[-1].pk
    return done


@dataclass(frozen=True)
class Chip:
    """A limit in a few words, with its colour, and where it comes from in a sentence."""

    kind: str
    """late, soon, good, info."""
    text: str
    name: str
    source: str

    @property
    def urgent(self) -> bool:
        return self.kind in ("late", "soon")


@dataclass(frozen=True)
class Shown:
    """A limit beside what the catalogue says of it, on a day."""

    row: RowDeadline
    today: date

    @cached_property
    def limit(self) -> Deadline | None:
        """None for a day the row names itself, and for a limit the catalogue no longer has."""
        every = book_of(self.row.book).register.deadlines
        return next((each for each in every if each.code == self.row.code and each.holds_at(self.row.start)), None)

    @property
    def working(self) -> bool:
        return self.limit is None or self.limit.counted == "working_days"

    @property
    def name(self) -> str:
        if self.limit:
            return words(self.limit.name)
        column = book_of(self.row.book).columns.get(self.row.code.removeprefix(OWN))
        return words(column.name) if column else self.row.code

    @property
    def source(self) -> str:
        """By what law, how many days, from when to when."""
        if self.limit is None:
            return _("Named in the row: due on %(due)s.") % {"due": shown_day(self.row.due)}
        source = self.limit.source
        law = ", ".join(part for part in (source.article, source.instrument) if part) or source.seen
        said = _("%(law)s: %(days)s from %(start)s, so by %(due)s.") % {
            "law": law, "days": _days(self.limit.promised or self.limit.days, working=self.working),
            "start": shown_day(self.row.start), "due": shown_day(self.row.due),
        }  # fmt: skip
        if source.certainty is not Certainty.CONFIRMED:
            said += " " + _("Nobody has confirmed it by the text yet.")
        if self.row.latest > self.row.due:
            said += " " + _("It may be extended until %(latest)s.") % {"latest": shown_day(self.row.latest)}
        return said

    @property
    def chip(self) -> Chip:
        kind, text = self._done() if self.row.done else self._open()
        return Chip(kind, text, self.name, self.source)

    def _done(self) -> tuple[str, str]:
        late = self._days(self.row.latest, self.row.done or self.today)
        return ("late", _("%(days)s late") % {"days": late}) if late else ("good", _("on time"))

    def _open(self) -> tuple[str, str]:
        row = self.row
        if self.today > row.latest:
            return "late", _("%(days)s overdue") % {"days": self._days(row.latest, self.today) or _days(1, working=False)}
        if self.today > row.due:
            return "soon", _("to be extended, until %(latest)s at most") % {"latest": shown_day(row.latest)}
        if self.today == row.due:
            return "soon", _("due today")
        left = self._count(self.today, row.due)
        return "soon" if left <= SOON else "info", _("%(days)s left") % {"days": _days(left, working=self.working)}

    def _days(self, due: date, day: date) -> str:
        """How much later `day` is than `due`, in words; '' when it is not."""
        return _days(self._count(due, day) or 1, working=self.working) if day > due else ""

    def _count(self, first: date, last: date) -> int:
        return office_days().between(first, last) if self.working else (last - first).days


@dataclass(frozen=True)
class Reminder:
    """A row that waits for something: what the desk shows of it. Nothing personal."""

    record: int
    book: Book
    title: str
    due: date
    chip: Chip
    url: str


def overdue_and_soon(office: Office, today: date, limit: int = 10) -> list[Reminder]:
    """What is overdue in an office and what is due within a week, the longest overdue first; one query."""
    waiting = RowDeadline.objects.filter(office=office, done=None, due__lte=today + timedelta(SOON + 2))
    found = waiting.filter(record__struck_at=None).select_related("record").defer("record__personal").order_by("due", "pk")
    return [_reminder(each, book, today) for each in found[:limit] if (book := every_book().get(each.book))]


def _reminder(row: RowDeadline, book: Book, today: date) -> Reminder:
    chip, url = Shown(row, today).chip, book.row_url(row.record_id)
    return Reminder(row.record_id, book, title_of(book, row.record.values), row.due, chip, url)


def worst(rows: Iterable[RowDeadline], today: date) -> list[Chip]:
    """What a list shows of a row's limits: those still open, the most pressing first; of a row that waits for nothing, the
    last one that was met."""
    rows = list(rows)
    waiting = sorted((each for each in rows if each.done is None), key=lambda each: each.due)
    met = sorted((each for each in rows if each.done is not None), key=lambda each: each.due)
    return [Shown(each, today).chip for each in (waiting or met[-1:])]


def _days(count: int, *, working: bool) -> str:
    if working:
        return ngettext("%(count)s working day", "%(count)s working days", count) % {"count": count}
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def _office_days(catalogue: Catalogue) -> OfficeDays:
    return OfficeDays(WorkingDays.of(catalogue), {})


def _all_rules(_catalogue: Catalogue) -> dict[str, _Rules]:
    return {code: _rules(book) for code, book in every_book().items()}


def _rules(book: Book) -> _Rules:
    register = book.register
    limits = tuple((limit, condition(limit.when, register)) for limit in register.deadlines)
    ends_also = tuple((code, condition(text, register)) for code, text in register.ends_also.items())
    return _Rules(book, limits, ends_also)
