"""/so-lieu/: the figures of a period by area."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.core.catalogue import today
from danvan.site.figures.lines import AreaLines, PeriodFigures, figures_of
from danvan.site.figures.periods import code_of, current_period, get_period_or_404, open_periods, year_before
from danvan.site.offices.models import Office

FILTERS = (("asked", _("In the report")), ("missing", _("Missing")), ("wrong", _("Disagreeing")), ("all", _("All")))
"""What of the period is shown, in the address as ?show=…"""
EVERY = "*"
"""In place of an area: all of them are open."""


@asks(Right.LOOK)
def figures(request: WorkingRequest) -> HttpResponse:
    """To the period that is worked on now."""
    return redirect("period", code_of(current_period(cast("Office", request.office), today())))


@asks(Right.LOOK)
def period(request: WorkingRequest, period: str) -> HttpResponse:
    """The figures of one's own office."""
    return _page(request, period, "")


@asks(Right.LOOK, of="unit")
def period_of_unit(request: WorkingRequest, period: str, unit: str) -> HttpResponse:
    """Those of another one, read only."""
    return _page(request, period, unit)


def area_fragment(request: WorkingRequest, period: str, area: str) -> HttpResponse:
    """One area of the page, open: what comes back when one of its figures was typed in."""
    shown = _shown(request, period, "", show=request.POST.get("show") or "all")
    each = next((each for each in cast("list[AreaLines]", shown["areas"]) if each.area.code == area), None)
    return render(request, "figures/area.html", {**shown, "each": each, "opened": area})


def _page(request: WorkingRequest, code: str, unit: str) -> HttpResponse:
    shown = _shown(request, code, unit, show=request.GET.get("show", "asked"))
    areas = cast("list[AreaLines]", shown["areas"])
    target = request.headers.get("HX-Target", "")
    if target.startswith("area-"):
        each = next((each for each in areas if f"area-{each.area.code}" == target), None)
        return render(request, "figures/area.html", {**shown, "each": each, "opened": request.GET.get("area", "")})
    # A filter that leaves few lines shows them all at once.
    first = EVERY if shown["show"] in ("missing", "wrong") else areas[0].area.code if areas else ""
    return render(request, "figures/period.html", {**shown, **_head(shown), "opened": request.GET.get("area", first)})


def _shown(request: WorkingRequest, code: str, unit: str, *, show: str) -> dict[str, object]:
    office = cast("Office", request.office)
    found = figures_of(office, get_period_or_404(office, code))
    return {
        "found": found, "reported": found.reported, "period": code, "areas": found.areas(show), "show": show, "unit": unit,
        "of": office, "may_enter": not unit and request.may(Right.ENTER_FIGURES),
    }  # fmt: skip


def _head(shown: dict[str, object]) -> dict[str, object]:
    """The sums at the top, and the other periods."""
    found = cast("PeriodFigures", shown["found"])
    asked, office = found.asked, found.office
    near = open_periods(office, today())
    before = year_before(office, found.reported)
    return {
        "filters": FILTERS,
        "asked": len(asked),
        "there": sum(not line.missing for line in asked),
        "wrong": sum(line.wrong for line in found.lines.values()),
        "waiting": sum(line.waiting for line in found.lines.values()),
        "near": [(code_of(each), each.period) for each in near],
        "before": before and (code_of(before), before.period),
    }
