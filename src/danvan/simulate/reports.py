"""When each report is sent: on time, late, never, and again when it was returned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pyarrow as pa

from danvan.catalogue.regimes.periods import Deadline, Reported, deadline_of
from danvan.simulate.chance import Ints
from danvan.simulate.cohort import Cohort
from danvan.simulate.daybook import DayBook
from danvan.simulate.world import World

PERSON = "mô phỏng"
"""Who sends and records everything here: nobody."""
_BY_LETTER = 5
"""Working days from the closing date to the day a letter asks for, where the regime itself names none."""
_VIETNAM = timezone(timedelta(hours=7))
_MEAN = 0.245
"""Half the square of what diligence is weighed with: with it the shares asked for come out on average."""

SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("unit_code", "unit", "regime", "period_kind")]
    + [
        (name, pa.date32())
        for name in ("period_start", "period_end", "closing", "due", "sent_on", "returned_on", "sent_again_on")
    ]
    + [("due_by", pa.string()), ("state", pa.string())]
)
"""One row is one report that is owed. `due_by`: 'regime' or 'letter'; `state`: on_time, late, missing."""


@dataclass(frozen=True, slots=True)
class Sendings:
    """The reports of one period, one a unit; `units` are those alive on the closing date. Days are numbers since 1970."""

    reported: Reported
    due_by: str
    due: int
    units: Ints
    sent: Ints
    """Negative: never."""
    wrong: np.ndarray
    returned: Ints
    again: Ints

    def table(self, cohort: Cohort, regime: str) -> pa.Table:
        units = [cohort.units[at] for at in self.units]
        period, size = self.reported.period, len(units)
        state = np.where(self.sent < 0, "missing", np.where(self.sent > self.due, "late", "on_time"))
        columns = {
            "unit_code": pa.array([unit.code for unit in units], pa.string()),
            "unit": pa.array([unit.name for unit in units], pa.string()),
            "regime": pa.array([regime] * size, pa.string()),
            "period_kind": pa.array([period.kind.value] * size, pa.string()),
            "period_start": pa.array([period.start] * size, pa.date32()),
            "period_end": pa.array([period.end] * size, pa.date32()),
            "closing": pa.array([self.reported.closing] * size, pa.date32()),
            "due": _dates(np.full(size, self.due)),
            "sent_on": _dates(self.sent),
            "returned_on": _dates(self.returned),
            "sent_again_on": _dates(self.again),
            "due_by": pa.array([self.due_by] * size, pa.string()),
            "state": pa.array(state.tolist(), pa.string()),
        }
        return pa.table(columns, schema=SCHEMA)


def sendings_of(world: World, cohort: Cohort, year: int, reported: Reported, alive: Ints) -> Sendings:
    """What becomes of the reports of a period, the units `alive` owing one each. The careless are late more often."""
    first, last = world.window(year)
    book, rates = world.days(first, last), world.plan.rates
    rng = cohort.stream("reports", reported.period)
    careless = np.exp(-0.7 * cohort.diligence - _MEAN)
    draws = rng.random((4, len(cohort)))
    missing = draws[0] < np.clip(rates.missing * careless, 0, 1)
    late = ~missing & (draws[1] < np.clip(rates.late * careless / max(1 - rates.missing, 1e-9), 0, 1))
    wrong = ~missing & (draws[2] < np.clip(rates.wrong * careless / max(1 - rates.missing, 1e-9), 0, 1))
    corrected = wrong & (draws[3] < rates.corrected)
    closing = (reported.closing - _EPOCH).days
    deadline = _deadline(world, reported)
    due = (deadline.day - _EPOCH).days if deadline else int(_after(book, closing, _BY_LETTER))
    gap = max(due - closing, 1)
    on_time = closing + 1 + np.floor(gap * rng.beta(4, 2, len(cohort))).astype(np.int64)
    late_by = 1 + np.floor(rng.gamma(1.2, 4.0, len(cohort))).astype(np.int64)
    sent = np.where(missing, -1, np.where(late, _after(book, np.full(len(cohort), due), late_by), np.minimum(on_time, due)))
    returned = np.where(corrected, sent + 3 + rng.integers(0, 12, len(cohort)), -1)
    again = np.where(corrected, returned + 1 + rng.integers(0, 6, len(cohort)), -1)
    of = alive
    return Sendings(reported, "regime" if deadline else "letter", due, of, sent[of], wrong[of], returned[of], again[of])


def moments(days: Ints) -> Sequence[datetime]:
    """Eight in the morning in Vietnam of each day."""
    return [datetime(1970, 1, 1, 8, tzinfo=_VIETNAM).astimezone(UTC) + timedelta(days=int(day)) for day in days]


def _deadline(world: World, reported: Reported) -> Deadline | None:
    named = world.plan.regime
    versions = [each for each in world.catalogue.regimes.values() if named in (each.code, each.series)]
    regime = next(each for each in versions if each.holds_at(reported.closing) and reported.of in each.periods)
    sending = next((each for each in regime.sends if each.level == "commune" and each.holds_at(reported.closing)), None)
    return deadline_of(regime, sending, reported, world.working) if sending else None


def _after(book: DayBook, days: Ints | int, number: Ints | int) -> Ints:
    return book.after(np.asarray(days), number)


def _dates(days: Ints) -> pa.Array:
    return pa.array(days.astype(np.int32), mask=days < 0).cast(pa.date32())


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).date()
