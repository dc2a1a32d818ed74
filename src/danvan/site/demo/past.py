"""What the communes of the demonstration reported until now: most of it in time, one late, one returned, one not sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

import pyarrow.compute as pc
from django.utils import timezone

from danvan.catalogue.regimes.due import Obligation, Reporter, State, obligations
from danvan.simulate.blocks import Told
from danvan.site.core.catalogue import the_catalogue
from danvan.site.figures.counting import recount_period
from danvan.site.figures.models import Kind
from danvan.site.figures.periods import OURS
from danvan.site.figures.placing import By, Stated, put
from danvan.site.figures.rules import rules_on
from danvan.site.offices.models import Office
from danvan.site.reports import flow
from danvan.site.reports.models import Report, ReportEvent

_LATE, _RETURNED, _SILENT, _NOT_BEGUN = 3, 4, 5, 6
"""The communes, by their place in the list, that the last period of each is special for."""
_REASON = "Số hồ sơ trực tuyến và trực tiếp cộng lại khác tổng số tiếp nhận. Đề nghị rà soát và gửi lại."
_SOURCE = "mô phỏng"


@dataclass(frozen=True)
class Past:
    """The past of each commune. `told`: what the simulation says of every period and commune."""

    offices: Sequence[Office]
    day: date
    told: Sequence[Told]

    def of(self, office: Office) -> None:
        """Figures of every period that has begun, and the reports of those that are over."""
        place = list(self.offices).index(office)
        owed = [one for one in self._obligations(office) if one.state(self.day) is not State.COMING]
        over = [one for one in owed if one.reported.closing < self.day]
        for one in owed:
            self._stated(office, one)
            recount_period(office, one.reported)
        for one in over:
            self._reported(office, one, place if one is over[-1] else 0)

    @cached_property
    def _said(self) -> dict[tuple[str, str, tuple[date, date]], Decimal]:
        """(Code of the unit, indicator, first and last day) -> value."""
        found = {}
        for told in self.told:
            table = told.figures.select(["unit_code", "indicator", "period_start", "period_end", "value"])
            for row in table.filter(pc.is_valid(table["value"])).to_pylist():
                found[row["unit_code"], row["indicator"], (row["period_start"], row["period_end"])] = row["value"]
        return found

    def _obligations(self, office: Office) -> list[Obligation]:
        """What is owed of this year and of the one before."""
        who = Reporter(office.level, office.parent.name if office.parent else "")
        years = range(self.day.year - 1, self.day.year + 1)
        return sorted(obligations(the_catalogue(), who, years, only=OURS), key=lambda one: (one.day, one.reported.period))

    def _stated(self, office: Office, one: Obligation) -> None:
        """What no register gives: typed in, as the office would."""
        period, rules = one.reported.period, rules_on(one.reported.period.end)
        source = {"kind": "entry", "person": _SOURCE, "reason": ""}
        counted = {code for tally in rules.tallies.values() for code in tally.columns} | set(rules.formulas)
        stated = {
            (code, Kind.ENTRY.value): Stated(value, "", rules.catalogue.indicators[code].decimals, source)
            for (unit, code, days), value in self._said.items()
            if unit == office.code and days == (period.start, period.end)
            and code in rules.catalogue.indicators and code not in counted
        }  # fmt: skip
        put(office, one.reported, stated, By())

    def _reported(self, office: Office, one: Obligation, place: int) -> None:
        if place == _NOT_BEGUN:
            return
        report = flow.begin(office, one, None)
        if place == _SILENT:
            return
        report = flow.send(flow.submit(report, None), None)
        if place == _RETURNED:
            flow.return_(report, None, _REASON)
        elif one.deadline is None or one.deadline.day < self.day - timedelta(10):
            flow.accept(report, None)
        self._dated(report, one, place)

    def _dated(self, report: Report, one: Obligation, place: int) -> None:
        """As if it had happened then: two days before the deadline, or three behind."""
        sent = one.day + timedelta(3 if place == _LATE else -2)
        at = timezone.make_aware(datetime.combine(min(sent, self.day), time(9)))
        Report.objects.filter(pk=report.pk).update(sent_at=at)
        for number, event in enumerate(ReportEvent.objects.filter(report=report).order_by("pk")):
            ReportEvent.objects.filter(pk=event.pk).update(at=at + timedelta(hours=number))
