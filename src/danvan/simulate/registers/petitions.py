"""The petition book: what comes, what becomes of it, whether the law's days are kept (02/2011/QH13, 25/2018/QH14)."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from danvan.simulate.daybook import EPOCH, OFFICE
from danvan.simulate.rows import Draw, Recipe, Rows

_NAME = "petitions.petitions"
_URGED_UNTIL = 2024
"""Form 02/XLD of 30 September 2025 knows no urging any more; the year 2025 is reported on it."""
_COMPLAINTS_2026 = (date(2026, 7, 1) - EPOCH).days


def _received(draw: Draw) -> Rows:
    cohort = draw.cohort
    rows = draw.rows(_NAME, 3 + cohort.people * 0.0032 * np.exp(0.6 * cohort.trouble), spread=0.35)
    rows["received_on"] = rows.days(OFFICE, off=0.05)
    rows.choice("channel", reception=0.35, post=0.4, online=0.1, forwarded=0.15)
    rows.choice("kind", recommendation=0.74, complaint=0.16, denunciation=0.07, mixed=0.03)
    rows["joint"] = rows.chance(0.03)
    rows.choice("field", land=0.55, policy=0.12, administrative=0.18, corruption=0.02, judicial=0.03, other=0.1)
    rows["opens_case"] = rows.chance(0.9)
    return rows


def _handled(draw: Draw, rows: Rows) -> None:
    late = rows.chance(0.05 * np.exp(-0.6 * draw.cohort.diligence))
    rows["handled_on"] = draw.span.book.after(
        rows["received_on"], np.where(late, 11 + rows.around(4), 1 + rows.part(np.full(len(rows), 8), 0.4))
    )
    eligible = rows.chance(0.86) & ~rows.are("kind", "mixed")
    own = eligible & rows.chance(np.where(rows.are("kind", "recommendation"), 0.82, 0.6))
    rows["eligible"] = eligible
    rows.put("own_competence", eligible, own)
    rows.choice("not_eligible", anonymous=0.3, duplicate=0.35, settled_before=0.1, incomplete=0.2, other=0.05)
    rows.only("not_eligible", ~eligible)
    rows.choice("competent_body", commune=0.3, superior=0.4, judicial=0.12, party=0.06, other=0.12)
    rows.put("competent_body", own, rows.code("competent_body", "own"))
    rows.only("competent_body", eligible)
    urged = 0.04 if draw.span.year <= _URGED_UNTIL else 0.0
    rows.choice("handling", guided=0.55, forwarded=0.45 - urged, urged=urged)
    rows.put("handling", own, rows.code("handling", "accepted"))
    rows.put("handling", ~eligible, rows.code("handling", "filed"))
    forwarded = rows.are("handling", "forwarded")
    rows.put("forwarded_on", forwarded, rows["handled_on"])
    rows["reply_received"] = rows.chance(0.4)
    rows.only("reply_received", forwarded)


def _limits(rows: Rows) -> np.ndarray:
    """Days the law gives: 30 or 45 for a first complaint, 45 or 60 for a second, 30 and 30 more for denunciations."""
    complaint, second, complex_ = (
        rows.are("kind", "complaint"),
        rows.are("instance", "second"),
        ~rows.are("complexity", "ordinary"),
    )
    days = 30 + 15 * (complaint & second) + 15 * (complaint & complex_) + 30 * (rows.are("kind", "denunciation") & complex_)
    return np.where(rows.are("kind", "recommendation"), 15, days)


def _settled(draw: Draw, rows: Rows) -> None:
    own = rows["own_competence"] == 1
    judged = own & rows.are("kind", "complaint", "denunciation")
    rows.choice("instance", first=0.9, second=0.1)
    rows.only("instance", judged)
    rows.choice("complexity", ordinary=0.85, complex=0.12, very_complex=0.03)
    rows.only("complexity", own)
    rows["remote_area"] = 0
    rows["several_places"] = 0
    refused = judged & rows.chance(0.06)
    withdrawn = judged & ~refused & rows.are("kind", "complaint") & rows.chance(0.05)
    taken = own & ~refused & ~withdrawn
    rows.choice("acceptance", accepted=1.0)
    rows.put("acceptance", refused, rows.code("acceptance", "not_accepted"))
    rows.only("acceptance", (taken | refused) & judged)
    accepted = np.where(judged, draw.span.book.after(rows["handled_on"], 1), rows["handled_on"])
    rows.put("accepted_on", taken, accepted)
    limit = _limits(rows)
    late = rows.chance(0.07 * np.exp(-0.6 * draw.cohort.diligence))
    spent = np.where(late, limit + 1 + rows.around(15), np.maximum((limit * rows.rng.beta(4, 2, len(rows))).astype(int), 1))
    never = rows.chance(0.02)
    rows.put("due_on", taken, accepted + limit)
    rows.put("settled_on", taken & ~never, accepted + spent)
    rows.put("settled_on", withdrawn, accepted + spent // 3)
    _verdicts(rows, judged & taken & ~never, withdrawn)


def _verdicts(rows: Rows, judged: np.ndarray, withdrawn: np.ndarray) -> None:
    rows.choice("verdict", right=0.2, wrong=0.6, partly=0.2)
    second = rows.are("kind", "complaint") & rows.are("instance", "second")
    rows.put("verdict", second, np.where(rows.chance(0.8), rows.code("verdict", "upheld"), rows.code("verdict", "changed")))
    rows.only("verdict", judged)
    rows.put("verdict", withdrawn, rows.code("verdict", "withdrawn"))
    settled = rows["settled_on"] >= 0
    rows["persuaded"] = rows.chance(0.15)
    rows.only("persuaded", settled)
    found = rows.are("verdict", "right", "partly") & rows.are("kind", "denunciation")
    for column, share, size in (("recovered_money", 0.3, 4e7), ("recovered_land", 0.2, 400.0)):
        rows.put(column, found & rows.chance(share), rows.around(size, 0.8))
    given_back = rows.are("verdict", "right", "partly") & rows.are("kind", "complaint")
    for column, share, size in (("returned_money", 0.3, 2e7), ("returned_land", 0.2, 200.0), ("restored_people", 0.4, 1.2)):
        rows.put(column, given_back & rows.chance(share), rows.around(size, 0.8))
    rows.put("sanctioned_people", found & rows.chance(0.3), 1)
    rows.put("to_police", found, rows.chance(0.02))
    sent = judged & (rows["settled_on"] >= 0)
    rows.put("sent_on", sent, rows["settled_on"] + 2)
    rows.put("published_on", sent & rows.are("kind", "denunciation"), rows["settled_on"] + 6)
    rows.put("executed_on", sent & rows.chance(0.8), rows["settled_on"] + 10 + rows.around(30))


def _petitions(draw: Draw) -> Mapping[str, Rows]:
    rows = _received(draw)
    _handled(draw, rows)
    _settled(draw, rows)
    return {_NAME: rows}


RECIPES = (Recipe({_NAME: "received_on"}, _petitions),)
