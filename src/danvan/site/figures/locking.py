"""A report that has left holds its figures: they stay as they were sent until it comes back or is corrected."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from danvan.site.figures.models import Blank, FigureValue, Kind, Pending
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report, ReportVersion, State

OPEN = (State.DRAFT, State.RETURNED)


@dataclass(frozen=True, slots=True)
class Lock:
    """What reports that have left hold: `whole` everything, else the indicators that went with them."""

    whole: bool = False
    codes: frozenset[str] = frozenset()
    report: int | None = None
    """The report that holds them."""

    def holds(self, code: str) -> bool:
        return self.whole or code in self.codes


def lock_of(office: Office, period: str) -> Lock:
    """What of a period may not be changed now."""
    newest = ReportVersion.objects.filter(report=OuterRef("pk")).order_by("-number").values("figures")[:1]
    away = Report.objects.filter(office=office, period=period).exclude(state__in=OPEN)
    found = list(away.annotate(sent=Subquery(newest)).values_list("pk", "sent"))
    if not found:
        return Lock()
    codes = frozenset(code for _, sent in found for code in sent or ())
    return Lock(any(not sent for _, sent in found), codes, found[0][0])


def pending_of(office: Office, period: str, codes: Iterable[str] | None = None) -> dict[str, Pending]:
    """What figures of a period that has left would be by now: indicator -> what would be of record, where that is something
    else. A count behind what was typed or read is only a witness, and waits silently. One query."""
    waiting = Pending.objects.filter(office=office, period=period).exclude(Exists(_before(office, period)))
    return {each.indicator: each for each in (waiting if codes is None else waiting.filter(indicator__in=set(codes)))}


def _before(office: Office, period: str) -> QuerySet[FigureValue]:
    """What stands before a count."""
    record = FigureValue.objects.filter(office=office, period=period, superseded=False, of_record=True)
    said = record.filter(kind__in=(Kind.WORDS, Kind.ENTRY)).exclude(blank=Blank.NOT_REPORTED)
    return said.filter(indicator=OuterRef("indicator"))
