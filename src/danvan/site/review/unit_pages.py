"""/tiep-nhan/<period>/<unit>/: one report, read and decided on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.catalogue.regimes.due import Obligation
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.core.catalogue import today
from danvan.site.offices.models import Office
from danvan.site.reports import flow
from danvan.site.reports.findings import checked, last_check
from danvan.site.reports.models import Report, State
from danvan.site.reports.pages import of_check, parts_of
from danvan.site.review.matrix import Standing, due_day
from danvan.site.review.models import OutsideDocument, Reminder, Stage
from danvan.site.review.reading import areas_sent, reasons_of, sent
from danvan.site.review.rights import may_drop
from danvan.site.review.units import decides, unit_below

_LONGEST = 2000


@asks(Right.REVIEW, of="code")
def unit(request: WorkingRequest, period: str, code: str) -> HttpResponse:  # noqa: ARG001 - asked for by the decorator
    """The report of a unit: its figures, its words, what was found in it. Only what was sent can be read."""
    below, obligation = unit_below(request, period)
    report = _report(below, obligation, period)
    if report and decides(request, below):
        flow.opened_above(report)
    return _page(request, period, report)


@asks(Right.REVIEW, of="code")
def unit_findings(request: WorkingRequest, period: str, code: str) -> HttpResponse:  # noqa: ARG001 - the same
    """What checking finds in what was sent: looked for when it is asked for, and kept."""
    below, obligation = unit_below(request, period)
    report = _report(below, obligation, period)
    found = sent(report) if report else None
    if found is None:
        raise Http404
    context = {"report": report, "unit": below, "period": period, **of_check(checked(found.draft))}
    template = "review/_findings.html" if request.headers.get("HX-Request") else "review/findings.html"
    return render(request, template, context)


@require_POST
@asks(Right.REVIEW, of="code")
def decide(request: WorkingRequest, period: str, code: str) -> HttpResponse:
    """Accepts the report, or returns it with reasons."""
    below, obligation = unit_below(request, period)
    report = _report(below, obligation, period)
    if report is None or not decides(request, below):
        raise PermissionDenied
    if request.POST.get("version") != str(_number(report)):
        messages.error(request, _("Another version was sent meanwhile. Read it first, then decide."))
        return redirect("review_unit", period=period, code=code)
    do = request.POST.get("do", "")
    if do == "accept":
        return _accepted(request, report)
    if do == "return":
        return _returned(request, period, report)
    raise Http404


def _accepted(request: WorkingRequest, report: Report) -> HttpResponse:
    try:
        flow.accept(report, request.user)
    except flow.NotNow as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Accepted: its figures count from now on. The unit was told."))
    return redirect("review_unit", period=report.period, code=report.office.code)


def _returned(request: WorkingRequest, period: str, report: Report) -> HttpResponse:
    found = sent(report)
    known = list(found.version.figures) if found else []
    reason = request.POST.get("reason", "")[:_LONGEST].strip()
    own = reasons_of(request.POST, request.POST.getlist("pick"), known)
    if not reason and not any(own.values()):
        return _page(request, period, report, _("Say why in words: of the whole, or of at least one figure that is ticked."))
    usual = reason or _("Look at this figure again.")
    of_figures = {each: why or usual for each, why in own.items()}
    try:
        flow.return_(report, request.user, reason or _("See the reasons given with the figures."), of_figures)
    except flow.NotNow as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Returned with the reasons. The unit was told."))
    return redirect("review_unit", period=period, code=report.office.code)


def _page(request: WorkingRequest, period: str, report: Report | None, wrong: str = "") -> HttpResponse:
    below, obligation = unit_below(request, period)
    found = sent(report) if report else None
    reminders = Reminder.objects.filter(office=below, period=period).values_list("day", flat=True).first()
    documents = list(OutsideDocument.objects.filter(office=below, period=period).defer("about")[:10])
    asked = due_day(below.parent, period) if below.parent else None
    standing = Standing(below, obligation, report, today(), reminders, asked=asked)
    context: dict[str, Any] = {
        "unit": below, "period": period, "reported": obligation.reported, "report": report, "standing": standing,
        "sent": found, "decides": decides(request, below), "wrong": wrong, "documents": documents,
        "document": next((each for each in documents if each.stage == Stage.CONFIRMED), None),
        "shows_drop": decides(request, below) and may_drop(below, report) and not (below.works_here and found),
    }  # fmt: skip
    if found and report:
        picked, every = set(request.POST.getlist("pick")), "every" in request.GET
        areas = areas_sent(report, found, every=every, also=picked)
        context |= {
            "areas": areas, "every": every, "shown": sum(len(each.lines) for each in areas),
            "version": found.version, "draft": found.draft,
            "parts": parts_of(found.draft, linked=False), "open": report.state == State.SENT, "posted": request.POST,
            "picked": picked, "events": list(report.events.select_related("person")[:30]),
            **of_check(last_check(found.draft)),
        }  # fmt: skip
    return render(request, "review/unit.html", context, status=422 if wrong else 200)


def _report(unit: Office, obligation: Obligation, period: str) -> Report | None:
    about = {"office": unit, "period": period, "regime": obligation.regime.code}
    return Report.objects.select_related("office__parent").filter(**about).first()


def _number(report: Report) -> int | None:
    return report.events.filter(did="sent").values_list("version", flat=True).first()
