"""/bao-cao/<id>/dinh-chinh/: an accepted report in which something is wrong."""

import re
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from danvan.kernel.errors import DanvanError
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, may
from danvan.site.core.language import said
from danvan.site.reports import flow
from danvan.site.reports.asking import is_own, of_report
from danvan.site.reports.correcting import Foreseen, NotCounted, NumberCorrected, foresee, misprint_letter, said_change, told
from danvan.site.reports.drafting import draft_of
from danvan.site.reports.flow import NotNow
from danvan.site.reports.models import Report, State
from danvan.site.reports.pages import to_page
from danvan.site.reports.picking import everything

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@of_report(Right.WRITE_REPORT)
def correct(request: WorkingRequest, report: Report) -> HttpResponse:
    """A wrong figure: what its correction changes, then asking the report back. A misprint: the letter that mends it."""
    if report.state != State.ACCEPTED or not is_own(request, report):
        messages.error(request, _("Only an accepted report is corrected so; another one is written in."))
        return to_page(report)
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    if asked == "letter":
        return _letter(request, report)
    if asked == "ask":
        return _ask(request, report)
    return _page(request, report, _foreseen(request, report))


def _page(request: WorkingRequest, report: Report, foreseen: Foreseen | None = None, status: int = 200) -> HttpResponse:
    changes = [(told(change), change) for change in foreseen.changes] if foreseen else []
    context = {
        "report": report, "choices": everything(draft_of(report).figures), "foreseen": foreseen, "changes": changes,
        "indicator": request.GET.get("so", ""), "value": request.GET.get("gia-tri", ""), "withdraw": "bo" in request.GET,
        "may_ask": may(request.memberships, Right.APPROVE_REPORT, report.office),
    }  # fmt: skip
    return render(request, "reports/correct.html", context, status=status)


def _foreseen(request: WorkingRequest, report: Report) -> Foreseen | None:
    """For the figure and value of the address; None where none is asked, or what is asked cannot be."""
    try:
        value = _value(request)
        return foresee(report, request.GET["so"], value) if request.GET.get("so") else None
    except ValueError as why:
        messages.error(request, str(why))
    except NotCounted:
        messages.error(request, _("This figure did not go up with the report, so nothing stands on it."))
    except DanvanError as error:
        messages.error(request, said(error))
    return None


def _value(request: WorkingRequest) -> Decimal | None:
    """What the figure should be; None where it is taken back. Raises ValueError with the sentence to show."""
    written = request.GET.get("gia-tri", "").strip()
    if "bo" in request.GET or not request.GET.get("so"):
        return None
    if not _NUMBER.fullmatch(written):
        raise ValueError(_("“%(found)s” is no number. Write 1.637 or 83,39.") % {"found": written[:40]})
    return Decimal(written.replace(".", "").replace(",", "."))


def _ask(request: WorkingRequest, report: Report) -> HttpResponse:
    if not may(request.memberships, Right.APPROVE_REPORT, report.office):
        raise PermissionDenied
    reason = request.POST.get("reason", "")[:2000].strip()
    if not reason:
        messages.error(request, _("Say why: whoever goes on with it has to know."))
        return _page(request, report, _foreseen(request, report), status=422)
    try:
        change = said_change(report, request.GET.get("so", ""), _value(request))
        flow.ask_to_reopen(report, request.user, reason, change)
    except (NotNow, ValueError) as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The upper level was asked to reopen it."))
    return to_page(report)


def _letter(request: WorkingRequest, report: Report) -> HttpResponse:
    printed, right = (request.POST.get(name, "")[:500].strip() for name in ("printed", "right"))
    if not printed or not right:
        messages.error(request, _("Write what was printed and what it should be."))
        return _page(request, report, status=422)
    try:
        content = misprint_letter(report, [(printed, right)])
    except NumberCorrected:
        why = _("This changes a number, and a number is corrected by a new report that replaces the old one")
        told = f"{why} (30/2020/NĐ-CP, điều 18)."
        messages.error(request, told)
        return _page(request, report, status=422)
    headers = {"Content-Disposition": f'attachment; filename="dinh-chinh-{report.period}.docx"'}
    return HttpResponse(content, content_type=_WORD, headers=headers)
