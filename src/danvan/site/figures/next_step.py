"""The one thing to do next: what is most pressing of what one may do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.catalogue.regimes.due import State as Due
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right
from danvan.site.core.catalogue import today
from danvan.site.figures.lines import Line
from danvan.site.figures.templatetags.figures import grave, period_name
from danvan.site.reports.listing import DONE, Owed
from danvan.site.reports.models import Report, State


@dataclass(frozen=True, slots=True)
class Step:
    """What to do: said in a line, a smaller one below it, and the link or, with `post`, the button that begins it."""

    said: str
    more: str
    url: str = ""
    do: str = ""
    post: dict[str, str] = field(default_factory=dict)


NEAR = 30
"""So many days before the figures close, a report is worth thinking of."""


def first_undone(owed: Sequence[Owed]) -> Owed | None:
    """The first report that is written here and is not done; others, on other matters, are written elsewhere."""
    return next((one for one in owed if one.is_ours and not (one.report and one.report.state in DONE)), None)


@dataclass(frozen=True, slots=True)
class Situation:
    """What the next step is chosen from."""

    request: WorkingRequest
    owed: Sequence[Owed]
    asked: Sequence[Line]
    returned: Sequence[Report]
    reminders: Sequence[Any]
    period: str

    @property
    def writes(self) -> bool:
        return self.request.may(Right.WRITE_REPORT)

    @property
    def approves(self) -> bool:
        return self.request.may(Right.APPROVE_REPORT)

    @property
    def missing(self) -> int:
        return sum(line.missing for line in self.asked)

    @property
    def current(self) -> Owed | None:
        """The first report that is written here and is not done."""
        return first_undone(self.owed)

    @property
    def there(self) -> str:
        blanks = {"there": len(self.asked) - self.missing, "asked": len(self.asked)}
        return _("%(there)s of %(asked)s figures are there") % blanks if self.asked else ""


def next_step(
    request: WorkingRequest,
    owed: Sequence[Owed],
    asked: Sequence[Line],
    returned: Sequence[Report],
    reminders: Sequence[Any],
    period: str,
) -> Step:
    """The first that there is to do."""
    now = Situation(request, owed, asked, returned, reminders, period)
    return next(step for choose in _CHOICES if (step := choose(now)))


def _approve(now: Situation) -> Step | None:
    waiting = next((one.report for one in now.owed if one.report and one.report.state == State.SUBMITTED), None)
    if waiting is None:
        return None
    name = _name(waiting)
    if not now.approves:
        return Step(
            _("%(report)s waits for approval") % {"report": name},
            _("The chair reads it and sends it."),
            _at(waiting),
            _("Open it"),
        )
    return Step(
        _("%(report)s waits for your approval") % {"report": name},
        _found(waiting) or now.there,
        _at(waiting),
        _("Read and approve"),
    )


def _mend(now: Situation) -> Step | None:
    if not now.returned or not now.writes:
        return None
    report = now.returned[0]
    return Step(
        _("%(report)s came back: mend it and send it again") % {"report": _name(report)},
        _("Why is said below."),
        _at(report),
        _("Mend it"),
    )


def _late_rows(now: Situation) -> Step | None:
    late = next((each for each in now.reminders if each.chip.kind == "late"), None)
    if late is None or not now.request.may(Right.WRITE_REGISTERS) or now.writes:
        return None
    return Step(_("Something is overdue"), late.title, late.url, _("Open it"))


def _write(now: Situation) -> Step | None:
    """A draft: what was found in it, what is missing, else to be submitted."""
    report = now.current.report if now.current else None
    if report is None or not now.writes or not report.is_open:
        return None
    name, found = _name(report), grave(report)
    if found:
        said = ngettext(
            "%(report)s: %(count)s place to look at before it is submitted",
            "%(report)s: %(count)s places to look at before it is submitted",
            found,
        )
        do = ngettext("See %(count)s place to mend", "See %(count)s places to mend", found) % {"count": found}
        return Step(said % {"report": name, "count": found}, now.there, _at(report), do)
    if now.missing and report.period == now.period:
        said = ngettext("%(report)s: %(count)s figure is missing", "%(report)s: %(count)s figures are missing", now.missing)
        return Step(said % {"report": name, "count": now.missing}, now.there, _missing(now), _("Fill them in"))
    return Step(_("%(report)s is being written") % {"report": name}, now.there, _at(report), _("Write on"))


def _begin(now: Situation) -> Step | None:
    """A report nobody has begun: by the closing date what is missing, then the writing."""
    one = now.current
    if one is None or one.report or not now.writes or (one.obligation.reported.closing - today()).days > NEAR:
        return None
    name = _("Report of the %(period)s") % {"period": period_name(one.obligation.reported.period)}
    if one.obligation.state(today()) is Due.OPEN and now.missing and one.code == now.period:
        said = ngettext("%(report)s: %(count)s figure is missing", "%(report)s: %(count)s figures are missing", now.missing)
        return Step(said % {"report": name, "count": now.missing}, now.there, _missing(now), _("Fill them in"))
    post = {"regime": one.obligation.regime.code, "period": one.code}
    return Step(_("%(report)s has not been begun") % {"report": name}, now.there, reverse("report_begin"), _("Begin it"), post)


def _rows(now: Situation) -> Step | None:
    if not now.request.may(Right.WRITE_REGISTERS):
        return None
    return Step(
        _("Nothing is pressing"),
        _("What happened today goes into the registers; the figures follow."),
        reverse("registers"),
        _("Write in a register"),
    )


def _nothing(_now: Situation) -> Step:
    return Step(
        _("Nothing is pressing"), _("Every report that is due has been sent."), reverse("figures"), _("See the figures")
    )


_CHOICES: tuple[Callable[[Situation], Step | None], ...] = (_approve, _mend, _late_rows, _write, _begin, _rows, _nothing)


def _name(report: Report) -> str:
    return _("Report of the %(period)s") % {"period": period_name(report.of_period)}


def _at(report: Report) -> str:
    return reverse("report", args=[report.pk])


def _missing(now: Situation) -> str:
    return f"{reverse('period', args=[now.period])}?show=missing"


def _found(report: Report) -> str:
    found = grave(report)
    return ngettext("%(count)s finding", "%(count)s findings", found) % {"count": found} if found else ""
