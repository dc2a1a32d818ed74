"""The desk of those others report to: who sent, who is late, what waits to be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from danvan.catalogue.regimes.due import Obligation
from danvan.catalogue.regimes.due import State as Due
from danvan.ledger.ids import period_code
from danvan.site.figures.periods import OURS, awaited_by
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report, State

_REGIMES = 4
_WAITING = 8


@dataclass(frozen=True, slots=True)
class Awaited:
    """A report of all units below: how many of them have come how far. `late`: not sent though the day is over, or sent after
    it; a report that was returned counts as not sent."""

    obligation: Obligation
    units: int
    begun: int
    sent: int
    returned: int
    accepted: int
    sent_late: int
    overdue: bool

    @property
    def code(self) -> str:
        return period_code(self.obligation.reported.period)

    @property
    def there(self) -> int:
        return self.sent + self.accepted

    @property
    def lacking(self) -> int:
        return self.units - self.there

    @property
    def late(self) -> int:
        return self.sent_late + (self.lacking if self.overdue else 0)

    @property
    def percent(self) -> int:
        return round(100 * self.there / self.units) if self.units else 0


@dataclass(frozen=True, slots=True)
class Above:
    """The desk: `waiting` are reports that were sent and nobody has decided on."""

    awaited: Sequence[Awaited]
    waiting: Sequence[Report]
    waiting_in_all: int


def above_of(office: Office, day: date) -> Above:
    """Three queries, however many units there are."""
    # Ours first: the others are told too, but it is these the office collects.
    asked = [one for one in awaited_by(office, day) if one.state(day) is not Due.COMING]
    asked = sorted(asked, key=lambda one: (one.regime.series != OURS, one.day))[:_REGIMES]
    below = Office.objects.below(office)
    units = dict(below.order_by().values_list("level").annotate(count=Count("pk")))
    reports = Report.objects.filter(office__path__startswith=office.path).exclude(office=office)
    late = Count("pk", filter=Q(due_on__isnull=False, sent_at__date__gt=F("due_on")))
    told = {
        (regime, period, state): (count, after)
        for regime, period, state, count, after in reports.filter(
            period__in={period_code(one.reported.period) for one in asked}
        )
        .order_by()
        .values_list("regime", "period", "state")
        .annotate(count=Count("pk"), after=late)
    }
    waiting = list(reports.filter(state=State.SENT).select_related("office").order_by("sent_at")[: _WAITING + 1])
    return Above([_awaited(one, units, told, day) for one in asked], waiting[:_WAITING], len(waiting))


def _awaited(one: Obligation, units: dict[str, int], told: dict[tuple[str, str, str], tuple[int, int]], day: date) -> Awaited:
    def count(*states: State, at: int = 0) -> int:
        return sum(told.get((one.regime.code, period_code(one.reported.period), state), (0, 0))[at] for state in states)

    return Awaited(
        one, units.get(one.sending.level, 0), count(State.DRAFT, State.SUBMITTED), count(State.SENT), count(State.RETURNED),
        count(State.ACCEPTED), count(State.SENT, State.ACCEPTED, at=1), one.deadline is not None and one.deadline.day < day,
    )  # fmt: skip
