"""A report as it is printed: previewed, downloaded; its versions, held against each other; the letterhead."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.offices.models import Office
from danvan.site.reports.asking import is_own, of_report
from danvan.site.reports.comparing import figures_changed, parts_changed
from danvan.site.reports.drafting import Draft, draft_of, material_of_version
from danvan.site.reports.issuing import FORMATS, name_of, written
from danvan.site.reports.letterhead import from_form, shown
from danvan.site.reports.lines import figures_url
from danvan.site.reports.models import Report, ReportVersion
from danvan.site.reports.versions import sent_version


@of_report(Right.LOOK)
def preview(request: WorkingRequest, report: Report) -> HttpResponse:
    """The report as it will print, with its downloads."""
    version = _version(request, report)
    return render(request, "reports/preview.html", {"report": report, "version": version, "formats": list(FORMATS)})


@of_report(Right.LOOK)
def download(request: WorkingRequest, report: Report, kind: str) -> HttpResponseBase:
    """A file of the report: of a version as it was kept, else written now. `?here` shows it in the page."""
    if kind not in FORMATS:
        raise Http404
    version = _version(request, report)
    draft = _draft(report, version)
    # The clean name says nothing personal; browsers show it.
    headers = {
        "Content-Disposition": f'{"inline" if "here" in request.GET else "attachment"}; filename="{name_of(draft, kind)}"',
        "Cache-Control": "private, no-store",
    }
    kept = version.files.get(kind, "") if version else ""
    if kept and default_storage.exists(kept):
        # It names the file itself: after the storage, unless it is told.
        opened, called, away = default_storage.open(kept), name_of(draft, kind), "here" not in request.GET
        return FileResponse(opened, as_attachment=away, filename=called, content_type=FORMATS[kind], headers=headers)
    content = written(draft, kind, version.at if version else None)
    return HttpResponse(content, content_type=FORMATS[kind], headers=headers)


@of_report(Right.LOOK)
def versions(request: WorkingRequest, report: Report) -> HttpResponse:
    """All versions; two of them held against each other."""
    every = list(report.versions.select_related("person"))
    if not is_own(request, report):
        sent = set(report.events.filter(did="sent").values_list("version", flat=True))
        every = [one for one in every if one.number in sent]
    after = _asked(request, "b", every, 0)
    before = _asked(request, "a", every, 1)
    figures = figures_url(report, own=is_own(request, report))
    context = {"report": report, "versions": every, "before": before, "after": after, "figures_url": figures}
    if before and after and before != after:
        context |= {"parts": parts_changed(before, after), "figures": figures_changed(before.figures, after.figures)}
    return render(request, "reports/versions.html", context)


def _asked(request: WorkingRequest, name: str, every: list[ReportVersion], usual: int) -> ReportVersion | None:
    number = request.GET.get(name, "")
    asked = next((one for one in every if str(one.number) == number), None)
    return asked or (every[usual] if len(every) > usual else None)


def _version(request: WorkingRequest, report: Report) -> ReportVersion | None:
    """The version asked for; the last one of a report that is not open; the last sent one from above; None: as it is now."""
    number = request.GET.get("v", "")
    if not is_own(request, report):
        return sent_version(report)
    if number.isdecimal():
        if found := report.versions.filter(number=number).first():
            return found
        raise Http404
    return None if report.is_open else report.versions.first()


def _draft(report: Report, version: ReportVersion | None) -> Draft:
    return draft_of(report, material_of_version(version, report) if version else None)


@asks(Right.WRITE_REPORT)
def letterhead(request: WorkingRequest) -> HttpResponse:
    """The fields of the office's letterhead."""
    office = request.office
    assert office  # noqa: S101 - asked for by the decorator
    if request.method == "POST":
        office.letterhead = from_form(request.POST)
        Office.objects.filter(pk=office.pk).update(letterhead=office.letterhead)
        messages.success(request, _("Saved. Reports that are not submitted yet take it up."))
        return redirect("letterhead")
    return render(request, "reports/letterhead.html", {"fields": shown(office.letterhead)})
