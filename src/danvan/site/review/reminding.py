"""Reminding units of a report: in the site, by e-mail, and as a letter to be signed."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from danvan.composing.letters.docx import write_letter
from danvan.composing.letters.letter import day, letter
from danvan.site.access.policy import Right
from danvan.site.accounts.models import User
from danvan.site.core import notices
from danvan.site.core.catalogue import today
from danvan.site.figures.periods import code_of
from danvan.site.offices.models import Office
from danvan.site.reports.letterhead import issuer_of
from danvan.site.reports.models import Report, ReportEvent
from danvan.site.review.matrix import RETURNED, Standing
from danvan.site.review.models import DueDay, Reminder
from danvan.site.review.units import Awaited

MORE_TIME = timedelta(3)
"""What a letter gives those who are late."""


def remind(late: Iterable[Standing], person: User | None) -> list[Office]:
    """Reminds each of `late` that has not been reminded today; gives those it reminded.

    Each in a transaction of its own: the notice, the event of its report and the note that it was done today.
    """
    return [each.unit for each in late if not each.is_there and _reminded(each, person)]


def ask_by(found: Awaited, due: date, person: User | None) -> None:
    """The reports of the period are asked for by `due`: whether they are late is told by it. The units are told."""
    with transaction.atomic():
        DueDay.objects.update_or_create(office=found.office, period=found.code, defaults={"due_on": due, "person": person})
        series = [one.regime.code for one in found.by_level.values()]
        reports = Report.objects.filter(office__in=[unit.pk for unit in found.units], period=found.code, regime__in=series)
        reports.update(due_on=due)
        text = noop("The report of %(period)s is to be sent by %(due)s.")
        for unit in found.units:
            if unit.works_here:
                blanks = {"period": str(found.reported.period), "due": f"{due:%d/%m/%Y}"}
                notices.tell(unit, Right.WRITE_REPORT, text, reverse("reports"), **blanks)


def _reminded(standing: Standing, person: User | None) -> bool:
    unit, one = standing.unit, standing.obligation
    period = str(one.reported.period)
    try:
        with transaction.atomic():
            Reminder.objects.create(
                office=unit, regime=one.regime.code, period=code_of(one.reported), day=today(), person=person
            )
            if standing.report:
                ReportEvent.objects.create(report=standing.report, did="reminded", person=person)
            due = f"{standing.due:%d/%m/%Y}" if standing.due else ""
            for right in (Right.WRITE_REPORT, Right.APPROVE_REPORT):
                notices.tell(unit, right, _text(standing), _url(standing), period=period, due=due)
    except IntegrityError:
        return False  # today, by somebody else
    return True


def _text(standing: Standing) -> str:
    if standing.state == RETURNED:
        return noop("The report of %(period)s was returned and has not come back. Please mend it and send it again.")
    if standing.due is None:
        return noop("The report of %(period)s is awaited. Please send it; if something hinders you, say so at once.")
    if standing.is_overdue:
        return noop(
            "The report of %(period)s was due on %(due)s and has not come. Please send it; if something hinders you, say so at"
            " once."
        )
    return noop("The report of %(period)s is due on %(due)s. Please send it by then.")


def _url(standing: Standing) -> str:
    return reverse("report", args=[standing.report.pk]) if standing.report else reverse("reports")


def reminder_letter(office: Office, late: Sequence[Standing]) -> bytes:
    """The letter to those who are late, as a Word file to be numbered and signed."""
    first = late[0]
    named = [each.unit.name for each in late]
    now = today()
    given = {**office.letterhead, "symbol": "UBND-…", "addressees": [f"Ủy ban nhân dân {name}" for name in named]}
    issuer = issuer_of(office, given)
    made = letter(
        "remind", named, period=str(first.obligation.reported.period), due=day(first.due), today=day(now),
        new_due=day(now + MORE_TIME), issuer=issuer.issuer,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        file = Path(folder) / "don-doc.docx"
        write_letter(made, file, made=datetime.now(UTC), office=issuer)
        return file.read_bytes()
