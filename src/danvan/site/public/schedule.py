"""When the head of an office receives citizens: the coming days of the schedule."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from danvan.catalogue.models import Words
from danvan.site.offices.models import Office
from danvan.site.registers.books import book_of
from danvan.site.registers.models import Record

BOOK = "citizen_reception.schedule"
AHEAD = 90
SHOWN = 8
_GONE = ("missed", "held")


@dataclass(frozen=True)
class ReceptionDay:
    """A day citizens may come on. `instead`: the day it was moved from."""

    on: date
    basis: Words | None
    announced: date | None
    instead: date | None = None


def coming(office: Office, today: date) -> list[ReceptionDay]:
    """The days from today on, moved ones where they were moved to; one query."""
    rows = Record.objects.kept().listed().filter(office=office, book=BOOK).exclude(state__in=_GONE)
    near = rows.filter(Q(begins__gte=today - timedelta(AHEAD), begins__lte=today + timedelta(AHEAD)))
    found = [_reception(each) for each in near if _still(each, today)]
    return sorted((each for each in found if each.on >= today), key=lambda each: each.on)[:SHOWN]


def _still(record: Record, today: date) -> bool:
    """Whether it is still to come: not held before, not called off without another day."""
    values = record.values
    return values.get("held_on", str(today)) >= str(today) and ("not_held" not in values or "moved_to" in values)


def _reception(record: Record) -> ReceptionDay:
    values = record.values
    planned, moved, announced = (
        date.fromisoformat(said) if (said := values.get(code)) else None for code in ("planned_on", "moved_to", "announced_on")
    )
    basis = book_of(BOOK).columns["basis"].choices.get(values.get("basis", ""))
    return ReceptionDay(moved or planned or date.min, basis, announced, planned if moved else None)
