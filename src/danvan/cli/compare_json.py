"""Series and comparisons as JSON, version 1."""

from collections.abc import Sequence
from typing import Any

from danvan.cli.language import Language
from danvan.cli.reading_json import VERSION, number, period_json
from danvan.ledger.comparison.model import Break, Comparison, Part, Point, Series
from danvan.ledger.comparison.reasons import Reason


def series_json(found: Sequence[Series], _: Language) -> dict[str, Any]:
    """What `ledger series --format json` prints."""
    return {"version": VERSION, "series": [_series(each, _) for each in found]}


def comparisons_json(found: Sequence[Comparison], _: Language) -> dict[str, Any]:
    """What `ledger compare --format json` prints."""
    return {"version": VERSION, "comparisons": [comparison_json(each, _) for each in found]}


def comparison_json(each: Comparison, _: Language) -> dict[str, Any]:
    """One comparison. `rate`: how much more, `reached`: how much of the plan, both in hundredths."""
    return {
        "against": each.against.value,
        "now": point_json(each.now, _),
        "base": point_json(each.base, _),
        "change": _number(each.change),
        "rate": _number(each.rate),
        "reached": _number(each.reached),
        "estimated": each.estimated,
        "why": _reason(each.why, _),
    }


def point_json(point: Point, _: Language) -> dict[str, Any]:
    """One value with everything it was made of."""
    return {
        "id": point.id,
        "indicator": point.indicator,
        "unit": point.unit,
        "period": period_json(point.period),
        "value": number(point.quantity.value) if point.quantity else None,
        "measure": point.quantity.measure if point.quantity else "",
        "estimated": point.estimated,
        "why": _reason(point.why, _),
        "notes": [_reason(note, _) for note in point.notes],
        "formula": point.formula,
        "parts": [_part(part) for part in point.parts],
        "of": [point_json(each, _) for each in point.points],
    }


def _series(series: Series, _: Language) -> dict[str, Any]:
    return {
        "indicator": series.indicator.code,
        "unit": series.unit,
        "code": series.code,
        "boundaries": series.boundaries.value,
        "day": series.day.isoformat(),
        "weight": series.weight.value,
        "points": [point_json(point, _) for point in series.points],
        "breaks": [_break(each) for each in series.breaks],
    }


def _break(each: Break) -> dict[str, Any]:
    return {"day": each.day.isoformat(), "before": each.at, "units": list(each.units), "basis": each.basis}


def _part(part: Part) -> dict[str, Any]:
    """The share as text: its nine decimals are exact."""
    return {
        "figure": part.figure,
        "unit": part.unit,
        "code": part.code,
        "reported": number(part.reported.value),
        "share": str(part.weight),
        "amount": number(part.amount),
        "estimated": part.estimated,
        "basis": list(part.basis),
    }


def _reason(reason: Reason | None, _: Language) -> dict[str, str] | None:
    return {"code": reason.code.value, "text": reason.said.render(_)} if reason else None


def _number(value: Any) -> Any:
    return None if value is None else number(value)
