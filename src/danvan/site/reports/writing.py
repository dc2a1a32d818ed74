"""Writing in a report: words saved as they are typed, figures looked up, sentences taken over, findings beside them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, may
from danvan.site.reports.asking import is_own, of_report
from danvan.site.reports.braces import told
from danvan.site.reports.drafting import Draft, current_figures_of, draft_of, written_in
from danvan.site.reports.findings import check, last_check
from danvan.site.reports.flow import NotNow
from danvan.site.reports.lines import as_html, figures_url, rewritable
from danvan.site.reports.models import Report
from danvan.site.reports.outlines import outline_called
from danvan.site.reports.pages import draft_for, of_check, page_of, to_page
from danvan.site.reports.picking import choices
from danvan.site.reports.saving import Saved, TooLong, save_words, stand_instead

WORDS, REVISION = "words-", "revision-"


@require_POST
@of_report(Right.WRITE_REPORT)
def save(request: WorkingRequest, report: Report) -> HttpResponse:
    """Saves the words that came: of one part while somebody types, of all parts by the button of a page without JavaScript."""
    given = [part for part in _codes(report) if f"{WORDS}{part}" in request.POST]
    try:
        saved = {part: _save(request, report, part) for part in given}
    except (NotNow, TooLong) as why:
        return _not_saved(request, report, str(why))
    if not saved:
        raise Http404
    if request.headers.get("HX-Request"):
        part, one = next(iter(saved.items()))
        return _saved(request, report, part, one)
    conflicts = [part for part, one in saved.items() if one.conflict]
    if conflicts:
        page = page_of(request, report, draft_of(report))
        theirs = {part: {"saved": saved[part], "mine": request.POST[f"{WORDS}{part}"]} for part in conflicts}
        return render(request, "reports/report.html", {**page, "conflicts": theirs}, status=409)
    messages.success(request, _("Saved."))
    return to_page(report, request.POST.get("at", ""))


def _codes(report: Report) -> list[str]:
    return [part.code for part in outline_called(report.outline, report.of_period).parts]


def _save(request: WorkingRequest, report: Report, part: str) -> Saved:
    revision = request.POST.get(f"{REVISION}{part}", "0")
    return save_words(report, part, request.POST[f"{WORDS}{part}"], int(revision) if revision.isdecimal() else 0, request.user)


def _saved(request: WorkingRequest, report: Report, part: str, saved: Saved) -> HttpResponse:
    """What stands under the place to write: saved and when, or who else wrote there; what is wrong with its braces."""
    written = written_in(report, part, saved.text.words)
    figures = figures_url(report, own=True)
    context: dict[str, Any] = {
        "report": report,
        "code": part,
        "text": saved.text,
        "at": timezone.now(),
        "errors": [told(error) for error in written.errors],
        "lines": [as_html(line, written.indicators, figures) for line in written.lines],
    }
    if saved.conflict:
        return render(request, "reports/_conflict.html", context, status=409)
    response = render(request, "reports/_saved.html", context)
    response.headers["HX-Trigger"] = "report-saved"
    return response


def _not_saved(request: WorkingRequest, report: Report, why: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "reports/_refused.html", {"why": why}, status=422)
    messages.error(request, why)
    return to_page(report)


@require_POST
@of_report(Right.WRITE_REPORT)
def sentences(request: WorkingRequest, report: Report, part: str) -> HttpResponse:
    """The proposed sentences of a part become one's own words, to be written anew; or come back."""
    parts = _codes(report)
    if part not in parts:
        raise Http404
    own = request.POST.get("do") == "own"
    try:
        # Without JavaScript what was typed in other parts comes along with this button.
        for each in parts:
            if f"{WORDS}{each}" in request.POST and _save(request, report, each).conflict:
                messages.error(request, _("Somebody else wrote in this report meanwhile; see the parts marked."))
        words = _proposed(draft_of(report), part) if own else None
        stand_instead(report, part, request.user, instead=own, words=words)
    except (NotNow, TooLong) as why:
        messages.error(request, str(why))
    return to_page(report, part)


def _proposed(draft: Draft, code: str) -> str:
    there = next((part for part in draft.model.parts if part.code == code), None)
    return rewritable(there, draft.composed.indicators) if there else ""


@of_report(Right.WRITE_REPORT)
def pick(request: WorkingRequest, report: Report) -> HttpResponse:
    """The figures that fit what is typed."""
    asked = request.GET.get("q", "")[:80].strip()
    found = choices(asked, current_figures_of(report)) if asked else []
    return render(request, "reports/_picked.html", {"choices": found, "asked": asked})


@of_report(Right.LOOK)
def findings(request: WorkingRequest, report: Report) -> HttpResponse:
    """What was found in the report: checked again when asked to, or when it was never checked as it is."""
    draft = draft_for(request, report)
    kept = check(draft) if request.method == "POST" else last_check(draft)
    if request.headers.get("HX-Request"):
        writing = report.is_open and is_own(request, report) and may(request.memberships, Right.WRITE_REPORT, report.office)
        return render(request, "reports/_findings.html", {"report": report, "writing": writing, **of_check(kept)})
    return to_page(report)
