"""The ledger as it was on a past day: exactly what was reported then."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.kernel.errors import LedgerError
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.errors import NothingYet
from danvan.ledger.figure import Entry
from danvan.ledger.moments import moment_of
from danvan.ledger.rollup import roll_up
from danvan.ledger.store import Ledger

VISITS = "xa-tra-son.2024-9m.work.visits"
MORNING = datetime(2024, 10, 1, 1, 30, tzinfo=UTC)


def at(day, hour=1):
    return datetime(2024, 10, day, hour, tzinfo=UTC)


def values(ledger):
    return {figure.unit: int(figure.quantity.value) for figure in ledger.figures()}


@pytest.fixture
def changed(ledger, make):
    """Reported on the 1st, corrected on the 5th, taken back on the 9th."""
    ledger.append([make("visits", 206, recorded=at(1))])
    ledger.supersede(VISITS, make("visits", 208, source=Entry("Lan"), recorded=at(5)), "đếm lại")
    ledger.withdraw(f"{VISITS}-2", "của xã khác", "Mai", at(9))
    return ledger


@pytest.mark.parametrize(
    ("day", "value"), [(date(2024, 9, 30), None), (date(2024, 10, 1), 206), (date(2024, 10, 5), 208), (date(2024, 10, 9), None)]
)
def test_each_day_has_what_was_reported_by_its_end(changed, day, value):
    assert values(changed.as_of(day)).get("xã Trà Sơn") == value


def test_a_day_ends_at_midnight_in_vietnam():
    assert moment_of(date(2024, 10, 1)) == datetime(2024, 10, 1, 16, 59, 59, 999999, tzinfo=UTC)


def test_a_time_without_a_zone_is_vietnams():
    assert moment_of(datetime(2024, 10, 1, 7)) == at(1, 0)  # noqa: DTZ001 - that is what is tested


def test_a_moment_within_a_day_can_be_asked_for(changed):
    assert values(changed.as_of(at(5) - timedelta(seconds=1))) == {"xã Trà Sơn": 206}


def test_what_was_not_known_then_is_not_there_by_name_or_in_a_history(changed):
    then = changed.as_of(date(2024, 10, 5))
    assert [int(figure.quantity.value) for figure in then.history(VISITS)] == [206, 208]
    assert then.explain(f"{VISITS}-2").newer == ""


def test_a_past_day_cannot_be_changed(changed, make):
    with pytest.raises(LedgerError, match="not changed"):
        changed.as_of(date(2024, 10, 5)).append([make("received", 1)])


def test_a_past_day_adds_up_as_it_did(changed, catalogue, make):
    period = make("visits", 1).period
    totals = [
        roll_up(changed.as_of(date(2024, 10, day)), catalogue, period, ["xã Trà Sơn"]).rows["work.visits"].total
        for day in (1, 5, 9)
    ]
    assert [total and int(total.quantity.value) for total in totals] == [206, 208, None]


def test_what_came_in_late_is_seen_by_the_time_of_the_commit(ledger, make):
    ledger.append([make("visits", 206, recorded=at(1))])
    before = datetime.now(UTC)
    ledger.append([make("received", 5, recorded=at(1))])
    assert len(ledger.as_of(at(2)).figures()) == 2
    assert [figure.indicator for figure in ledger.as_of(before, by="commit").figures()] == ["work.visits"]


def test_before_the_ledger_was_made_there_is_no_version(ledger):
    with pytest.raises(NothingYet, match="not there yet"):
        ledger.as_of(date(2020, 1, 1), by="commit")


steps = st.lists(
    st.tuples(st.sampled_from(["xã A", "xã B"]), st.sampled_from(["report", "type", "correct", "withdraw"])), max_size=8
)


@settings(max_examples=15, deadline=None)
@given(steps)
def test_every_past_day_stays_what_it_was_whatever_comes_later(tmp_path_factory, make, steps):
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger"))
    seen = {}
    for day, (unit, what) in enumerate(steps, start=1):
        _step(ledger, make, unit, what, day)
        seen[day] = [(figure.id, figure.quantity) for figure in ledger.figures(witnesses=True)]
    for day, then in seen.items():
        past = ledger.as_of(date(2024, 10, day))
        assert [(figure.id, figure.quantity) for figure in past.figures(witnesses=True)] == then


def _step(ledger, make, unit, what, day):
    current = ledger.figures(unit=unit)
    entry = {"source": Entry("Lan", str(day)), "recorded": at(day)}
    if what == "report":
        ledger.append([make("visits", day, unit=unit, digest=f"{unit}{day}", recorded=at(day))], replace=True)
    elif what == "type":
        ledger.append([make("visits", day, unit=unit, **entry)], replace=True)
    elif current and what == "correct":
        ledger.supersede(current[0].id, make("visits", 100 + day, unit=unit, **entry), "đếm lại")
    elif current:
        ledger.withdraw(current[0].id, "nhầm", "Mai", at(day))


def test_an_engine_sees_a_past_day_as_the_ledger_does(changed):
    with open_engine() as engine:
        seen = [
            engine.run(current(engine.figures(changed.as_of(date(2024, 10, day)))))["value"].to_pylist() for day in (1, 5, 9)
        ]
    assert seen == [[206], [208], []]
