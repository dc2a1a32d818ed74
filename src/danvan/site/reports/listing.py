"""What an office owes and has: its obligations around today, each with its report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.catalogue.regimes.due import Obligation
from danvan.catalogue.regimes.due import State as Due
from danvan.ledger.ids import period_code
from danvan.site.figures.periods import OURS, obligations_of
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report, State

DONE = (State.SENT, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation, its report if it was begun, and what to say of the time left ('late', 'soon', 'good', 'plain'; words)."""

    obligation: Obligation
    report: Report | None
    chip: tuple[str, str]

    @property
    def is_ours(self) -> bool:
        """Whether it is written here: the others have outlines and forms of their own."""
        return self.obligation.regime.series == OURS

    @property
    def code(self) -> str:
        return period_code(self.obligation.reported.period)


def owed_by(office: Office, day: date) -> list[Owed]:
    """Those not done first, by day; the reports of regimes whose outline and figures are ours. One query."""
    found = [one for one in obligations_of(office, day) if one.state(day) is not Due.COMING]
    reports = {(each.regime, each.period): each for each in _reports(office, found)}
    owed = []
    for one in found:
        report = reports.get((one.regime.code, period_code(one.reported.period)))
        owed.append(Owed(one, report, time_left(one, report, day)))
    return sorted(owed, key=lambda each: (each.report is not None and each.report.state in DONE, each.obligation.day))


def _reports(office: Office, found: Sequence[Obligation]) -> list[Report]:
    codes = {period_code(one.reported.period) for one in found}
    return list(Report.objects.filter(office=office, period__in=codes))


def time_left(one: Obligation, report: Report | None, day: date) -> tuple[str, str]:
    """How a deadline stands on `day`: colour and words."""
    if report and report.state in DONE:
        late = report.due_on and report.sent_at and report.sent_at.date() > report.due_on
        return ("late", _("sent late")) if late else ("good", _("sent on time"))
    if one.deadline is None:
        if day <= one.reported.closing:
            return "quiet", _("data still come in")
        return "quiet", _("no deadline known")
    left = (one.deadline.day - day).days
    if left < 0:
        return "late", ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left}
    if left == 0:
        return "late", _("due today")
    return ("soon" if left <= 7 else "quiet"), ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
