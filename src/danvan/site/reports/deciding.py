"""The steps of a report: submitted, approved and sent, handed back, recalled, asked back."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, may
from danvan.site.reports import flow
from danvan.site.reports.asking import is_own, of_report
from danvan.site.reports.braces import told
from danvan.site.reports.drafting import Draft, draft_of
from danvan.site.reports.findings import checked, found_in, unwaived, waivers
from danvan.site.reports.flow import NotNow
from danvan.site.reports.issuing import issued
from danvan.site.reports.models import Report
from danvan.site.reports.pages import parts_of, to_page
from danvan.site.reports.versions import prepare

REASON = "reason-"
_LONGEST = 2000


@of_report(Right.WRITE_REPORT)
def submit(request: WorkingRequest, report: Report) -> HttpResponse:
    """To the chair: refused with words while something false stands in it that nobody gave a reason for."""
    if not report.is_open or not is_own(request, report):
        messages.error(request, _("This report was submitted already."))
        return to_page(report)
    draft = draft_of(report)
    found = found_in(checked(draft))
    reasons = _reasons(request.POST) if request.method == "POST" else given_before(report)
    left = unwaived(found, reasons)
    braces = [(part, told(error)) for part, errors in draft.composed.errors.items() for error in errors]
    if request.method == "POST" and not left and not braces:
        return _submitted(request, report, draft, waivers(found, reasons))
    context = {
        "report": report, "draft": draft, "braces": braces, "reasons": reasons,
        "errors": [one for one in found if one.is_error], "others": [one for one in found if not one.is_error],
        "left": left if request.method == "POST" else [],
        "unwritten": [part for part in parts_of(draft) if part.asked and not part.text.words],
        "misfits": [(part, piece) for part in parts_of(draft) for kind, piece in part.pieces if kind == "misfit"],
    }  # fmt: skip
    return render(request, "reports/submit.html", context, status=422 if request.method == "POST" else 200)


def _submitted(request: WorkingRequest, report: Report, draft: Draft, waived: list[dict[str, str]]) -> HttpResponse:
    ready = prepare(report, draft, issued(draft))
    try:
        flow.submit(report, request.user, prepared=ready, waived=waived)
    except NotNow as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Submitted. The chair was told."))
    return to_page(report)


def _reasons(posted: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(REASON): str(words)[:_LONGEST].strip() for name, words in posted.items() if name.startswith(REASON)
    }


def given_before(report: Report) -> dict[str, str]:
    """The reasons given when it was last submitted, by finding: they stand in the form again."""
    last = report.events.filter(did="submitted").first()
    return {one["key"]: one["reason"] for one in last.waived} if last else {}


def _hand_back(report: Report, request: WorkingRequest, reason: str) -> None:
    flow.take_back(report, request.user, reason)


def _send(report: Report, request: WorkingRequest, _reason: str) -> None:
    flow.send(report, request.user)


def _recall(report: Report, request: WorkingRequest, _reason: str) -> None:
    flow.recall(report, request.user)


def _ask(report: Report, request: WorkingRequest, reason: str) -> None:
    flow.ask_to_reopen(report, request.user, reason)


Step = Callable[[Report, WorkingRequest, str], None]
STEPS: Mapping[str, tuple[Right, Step, bool, object]] = {
    "send": (Right.APPROVE_REPORT, _send, False, lazy("Approved and sent.")),
    "hand_back": (Right.APPROVE_REPORT, _hand_back, True, lazy("Handed back to be mended.")),
    "take_back": (Right.WRITE_REPORT, lambda report, request, _reason: _hand_back(report, request, ""), False,
                  lazy("Taken back: it can be written in again.")),
    "recall": (Right.APPROVE_REPORT, _recall, False, lazy("Recalled: it waits for approval again.")),
    "ask": (Right.APPROVE_REPORT, _ask, True, lazy("The upper level was asked to reopen it.")),
}  # fmt: skip
"""Name -> right, what is done, whether it wants a reason, what is said when it is done."""


@require_POST
@of_report(Right.WRITE_REPORT)
def step(request: WorkingRequest, report: Report) -> HttpResponse:
    """One step of one's own report."""
    if (asked := STEPS.get(request.POST.get("do", ""))) is None:
        raise Http404
    right, do, wants_reason, done = asked
    if not is_own(request, report) or not may(request.memberships, right, report.office):
        raise PermissionDenied
    reason = request.POST.get("reason", "")[:_LONGEST].strip()
    if wants_reason and not reason:
        messages.error(request, _("Say why: whoever goes on with it has to know."))
        return to_page(report)
    try:
        do(report, request, reason)
    except NotNow as why:
        messages.error(request, str(why))
    else:
        messages.success(request, str(done))
    return to_page(report)
