"""The work of `danvan ledger sent|return`."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.cli.asked_units import register_of, unit_asked
from danvan.cli.exits import CLEAN
from danvan.cli.options import day_of
from danvan.cli.session import Session
from danvan.cli.work.ledger_reports import refuse_unknown
from danvan.documents.opening import digest
from danvan.kernel.errors import FileMissing, OptionInvalid
from danvan.kernel.period import Period
from danvan.ledger.owed import Duties
from danvan.ledger.store import Ledger
from danvan.ledger.submission_table import Submissions
from danvan.ledger.submissions import VIETNAM, Event, Submission
from danvan.ledger.submitting import record
from danvan.units.names import plain_name
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit


class NotOwed(OptionInvalid):
    """A report no regime asks this unit for."""

    template = "{unit} owes no report of {regime} for {period}. Allowed: {allowed}. Nothing was recorded."


@dataclass(frozen=True, slots=True)
class Told:
    """The command line: who, which report, when; '' = left out."""

    ledger: Path
    unit: str
    regime: str
    period: str
    at: str
    by: str


def sent(told: Told, file: Path | None, session: Session) -> int:
    """Records a sending; returns the exit code. Raises OptionInvalid, FileMissing, UnitError, LedgerError."""
    if file and not file.is_file():
        raise FileMissing(file=file)
    kept = {"digest": digest(file), "file": file.name} if file else {}
    return _record(told, Event.SENT, session, **kept)


def returned(told: Told, reason: str, session: Session) -> int:
    """Records a return; returns the exit code. Raises as `sent`, and SubmissionRefused."""
    return _record(told, Event.RETURNED, session, reason=reason)


def _record(told: Told, event: Event, session: Session, **more: str) -> int:
    catalogue = session.catalogue()
    refuse_unknown(told.regime, catalogue)
    period = Period.parse(told.period)
    series = catalogue.regimes[told.regime].series if told.regime in catalogue.regimes else told.regime
    folder = Ledger.open(told.ledger, create=False).folder
    at = _moment(told.at, session.now)
    name, code = _unit(told, series, period, at, catalogue)
    new = Submission(event, name, code, series, period, at, session.now, person=told.by, **more)
    added = record(Submissions(folder), new)
    _ = session.language
    where = f"{name} ({code})" if code else name
    done = {Event.SENT: _("sent"), Event.RETURNED: _("returned")}[event]
    moment = f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
    said = _("{unit}, {period}: {event} {moment}", unit=where, period=period, event=done, moment=moment)
    session.out.print(said if added else f"{said} ({_('was recorded already')})", markup=False, highlight=False)
    return CLEAN


def _moment(words: str, now: datetime) -> datetime:
    """The time in `words`, in Vietnam; a day alone is its noon, so that no zone makes it another. Raises OptionInvalid."""
    if not words:
        return now
    if "T" not in words:
        day = day_of("--at", words)
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=VIETNAM)
        return min(noon, now) if day == now.astimezone(VIETNAM).date() else noon
    try:
        at = datetime.fromisoformat(words)
    except ValueError as error:
        raise OptionInvalid(option="--at", found=f"'{words}'", allowed="2025-12-15, 15/12/2025, 2025-12-15T16:30") from error
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


def _unit(told: Told, series: str, period: Period, at: datetime, catalogue: Catalogue) -> tuple[str, str]:
    """Name and code; without the register of units, the name as it was typed. Raises UnitError, NotOwed."""
    register = register_of(catalogue)
    if register is None:
        return plain_name(told.unit), ""
    unit = unit_asked(told.unit, min(at.astimezone(VIETNAM).date(), period.end), register)
    duties = Duties(catalogue, register)
    if duties.obligation(unit, series, period) is None:
        raise NotOwed(unit=unit.name, regime=series, period=period, allowed=_periods(unit, series, period, catalogue, register))
    return unit.name, unit.code


def _periods(unit: Unit, series: str, period: Period, catalogue: Catalogue, register: UnitRegister) -> str:
    """The periods of that year this unit reports on."""
    duties = Duties(catalogue, register)
    year = period.end.year
    tried = [Period.month(year, number) for number in range(1, 13)] + [Period.quarter(year, number) for number in range(1, 5)]
    tried += [Period.half(year, 1), Period.half(year, 2), Period.nine_months(year), Period.year(year)]
    return ", ".join(str(one) for one in tried if duties.obligation(unit, series, one)) or "–"
