"""What is counted, what must add up, what is checked, by what law: for everybody who works here."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.catalogue.entries import Entry, entries, named
from danvan.catalogue.references import uses
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.catalogue_pages.cards import lines_of
from danvan.site.core.catalogue import the_catalogue, today
from danvan.site.core.language import words
from danvan.units.folding import fold

PAGE = 60
KINDS: dict[str, str | Promise] = {
    "indicator": _("Indicators"),
    "identity": _("Identities"),
    "check": _("Checks"),
    "instrument": _("Legal texts"),
    "regime": _("Reporting regimes"),
    "form": _("Forms"),
    "outline": _("Outlines"),
    "scorecard": _("Scorecards"),
    "area": _("Areas"),
    "calendar": _("Calendars"),
}
ONE: dict[str, str | Promise] = {
    "indicator": _("indicator"),
    "identity": _("identity"),
    "check": _("check"),
    "instrument": _("legal text"),
    "regime": _("regime"),
    "form": _("form"),
    "outline": _("outline"),
    "scorecard": _("scorecard"),
    "area": _("area"),
    "calendar": _("calendar"),
    "profile": _("profile of form"),
    "phrase": _("way of saying"),
    "sentence": _("sentence"),
    "register": _("book"),
}
"""A card of each kind."""


@asks(Right.READ_CATALOGUE)
def catalogue(request: WorkingRequest) -> HttpResponse:
    """The cards of one kind; those in force today unless all are asked for. Found by name or code, accents or not."""
    kind = request.GET.get("loai", "indicator")
    if kind not in KINDS:
        raise Http404
    area, wanted, every = request.GET.get("linh-vuc", ""), request.GET.get("tim", "").strip(), "tat-ca" in request.GET
    found = [entry for entry in entries(the_catalogue()) if entry.kind == kind and (every or entry.holds_at(today()))]
    if area:
        found = [entry for entry in found if entry.code.partition(".")[0] == area]
    if wanted:
        letters = fold(wanted)
        found = [entry for entry in found if letters in fold(f"{entry.code} {words(entry.name)}")]
    shown = {
        "kinds": KINDS,
        "kind": kind,
        "areas": {code: words(one.name) for code, one in the_catalogue().areas.items()},
        "area": area,
        "wanted": wanted,
        "every": every,
        "page": Paginator(found, PAGE).get_page(request.GET.get("trang")),
    }
    return render(request, "catalogue/list.html", shown)


@asks(Right.READ_CATALOGUE)
def card(request: WorkingRequest, code: str) -> HttpResponse:
    """One card in all its versions: text, dates, source, where it is used."""
    found: list[Entry] = named(the_catalogue(), code)
    if not found:
        raise Http404
    shown = {
        "code": code,
        "name": words(found[-1].name),
        "kind": KINDS.get(found[0].kind, found[0].kind),
        "versions": [(entry, lines_of(entry, the_catalogue())) for entry in found],
        "uses": [(entry, ONE.get(entry.kind, entry.kind)) for entry in uses(the_catalogue(), code)],
    }
    return render(request, "catalogue/card.html", shown)
