"""/tiep-nhan/<period>/<unit>/van-ban/: a document dropped in for a unit, its numbers confirmed beside the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.regimes.due import Obligation
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.core import jobs
from danvan.site.core.catalogue import today
from danvan.site.core.language import code as language
from danvan.site.core.language import words
from danvan.site.documents.checking import is_quick
from danvan.site.documents.limits import TOO_LARGE
from danvan.site.offices.models import Office
from danvan.site.registers.values import fold
from danvan.site.reports.flow import NotNow
from danvan.site.reports.models import Report
from danvan.site.reports.outlines import NoOutline
from danvan.site.review.models import OutsideDocument, Stage
from danvan.site.review.outside import keeping
from danvan.site.review.outside.confirming import all_sure, catalogue_of, choices_of, confirm, judged, lines_in
from danvan.site.review.outside.lines import Line
from danvan.site.review.outside.taking_in import take_in, take_in_later
from danvan.site.review.rights import may_drop
from danvan.site.review.units import decides, duties, unit_below

_STALE = timedelta(minutes=15)
"""After so long without an end a file is read anew when it is dropped in again."""


@require_POST
@asks(Right.REVIEW, of="code")
def drop(request: WorkingRequest, period: str, code: str) -> HttpResponse:
    """A document came. The same file again leads to what became of it the first time."""
    below, obligation = _deciding(request, period)
    report = Report.objects.filter(office=below, period=period, regime=obligation.regime.code).first()
    file = request.FILES.get("file")
    if wrong := _refused(request, file, may_drop(below, report)):
        messages.error(request, wrong)
        return redirect("review_unit", period=period, code=code)
    assert isinstance(file, UploadedFile)  # noqa: S101 - asked above
    digest = keeping.store(file.read())
    about: dict[str, Any] = {"name": PurePosixPath(str(file.name)).name[:150]}
    document, made = OutsideDocument.objects.get_or_create(
        office=below, period=period, digest=digest,
        defaults={"size": file.size or 0, "received": _day(request.POST.get("received", "")), "person": request.user,
                  "about": about},
    )  # fmt: skip
    broken_off = document.is_going_on and document.at < timezone.now() - _STALE
    if not made and document.stage != Stage.FAILED and not broken_off:
        messages.info(request, _("This very file is here already: nothing was changed."))
    elif not made:
        document.stage = Stage.WAITING
        document.save(update_fields=["stage"])
    if document.stage == Stage.WAITING:
        _begin(document, request)
    return redirect("review_document", period=period, code=code, pk=document.pk)


def _begin(document: OutsideDocument, request: WorkingRequest) -> None:
    if is_quick(keeping.content_of(document.digest) or b""):
        take_in(document)
    else:
        url = reverse("review_document", args=[document.period, document.office.code, document.pk])
        text = noop("Reading the document of %(unit)s")
        named = document.office.name
        jobs.begin(take_in_later, document.pk, person=request.user, office=request.home, text=text, url=url, unit=named)


@asks(Right.REVIEW, of="code")
def document(request: WorkingRequest, period: str, code: str, pk: int) -> HttpResponse:  # noqa: ARG001 - the decorator's
    """Its numbers beside its words, to be accepted, changed or left out; while it is read, how far that is."""
    below, obligation = _deciding(request, period)
    found = _found(below, period, pk)
    if found.is_going_on:
        template = "review/_document_progress.html" if request.headers.get("HX-Request") else "review/document_progress.html"
        return render(request, template, {"document": found, "unit": below, "period": period})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": request.path})
    if request.method == "POST" and found.stage in (Stage.READ, Stage.REPLACED):
        return _posted(request, found, obligation)
    if request.method == "POST":
        messages.error(request, _("This document was confirmed already."))
        return redirect(request.path)
    return _page(request, found, obligation, choices_of(found))


def _posted(request: WorkingRequest, found: OutsideDocument, obligation: Obligation) -> HttpResponse:
    catalogue = catalogue_of(obligation)
    choices = _choices(request.POST, found, catalogue)
    do = request.POST.get("do", "")
    found.choices = {str(number): choice for number, choice in choices.items()}
    if do == "sure":
        found.choices = {str(number): choice for number, choice in all_sure(found).items()}
    found.save(update_fields=["choices"])
    if do != "confirm":
        messages.success(request, _("Saved. Nothing counts until you confirm."))
        return redirect(request.path)
    chosen = judged(lines_in(found), choices, catalogue)
    if chosen.wrong or not chosen.figures:
        empty = "" if chosen.wrong else _("No number is taken: choose at least one.")
        return _page(request, found, obligation, choices, chosen.wrong, empty)
    try:
        confirm(found, obligation, chosen, request.user)
    except (NotNow, NoOutline) as why:
        messages.error(request, str(why))
        return redirect(request.path)
    count = len(chosen.figures)
    text = ngettext("%(n)s figure counts from now on.", "%(n)s figures count from now on.", count)
    messages.success(request, text % {"n": count})
    return redirect("review_unit", period=found.period, code=found.office.code)


def _page(
    request: WorkingRequest,
    found: OutsideDocument,
    obligation: Obligation,
    choices: Mapping[int, str],
    wrong: Mapping[int, str] | None = None,
    empty: str = "",
) -> HttpResponse:
    catalogue = catalogue_of(obligation)
    rows = [_row(line, choices.get(line.number, ""), catalogue, (wrong or {}).get(line.number, "")) for line in lines_in(found)]
    clear = [row for row in rows if not row.line.unmapped or row.choice]
    context: dict[str, Any] = {
        "document": found, "unit": found.office, "period": found.period, "reported": obligation.reported,
        "rows": clear, "rest": [row for row in rows if row not in clear], "sure": sum(row.line.sure for row in rows),
        "taken": sum(bool(row.choice) for row in rows), "told": found.about.get("told", {}),
        "result": found.about.get("result", {}).get(language()), "failed": found.about.get("failed", {}).get(language()),
        "writing": found.stage in (Stage.READ, Stage.REPLACED), "wrong": wrong, "empty": empty,
    }  # fmt: skip
    return render(request, "review/document.html", context, status=422 if wrong or empty else 200)


@asks(Right.REVIEW, of="code")
def original(request: WorkingRequest, period: str, code: str, pk: int) -> HttpResponse:  # noqa: ARG001 - the decorator's
    """The file as it came."""
    below, _obligation = _deciding(request, period)
    found = _found(below, period, pk)
    content = keeping.content_of(found.digest)
    if content is None:
        raise Http404
    headers = {
        "Content-Disposition": content_disposition_header(True, found.name) or "attachment",
        "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


@asks(Right.REVIEW)
def indicators(request: WorkingRequest, period: str) -> HttpResponse:
    """The figures there are, as options of a field: fetched once, kept by the browser."""
    owed = duties(request.office, period) if request.office else {}
    if not owed:
        raise Http404
    known = catalogue_of(next(iter(owed.values()))).indicators
    options = [(code, words(each.name)) for code, each in known.items()]
    answer = render(request, "review/_indicators.html", {"options": options})
    patch_cache_control(answer, private=True, max_age=3600)
    return answer


@dataclass(frozen=True, slots=True)
class Row:
    """A number with its choice. `options`: what is proposed, what else fits, what was chosen."""

    line: Line
    choice: str
    options: Sequence[tuple[str, str]]
    wrong: str


def _row(line: Line, choice: str, catalogue: Catalogue, wrong: str) -> Row:
    codes = dict.fromkeys(code for code in (line.indicator, *line.candidates, choice) if code)
    known = catalogue.indicators
    return Row(line, choice, [(code, words(known[code].name) if code in known else code) for code in codes], wrong)


def _choices(posted: Mapping[str, str], found: OutsideDocument, catalogue: Catalogue) -> dict[int, str]:
    """As the form says; what it does not name stays as it was."""
    before = choices_of(found)
    choices = {}
    for number, standing in before.items():
        chosen = str(posted.get(f"line-{number}", standing)).strip()[:100]
        other = str(posted.get(f"other-{number}", "")).strip()[:200]
        choices[number] = _named(other, catalogue) if other else chosen
    return choices


def _named(typed: str, catalogue: Catalogue) -> str:
    """The code of what was typed: a code, or the one figure that has that name."""
    if typed in catalogue.indicators:
        return typed
    words_typed, known = fold(typed), catalogue.indicators.items()
    exact = [code for code, each in known if words_typed in (fold(each.name.vi), fold(each.name.en))]
    return exact[0] if len(exact) == 1 else typed


def _deciding(request: WorkingRequest, period: str) -> tuple[Office, Obligation]:
    """Documents are taken in by those the unit reports to. Raises PermissionDenied, Http404."""
    below, obligation = unit_below(request, period)
    if not decides(request, below):
        raise PermissionDenied
    return below, obligation


def _found(below: Office, period: str, pk: int) -> OutsideDocument:
    found = OutsideDocument.objects.select_related("office__parent", "confirmed_by").filter(office=below, period=period, pk=pk)
    if (one := found.first()) is None:
        raise Http404
    return one


def _refused(request: WorkingRequest, file: Any, allowed: bool) -> str:
    if not allowed:
        return _("The unit sent its report itself. Return that one first, if this document is to stand in its place.")
    if request.META.get(TOO_LARGE):
        too_large = _("The file is larger than %(most)s MB. Leave out what is not the report, or split it.")
        return too_large % {"most": settings.UPLOAD_LIMIT // (1024 * 1024)}
    if not isinstance(file, UploadedFile):
        return _("Choose a file first.")
    return "" if file.size else _("The file is empty. Save the report again and send that copy.")


def _day(said: str) -> date:
    try:
        return min(date.fromisoformat(said), today())
    except ValueError:
        return today()
