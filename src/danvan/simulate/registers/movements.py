"""The movements: 'skilled mass mobilisation' models and emulation."""

from collections.abc import Mapping

import numpy as np

from danvan.simulate.daybook import CAMPAIGN
from danvan.simulate.registers.democracy import VILLAGES
from danvan.simulate.rows import Draw, Recipe, Rows

_MODELS, _MOVEMENTS, _COMMENDATIONS = "danvan_kheo.models", "emulation.movements", "emulation.commendations"
_REGISTERED = (2.5, 2.5, 2.0, 1.0, 0.6, 0.4, 0.3, 0.3, 0.3, 0.2, 0.2, 0.1)
"""Models are registered at the beginning of the year."""
_HONOURED = (0.8, 0.4, 0.5, 0.8, 0.9, 1.3, 0.9, 0.8, 1.0, 0.9, 1.4, 2.6)
_LAST_WITH_DISTRICTS = 2024


def _models(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_MODELS, 5 + draw.cohort.villages * 0.7 * np.exp(0.2 * draw.cohort.diligence))
    rows["registered_on"] = rows.days(_REGISTERED)
    rows.say("name", [f"Mô hình mô phỏng {number}" for number in range(1, 200)])
    rows.choice("field", economy=0.3, culture_society=0.4, security_defence=0.16, political_system=0.14)
    rows.choice("owner_kind", collective=0.68, individual=0.32)
    rows.say("village", VILLAGES)
    rows["year"] = draw.span.year
    district = 0.2 if draw.span.year <= _LAST_WITH_DISTRICTS else 0.0
    rows.choice("registered_level", commune=0.75, district=district, province=0.05)
    started = rows.chance(0.96)
    rows.put("started_on", started, rows["registered_on"] + 10 + rows.around(20))
    recognised = started & rows.chance(np.clip(0.7 + 0.05 * draw.cohort.diligence, 0, 1))
    rows.choice("recognised_level", commune=0.8, district=district, province=0.05, central=0.002)
    rows.only("recognised_level", recognised)
    rows.put(
        "recognised_on",
        recognised,
        np.minimum(draw.span.last - rows.rng.integers(0, 40, len(rows)), draw.span.until[rows.unit]),
    )
    rows["people"] = rows.around(60, 0.8)
    for column, share in (("kept_alive", 0.9), ("effective", 0.8), ("outstanding", 0.15), ("replicated", 0.25)):
        rows[column] = started & rows.chance(share)
    rows["commended"] = recognised & rows.chance(0.12)
    return {_MODELS: rows}


def _movements(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_MOVEMENTS, 5.0)
    rows["launched_on"] = rows.days(CAMPAIGN)
    rows.say("name", [f"Phong trào mô phỏng {number}" for number in range(1, 30)])
    rows.choice("kind", regular=0.4, thematic=0.6)
    rows.choice("launched_by", commune=0.7, province=0.25, central=0.05)
    return {_MOVEMENTS: rows}


def _commendations(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_COMMENDATIONS, 9 * np.exp(0.2 * draw.cohort.diligence))
    rows["decided_on"] = rows.days(_HONOURED)
    rows.choice("form", certificate=0.86, merit=0.08, title=0.05, order=0.01)
    rows.choice("level", commune=0.82, province=0.16, central=0.02)
    rows.choice("occasion", regular=0.5, thematic=0.4, ad_hoc=0.1)
    rows["collectives"] = rows.around(2.2)
    rows["individuals"] = rows.around(4.5)
    rows["households"] = rows.part(np.full(len(rows), 3), 0.15)
    return {_COMMENDATIONS: rows}


RECIPES = (
    Recipe({_MODELS: "registered_on"}, _models),
    Recipe({_MOVEMENTS: "launched_on"}, _movements),
    Recipe({_COMMENDATIONS: "decided_on"}, _commendations),
)
