"""How far the report of each unit is, in a handful of queries whatever their number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from danvan.catalogue.regimes.due import Obligation
from danvan.site.offices.models import Office
from danvan.site.registers.values import fold
from danvan.site.reports.models import Report
from danvan.site.reports.models import State as Kept
from danvan.site.review.models import DueDay, OutsideDocument, Reminder, Stage
from danvan.site.review.units import Awaited

NOT_BEGUN, DRAFT, SENT, RETURNED, ACCEPTED = "not_begun", "draft", "sent", "returned", "accepted"
STATES: Mapping[str, tuple[str, str | Promise]] = {
    SENT: ("info", _("sent")), RETURNED: ("soon", _("returned")), DRAFT: ("plain", _("being written")),
    NOT_BEGUN: ("plain", _("not begun")), ACCEPTED: ("good", _("accepted")),
}  # fmt: skip
"""State -> colour and word, what waits for the reader first."""
_OF = {Kept.DRAFT: DRAFT, Kept.SUBMITTED: DRAFT, Kept.SENT: SENT, Kept.RETURNED: RETURNED, Kept.ACCEPTED: ACCEPTED}
LATE, ON_TIME = "late", "on_time"
SORTS = ("unit", "state", "time", "sent")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the report of a unit stands on `day`. `reminded`: when it was last; `document`: one that waits to be confirmed."""

    unit: Office
    obligation: Obligation
    report: Report | None
    day: date
    reminded: date | None = None
    document: int | None = None
    asked: date | None = None
    """The day the letter says, which goes before the regime's."""

    @property
    def state(self) -> str:
        return _OF[Kept(self.report.state)] if self.report else NOT_BEGUN

    @property
    def is_there(self) -> bool:
        return self.state in (SENT, ACCEPTED)

    @property
    def is_outside(self) -> bool:
        return not self.unit.works_here

    @property
    def due(self) -> date | None:
        if self.asked:
            return self.asked
        if self.report and self.report.due_on:
            return self.report.due_on
        return self.obligation.deadline.day if self.obligation.deadline else None

    @property
    def sent_on(self) -> date | None:
        """When what stands came; None for what did not, or was returned since."""
        sent = self.report.sent_at if self.report and self.is_there else None
        return timezone.localdate(sent) if sent else None

    @property
    def days_late(self) -> int:
        """How many days behind its deadline it came, or it is by now; 0 when it is not."""
        return max(0, ((self.sent_on or self.day) - self.due).days) if self.due else 0

    @property
    def timing(self) -> str:
        """'late', 'on_time' (it is there), '' (nothing to say yet)."""
        return LATE if self.days_late else ON_TIME if self.is_there and self.due else ""

    @property
    def is_overdue(self) -> bool:
        return not self.is_there and self.days_late > 0

    @property
    def chip(self) -> tuple[str, str | Promise]:
        return STATES[self.state]

    @property
    def time_chip(self) -> tuple[str, Any] | None:
        if self.days_late and self.is_there:
            text = ngettext("sent %(n)s day late", "sent %(n)s days late", self.days_late)
            return "late", text % {"n": self.days_late}
        if self.days_late:
            return "late", ngettext("%(n)s day late", "%(n)s days late", self.days_late) % {"n": self.days_late}
        if self.is_there and self.due:
            return "good", _("on time")
        if self.due is None:
            return None
        left = (self.due - self.day).days
        return ("soon" if left <= 7 else "plain"), ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}

    @property
    def reminded_today(self) -> bool:
        return self.reminded == self.day

    @property
    def grave(self) -> int:
        """Errors and warnings of the last check."""
        found = self.report.findings if self.report and self.state != DRAFT else {}
        return int(found.get("error", 0)) + int(found.get("warning", 0))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the units are how far; `late`: sent late, or not sent though the day is over."""

    units: int
    there: int
    late: int
    overdue: int
    by_state: Mapping[str, int]

    @property
    def percent(self) -> int:
        return round(100 * self.there / self.units) if self.units else 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the matrix is shown: the address of the page says it."""

    state: str = ""
    timing: str = ""
    words: str = ""
    sort: str = "state"
    down: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Wanted":
        sort = asked.get("sort", "state")
        down, sort = sort.startswith("-"), sort.removeprefix("-")
        state, timing = asked.get("state", ""), asked.get("time", "")
        return cls(
            state if state in STATES else "", timing if timing in (LATE, ON_TIME) else "", asked.get("q", "")[:80].strip(),
            sort if sort in SORTS else "state", down,
        )  # fmt: skip


def standings(found: Awaited, day: date) -> list[Standing]:
    """One for each unit, in the order of codes. Four queries."""
    series = {one.regime.code for one in found.by_level.values()}
    units = [unit.pk for unit in found.units]
    about = {"office__in": units, "period": found.code}
    reports = {each.office_id: each for each in Report.objects.filter(**about, regime__in=series)}
    reminded = dict(
        Reminder.objects.filter(**about, regime__in=series).order_by().values_list("office").annotate(last=Max("day"))
    )
    asked = due_day(found.office, found.code)
    waiting = dict(OutsideDocument.objects.filter(**about, stage=Stage.READ).order_by("pk").values_list("office", "pk"))
    return [
        Standing(unit, obligation, reports.get(unit.pk), day, reminded.get(unit.pk), waiting.get(unit.pk), asked)
        for unit in found.units
        if (obligation := found.of(unit))
    ]


def due_day(office: Office, period: str) -> date | None:
    """By when `office` asks those below for their reports, where it said so itself."""
    return DueDay.objects.filter(office=office, period=period).values_list("due_on", flat=True).first()


def counts_of(every: Sequence[Standing]) -> Counts:
    """Of all units, whatever of them is shown."""
    by_state = {state: sum(each.state == state for each in every) for state in STATES}
    return Counts(
        len(every), sum(each.is_there for each in every), sum(each.days_late > 0 for each in every),
        sum(each.is_overdue for each in every), by_state,
    )  # fmt: skip


def chosen(every: Sequence[Standing], wanted: Wanted) -> list[Standing]:
    """Those asked for, in the order asked for."""
    words = fold(wanted.words)
    found = [
        each
        for each in every
        if (not wanted.state or each.state == wanted.state)
        and (not wanted.timing or each.timing == wanted.timing)
        and (not words or words in fold(each.unit.name) or words in each.unit.code)
    ]
    order = list(STATES)
    keys = {
        "unit": lambda each: (fold(each.unit.name.split(" ", 1)[-1]), each.unit.code),
        "state": lambda each: (order.index(each.state), -each.days_late, each.unit.code),
        "time": lambda each: (-each.days_late, each.due or date.max, each.unit.code),
        "sent": lambda each: (each.sent_on is None, each.sent_on or date.max, each.unit.code),
    }
    return sorted(found, key=keys[wanted.sort], reverse=wanted.down)
