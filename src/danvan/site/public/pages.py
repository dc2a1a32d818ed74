"""The public pages: a unit found by its name, what it publishes, what it achieved. No account, no query about people."""

from typing import Any, cast

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, anyone, may
from danvan.site.core.catalogue import today
from danvan.site.offices.models import Level, Office
from danvan.site.public.finding import find
from danvan.site.public.published import content_of, disclosure_of
from danvan.site.public.results import results_of
from danvan.site.public.schedule import coming
from danvan.site.public.surveys import running


@anyone
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Every unit there is, or those whose name has the words that were typed."""
    typed = request.GET.get("tim", "").strip()[:100]
    part = "public/_units.html" if request.headers.get("HX-Target") == "units" else "public/search.html"
    return render(request, part, {"typed": typed, "found": find(typed)})


@anyone
@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """What everybody may know of a unit, on one page."""
    office, day = office_or_404(code), today()
    shown: dict[str, Any] = {
        "disclosure": disclosure_of(office, day) if office.level == Level.COMMUNE else None, "days": coming(office, day),
        "results": results_of(office), "questions": running(office, day), "may_edit": _may_edit(request, office),
    }  # fmt: skip
    return page(request, "unit.html", office, "unit", **shown)


@anyone
@require_safe
def content(request: HttpRequest, code: str, content: str) -> HttpResponse:
    """Everything published of one content of the Law."""
    office = office_or_404(code)
    found = content_of(office, content, today()) if office.level == Level.COMMUNE else None
    if found is None:
        raise Http404
    return page(request, "content.html", office, "unit", content=found)


@anyone
@require_safe
def results(request: HttpRequest, code: str) -> HttpResponse:
    """Every main figure of the last accepted report."""
    office = office_or_404(code)
    return page(request, "results.html", office, "results", results=results_of(office))


def _may_edit(request: HttpRequest, office: Office) -> bool:
    """Whether whoever looks is somebody who sees to this page."""
    return request.user.is_authenticated and may(cast("WorkingRequest", request).memberships, Right.PUBLISH, office)


def office_or_404(code: str) -> Office:
    """A unit that is alive and works in the site."""
    alive = Q(until=None) | Q(until__gte=today())
    found = Office.objects.select_related("parent").filter(alive, code=code, works_here=True).first()
    if found is None:
        raise Http404
    return found


def page(request: HttpRequest, template: str, office: Office, here: str, status: int = 200, **shown: Any) -> HttpResponse:
    """One of a unit's pages; `here`: which of its tabs."""
    return render(request, f"public/{template}", {"unit": office, "here": here, **shown}, status=status)


def private(response: HttpResponse) -> HttpResponse:
    """Kept by no browser and no proxy: somebody else may use the machine next."""
    response.headers["Cache-Control"] = "no-store"
    return response
