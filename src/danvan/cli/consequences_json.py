"""What a correction would change, as JSON, version 1."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from danvan.cli.compare_json import comparison_json
from danvan.cli.language import Language
from danvan.cli.reading_json import VERSION, number, period_json
from danvan.ledger.consequences.model import Consequences, Kept, Moved, Scored
from danvan.ledger.identities import Failure


def consequences_json(found: Consequences, _: Language) -> dict[str, Any]:
    """What `ledger consequences --format json` prints."""
    figure = found.figure
    return {
        "version": VERSION,
        "figure": figure.id,
        "old": number(figure.quantity.value) if figure.quantity else None,
        "new": number(found.new.value) if found.new else None,
        "withdrawn": found.new is None,
        "totals": [_moved(each) for each in found.totals],
        "kept": [_kept(each) for each in found.kept],
        "begin_to_fail": [_failure(each) for each in found.begin],
        "cease_to_fail": [_failure(each) for each in found.cease],
        "scores": [_scored(each) for each in found.scores],
        "comparisons": [
            {"old": comparison_json(each.old, _), "new": comparison_json(each.new, _)} for each in found.comparisons
        ],
        "unplaced": found.unplaced,
    }


def _moved(moved: Moved) -> dict[str, Any]:
    return {
        "indicator": moved.indicator.code,
        "unit": moved.unit,
        "code": moved.unit_code,
        "level": moved.level,
        "period": period_json(moved.period),
        "old": _number(moved.old),
        "new": _number(moved.new),
        "formula": moved.formula,
        "through": list(moved.through),
    }


def _kept(kept: Kept) -> dict[str, Any]:
    return {"figure": kept.figure.id, "old": number(kept.old.value), "new": _number(kept.new), "through": list(kept.through)}


def _failure(failure: Failure) -> dict[str, Any]:
    return {
        "identity": failure.identity.code,
        "left": number(failure.left),
        "right": number(failure.right),
        "figures": {term.indicator: term.figure for term in failure.terms},
    }


def _scored(scored: Scored) -> dict[str, Any]:
    return {
        "card": scored.card.code,
        "least": [_number(each) for each in scored.least],
        "total": [_number(each) for each in scored.total],
        "rank": list(scored.rank),
        "grade": list(scored.grade),
        "parts": [{"code": code, "old": _number(old), "new": _number(new)} for code, old, new in scored.parts],
        "gates": [{"code": code, "old": old, "new": new} for code, old, new in scored.gates],
    }


def _number(value: Decimal | Fraction | None) -> int | float | str | None:
    return None if value is None else number(value)
