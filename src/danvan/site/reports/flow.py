"""The way of a report: begun, submitted, sent, returned, accepted. Nothing else changes its state.

Each step is one transaction: the new state, the event that tells it, the version it is about and the notice to those who go
on with it come together or not at all. A step that does not fit the state any more, because somebody else was faster, raises
NotNow. Who may take a step is asked by the pages (`danvan.site.access.policy`), not here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django_fsm import TransitionNotAllowed

from danvan.catalogue.regimes.due import Obligation
from danvan.ledger.ids import period_code
from danvan.site.access.policy import Right
from danvan.site.accounts.models import User
from danvan.site.core import notices
from danvan.site.figures import ledger
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report, ReportEvent, ReportVersion, State
from danvan.site.reports.outlines import outline_for
from danvan.site.reports.versions import Prepared, changed_between, keep, prepare


class NotNow(Exception):
    """The step does not fit the state the report is in. Says why, in the language of the page."""


class ChangedMeanwhile(NotNow):
    """Its words or figures changed between looking at it and submitting it."""


def begin(office: Office, obligation: Obligation, person: User | None) -> Report:
    """The report of `office` that `obligation` asks for: the one there is, or a new one. Raises NoOutline."""
    reported, period = obligation.reported, obligation.reported.period
    with transaction.atomic():
        report, made = Report.objects.get_or_create(
            office=office,
            regime=obligation.regime.code,
            period=period_code(period),
            defaults={
                "start": period.start, "end": period.end, "first": reported.first, "closing": reported.closing,
                "due_on": obligation.deadline.day if obligation.deadline else None,
                "outline": outline_for(office, obligation).code,
            },
        )  # fmt: skip
        if made:
            ReportEvent.objects.create(report=report, did="created", person=person)
    return report


def submit(
    report: Report,
    person: User | None,
    *,
    prepared: Prepared | None = None,
    waived: Sequence[Mapping[str, str]] = (),
) -> Report:
    """To the chair. `prepared`: the version as the person saw it (versions.prepare); taken now where it is not given.
    `waived`: findings that are let stand, each with its reason.

    Raises NotNow; ChangedMeanwhile when words or figures are no longer those of `prepared`.
    """
    ready = prepared or prepare(report)
    with _step(report, Report.submit) as found:
        if prepared and changed_between(prepared, found):
            raise ChangedMeanwhile(_("Words or figures changed while you were submitting. Look at them again, then submit."))
        version = keep(ready, found, person)
        _tell(found, "submitted", person, version=version.number, waived=list(waived))
        _notice(found.office, Right.APPROVE_REPORT, noop("The report of %(period)s waits for your approval."), found)
    return found


def send(report: Report, person: User | None) -> Report:
    """Approved by the chair: the last version goes up. Raises NotNow."""
    with _step(report, Report.send) as found:
        found.sent_at, found.opened_above = timezone.now(), False
        _tell(found, "sent", person, version=_last(found))
        if found.office.parent:
            text = noop("%(unit)s sent its report of %(period)s.")
            _notice(found.office.parent, Right.REVIEW, text, found, unit=str(found.office))
    return found


def take_back(report: Report, person: User | None, reason: str = "") -> Report:
    """Before it was sent: by the writer, or handed back by the chair with a reason. Raises NotNow."""
    with _step(report, Report.take_back) as found:
        _tell(found, "taken_back", person, reason=reason)
        if reason:
            text = noop("The report of %(period)s was handed back before sending: see why and mend it.")
            _notice(found.office, Right.WRITE_REPORT, text, found)
    return found


def recall(report: Report, person: User | None) -> Report:
    """By the chair, while nobody above has opened it. Raises NotNow."""
    with _step(report, Report.recall) as found:
        found.sent_at = None
        _tell(found, "recalled", person)
    return found


def return_(report: Report, person: User | None, reason: str, of_figures: Mapping[str, str] | None = None) -> Report:
    """By the upper level, with its reasons (`of_figures`: indicator -> why); an accepted report is reopened so.

    Raises NotNow, ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("a report is returned with a reason")
    with _step(report, Report.send_back) as found:
        reopened = found.accepted_at is not None
        found.accepted_at = None
        _tell(found, "returned", person, reason=reason, of_figures=dict(of_figures or {}), version=_last(found))
        sent_back = noop("The report of %(period)s was returned: see why, mend it and send it again.")
        opened_again = noop("The report of %(period)s was reopened for correction.")
        _notice(found.office, Right.WRITE_REPORT, opened_again if reopened else sent_back, found)
    return found


def accept(report: Report, person: User | None) -> Report:
    """By the upper level: locked, and its figures counted. What differs from what was accepted before is told as a correction.

    Raises NotNow.
    """
    with _step(report, Report.accept) as found:
        found.accepted_at = timezone.now()
        number = _last(found)
        if corrected := _corrected(found, number):
            _tell(found, "corrected", person, of_figures=corrected, version=number)
        _tell(found, "accepted", person, version=number)
        _notice(found.office, Right.WRITE_REPORT, noop("The report of %(period)s was accepted."), found)
        ledger.publish(found)
    return found


def ask_to_reopen(report: Report, person: User | None, reason: str, of_figures: Mapping[str, str] | None = None) -> Report:
    """The office itself finds something wrong in what was accepted, and asks for it back. `of_figures`: indicator -> '49 → 52'.

    Raises NotNow for a report that is not accepted, ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("a report is asked back with a reason")
    with transaction.atomic():
        found = _locked(report)
        if found.state != State.ACCEPTED:
            raise NotNow(_not_now(found))
        _tell(found, "asked", person, reason=reason, of_figures=dict(of_figures or {}), version=_last(found))
        if found.office.parent:
            text = noop("%(unit)s asks to correct its accepted report of %(period)s.")
            _notice(found.office.parent, Right.REVIEW, text, found, unit=str(found.office))
    return found


def opened_above(report: Report) -> None:
    """Somebody above has read it: it can no longer be recalled."""
    Report.objects.filter(pk=report.pk, state=State.SENT, opened_above=False).update(opened_above=True)


@contextmanager
def _step(report: Report, transition: Callable[[Report], Any]) -> Iterator[Report]:
    """The report, locked, in its new state; saved when the block ends."""
    with transaction.atomic():
        found = _locked(report)
        try:
            transition(found)
        except TransitionNotAllowed as error:
            raise NotNow(_not_now(found)) from error
        yield found
        found.save()


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("office__parent").get(pk=report.pk)


def _not_now(report: Report) -> str:
    if report.state == State.SENT and report.opened_above:
        return _("The upper level has opened it already. Ask them to return it.")
    said = {"state": report.get_state_display()}
    return _("The report is in another state by now: %(state)s. Reload the page to see what can be done.") % said


def _tell(report: Report, did: str, person: User | None, **more: Any) -> ReportEvent:
    return ReportEvent.objects.create(report=report, did=did, person=person, **more)


def _notice(office: Office, right: Right, text: str, report: Report, **blanks: str) -> None:
    above = right is Right.REVIEW
    url = reverse("review_unit", args=[report.period, report.office.code]) if above else reverse("report", args=[report.pk])
    notices.tell(office, right, text, url, period=str(report.of_period), **blanks)


def _last(report: Report) -> int | None:
    return report.versions.values_list("number", flat=True).first()


def _corrected(report: Report, number: int | None) -> dict[str, str]:
    """Indicator -> '49 → 52', against the version that was accepted before."""
    before = report.events.filter(did="accepted").values_list("version", flat=True).first()
    if before is None or number is None:
        return {}
    old, new = (ReportVersion.objects.get(report=report, number=at).figures for at in (before, number))
    told = {code: (_value(old.get(code)), _value(new.get(code))) for code in sorted({*old, *new})}
    return {code: f"{first} → {last}" for code, (first, last) in told.items() if first != last}


def _value(figure: Sequence[Any] | None) -> str:
    return "–" if figure is None else str(figure[1] or figure[2] or "–")
