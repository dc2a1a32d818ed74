"""/: what is due, the one thing to do next, what came back and why, what waits too long, five figures. Nothing heavy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.core.catalogue import today
from danvan.site.figures.above import above_of
from danvan.site.figures.key_figures import KeyFigure, key_figures
from danvan.site.figures.lines import Line, PeriodFigures, quick_figures
from danvan.site.figures.months import KEY
from danvan.site.figures.next_step import Step, first_undone, next_step
from danvan.site.figures.periods import awaited_by, open_periods
from danvan.site.offices.models import Office
from danvan.site.registers.deadlines import overdue_and_soon
from danvan.site.reports.listing import Owed, owed_by
from danvan.site.reports.models import Report, ReportEvent, State

_REMINDERS = 6
_OWED = 5


@asks(Right.LOOK)
def desk(request: WorkingRequest) -> HttpResponse:
    """The desk of an office; of one that others report to, what they sent comes first."""
    office, day = cast("Office", request.office), today()
    owed = owed_by(office, day)
    if request.may(Right.REVIEW) and awaited_by(office, day):
        return render(request, "figures/desk_above.html", {"above": above_of(office, day), "owed": owed[:_OWED], "day": day})
    return render(request, "figures/desk.html", _own(request, office, owed, day))


@dataclass(frozen=True, slots=True)
class Returned:
    """A report that came back, with what was said."""

    report: Report
    event: ReportEvent
    figures: Sequence[tuple[str, str]]
    """Code of a figure and why it was returned."""


def _own(request: WorkingRequest, office: Office, owed: list[Owed], day: date) -> dict[str, Any]:
    found = _figures(office, day)
    returned = _returned(office)
    reminders = overdue_and_soon(office, day, _REMINDERS) if request.may(Right.READ_REGISTERS) else []
    return {
        "day": day,
        "owed": owed[:_OWED],
        "current": first_undone(owed) or next(iter(owed), None),
        "returned": returned,
        "reminders": reminders,
        "step": _step(request, owed, found, returned, reminders),
        "found": found,
        "key": _key(office, found, day),
        "may_read": request.may(Right.READ_REGISTERS),
        "may_write": request.may(Right.WRITE_REPORT),
    }


def _figures(office: Office, day: date) -> PeriodFigures | None:
    """Of the current period: what the report asks for, and the key figures; one query."""
    periods = open_periods(office, day)
    return quick_figures(office, periods[0], KEY) if periods else None


def _key(office: Office, found: PeriodFigures | None, day: date) -> list[KeyFigure]:
    return key_figures(office, found, day) if found else []


def _returned(office: Office) -> list[Returned]:
    """Each returned report with why: two queries, none where nothing came back."""
    back = {
        each.pk: each for each in Report.objects.filter(office=office, state=State.RETURNED).select_related("office__parent")
    }
    if not back:
        return []
    newest = (
        ReportEvent.objects.filter(report__in=back, did="returned").values("report").annotate(last=Max("pk")).values("last")
    )
    events = ReportEvent.objects.filter(pk__in=newest).select_related("person")
    return [Returned(back[each.report_id], each, list((each.of_figures or {}).items())) for each in events]


def _step(
    request: WorkingRequest, owed: list[Owed], found: PeriodFigures | None, returned: list[Returned], reminders: Sequence[Any]
) -> Step:
    lines: list[Line] = found.asked if found else []
    return next_step(request, owed, lines, [each.report for each in returned], reminders, found.period if found else "")
