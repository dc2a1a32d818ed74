"""Social benefits and what is given besides."""

from collections.abc import Mapping

import numpy as np

from danvan.simulate.daybook import FLAT, SUPPORT
from danvan.simulate.rows import Draw, Recipe, Rows

_BENEFITS, _SUPPORTS = "social_security.benefits", "social_security.supports"


def _benefits(draw: Draw) -> Mapping[str, Rows]:
    cohort = draw.cohort
    rows = draw.rows(_BENEFITS, cohort.people * 0.009 * np.exp(-0.2 * cohort.wealth))
    rows["received_on"] = rows.days(FLAT)
    rows["decided_on"] = draw.span.book.after(rows["received_on"], 8)
    rows.choice(
        "kind",
        monthly=0.5,
        adjusted=0.1,
        stopped=0.12,
        care=0.03,
        funeral=0.14,
        cremation=0.02,
        emergency=0.02,
        disability=0.06,
        merit=0.01,
    )
    rows["beneficiaries"] = 1
    rows["households"] = 1
    per = np.where(rows.are("kind", "monthly", "adjusted"), 1, 10)
    rows["money"] = 500_000 * per * (1 + rows.part(np.full(len(rows), 3), 0.3))
    return {_BENEFITS: rows}


def _supports(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_SUPPORTS, 14.0)
    rows["given_on"] = rows.days(SUPPORT, off=0.5)
    rows.choice("occasion", new_year=0.4, war_invalids=0.2, elderly=0.1, children=0.12, disaster=0.08, other=0.1)
    rows.choice("kind", gifts=0.75, house=0.05, livelihood=0.05, money=0.13, other=0.02)
    gifts = rows.are("kind", "gifts")
    rows["households"] = rows.around(30, 0.6)
    rows["people"] = rows["households"]
    rows.put("gifts", gifts, rows.around(45, 0.7, least=1))
    rows["money"] = np.where(gifts, np.maximum(rows["gifts"], 0) * 400_000, rows.around(20, 0.8) * 1_000_000)
    rows.choice("paid_from", budget=0.5, funds=0.3, other=0.2)
    return {_SUPPORTS: rows}


RECIPES = (
    Recipe({_BENEFITS: "received_on"}, _benefits),
    Recipe({_SUPPORTS: "given_on"}, _supports),
)
