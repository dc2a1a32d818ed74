"""Field reports of citizens (app, 1022) and recommendations on rules and acts (Nghị định 20/2008/NĐ-CP)."""

from collections.abc import Mapping

import numpy as np

from danvan.simulate.daybook import FLAT, OFFICE
from danvan.simulate.rows import Draw, Recipe, Rows

_REPORTS, _RECOMMENDATIONS = "feedback.reports", "feedback.recommendations"


def _reports(draw: Draw) -> Mapping[str, Rows]:
    cohort = draw.cohort
    growth = 1.18 ** (draw.span.year - 2023)
    rows = draw.rows(_REPORTS, cohort.people * 0.0035 * growth * np.exp(0.6 * cohort.digital + 0.3 * cohort.trouble), 0.4)
    rows["received_on"] = rows.days(FLAT, off=0.5)
    rows.choice("channel", app=0.5, portal_1022=0.2, phone=0.12, zalo=0.13, other=0.05)
    rows.choice("category", environment=0.28, roads=0.2, order=0.14, urban_order=0.14, utilities=0.1, service=0.06, other=0.08)
    rows["eligible"] = rows.chance(0.93)
    eligible = rows["eligible"] == 1
    rows["due_on"] = draw.span.book.after(rows["received_on"], 7)
    late = eligible & rows.chance(0.08 * np.exp(-0.6 * cohort.diligence))
    done = np.where(
        late,
        rows.later(rows["due_on"], 5, least=1),
        draw.span.book.after(rows["received_on"], 1 + rows.part(np.full(len(rows), 6), 0.5)),
    )
    rows["done_on"] = np.where(eligible, done, draw.span.book.after(rows["received_on"], 1))
    rows["forwarded"] = eligible & rows.chance(0.1)
    rows.put("confirmed_on", eligible & rows.chance(0.7), rows["done_on"] + 1)
    rows.choice("satisfied", satisfied=0.86, dissatisfied=0.14)
    rows.only("satisfied", eligible & rows.chance(0.4))
    return {_REPORTS: rows}


def _recommendations(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_RECOMMENDATIONS, 0.8 + draw.cohort.people * 0.0001 * np.exp(0.5 * draw.cohort.trouble))
    rows["received_on"] = rows.days(OFFICE)
    rows.choice("content", act=0.8, rule=0.2)
    rows["due_on"] = draw.span.book.after(rows["received_on"], 15)
    late = rows.chance(0.08 * np.exp(-0.6 * draw.cohort.diligence))
    rows["done_on"] = np.where(
        late,
        rows.later(rows["due_on"], 6, least=1),
        draw.span.book.after(rows["received_on"], 2 + rows.part(np.full(len(rows), 13), 0.5)),
    )
    rows.put("published_on", rows.chance(0.8), rows["done_on"] + 2)
    return {_RECOMMENDATIONS: rows}


RECIPES = (
    Recipe({_REPORTS: "received_on"}, _reports),
    Recipe({_RECOMMENDATIONS: "received_on"}, _recommendations),
)
