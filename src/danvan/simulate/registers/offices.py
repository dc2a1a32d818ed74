"""What offices do and how they are kept in order: documents, campaigns, courses, dialogues, discipline, posts."""

from collections.abc import Mapping

import numpy as np

from danvan.simulate.daybook import CAMPAIGN, OFFICE
from danvan.simulate.registers.democracy import VILLAGES
from danvan.simulate.rows import Draw, Recipe, Rows

_DOCUMENTS, _ACTIVITIES, _COURSES = "directives.documents", "propaganda.activities", "training.courses"
_DIALOGUES, _INSPECTIONS, _SANCTIONS = "dialogue.dialogues", "discipline.inspections", "discipline.sanctions"
_REORGANISATIONS, _POSTS = "staffing.reorganisations", "staffing.posts"
_TYPES = {
    "decision": 0.3, "directive": 0.005, "notice": 0.1, "plan": 0.16, "report": 0.2, "minutes": 0.01, "submission": 0.05,
    "letter": 0.15, "invitation": 0.025,
}  # fmt: skip


def _documents(draw: Draw) -> Mapping[str, Rows]:
    cohort = draw.cohort
    rows = draw.rows(_DOCUMENTS, 900 * (cohort.people / 9000) ** 0.3, 0.1)
    rows["entered_on"] = rows.days(OFFICE)
    rows["dated_on"] = rows["entered_on"]
    rows.choice("direction", issued=0.4, received=0.6)
    issued = rows.are("direction", "issued")
    rows.put("dated_on", ~issued, rows["entered_on"] - 2)
    rows.say("number", [str(number) for number in range(1, 999)])
    rows.choice("type", **_TYPES)
    rows.say("issuer", ["UBND (mô phỏng)", "Cơ quan cấp trên (mô phỏng)"])
    rows.say("subject", [f"Về việc mô phỏng số {number}" for number in range(1, 99)])
    rows.choice("topic", danvan=0.015, democracy=0.015, reform=0.06, reception=0.02, other=0.89)
    periodic = issued & rows.are("type", "report") & rows.chance(0.7)
    rows["periodic"] = periodic
    due = periodic | (~issued & rows.chance(0.35))
    limit = draw.span.book.after(rows["entered_on"], 4 + rows.part(np.full(len(rows), 12), 0.5))
    late = rows.chance(0.05 * np.exp(-0.6 * cohort.diligence))
    rows.put("due_on", due, np.where(periodic, rows["entered_on"], limit))
    done = np.where(
        late, rows.later(limit, 4, least=1), np.maximum(limit - rows.part(np.full(len(rows), 5), 0.5), rows["entered_on"])
    )
    rows.put("done_on", due, np.where(periodic, rows["entered_on"] + late, done))
    ready = 1 / (1 + np.exp(-(1.4 + 0.3 * (draw.span.year - 2023) + 0.5 * cohort.digital)))
    rows["electronic"] = rows.chance(ready)
    rows["signed_digitally"] = issued & (rows["electronic"] == 1) & rows.chance(0.93)
    rows["by_system"] = periodic & rows.chance(0.6 * ready)
    return {_DOCUMENTS: rows}


def _activities(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_ACTIVITIES, 70 * (draw.cohort.people / 9000) ** 0.5)
    rows["held_on"] = rows.days(CAMPAIGN, off=0.3)
    rows.say("subject", [f"Nội dung tuyên truyền mô phỏng {number}" for number in range(1, 60)])
    rows.choice("topic", danvan=0.07, democracy=0.09, law=0.44, reform=0.12, other=0.28)
    rows.choice(
        "channel",
        conference=0.16, meeting=0.24, mobile=0.05, stage=0.02, contest=0.015, loudspeaker=0.28, portal=0.1, social=0.11,
        paper=0.025,
    )  # fmt: skip
    held = rows.are("channel", "conference", "meeting", "mobile", "stage", "contest")
    rows["of_law"] = rows.are("topic", "law")
    rows.put("attendances", held, rows.around(65, 0.6, least=5))
    told = rows.are("channel", "loudspeaker", "portal", "social", "paper")
    rows.put("items", told, rows.around(3, 0.6, least=1))
    rows.put("broadcasts", rows.are("channel", "loudspeaker"), 2 * np.maximum(rows["items"], 0))
    rows.put("leaflets", rows.chance(0.08), rows.around(300, 0.6))
    rows.put("papers", rows.chance(0.03), rows.around(40, 0.6))
    rows.put("banners", rows.chance(0.12), rows.around(6, 0.5))
    return {_ACTIVITIES: rows}


def _courses(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_COURSES, 12.0)
    rows["opened_on"] = rows.days(CAMPAIGN)
    rows["days"] = 1 + rows.part(np.full(len(rows), 4), 0.2)
    rows["closed_on"] = rows["opened_on"] + rows["days"]
    rows.say("subject", [f"Lớp tập huấn mô phỏng {number}" for number in range(1, 40)])
    rows.choice("topic", danvan=0.12, democracy=0.12, mediation=0.15, boards=0.1, duty=0.4, other=0.11)
    rows.choice("learners", officials=0.4, part_time=0.14, mediators=0.14, board_members=0.1, villagers=0.12, mixed=0.1)
    rows.choice("held_by", own=0.45, superior=0.48, other=0.07)
    rows["attendances"] = np.where(rows.are("held_by", "own"), rows.around(45, 0.5, least=8), rows.around(4, 0.5, least=1))
    return {_COURSES: rows}


def _dialogues(draw: Draw) -> Mapping[str, Rows]:
    """One or two a year are the chair's by law; the rest as there is cause."""
    rows = draw.rows(_DIALOGUES, 2.6 * np.exp(0.2 * draw.cohort.diligence))
    rows["held_on"] = rows.days((0.2, 0.4, 1.2, 1.2, 1.4, 0.8, 0.5, 1.0, 1.4, 1.6, 1.6, 0.6))
    rows.choice("session", periodic=0.75, ad_hoc=0.25)
    rows.choice("led_by", chair=0.5, deputy=0.1, party_secretary=0.2, together=0.2)
    rows.choice("audience", people=0.6, youth=0.13, women=0.09, farmers=0.08, workers=0.02, children=0.05, business=0.03)
    rows.choice("topic", general=0.6, procedures=0.15, land=0.2, other=0.05)
    rows.say("village", VILLAGES)
    rows["attendances"] = rows.around(75, 0.4, least=20)
    rows["answered_on_the_spot"] = 2 + rows.around(8, 0.6)
    rows["answered_in_writing"] = rows.around(1.2)
    rows["referred"] = rows.around(0.8)
    rows["pending"] = rows.around(0.4)
    rows["opinions"] = rows["answered_on_the_spot"] + rows["answered_in_writing"] + rows["referred"] + rows["pending"]
    rows["concluded_on"] = rows["held_on"] + 5
    return {_DIALOGUES: rows}


def _inspections(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_INSPECTIONS, 3.0)
    rows["held_on"] = rows.days(OFFICE)
    rows.choice("kind", planned=0.6, ad_hoc=0.4)
    rows.choice("led_by", commune=0.75, province=0.25)
    rows["bodies"] = 1 + rows.part(np.full(len(rows), 6), 0.3)
    rows["bodies_violating"] = rows.part(rows["bodies"], 0.08)
    rows["officials"] = rows["bodies"] * 6
    some = rows["bodies_violating"]
    for column, share in (
        ("on_hours", 0.6),
        ("on_conduct", 0.15),
        ("on_procedures", 0.2),
        ("on_harassment", 0.01),
        ("on_other", 0.1),
    ):
        rows[column] = rows.part(some, share)
    rows["reminded"] = rows.part(some, 0.8)
    rows["reviewed"] = rows.part(some, 0.2)
    rows.put("notice_on", rows.chance(0.9), rows["held_on"] + 4)
    return {_INSPECTIONS: rows}


def _sanctions(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_SANCTIONS, 0.35 * np.exp(-0.3 * draw.cohort.diligence))
    rows["decided_on"] = rows.days(OFFICE)
    rows.choice("office", cadre=0.3, civil_servant=0.5, public_employee=0.2)
    rows.choice("form", reprimand=0.68, warning=0.2, lower_pay=0.02, demotion=0.01, removal=0.04, recall=0.01, dismissal=0.04)
    rows.choice("reason", duty=0.7, harassment=0.03, corruption=0.07, other=0.2)
    rows["head"] = rows.chance(0.1)
    return {_SANCTIONS: rows}


def _reorganisations(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_REORGANISATIONS, 0.25)
    rows["decided_on"] = rows.days(OFFICE)
    rows.choice("sector", department=0.2, service_unit=0.7, other=0.1)
    rows.choice("kind", merger=0.9, dissolution=0.1)
    rows["units_before"] = 2 + rows.part(np.full(len(rows), 3), 0.2)
    rows["units_after"] = 1
    return {_REORGANISATIONS: rows}


def _posts(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_POSTS, 0.8)
    rows["decided_on"] = rows.days(OFFICE)
    rows.choice("office", cadre=0.2, civil_servant=0.3, public_employee=0.3, non_specialised=0.2)
    rows.choice("form", early_retirement=0.7, severance=0.2, other=0.1)
    rows["people"] = 1
    rows["base_year"] = np.where(rows.chance(0.3), 2015, 2021)
    return {_POSTS: rows}


RECIPES = (
    Recipe({_DOCUMENTS: "entered_on"}, _documents),
    Recipe({_ACTIVITIES: "held_on"}, _activities),
    Recipe({_COURSES: "opened_on"}, _courses),
    Recipe({_DIALOGUES: "held_on"}, _dialogues),
    Recipe({_INSPECTIONS: "held_on"}, _inspections),
    Recipe({_SANCTIONS: "decided_on"}, _sanctions),
    Recipe({_REORGANISATIONS: "decided_on"}, _reorganisations),
    Recipe({_POSTS: "decided_on"}, _posts),
)
