"""Recording that a report was sent or returned: what is allowed is decided here, on the events there are."""

from collections.abc import Sequence
from datetime import datetime

from danvan.kernel.errors import LedgerError
from danvan.ledger.submission_table import Submissions
from danvan.ledger.submissions import VIETNAM, Event, History, Submission


class SubmissionRefused(LedgerError):
    """An event that cannot be."""

    template = "{unit}, {regime}, {period}: {reason}. Nothing was recorded."


class ReturnedNothing(SubmissionRefused):
    """A return of what was not sent, or was returned already."""

    template = "{unit}, {regime}, {period}: no report stands that could be returned on {day}. Record its sending first."


class ReasonMissing(SubmissionRefused):
    """A return nobody could act on."""

    template = "{unit}, {regime}, {period}: a return needs a reason, which the unit is told. Nothing was recorded."


class InTheFuture(SubmissionRefused):
    """Recorded before it happened."""

    template = "{unit}, {regime}, {period}: {day} is yet to come. Give the day it happened; nothing was recorded."


def record(events: Submissions, new: Submission) -> bool:
    """Adds `new`; False when it was recorded already (a sending with the same time and file, a return with the same time).

    Raises SubmissionRefused and its kinds, LedgerError, OutputError.
    """
    return events.add(lambda known: _decided(known, new)) is not None


def _decided(known: Sequence[Submission], new: Submission) -> Submission | None:
    same = [event for event in known if event.report == new.report]
    if any((one.event, one.at, one.digest) == (new.event, new.at, new.digest) for one in same):
        return None
    if new.at > new.recorded:
        raise InTheFuture(**_blanks(new))
    if new.event is Event.RETURNED:
        if not new.reason.strip():
            raise ReasonMissing(**_blanks(new))
        if History.of(one for one in same if one.at <= new.at).standing is None:
            raise ReturnedNothing(**_blanks(new))
    return new


def _blanks(new: Submission) -> dict[str, object]:
    return {"unit": new.unit, "regime": new.regime, "period": new.period, "day": _said(new.at)}


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
