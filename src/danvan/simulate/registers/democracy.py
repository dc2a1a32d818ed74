"""Grassroots democracy (10/2022/QH15): what is published, decided, consulted on, agreed in covenants."""

from collections.abc import Mapping

import numpy as np

from danvan.simulate.daybook import HARVEST, OFFICE
from danvan.simulate.rows import NOTHING, Draw, Recipe, Rows

_PUBLICATIONS, _LISTS = "public_disclosure.publications", "public_disclosure.lists"
_MATTERS, _MEETINGS, _CONTRIBUTIONS = (f"community_decisions.{name}" for name in ("matters", "meetings", "contributions"))
_CONSULTED, _COVENANTS = "consultation.matters", "village_covenants.covenants"
VILLAGES = [f"Thôn {number}" for number in range(1, 31)]


def _publications(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_PUBLICATIONS, 38 * np.exp(0.15 * draw.cohort.diligence))
    rows.choice(
        "content",
        plan=0.1, budget=0.12, projects=0.1, regulation=0.06, funds=0.1, assets=0.04, support=0.08, relief=0.07, call_up=0.04,
        inspection=0.04, consultation=0.06, fees=0.05, procedures=0.1, others=0.04,
    )  # fmt: skip
    rows.choice(
        "form",
        posting=0.5, portal=0.16, loudspeaker=0.16, village_head=0.07, in_writing=0.02, dialogue=0.02, reception=0.01,
        organisations=0.03, network=0.02, other=0.01,
    )  # fmt: skip
    rows["decided_on"] = rows.days(OFFICE)
    rows["due_on"] = draw.span.book.after(rows["decided_on"], 5)
    late = rows.chance(np.where(draw.cohort.diligence < -0.8, 0.06, 0.0))
    published = np.where(
        late,
        draw.span.book.after(rows["due_on"], 2),
        draw.span.book.after(rows["decided_on"], 1 + rows.part(np.full(len(rows), 4), 0.4)),
    )
    rows["published_on"] = np.minimum(published, np.maximum(draw.span.until[rows.unit], rows["decided_on"]))
    rows["first_way"] = rows.chance(0.72)
    rows["other_limit"] = rows.chance(0.05)
    _, first = np.unique(
        (rows.unit * 100 + rows["content"])[order := np.argsort(rows["published_on"], kind="stable")], return_index=True
    )
    rows["first_of_content"] = np.isin(np.arange(len(rows)), order[first])
    rows["standing"] = rows.are("content", "regulation", "procedures")
    short = rows.chance(np.where(draw.cohort.diligence < -0.8, 0.05, 0.0))
    shown = np.where(
        rows.are("form", "loudspeaker"), np.where(short, 2, 3), np.where(short, 20, 30) + rows.part(np.full(len(rows), 5), 0.3)
    )
    rows.put("days", rows.are("form", "posting", "loudspeaker"), shown)
    rows["shown_from"] = rows["published_on"]
    rows.put("shown_to", (rows["standing"] == 0) & rows.are("form", "posting"), rows["published_on"] + shown)
    return {_PUBLICATIONS: rows}


def _lists(draw: Draw) -> Mapping[str, Rows]:
    unit, quarter = np.nonzero(np.ones((len(draw.cohort), 4)))
    made = draw.span.book.first + 85 + 91 * quarter
    there = (made >= draw.span.since[unit]) & (made <= draw.span.until[unit])
    rows = draw.of_units(_LISTS, unit[there])
    rows["made_on"] = made[there]
    rows["year"] = draw.span.year
    rows["quarter"] = quarter[there] + 1
    rows["entries"] = rows.around(9)
    rows.put("posted_on", rows.chance(0.93), rows["made_on"] + 3)
    return {_LISTS: rows}


def _matters(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_MATTERS, 1.6 * draw.cohort.villages**0.8)
    rows["decided_on"] = rows.days(HARVEST, off=1.0)
    rows.choice("content", works=0.42, funds=0.28, covenant=0.06, head=0.1, boards=0.06, self_governed=0.08)
    money = rows.are("content", "works", "funds")
    wide = rows.are("content", "works") & rows.chance(0.04)
    rows.choice("scope", village=1.0)
    rows.put("scope", wide, rows.code("scope", "commune"))
    rows.say("village", VILLAGES)
    rows.choice("way", meeting=0.82, ballot=0.16, online=0.02)
    cohort = draw.cohort
    own = np.where(wide, cohort.households[rows.unit], cohort.households[rows.unit] // cohort.villages[rows.unit])
    rows["households"] = np.maximum(np.round(own * np.exp(0.2 * rows.rng.standard_normal(len(rows)))), 5).astype(np.int64)
    whole = rows["households"]
    rows["votes_needed"] = np.where(money, -(-2 * whole // 3), whole // 2 + 1)
    rows["present"] = np.minimum(np.maximum(rows.part(whole, 0.9), -(-2 * whole // 3) + 1), whole)
    failed = rows.chance(0.015)
    rows["votes_for"] = np.where(
        failed,
        np.maximum(rows["votes_needed"] - 1 - rows.part(whole, 0.03), 0),
        np.maximum(rows.part(rows["present"], 0.95), rows["votes_needed"]),
    )
    rows["votes_against"] = rows.part(rows["present"] - rows["votes_for"], 0.5)
    for column, number in (
        ("villages", cohort.villages),
        ("villages_for", cohort.villages),
        ("villages_needed", -(-2 * cohort.villages // 3)),
    ):
        rows.put(column, wide, number[rows.unit])
    rows["sent_on"] = draw.span.book.after(rows["decided_on"], 3)
    rows.put("recognised_on", rows.are("content", "covenant", "head", "boards"), draw.span.book.after(rows["decided_on"], 7))
    return {_MATTERS: rows}


def _meetings(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_MEETINGS, 3.4 * draw.cohort.villages)
    rows["held_on"] = rows.days(HARVEST, off=1.5)
    rows["announced_on"] = rows["held_on"] - 3
    rows.say("village", VILLAGES)
    rows.choice("kind", matter=0.45, cluster=0.1, annual=0.25, other=0.2)
    rows["households"] = np.maximum(draw.cohort.households[rows.unit] // draw.cohort.villages[rows.unit], 5)
    rows["present"] = rows.part(rows["households"], 0.72)
    rows["people"] = rows["present"] + rows.part(rows["present"], 0.15)
    return {_MEETINGS: rows}


def _contributions(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_CONTRIBUTIONS, 3.0 * np.exp(0.3 * draw.cohort.diligence))
    rows["given_on"] = rows.days(HARVEST, off=0.6)
    rows.say("village", VILLAGES)
    rows.say("work", [f"Công trình mô phỏng {number}" for number in range(1, 60)])
    rows["first_row"] = rows.chance(0.6)
    rows.choice(
        "purpose", road=0.5, irrigation=0.1, culture_house=0.14, school=0.05, lighting=0.1, environment=0.08, other=0.03
    )
    given = rows.chance(0.4)
    rows.put("land", given, rows.around(350, 1.0))
    rows.put("land_givers", given, rows.around(6, 0.7, least=1))
    rows["money"] = rows.around(60, 1.0) * 500_000
    rows["labour"] = rows.around(45, 0.8)
    rows["worth"] = rows["money"] + 300_000 * rows["labour"] + 150_000 * np.maximum(rows["land"], 0)
    return {_CONTRIBUTIONS: rows}


def _consulted(draw: Draw) -> Mapping[str, Rows]:
    rows = draw.rows(_CONSULTED, 4.5)
    rows["opened_on"] = rows.days(OFFICE)
    rows.say("matter", [f"Nội dung lấy ý kiến mô phỏng {number}" for number in range(1, 60)])
    rows.choice(
        "content",
        plan=0.3, land_use=0.2, investment=0.16, boundaries=0.04, community=0.06, building=0.08, democracy_rules=0.06,
        duties=0.04, other=0.06,
    )  # fmt: skip
    rows.choice("form", meeting=0.5, letters=0.3, online=0.08, loudspeaker=0.02, dialogue=0.05, several=0.05)
    careless = rows.of(draw.cohort.diligence < -0.9)
    rows["days_open"] = np.where(careless & rows.chance(0.4), 12, 20 + rows.rng.integers(0, 12, len(rows)))
    rows["closed_on"] = rows["opened_on"] + rows["days_open"]
    rows["meetings"] = rows.part(draw.cohort.villages[rows.unit], 0.5)
    rows["people"] = rows["meetings"] * (25 + rows.around(20))
    own = draw.cohort.households[rows.unit]
    rows["households_asked"] = rows.part(own, 0.2)
    rows["households_for"] = rows.part(rows["households_asked"], 0.94)
    voters = rows.are("content", "boundaries")
    rows.put("voters_asked", voters, draw.cohort.people[rows.unit] * 7 // 10)
    rows.put("voters_for", voters, rows.part(np.maximum(rows["voters_asked"], 0), 0.96))
    rows["opinions"] = rows.around(14)
    rows["taken_up"] = rows.part(rows["opinions"], 0.6)
    rows["explained"] = rows.part(rows["opinions"] - rows["taken_up"], 0.9)
    rows.put("reported_on", ~(careless & rows.chance(0.3)), rows["closed_on"] + 10)
    return {_CONSULTED: rows}


def _covenants(draw: Draw) -> Mapping[str, Rows]:
    """One a village, in nineteen villages of twenty; some were replaced by a newer one."""
    with_one = draw.rng.binomial(draw.cohort.villages, 0.95)
    rows = draw.exactly(_COVENANTS, with_one)
    rows.say("village", VILLAGES)
    rows["villages"] = 1
    rows.choice("kind", huong_uoc=0.5, quy_uoc=0.5)
    urban = draw.cohort.urban[rows.unit]
    rows.put("kind", urban, rows.code("kind", "quy_uoc"))
    rows["draft_days"] = 30 + rows.rng.integers(0, 10, len(rows))
    rows.choice("way", meeting=0.85, ballot=0.15)
    rows["adopted_on"] = draw.span.last - rows.rng.integers(0, 365 * 9, len(rows))
    own = np.maximum(draw.cohort.households[rows.unit] // draw.cohort.villages[rows.unit], 5)
    rows["households"] = own
    rows["present"] = np.maximum(rows.part(own, 0.85), own // 2 + 1)
    rows["votes_for"] = np.maximum(rows.part(rows["present"], 0.95), own // 2 + 1)
    rows["sent_on"] = rows["adopted_on"] + 4
    rows.put("recognised_on", rows.chance(0.98), rows["adopted_on"] + 9)
    rows.put("reviewed_on", rows.chance(0.5), rows["adopted_on"] + 300 + rows.around(400))
    rows.put("amended_on", (rows["reviewed_on"] >= 0) & rows.chance(0.3), rows["reviewed_on"] + 20)
    rows["replaced_on"] = NOTHING
    rows["ended_on"] = NOTHING
    return {_COVENANTS: rows}


RECIPES = (
    Recipe({_PUBLICATIONS: "published_on"}, _publications),
    Recipe({_LISTS: "made_on"}, _lists),
    Recipe({_MATTERS: "decided_on"}, _matters),
    Recipe({_MEETINGS: "held_on"}, _meetings),
    Recipe({_CONTRIBUTIONS: "given_on"}, _contributions),
    Recipe({_CONSULTED: "opened_on"}, _consulted),
    Recipe({_COVENANTS: "adopted_on"}, _covenants),
)
