"""The one-stop desk: dossiers, the list of procedures, proposals to simplify them (61/2018/NĐ-CP, 118/2025/NĐ-CP)."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from danvan.simulate.daybook import EPOCH, OFFICE
from danvan.simulate.rows import NOTHING, Draw, Recipe, Rows

_DOSSIERS, _PROCEDURES, _PROPOSALS = (f"admin_procedures.{name}" for name in ("dossiers", "procedures", "proposals"))
_APOLOGY_OWED = (date(2025, 7, 1) - EPOCH).days
_YEAR = 366
_SECTORS = {
    "certification": 0.58, "civil_status": 0.2, "land": 0.06, "social": 0.07, "merit": 0.02, "construction": 0.015,
    "business": 0.02, "other": 0.035,
}  # fmt: skip
_DAYS = {
    "certification": 1,
    "civil_status": 2,
    "land": 18,
    "social": 12,
    "merit": 12,
    "construction": 15,
    "business": 3,
    "other": 5,
}
_FEES = (0, 0, 8_000, 10_000, 15_000, 20_000, 50_000, 100_000)


def _came(draw: Draw) -> Rows:
    cohort = draw.cohort
    rows = draw.rows(_DOSSIERS, cohort.people * 0.3 * np.exp(0.15 * cohort.wealth))
    rows["received_on"] = rows.days(OFFICE, off=0.02)
    rows["code"] = NOTHING
    rows.say("procedure", [f"Thủ tục mô phỏng {number}" for number in range(1, 41)])
    rows.choice("sector", **_SECTORS)
    rows.choice("level", commune=1.0)
    rows.choice("mechanism", one_stop=0.93, linked=0.07)
    rows.choice("service", full=0.38, partial=0.42, none=0.2)
    online = 1 / (1 + np.exp(-(0.45 * (draw.span.year - 2023.6) + 0.8 * cohort.digital)))
    rows.choice("channel", online=online, in_person=1 - online, post=0.02)
    without = rows.are("service", "none") & rows.are("channel", "online")
    rows.put("channel", without, rows.code("channel", "in_person"))
    rows["local"] = rows.chance(0.94)
    return rows


def _closed(draw: Draw, rows: Rows) -> None:
    book = draw.span.book
    # Certified copies are handed back within a day; the rest has the days of its procedure.
    names = list(next(column for column in rows.register.columns if column.code == "sector").choices)
    days = np.array([_DAYS.get(name, 5) for name in names])[rows["sector"]]
    rows["due_on"] = book.after(rows["received_on"], days)
    supplement = rows.chance(0.015)
    rows.put("supplement_on", supplement, book.after(rows["received_on"], 1))
    late = rows.chance(0.02 * np.exp(-0.7 * draw.cohort.diligence)) & ~rows.are("sector", "certification")
    early = (days > 1) & rows.chance(0.55)
    in_time = book.after(rows["received_on"], np.where(early, days - 1 - rows.part(days // 2, 0.4), days))
    rows["closed_on"] = np.where(late, rows.later(rows["due_on"], 4, least=1), np.minimum(in_time, rows["due_on"]))
    rows.choice("outcome", resolved=0.972, returned=0.014, withdrawn=0.01, stopped=0.004)
    resolved = rows.are("outcome", "resolved")
    rows.choice("returned_by", in_person=0.72, post=0.08, online=0.2)
    rows.only("returned_by", resolved)
    # Owed since 118/2025/NĐ-CP; for every dossier that a report of the second half of 2025 may hold.
    owed = np.where(rows["closed_on"] >= _APOLOGY_OWED - _YEAR, 1.0, 0.55)
    rows.put("apology_on", late & resolved & rows.chance(owed), np.minimum(book.after(rows["due_on"], 1), rows["closed_on"]))
    rows.put("new_due_on", late, book.after(rows["due_on"], 5))


def _digital(draw: Draw, rows: Rows) -> None:
    cohort, resolved = draw.cohort, rows.are("outcome", "resolved")
    ready = 1 / (1 + np.exp(-(0.6 * (draw.span.year - 2023.3) + 0.7 * cohort.digital)))
    rows["digitised"] = rows.chance(ready)
    rows["result_digitised"] = resolved & rows.chance(0.85 * ready)
    rows["electronic_result"] = resolved & rows.chance(0.8 * ready)
    rows["data_reused"] = rows.chance(0.35 * ready)
    rows["has_fee"] = rows.chance(0.45)
    rows.put("fee", rows["has_fee"] == 1, np.array(_FEES)[rows.rng.integers(2, len(_FEES), len(rows))])
    rows["paid_online"] = (rows["has_fee"] == 1) & rows.are("channel", "online") & rows.chance(0.75 * ready)


def _dossiers(draw: Draw) -> Mapping[str, Rows]:
    rows = _came(draw)
    _closed(draw, rows)
    _digital(draw, rows)
    return {_DOSSIERS: rows}


def _procedures(draw: Draw) -> Mapping[str, Rows]:
    """The list of a commune's procedures; longer since July 2025, when it took over much of the districts' work."""
    larger = np.array([bool(unit.since and unit.since >= date(2025, 6, 1)) for unit in draw.cohort.units])
    rows = draw.exactly(_PROCEDURES, np.where(larger, 345, 135) + draw.rng.integers(-12, 13, len(draw.cohort)))
    rows["effective_on"] = draw.span.since[rows.unit] - rows.rng.integers(30, 1500, len(rows))
    rows.say("code", [f"MP.{number:06}" for number in range(1, 401)])
    rows.say("name", [f"Thủ tục mô phỏng {number}" for number in range(1, 401)])
    rows.say("field", [f"Lĩnh vực {number}" for number in range(1, 31)])
    rows.choice("level", commune=1.0)
    rows.choice("mechanism", one_stop=0.88, linked=0.09, outside=0.03)
    desk = rows.are("mechanism", "one_stop", "linked")
    rows["published"] = desk
    rows["posted"] = rows.chance(0.985)
    rows["vertical"] = rows.chance(0.05)
    rows["on_spot"] = desk & rows.chance(0.3)
    rows["any_place"] = rows.chance(0.25)
    rows.choice("service", full=0.35, partial=0.45, none=0.2)
    rows["on_national_portal"] = rows.chance(0.7)
    rows.put("local_fee", rows.chance(0.3), np.array(_FEES)[rows.rng.integers(2, len(_FEES), len(rows))])
    rows["days_by_law"] = 1 + rows.around(9, 0.8)
    rows.put("days_promised", rows.chance(0.8), rows["days_by_law"] - rows.part(rows["days_by_law"] - 1, 0.25))
    rows.put("ended_on", rows.chance(0.04), draw.span.since[rows.unit] + rows.rng.integers(0, 1400, len(rows)))
    return {_PROCEDURES: rows}


def _proposals(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_PROPOSALS, 1.5)
    rows["proposed_on"] = rows.days(OFFICE)
    rows.say("procedure", [f"Thủ tục mô phỏng {number}" for number in range(1, 41)])
    rows.choice("kind", cut_days=0.7, cut_fee=0.1, drop_paper=0.2)
    rows["days_now"] = 3 + rows.around(9)
    rows["days_proposed"] = rows["days_now"] - 1 - rows.part(rows["days_now"] - 2, 0.3)
    rows.put("papers_dropped", rows.are("kind", "drop_paper"), 1)
    rows["answered_on"] = rows["proposed_on"] + 20 + rows.around(20)
    rows["accepted"] = rows.chance(0.6)
    return {_PROPOSALS: rows}


RECIPES = (
    Recipe({_DOSSIERS: "received_on"}, _dossiers),
    Recipe({_PROCEDURES: "effective_on"}, _procedures),
    Recipe({_PROPOSALS: "proposed_on"}, _proposals),
)
