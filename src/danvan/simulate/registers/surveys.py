"""Surveys of satisfaction: waves and the answers to them (phương pháp đo lường của Bộ Nội vụ, SIPAS)."""

from collections.abc import Mapping

import numpy as np

from danvan.simulate.rows import NOTHING, Draw, Recipe, Rows

_WAVES, _ANSWERS = "satisfaction.waves", "satisfaction.answers"
_MONTHS = (0.3, 0.3, 0.8, 1.0, 1.2, 0.6, 0.6, 1.0, 1.2, 1.4, 1.0, 0.0)
_LONGEST = 14


def _waves(draw: Draw) -> Rows:
    """Each begins in the second half of a month and is over before the next 14th, on which reports close."""
    cohort = draw.cohort
    rows = draw.rows(_WAVES, 2.2 + 0.5 * np.clip(cohort.diligence, -2, 2))
    day = rows.days(_MONTHS)
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    start = np.clip(month + 15 + rows.rng.integers(0, 10, len(rows)), draw.span.since[rows.unit], draw.span.until[rows.unit])
    rows["started_on"] = start
    rows["ended_on"] = np.minimum(start + 5 + rows.rng.integers(0, _LONGEST - 5, len(rows)), draw.span.last)
    rows.say("code", [f"DK-{number:03}" for number in range(1, 200)])
    rows.choice("field", procedures=0.7, reception=0.08, health=0.07, education=0.06, land=0.05, justice=0.02, other=0.02)
    rows["issued"] = 30 + rows.around(70 + draw.cohort.people[rows.unit] / 400, 0.4)
    return rows


def _answers_of(draw: Draw, waves: Rows) -> Rows:
    """One row an answer; its number of the wave is kept aside in `_wave`, for the wave's own counts."""
    number = waves.part(waves["issued"], 0.93)
    of = np.repeat(np.arange(len(waves)), number)
    rows = draw.of_units(_ANSWERS, waves.unit[of])
    length = np.maximum(waves["ended_on"] - waves["started_on"], 0)[of]
    rows["answered_on"] = waves["started_on"][of] + (rows.rng.random(len(rows)) * (length + 1)).astype(np.int64)
    rows["_wave"] = of
    rows["field"] = waves["field"][of]
    rows["wave"] = NOTHING
    rows.choice("channel", paper=0.6, online=0.25, kiosk=0.12, phone=0.03)
    rows.choice("respondent", citizen=0.95, organisation=0.05)
    rows["valid"] = rows.chance(0.98)
    kind = np.clip(0.93 + 0.02 * draw.cohort.diligence, 0.8, 0.975)
    rows.choice(
        "grade", very_satisfied=kind * 0.35, satisfied=kind * 0.65, neutral=(1 - kind) * 0.75, dissatisfied=(1 - kind) * 0.25
    )
    rows.choice("staff_grade", satisfied=0.95, dissatisfied=0.05)
    return rows


def _surveys(draw: Draw) -> Mapping[str, Rows]:
    waves = _waves(draw)
    answers = _answers_of(draw, waves)
    valid = answers["valid"] == 1
    waves["returned"] = np.bincount(answers["_wave"], minlength=len(waves))
    waves["valid"] = np.bincount(answers["_wave"][valid], minlength=len(waves))
    for grade in ("very_satisfied", "satisfied", "neutral", "dissatisfied"):
        waves[grade] = np.bincount(answers["_wave"][valid & answers.are("grade", grade)], minlength=len(waves))
    del answers.columns["_wave"]
    return {_WAVES: waves, _ANSWERS: answers}


RECIPES = (Recipe({_WAVES: "started_on", _ANSWERS: "answered_on"}, _surveys),)
