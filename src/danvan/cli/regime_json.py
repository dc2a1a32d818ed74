"""What is due as JSON, version 1: the contract of `danvan regime due --format json` (regime_due.schema.json)."""

from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.regimes.due import Obligation
from danvan.catalogue.regimes.periods import Deadline
from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.checking.message import in_language
from danvan.cli.language import Language
from danvan.cli.reading_json import VERSION, Json, period_json
from danvan.cli.reporting_unit import ReportingUnit, straddles


def due_json(unit: ReportingUnit, within: int, owed: list[Obligation], catalogue: Catalogue, _: Language) -> Json:
    """The whole object."""
    days = WorkingDays.of(catalogue)
    return {
        "version": VERSION,
        "unit": unit.name,
        "level": unit.kind.level.value,
        "exists": unit.exists,
        "province": unit.province,
        "on": unit.on.isoformat(),
        "within": within,
        "obligations": [_obligation(one, unit.on, days, _) for one in owed],
    }


def _obligation(one: Obligation, on: date, days: WorkingDays, _: Language) -> Json:
    reported, source = one.reported, one.regime.source
    return {
        "regime": one.regime.code,
        "name": in_language(one.regime.name, _.code),
        "period": period_json(reported.period),
        "data": {"from": reported.first.isoformat(), "to": reported.closing.isoformat()},
        "straddles": straddles(one),
        "sends": reported.of.sends,
        "to": in_language(one.sending.to, _.code),
        "deadline": _deadline(one.deadline, days, _) if one.deadline else None,
        "state": one.state(on).value,
        "basis": {"instrument": source.instrument, "article": source.article},
        "certainty": one.certainty.value,
    }


def _deadline(deadline: Deadline, days: WorkingDays, _: Language) -> Json:
    moved = deadline.moved
    return {
        "day": deadline.day.isoformat(),
        "written": deadline.written.isoformat(),
        "moved_over": in_language(moved.name, _.code) if moved and moved.name else "",
        "calendar_decided": days.decided(deadline.day.year),
    }
