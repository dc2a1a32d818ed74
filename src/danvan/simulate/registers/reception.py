"""The reception book and the head's schedule: 42/2013/QH13 arts 15, 28; no delegates from 2026-07-01 (136/2025/QH15)."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from danvan.simulate.daybook import EPOCH, OFFICE
from danvan.simulate.rows import NOTHING, Draw, Recipe, Rows

_SCHEDULE, _BOOK = "citizen_reception.schedule", "citizen_reception.receptions"
_NEW_LAW = (date(2026, 7, 1) - EPOCH).days
_WEEK = 7


def _weekly(draw: Draw) -> Rows:
    """A row for each week's reception day, Thursday or the working day after it, two a month under the law of 2026; and a few
    that were called at short notice."""
    span, book = draw.span, draw.span.book
    thursdays = np.arange(book.first, span.last + 1)
    thursdays = thursdays[thursdays % _WEEK == 0]  # 1 January 1970 was a Thursday
    month = thursdays.astype("datetime64[D]").astype("datetime64[M]").astype(int)
    order = np.arange(len(thursdays)) - np.searchsorted(month, month)
    thursdays = thursdays[(thursdays < _NEW_LAW) | (order < 2)]
    days = book.after(thursdays - 1, 1)
    there = (days[None, :] >= span.since[:, None]) & (days[None, :] <= np.minimum(span.until, span.last)[:, None])
    unit, at = np.nonzero(there)
    called = np.repeat(np.arange(len(draw.cohort)), draw.rng.poisson(1.5 * span.there))
    rows = draw.of_units(_SCHEDULE, np.concatenate([unit, called]))
    rows["planned_on"] = np.concatenate([days[at], span.book.after(rows.days(OFFICE)[len(unit) :] - 1, 1)])
    rows.choice("basis", legal=1.0)
    rows.put("basis", np.arange(len(rows)) >= len(unit), rows.code("basis", "ad_hoc"))
    return rows


def _schedule(draw: Draw) -> Rows:
    rows = _weekly(draw)
    careless = rows.of(draw.cohort.diligence < -1.0)
    held = ~rows.chance(np.where(careless, 0.08, 0.0))
    delegated = held & rows.chance(np.where(careless, 0.2, 0.0)) & (rows["planned_on"] < _NEW_LAW)
    rows.put("held_on", held, rows["planned_on"])
    rows.choice("held_by", head=1.0)
    rows.put("held_by", delegated, rows.code("held_by", "delegate"))
    rows.only("held_by", held)
    rows.put("announced_on", rows.are("basis", "legal") & ~rows.chance(0.03), rows["planned_on"] - 20)
    rows.choice("announced_by", posted=0.5, portal=0.15, both=0.3, other=0.05)
    rows.only("announced_by", rows["announced_on"] >= 0)
    rows.choice("not_held", duty=0.7, holiday=0.1, disaster=0.1, other=0.1)
    rows.only("not_held", ~held)
    rows["moved_to"] = NOTHING
    rows.put(
        "notice_issued_on",
        held & ((rows["planned_on"] >= _NEW_LAW) | rows.chance(0.3)),
        draw.span.book.after(rows["planned_on"], 1),
    )
    return rows


def _visits(draw: Draw, schedule: Rows) -> Rows:
    """The head's sittings, each opened by a row although nobody may have come, the visits to them, and the regular ones."""
    cohort = draw.cohort
    often = 0.35 * np.exp(0.5 * cohort.trouble) * (cohort.people / 9000) ** 0.5
    held = np.flatnonzero(schedule["held_on"] >= 0)
    came = draw.rng.poisson(often[schedule.unit[held]])
    sitting = np.repeat(held, np.maximum(came, 1))
    opens = np.diff(sitting, prepend=-1) != 0
    empty = opens & np.repeat(came == 0, np.maximum(came, 1))
    regular = draw.rows(_BOOK, cohort.people * 0.007 * np.exp(0.5 * cohort.trouble))
    rows = draw.of_units(_BOOK, np.concatenate([schedule.unit[sitting], regular.unit]))
    of_head = np.arange(len(rows)) < len(sitting)
    rows["received_on"] = np.concatenate([schedule["held_on"][sitting], regular.days(OFFICE)])
    by_head = np.concatenate([schedule.are("held_by", "head")[sitting], np.zeros(len(regular), dtype=bool)])
    rows.choice("session", regular=1.0)
    called = np.concatenate([schedule.are("basis", "ad_hoc")[sitting], np.zeros(len(regular), dtype=bool)])
    rows.put("session", of_head, np.where(called, rows.code("session", "ad_hoc"), rows.code("session", "periodic")))
    rows.choice("receiver", officer=1.0)
    rows.put("receiver", of_head, np.where(by_head, rows.code("receiver", "head"), rows.code("receiver", "delegate")))
    rows["opens_sitting"] = np.concatenate([opens, _first_of_day(regular.unit, rows["received_on"][len(sitting) :])])
    large = ~np.concatenate([empty, np.zeros(len(regular), dtype=bool)]) & rows.chance(0.012)
    people = np.where(large, 5 + rows.around(6.0), 1 + rows.part(np.ones(len(rows), dtype=np.int64) * 2, 0.08))
    rows["people"] = np.where(np.concatenate([empty, np.zeros(len(regular), dtype=bool)]), 0, people)
    rows["large_group"] = large
    return rows


def _first_of_day(unit: np.ndarray, day: np.ndarray) -> np.ndarray:
    _, first = np.unique(unit * 100_000 + day, return_index=True)
    found = np.zeros(len(unit), dtype=bool)
    found[first] = True
    return found


def _content(rows: Rows) -> None:
    came = rows["people"] > 0
    rows.choice("result", answered=0.52, accepted=0.2, guided=0.17, forwarded=0.1, refused=0.01)
    rows.only("result", came)
    rows["repeated"] = rows.chance(0.12)
    again = rows["repeated"].astype(bool) & ~rows.are("result", "accepted") & rows.chance(0.3)
    rows["cases"] = came & ~again
    rows.choice("content", recommendation=0.78, complaint=0.17, denunciation=0.05)
    rows.only("content", came)
    rows.choice("manner", in_person=1.0)
    rows.put("manner", rows.chance(0.06) & (rows["received_on"] >= _NEW_LAW), rows.code("manner", "online"))
    rows.only("manner", came)
    rows["petition_received"] = came & rows.chance(0.22)
    rows["own_competence"] = rows.chance(0.7)
    rows.only("own_competence", came)


def _answers(draw: Draw, rows: Rows) -> None:
    accepted, refused = rows.are("result", "accepted"), rows.are("result", "refused")
    due = draw.span.book.after(rows["received_on"], 10)
    late = rows.chance(0.06 * np.exp(-0.6 * draw.cohort.diligence))
    rows.put("answer_due_on", accepted, due)
    rows.put("answered_on", accepted, np.where(late, rows.later(due, 4, least=1), rows.later(rows["received_on"], 5, 0.3)))
    rows.put("answered_on", accepted & ~late, np.minimum(rows["answered_on"], due))
    rows.put("refusal_notified_on", refused, draw.span.book.after(rows["received_on"], 2))


def _receptions(draw: Draw) -> Mapping[str, Rows]:
    schedule = _schedule(draw)
    rows = _visits(draw, schedule)
    _content(rows)
    _answers(draw, rows)
    people_came = np.zeros(len(schedule), dtype=bool)
    key = np.unique(rows.unit[rows["people"] > 0] * 100_000 + rows["received_on"][rows["people"] > 0])
    people_came[np.isin(schedule.unit * 100_000 + schedule["planned_on"], key)] = True
    schedule["people_came"] = people_came
    schedule.only("people_came", schedule["held_on"] >= 0)
    return {_SCHEDULE: schedule, _BOOK: rows}


RECIPES = (Recipe({_SCHEDULE: "planned_on", _BOOK: "received_on"}, _receptions),)
