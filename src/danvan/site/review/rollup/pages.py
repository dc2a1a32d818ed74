"""/tong-hop/: units × indicators with totals that name who is missing; one indicator on a map; the consolidated report."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST

from danvan.composing.xlsx import to_xlsx
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.core import jobs
from danvan.site.core.catalogue import the_catalogue, today
from danvan.site.core.language import words
from danvan.site.figures.rules import rules_on
from danvan.site.reports.issuing import FORMATS
from danvan.site.review.matrix_pages import nothing_below
from danvan.site.review.models import Made, Step
from danvan.site.review.rolling import now_utc, rolled_up
from danvan.site.review.rollup.drawing import Bubble, bubble_map
from danvan.site.review.rollup.grid import column_of, grid
from danvan.site.review.rollup.making import make_later
from danvan.site.review.rollup.one import lines_of
from danvan.site.review.units import awaited, current_code, home_of, tabs

_STALE = timedelta(minutes=30)
"""After so long without an end nobody works on it any more."""


@asks(Right.REVIEW)
def current(request: WorkingRequest) -> HttpResponse:
    """To the period that is being received."""
    code = current_code(home_of(request), today())
    return redirect("rollup_period", period=code) if code else nothing_below(request)


@asks(Right.REVIEW)
def period(request: WorkingRequest, period: str) -> HttpResponse:
    """The figures of an area, unit by unit."""
    office = home_of(request)
    found = awaited(office, period)
    if not found.units:
        return nothing_below(request)
    counted = rolled_up(found, sent=_sent(request))
    rules = rules_on(counted.period.end)
    asked = request.GET
    shown = grid(counted, rules, asked.get("area", ""), every="all" in asked, sort=asked.get("sort", ""))
    context = {
        **_common(request, period, found, counted), "grid": shown, "sort": asked.get("sort", ""), "every": "all" in asked,
        "made": list(Made.objects.filter(office=office, period=period).select_related("person")[:5]), "state": counted.state,
    }  # fmt: skip
    return render(request, "review/rollup.html", context)


@asks(Right.REVIEW)
def one(request: WorkingRequest, period: str, indicator: str) -> HttpResponse:
    """One indicator: every unit beside the others, over years, on a map."""
    found = awaited(home_of(request), period)
    counted = rolled_up(found, sent=_sent(request))
    rules = rules_on(counted.period.end)
    row = counted.rolled.rows.get(indicator)
    if row is None:
        raise Http404
    on_today = request.GET.get("boundaries") == "today"
    table = lines_of(found, counted, row, rules, today(), on_today=on_today, sort=request.GET.get("sort", ""))
    column = column_of(row, counted, rules)
    name = words(row.indicator.name)
    bubbles = [Bubble(line.unit, line.name, line.value, line.said) for line in table.lines]
    context = {
        **_common(request, period, found, counted), "row": row, "column": column, "table": table, "on_today": on_today,
        "sort": request.GET.get("sort", ""),
        "map": bubble_map(bubbles, _("Map: %(name)s, a circle for each unit, its area as its number") % {"name": name})
        if row.indicator.measure != "%" else None,
        "others": [each.indicator for each in counted.rolled.rows.values()
                   if each.indicator.area == row.indicator.area and any(value for value in each.values.values())],
    }  # fmt: skip
    return render(request, "review/indicator.html", context)


@asks(Right.REVIEW)
def workbook(request: WorkingRequest, period: str) -> HttpResponse:
    """All areas as a workbook: a sheet each, totals as formulas, who is missing beside them."""
    found = awaited(home_of(request), period)
    counted = rolled_up(found, sent=_sent(request))
    content = to_xlsx(counted.rolled, the_catalogue(), made=now_utc(), sources={})
    headers = {"Content-Disposition": f'attachment; filename="tong-hop-{period}.xlsx"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=FORMATS["xlsx"], headers=headers)


@require_POST
@asks(Right.REVIEW)
def make(request: WorkingRequest, period: str) -> HttpResponse:
    """Begins the consolidated report; one at a time."""
    office = home_of(request)
    found = awaited(office, period)
    begun = timezone.now() - _STALE
    going = Made.objects.filter(office=office, period=period, at__gte=begun).exclude(step__in=(Step.DONE, Step.FAILED)).first()
    if going is None:
        wanted = {"sent": bool(request.POST.get("sent")), "words": bool(request.POST.get("words"))}
        language = "en" if (get_language() or "vi").startswith("en") else "vi"
        going = Made.objects.create(office=office, period=period, wanted=wanted, language=language, person=request.user)
        url = reverse("rollup_made", args=[period, going.pk])
        text = noop("Consolidated report of %(period)s")
        jobs.begin(
            make_later, going.pk, person=request.user, office=office, text=text, url=url, period=str(found.reported.period)
        )
    else:
        messages.info(request, _("One is being made already."))
    return redirect("rollup_made", period=period, pk=going.pk)


@asks(Right.REVIEW)
def made(request: WorkingRequest, period: str, pk: int) -> HttpResponse:
    """How far it is; its files when it is done."""
    one = _made(request, period, pk)
    context = {"one": one, "period": period, "stale": one.is_going_on and one.at < timezone.now() - _STALE}
    if request.headers.get("HX-Request"):
        if not one.is_going_on:
            return HttpResponse(status=204, headers={"HX-Redirect": request.path})
        return render(request, "review/_made.html", context)
    return render(request, "review/made.html", context)


@asks(Right.REVIEW)
def download(request: WorkingRequest, period: str, pk: int, kind: str) -> HttpResponseBase:
    """A file of it."""
    name = _made(request, period, pk).files.get(kind, "")
    if kind not in FORMATS or not name or not default_storage.exists(name):
        raise Http404
    file = default_storage.open(name)
    called, headers = f"bao-cao-tong-hop-{period}.{kind}", {"Cache-Control": "private, no-store"}
    return FileResponse(file, as_attachment=True, filename=called, content_type=FORMATS[kind], headers=headers)


def _made(request: WorkingRequest, period: str, pk: int) -> Made:
    found = Made.objects.select_related("person").filter(office=home_of(request), period=period, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _sent(request: WorkingRequest) -> bool:
    return "sent" in request.GET


def _common(request: WorkingRequest, period: str, found: Any, counted: Any) -> dict[str, Any]:
    return {
        "found": found, "reported": found.reported, "counted": counted, "period": period, "sent": _sent(request),
        "tabs": tabs(home_of(request), period, today()), "page_name": "rollup_period",
    }  # fmt: skip
