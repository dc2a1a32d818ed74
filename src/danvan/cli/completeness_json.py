"""Completeness as JSON, version 1: what `danvan ledger completeness --format json` prints. Offices only, no people."""

from danvan.cli.reading_json import VERSION, Json, period_json
from danvan.ledger.completeness import Completeness, Gone, Line, Summary
from danvan.ledger.submissions import VIETNAM, History, Submission
from danvan.units.unit import Unit


def completeness_json(found: Completeness) -> Json:
    """The whole object."""
    return {
        "version": VERSION,
        "period": period_json(found.period),
        "on": found.on.isoformat(),
        "whole": _summary(found.whole),
        "above": [_summary(one) for one in found.summaries],
        "reports": [_line(line) for line in found.lines],
        "ended": [_gone(one) for one in found.gone],
        "strangers": [{"unit": one.unit, "unit_code": one.unit_code, **_event(one)} for one in found.strangers],
    }


def _summary(one: Summary) -> Json:
    return {
        **({"unit": one.above.name, "unit_code": one.above.code} if one.above else {}),
        "owed": one.owed,
        "arrived": one.arrived,
        **{state.value: count for state, count in one.counts.items()},
        "longest_days": one.longest,
    }


def _line(line: Line) -> Json:
    owed = line.owed
    return {
        **_unit(owed.unit),
        "above": owed.above.code if owed.above else None,
        "regime": owed.obligation.regime.code,
        "series": owed.obligation.regime.series,
        "data_from": owed.obligation.reported.first.isoformat(),
        "data_to": owed.obligation.reported.closing.isoformat(),
        "office_since": owed.since.isoformat() if owed.since else None,
        "deadline": line.deadline.isoformat() if line.deadline else None,
        "state": line.state.value,
        "days": line.days,
        **_history(line.history),
    }


def _gone(one: Gone) -> Json:
    ended = one.ended
    return {
        **_unit(ended.unit),
        "until": ended.unit.until.isoformat() if ended.unit.until else None,
        "regime": ended.obligation.regime.code,
        "heirs": [_unit(heir) for heir in ended.heirs],
        **_history(one.history),
    }


def _unit(unit: Unit) -> Json:
    return {"unit": unit.name, "unit_code": unit.code, "level": unit.level}


def _history(history: History) -> Json:
    return {"returns": history.returns, "events": [_event(event) for event in history.events]}


def _event(event: Submission) -> Json:
    return {
        "event": event.event.value,
        "at": event.at.astimezone(VIETNAM).isoformat(),
        "digest": event.digest,
        "file": event.file,
        "reason": event.reason,
    }
