"""Figures of a ledger as JSON, version 1."""

import json
from typing import Any

from danvan.cli.reading_json import VERSION, number, period_json
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledUp
from danvan.ledger.sources import to_json


def figures_json(figures: list[Figure]) -> dict[str, Any]:
    """What `ledger show --format json` prints."""
    return {"version": VERSION, "figures": [figure_json(figure) for figure in figures]}


def figure_json(figure: Figure) -> dict[str, Any]:
    """One figure, its source included."""
    return {
        "id": figure.id,
        "indicator": figure.indicator,
        "unit": figure.unit,
        "unit_code": figure.unit_code,
        "level": figure.level,
        "period": period_json(figure.period),
        "value": number(figure.quantity.value) if figure.quantity else None,
        "measure": figure.quantity.measure if figure.quantity else "",
        "blank": figure.blank,
        "estimated": figure.estimated,
        "source": json.loads(to_json(figure.source)),
        "recorded": figure.recorded.isoformat(),
        "catalogue": figure.catalogue,
        "supersedes": figure.supersedes,
        "reason": figure.reason,
        "person": figure.person,
        "withdrawn": figure.withdrawn,
        "witness": figure.witness,
    }


def rolled_json(rolled: RolledUp) -> dict[str, Any]:
    """What `ledger rollup --format json` prints: rows nobody reported are left out."""
    return {
        "version": VERSION,
        "period": period_json(rolled.period),
        "units": list(rolled.units),
        "rows": [
            {
                "indicator": code,
                "measure": row.indicator.measure,
                "values": [
                    {"unit": unit, "id": value.id, "value": number(value.quantity.value)}
                    if value
                    else {"unit": unit, "id": None, "value": None}
                    for unit, value in row.values.items()
                ],
                "total": number(row.total.amount.value) if row.total else None,
                "missing": list(row.missing),
            }
            for code, row in rolled.rows.items()
            if any(row.values.values())
        ],
    }
