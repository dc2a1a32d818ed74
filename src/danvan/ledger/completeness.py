"""Who has sent what is owed, and when: each unit and report with its state, and the shares under each unit above.

What is counted are offices and their reports, never the people in them: who recorded an event is kept and not given here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from danvan.kernel.period import Period
from danvan.ledger.owed import Asked, Duties, Ended, Owed
from danvan.ledger.submissions import History, Submission
from danvan.units.names import unit_key
from danvan.units.unit import Unit

Key = tuple[str, str, str]
"""Code and key of the name of a unit, and the series of its report."""


class State(StrEnum):
    """How a report that is owed stands on a day."""

    ON_TIME = "on_time"
    LATE = "late"
    SENT = "sent"
    """Sent; nothing tells by when it had to be."""
    RETURNED = "returned"
    """Returned, and not sent again."""
    MISSING = "missing"
    """The deadline is over and nothing was sent."""
    NOT_YET_DUE = "not_yet_due"
    """Nothing was sent, and the deadline is not over or nobody told it."""


ARRIVED = (State.ON_TIME, State.LATE, State.SENT)
"""States in which the report is there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One report that one unit owes. `days`: by how many it was late, or is by now; 0 while it is not."""

    owed: Owed
    state: State
    history: History
    deadline: date | None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Gone:
    """An office that ended before its report was due, with what it had sent of it: no report of it is counted as missing."""

    ended: Ended
    history: History


@dataclass(frozen=True, slots=True)
class Summary:
    """The reports owed under `above` (None: nothing is above). `longest`: most days any is late or missing."""

    above: Unit | None
    counts: Mapping[State, int]
    longest: int

    @property
    def owed(self) -> int:
        return sum(self.counts.values())

    @property
    def arrived(self) -> int:
        return sum(self.counts[state] for state in ARRIVED)


@dataclass(frozen=True, slots=True)
class Completeness:
    """`lines` for every report owed, `summaries` for the units above, `gone` for the offices that ended meanwhile; `strangers`
    are sendings of nobody who owes one."""

    period: Period
    on: date
    lines: tuple[Line, ...]
    summaries: tuple[Summary, ...]
    whole: Summary
    gone: tuple[Gone, ...]
    strangers: tuple[Submission, ...]


def completeness(
    duties: Duties, asked: Asked, events: Iterable[Submission], on: date, deadline: date | None = None
) -> Completeness:
    """How the reports of `asked` stand on the day `on`, by the `events` known of. `deadline`: what the letter that asked for
    the reports says, in place of what the regimes tell."""
    owed, ended = duties.owed(asked), duties.ended(asked)
    books = _Books(events, on, asked.period, [*owed, *ended])
    lines = tuple(_line(one, books.of(one), on, deadline) for one in owed)
    gone = tuple(Gone(one, books.of(one)) for one in ended)
    strangers = tuple(books.strangers(everywhere=asked.upper is None))
    return Completeness(asked.period, on, lines, tuple(_summaries(lines)), _summary(None, lines), gone, strangers)


class _Books:
    """Events by code, name and series. One recorded without a code is that of the unit of its name, where one alone has it."""

    def __init__(self, events: Iterable[Submission], on: date, period: Period, units: Sequence[Owed | Ended]) -> None:
        self._events: defaultdict[Key, list[Submission]] = defaultdict(list)
        for event in events:
            if (event.period.start, event.period.end) == (period.start, period.end) and event.day <= on:
                self._events[event.unit_code, unit_key(event.unit), event.regime].append(event)
        self._names = Counter((name, series) for _, name, series in set(map(_key, units)))
        self._series = {series for _, series in self._names}
        self._used: set[Key] = set()

    def of(self, one: Owed | Ended) -> History:
        code, name, series = _key(one)
        keys = [(code, name, series)] + ([("", name, series)] if self._names[name, series] == 1 else [])
        self._used.update(keys)
        return History.of(event for key in keys for event in self._events.get(key, ()))

    def strangers(self, *, everywhere: bool) -> list[Submission]:
        """Events of nobody who was asked; unless the whole country was, only those that may be of several."""
        unused = (key for key in self._events if key not in self._used and key[2] in self._series)
        told = (key for key in unused if everywhere or (not key[0] and key[1:] in self._names))
        return [event for key in told for event in self._events[key]]


def _key(one: Owed | Ended) -> Key:
    return one.unit.code, unit_key(one.unit.name), one.obligation.regime.series


def _line(one: Owed, history: History, on: date, told: date | None) -> Line:
    by_rule = one.obligation.deadline
    deadline = told or (by_rule.day if by_rule else None)
    sent = history.standing
    if sent:
        days = max(0, (sent.day - deadline).days) if deadline else 0
        state = State.SENT if deadline is None else State.LATE if days else State.ON_TIME
        return Line(one, state, history, deadline, days)
    days = max(0, (on - deadline).days) if deadline else 0
    if history.returned:
        return Line(one, State.RETURNED, history, deadline, days)
    return Line(one, State.MISSING if days else State.NOT_YET_DUE, history, deadline, days)


def _summaries(lines: Sequence[Line]) -> list[Summary]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.owed.above.code if line.owed.above else "", []).append(line)
    return [_summary(group[0].owed.above, group) for _, group in sorted(groups.items())]


def _summary(above: Unit | None, lines: Sequence[Line]) -> Summary:
    counts = {state: sum(line.state is state for line in lines) for state in State}
    return Summary(above, counts, max((line.days for line in lines), default=0))
