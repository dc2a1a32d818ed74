"""Units as JSON, version 1: the contract of `danvan units … --format json`. Days are ISO, areas km²."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from danvan.cli.language import Language
from danvan.units.change import Change
from danvan.units.match import Match
from danvan.units.trace import Piece, Trace
from danvan.units.unit import Unit

Json = dict[str, Any]
VERSION = 1


def as_text(value: Json) -> str:
    """JSON for people too: letters as they are, two spaces in."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def unit_json(unit: Unit) -> Json:
    """One version of a unit."""
    return {
        "code": unit.code,
        "name": unit.name,
        "level": unit.level.value,
        "parent": unit.parent or None,
        "since": _day(unit.since),
        "until": _day(unit.until),
        "latitude": unit.latitude,
        "longitude": unit.longitude,
        "area_km2": None if unit.area_km2 is None else str(unit.area_km2),
        "people": unit.people,
    }


def units_json(day: date, units: Iterable[Unit]) -> Json:
    """The units of a day."""
    return {"version": VERSION, "on": day.isoformat(), "units": [unit_json(unit) for unit in units]}


def shown_json(day: date, unit: Unit, upper: Iterable[Unit], below: Iterable[Unit], changes: Iterable[Change]) -> Json:
    """A unit on a day, with those above and right under it, and its changes whenever."""
    return {
        "version": VERSION,
        "on": day.isoformat(),
        "unit": unit_json(unit),
        "upper": [_named(each) for each in upper],
        "below": [_named(each) for each in below],
        "changes": [change_json(change) for change in changes],
    }


def history_json(versions: Iterable[Unit], changes: Iterable[Change]) -> Json:
    """Every version of a code."""
    made = [change_json(change) for change in changes]
    return {"version": VERSION, "versions": [unit_json(unit) for unit in versions], "changes": made}


def change_json(change: Change) -> Json:
    """A change with its moves."""
    return {
        "code": change.code or None,
        "name": {"vi": change.name[0], "en": change.name[1]},
        "basis": change.basis,
        "certainty": change.certainty.value,
        "decided": _day(change.decided),
        "since": change.since.isoformat(),
        "since_certainty": change.since_certainty.value,
        "starts_work": _day(change.starts_work),
        "moves": [
            {
                "old": move.old,
                "new": move.new,
                "extent": "whole" if move.whole else "part",
                "area_km2": None if move.area_km2 is None else str(move.area_km2),
                "people": move.people,
            }
            for move in change.moves
        ],
    }


def matches_json(words: str, matches: Iterable[Match]) -> Json:
    """What a name may mean, the likeliest first."""
    return {"version": VERSION, "words": words, "matches": [_match(match) for match in matches]}


def trace_json(trace: Trace, _: Language) -> Json:
    """Where a unit lies on another day; `share` is that of the older unit."""
    return {
        "version": VERSION,
        "unit": unit_json(trace.unit),
        "from": trace.day.isoformat(),
        "to": trace.target_day.isoformat(),
        "comparable": trace.comparable,
        "same": trace.same,
        "estimated": trace.estimated,
        "reason": trace.reason.render(_) if trace.reason else None,
        "pieces": [_piece(piece) for piece in trace.pieces],
        "changes": [change_json(change) for change in trace.changes],
    }


def _match(match: Match) -> Json:
    return {
        "unit": unit_json(match.unit),
        "score": match.score,
        "why": [why.value for why in match.why],
        "upper": [_named(unit) for unit in match.upper],
        "was": unit_json(match.was) if match.was else None,
    }


def _piece(piece: Piece) -> Json:
    return {
        "unit": unit_json(piece.unit),
        "extent": "whole" if piece.whole else "part",
        "share": None if piece.share is None else float(piece.share),
        "basis": piece.basis or None,
        "estimated": piece.estimated,
        "main": piece.main,
    }


def _named(unit: Unit) -> Json:
    return {"code": unit.code, "name": unit.name}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
