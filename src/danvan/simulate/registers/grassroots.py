"""Mediation (35/2013/QH13), people's inspection, community supervision of investment, the Front's supervision."""

from collections.abc import Mapping

import numpy as np

from danvan.simulate.daybook import CAMPAIGN, HARVEST, OFFICE
from danvan.simulate.rows import NOTHING, Draw, Recipe, Rows

_TEAMS, _CASES = "mediation.teams", "mediation.cases"
_INSPECTORS, _INSPECTIONS = "peoples_inspection.boards", "peoples_inspection.supervisions"
_BOARDS, _WORKS = "investment_supervision.boards", "investment_supervision.supervisions"
_FRONT = "social_supervision.activities"
_TERM = 730
"""Days of a people's inspection board's term: two years (10/2022/QH15 art. 37)."""


def _teams(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.exactly(_TEAMS, draw.cohort.villages)
    rows.say("team", [f"Tổ hòa giải {number}" for number in range(1, 200)])
    rows["founded_on"] = draw.span.book.first - 400 - rows.rng.integers(0, 3000, len(rows))
    rows["renewed_on"] = NOTHING
    rows["dissolved_on"] = NOTHING
    rows["mediators"] = 3 + rows.part(np.full(len(rows), 7), 0.42)
    rows["women"] = 1 + rows.part(rows["mediators"] - 2, 0.3)
    rows["law_degree"] = rows.part(rows["mediators"], 0.02)
    rows["minority_area"] = rows.chance(np.where(draw.cohort.urban, 0.0, np.clip(0.12 - 0.1 * draw.cohort.wealth, 0, 1)))
    rows["minority_member"] = rows["minority_area"]
    rows["paid"] = rows.around(8, 0.6) * 100_000
    return {_TEAMS: rows}


def _cases(draw: Draw) -> Mapping[str, Rows]:
    cohort = draw.cohort
    rows = draw.rows(_CASES, cohort.people * 0.0011 * np.exp(0.6 * cohort.trouble), 0.3)
    rows["received_on"] = rows.days(HARVEST, off=0.8)
    rows.say("team", [f"Tổ hòa giải {number}" for number in range(1, 60)])
    rows.choice("field", land=0.38, family=0.24, civil=0.16, neighbours=0.14, environment=0.04, other=0.04)
    rows["begun_on"] = rows["received_on"] + 3
    rows["closed_on"] = rows["begun_on"] + rows.around(12, 0.7)
    success = np.clip(0.84 + 0.04 * cohort.diligence, 0.5, 0.97)
    rows.choice("result", successful=success, unsuccessful=1 - success)
    return {_CASES: rows}


def _inspectors(draw: Draw) -> Mapping[str, Rows]:
    """A board a commune, elected anew every two years, and boards of a few offices."""
    first, last = draw.span.book.first, draw.span.last
    unit, term = np.nonzero(np.ones((len(draw.cohort), (last - first) // _TERM + 2)))
    start = first - draw.rng.integers(1, _TERM, len(draw.cohort))[unit] + _TERM * term
    began = draw.span.since[unit]
    start = np.where(began > first, began + 30 + _TERM * term, start)
    of_office = np.flatnonzero(draw.rng.random(len(draw.cohort)) < 0.15)
    rows = draw.of_units(_INSPECTORS, np.concatenate([unit, of_office]))
    rows["recognised_on"] = np.concatenate([start, np.full(len(of_office), first - 200)])
    rows["term_to"] = rows["recognised_on"] + _TERM
    rows.say("unit", ["Ban Thanh tra nhân dân (mô phỏng)"])
    office = np.arange(len(rows)) >= len(unit)
    rows.choice("place", commune=1.0)
    rows.put("place", office, rows.code("place", "office"))
    rows.put("ended_on", ~office, rows["recognised_on"] + _TERM)
    rows["members"] = np.where(office, 3, 5 + 2 * rows.part(np.full(len(rows), 2), 0.5))
    rows["women"] = rows.part(rows["members"], 0.28)
    rows["villages"] = draw.cohort.villages[rows.unit]
    rows["deputies"] = 1
    return {_INSPECTORS: rows}


def _recommended(draw: Draw, rows: Rows, weight: float) -> None:
    """Findings, what is recommended, the answer within 15 days, what is followed."""
    rows["findings"] = rows.part(np.full(len(rows), 3), weight)
    rows["recommendations"] = rows.part(rows["findings"], 0.8)
    some = rows["recommendations"] > 0
    rows.put("recommended_on", some, rows["ended_on"] + 4)
    rows.put("answer_due_on", some, rows["recommended_on"] + 15)
    late = rows.chance(np.where(draw.cohort.diligence < -0.8, 0.3, 0.0))
    rows.put(
        "answered_on",
        some,
        np.where(late, rows["answer_due_on"] + 6, rows["recommended_on"] + 4 + rows.part(np.full(len(rows), 11), 0.6)),
    )
    rows["followed"] = rows.part(rows["recommendations"], 0.85)
    rows.put("money_recovered", (rows["findings"] > 0) & rows.chance(0.1), rows.around(12, 0.8) * 1_000_000)


def _inspections(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_INSPECTIONS, 4.5 * np.exp(0.25 * draw.cohort.diligence))
    rows["began_on"] = rows.days(CAMPAIGN)
    rows["ended_on"] = rows["began_on"] + 5
    rows.say("board", ["Ban Thanh tra nhân dân (mô phỏng)"])
    rows.choice("kind", supervision=0.94, verification=0.06)
    rows.choice(
        "field",
        democracy=0.2,
        land=0.12,
        works=0.2,
        finance=0.12,
        social_policy=0.2,
        petitions=0.06,
        environment=0.06,
        other=0.04,
    )
    rows["planned"] = rows.chance(0.9)
    _recommended(draw, rows, 0.3)
    rows.put("land_recovered", (rows["findings"] > 0) & rows.chance(0.05), rows.around(120, 0.8))
    return {_INSPECTIONS: rows}


def _boards(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_BOARDS, 5.0)
    rows["set_up_on"] = rows.days(OFFICE)
    rows.say("project", [f"Dự án mô phỏng {number}" for number in range(1, 90)])
    rows.choice("funding", state=0.4, programme=0.3, community=0.2, mixed=0.1)
    rows["members"] = 5 + rows.part(np.full(len(rows), 4), 0.4)
    rows["residents"] = rows["members"] - 2
    rows["deputies"] = 1
    done = rows["set_up_on"] + 60 + rows.around(120)
    left_over = rows.chance(np.where(draw.cohort.diligence < -1.0, 0.2, 0.0))
    rows["project_done_on"] = done
    rows.put("dissolved_on", ~left_over, done)
    return {_BOARDS: rows}


def _works(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_WORKS, 6.0 * np.exp(0.2 * draw.cohort.diligence))
    rows["began_on"] = rows.days(CAMPAIGN)
    rows["ended_on"] = rows["began_on"] + 7
    rows.say("project", [f"Dự án mô phỏng {number}" for number in range(1, 90)])
    rows["first_row"] = rows.chance(0.75)
    rows["planned"] = rows.chance(0.9)
    _recommended(draw, rows, 0.25)
    return {_WORKS: rows}


def _front(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_FRONT, 8.0 * np.exp(0.2 * draw.cohort.diligence))
    rows["held_on"] = rows.days(CAMPAIGN)
    rows.choice("kind", supervision=0.55, critique=0.12, comments=0.33)
    rows.choice("lead", front=0.5, women=0.14, farmers=0.12, veterans=0.1, youth=0.1, trade_union=0.04)
    rows["joined"] = rows.chance(0.12)
    rows.choice("form", delegation=0.4, documents=0.15, conference=0.2, in_writing=0.2, dialogue=0.05)
    critique, comments = rows.are("kind", "critique"), rows.are("kind", "comments")
    rows.put("drafts", critique, 1)
    rows.put("opinions", comments, rows.around(6))
    rows.put("opinions_taken_up", comments, rows.part(np.maximum(rows["opinions"], 0), 0.7))
    rows["recommendations"] = np.where(rows.are("kind", "supervision"), rows.part(np.full(len(rows), 4), 0.35), 0)
    rows["sent_on"] = rows["held_on"] + 5
    rows["answered_on"] = rows["sent_on"] + 12
    rows["answered"] = rows.part(rows["recommendations"], 0.9)
    rows["taken_up"] = rows.part(rows["answered"], 0.85)
    return {_FRONT: rows}


RECIPES = (
    Recipe({_TEAMS: "founded_on"}, _teams),
    Recipe({_CASES: "received_on"}, _cases),
    Recipe({_INSPECTORS: "recognised_on"}, _inspectors),
    Recipe({_INSPECTIONS: "began_on"}, _inspections),
    Recipe({_BOARDS: "set_up_on"}, _boards),
    Recipe({_WORKS: "began_on"}, _works),
    Recipe({_FRONT: "held_on"}, _front),
)
