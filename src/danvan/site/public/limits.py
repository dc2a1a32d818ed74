"""By when feedback is answered: what the office promised for its category, in working days."""

from datetime import date

from danvan.site.offices.models import Office
from danvan.site.public.models import Promise
from danvan.site.registers.books import book_of
from danvan.site.registers.deadlines import office_days

BOOK = "feedback.reports"
WORKING_DAYS = 10
"""Where the office promised nothing: as for an answer to whoever is received (42/2013/QH13, điều 28 khoản 1). No law fixes a
limit for field reports; the place does."""
MOST = 60


def promised(office: Office) -> dict[str, int]:
    """Category -> working days, for every category of the register."""
    own = Promise.objects.filter(office=office).values_list("days", flat=True).first() or {}
    return {code: int(own.get(code, WORKING_DAYS)) for code in book_of(BOOK).columns["category"].choices}


def due_on(office: Office, category: str, received: date) -> date:
    """The last day to answer."""
    return office_days().last_day(received, promised(office)[category], working=True)
