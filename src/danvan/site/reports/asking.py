"""The report of an address, for who may see it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks, may
from danvan.site.reports.models import Report, State

View = Callable[..., HttpResponseBase]


def of_report(right: Right) -> Callable[[View], View]:
    """Declares that a view wants `right` in the office whose report its argument `pk` names; the view is given the report.

    One that does not exist is the same 403 as one that is not to be seen. Whoever sees it from above sees what was sent.
    """

    def declared(view: View) -> View:
        @wraps(view)
        def found(request: WorkingRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
            report = Report.objects.select_related("office__parent").filter(pk=pk).first()
            if report is None or not may(request.memberships, right, report.office) or not _shown(request, report):
                raise PermissionDenied
            return view(request, report, **kwargs)

        # Whether somebody is logged in, and has any office, is asked first; the right itself is asked of the report's office.
        asked: View = asks(Right.LOOK)(found)
        asked.asks = right  # type: ignore[attr-defined]
        return asked

    return declared


def is_own(request: WorkingRequest, report: Report) -> bool:
    """Whether one works in the office whose report it is."""
    return any(each.office_id == report.office_id for each in request.memberships)


def _shown(request: WorkingRequest, report: Report) -> bool:
    sent = report.state in (State.SENT, State.ACCEPTED) or report.sent_at is not None
    return is_own(request, report) or sent or may(request.memberships, Right.AUDIT, report.office)
