"""The trail: who did what, when. Rows of registers are named by number; what stands in them is not repeated here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Any

from auditlog.models import LogEntry
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks, offices_where
from danvan.site.accounts.models import LogIn, User
from danvan.site.audit.models import PersonalView
from danvan.site.figures.models import FigureValue, period_of
from danvan.site.figures.templatetags.figures import indicator_name, period_name
from danvan.site.registers.models import RecordVersion
from danvan.site.reports.models import ReportEvent

LAST = 200
KINDS: dict[str, str | Promise] = {
    "row": gettext_lazy("rows of registers"),
    "personal": gettext_lazy("personal fields opened"),
    "figure": gettext_lazy("figures"),
    "report": gettext_lazy("reports"),
    "account": gettext_lazy("people and units"),
    "log-in": gettext_lazy("log-ins"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something somebody did."""

    at: datetime
    who: str
    kind: str
    what: str
    where: str
    why: str = ""


@asks(Right.AUDIT)
def trail(request: WorkingRequest) -> HttpResponse:
    """The last LAST deeds in one's subtree, of one kind or all."""
    kind = request.GET.get("loai", "")
    offices = offices_where(request.memberships, Right.AUDIT)
    wanted = [source(offices.values("pk")) for name, source in _SOURCES.items() if kind in ("", name)]
    deeds = [deed for source in wanted for deed in islice(source, LAST)]
    deeds = sorted(deeds, key=attrgetter("at"), reverse=True)[:LAST]
    return render(request, "administration/trail.html", {"deeds": deeds, "kinds": KINDS, "kind": kind, "last": LAST})


def _rows(offices: Any) -> Iterator[Deed]:
    found = RecordVersion.objects.filter(record__office__in=offices)
    for one in (
        found.select_related("record__office", "person")
        .defer("values", "personal", "record__values", "record__personal")
        .order_by("-at")[:LAST]
    ):
        what = f"{one.record.book} #{one.record_id}: {one.get_did_display()}"
        yield Deed(one.at, str(one.person or ""), "row", what, one.record.office.name, one.reason)


def _personal(offices: Any) -> Iterator[Deed]:
    for one in PersonalView.objects.filter(office__in=offices).select_related("user", "office")[:LAST]:
        yield Deed(one.at, str(one.user), "personal", f"{one.book} #{one.record}", one.office.name, one.why)


def _figures(offices: Any) -> Iterator[Deed]:
    found = (
        FigureValue.objects.filter(office__in=offices)
        .exclude(person=None)
        .select_related("office", "person")
        .order_by("-recorded")[:LAST]
    )
    for one in found:
        period = period_name(period_of(one.period, one.start, one.end))
        yield Deed(
            one.recorded,
            str(one.person),
            "figure",
            f"{indicator_name(one.indicator)}, {period}: {one.get_kind_display()}",
            one.office.name,
            one.reason,
        )


def _reports(offices: Any) -> Iterator[Deed]:
    found = ReportEvent.objects.filter(report__office__in=offices)
    for one in found.select_related("report__office", "person")[:LAST]:
        yield Deed(
            one.at,
            str(one.person or ""),
            "report",
            f"{period_name(one.report.of_period)}: {one.get_did_display()}",
            one.report.office.name,
            one.reason,
        )


def _accounts(offices: Any) -> Iterator[Deed]:
    people = User.objects.filter(memberships__office__in=offices)
    actions = {
        LogEntry.Action.CREATE: _("added"),
        LogEntry.Action.UPDATE: _("changed"),
        LogEntry.Action.DELETE: _("taken away"),
    }
    for one in LogEntry.objects.filter(actor__in=people).select_related("actor", "content_type").order_by("-timestamp")[:LAST]:
        changed = ", ".join(one.changes_dict)
        what = f"{one.content_type.name} #{one.object_id}: {actions.get(one.action, '')} {changed}"
        yield Deed(one.timestamp, str(one.actor), "account", what, "")


def _log_ins(offices: Any) -> Iterator[Deed]:
    found = LogIn.objects.filter(user__memberships__office__in=offices).select_related("user").distinct()
    for one in found[:LAST]:
        yield Deed(one.at, str(one.user), "log-in", _("logged in"), str(one.address or ""))


_SOURCES: Mapping[str, Callable[[Any], Iterator[Deed]]] = {
    "row": _rows,
    "personal": _personal,
    "figure": _figures,
    "report": _reports,
    "account": _accounts,
    "log-in": _log_ins,
}
"""Each kind of deed; asked with the offices of the subtree."""
