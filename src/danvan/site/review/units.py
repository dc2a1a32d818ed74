"""Who reports to an office, what, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from danvan.catalogue.regimes.due import Obligation
from danvan.catalogue.regimes.due import State as Due
from danvan.catalogue.regimes.periods import Reported
from danvan.ledger.ids import period_code
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, may
from danvan.site.figures.periods import OURS, awaited_by, owed_to
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report

_TABS = 6


@dataclass(frozen=True, slots=True)
class Awaited:
    """The reports of a period an office waits for: what each level below owes. `units`: those that report to it, in the order
    of their codes; units that ended before a report was due owe none."""

    office: Office
    code: str
    by_level: dict[str, Obligation]
    units: Sequence[Office]

    @property
    def reported(self) -> Reported:
        return next(iter(self.by_level.values())).reported

    def of(self, unit: Office) -> Obligation | None:
        return self.by_level.get(unit.level)


def awaited(office: Office, code: str) -> Awaited:
    """Raises Http404 where nothing is asked of those below for such a period. One query."""
    by_level = duties(office, code)
    if not by_level:
        raise Http404
    units = [unit for unit in office.children.order_by("code") if _owes(unit, by_level.get(unit.level))]
    for unit in units:
        unit.parent = office
    return Awaited(office, code, by_level, units)


def duties(office: Office, code: str) -> dict[str, Obligation]:
    """Level -> what its units report to `office` on a period; of our own regime."""
    found: dict[str, Obligation] = {}
    for one in owed_to(office, code):
        if one.regime.series == OURS:
            found.setdefault(one.sending.level, one)
    return found


def current_code(office: Office, day: date) -> str | None:
    """The period that is being received: the newest that is closed or that reports have come of, else the one data come in for;
    None where there is none."""
    ours = [one for one in awaited_by(office, day) if one.regime.series == OURS and one.state(day) is not Due.COMING]
    over = [one for one in ours if one.state(day) is not Due.OPEN]
    if over:
        return period_code(max(over, key=lambda one: one.reported.closing).reported.period)
    newest = Report.objects.filter(office__parent=office).order_by("-end").values_list("period", flat=True).first()
    return newest or (period_code(ours[0].reported.period) if ours else None)


def tabs(office: Office, code: str, day: date) -> list[Reported]:
    """The periods to change to, newest first: those around today, those there are reports of, the one that is shown."""
    codes = [period_code(one.reported.period) for one in awaited_by(office, day) if one.regime.series == OURS]
    known = Report.objects.filter(office__parent=office).order_by("-end").values_list("period", flat=True).distinct()
    found = {each: duties(office, each) for each in [code, *codes, *known[:_TABS]]}
    every = [next(iter(owed.values())).reported for owed in found.values() if owed]
    every.sort(key=lambda reported: (reported.period.end, reported.period.start), reverse=True)
    return every[:_TABS]


def period_or_404(code: str | None) -> str:
    """The period of a page that needs one."""
    if code is None:
        raise Http404
    return code


def home_of(request: WorkingRequest) -> Office:
    """The office one works in."""
    assert request.office  # noqa: S101 - asked for by the decorator
    return request.office


def unit_below(request: WorkingRequest, period: str) -> tuple[Office, Obligation]:
    """The unit a page is about and what it owes; only of those one may review: not one's own office.

    Raises PermissionDenied, Http404.
    """
    unit = home_of(request)
    above = unit.parent
    if above is None or not may(request.memberships, Right.REVIEW, above):
        raise PermissionDenied
    obligation = duties(above, period).get(unit.level)
    if obligation is None:
        raise Http404
    return unit, obligation


def decides(request: WorkingRequest, unit: Office) -> bool:
    """Whether the reports of `unit` come to the office one reviews in: those further down report to others."""
    return any(each.office_id == unit.parent_id and may([each], Right.REVIEW, each.office) for each in request.memberships)


def _owes(unit: Office, obligation: Obligation | None) -> bool:
    if obligation is None:
        return False
    day = obligation.day
    return (unit.since is None or unit.since <= day) and (unit.until is None or day <= unit.until)
