"""Who owes a report, who has sent it, who is late."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.country import country

from danvan.catalogue.loading import load_catalogue
from danvan.kernel.period import Period
from danvan.ledger.completeness import ARRIVED, State, completeness
from danvan.ledger.owed import Asked, Duties
from danvan.ledger.submissions import VIETNAM, Event, History, Submission
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

CATALOGUE = load_catalogue()
REGISTER = country()
DUTIES = Duties(CATALOGUE, REGISTER)
YEAR = Period.year(2025)
# 06/2025/TT-TTCP art. 7: a commune sends the year's report by 17 December.
DUE = date(2025, 12, 17)
COMMUNES = (Level.COMMUNE,)


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM)


def event(unit, code, day, kind=Event.SENT, period=YEAR, **fields):
    regime = fields.pop("regime", "inspection")
    return Submission(kind, unit, code, regime, period, at(day), at(day), **fields)


def asked(period=YEAR, upper=None, only="inspection", levels=COMMUNES):
    return Asked(period, only, upper, levels)


def found(*events, on=date(2025, 12, 20), **fields):
    deadline = fields.pop("deadline", None)
    return completeness(DUTIES, asked(**fields), events, on, deadline)


def states(result):
    return {f"{line.owed.unit.code} {line.owed.unit.name}": line.state for line in result.lines}


def test_the_units_alive_when_a_report_is_due_owe_it():
    assert list(states(found())) == ["91001 xã An Bình", "91003 xã Cao", "91004 xã Đa", "92001 xã Cao"]


def test_what_was_sent_by_the_deadline_is_on_time_and_a_day_later_is_late():
    result = found(event("xã An Bình", "91001", DUE), event("xã Cao", "91003", DUE + timedelta(3)))
    assert [(line.state, line.days) for line in result.lines[:2]] == [(State.ON_TIME, 0), (State.LATE, 3)]


def test_the_last_minute_of_the_deadline_in_vietnam_is_on_time():
    late_evening = datetime(2025, 12, 17, 23, 59, tzinfo=VIETNAM)
    sent = Submission(Event.SENT, "xã Đa", "91004", "inspection", YEAR, late_evening, late_evening)
    assert states(found(sent))["91004 xã Đa"] is State.ON_TIME


def test_what_was_not_sent_is_missing_once_the_deadline_is_over():
    assert set(states(found(on=DUE)).values()) == {State.NOT_YET_DUE}
    assert set(states(found(on=DUE + timedelta(1))).values()) == {State.MISSING}


def test_a_missing_report_says_for_how_many_days():
    assert {line.days for line in found(on=DUE + timedelta(5)).lines} == {5}


def test_what_was_sent_after_the_day_asked_for_was_not_there_yet():
    assert states(found(event("xã Đa", "91004", DUE), on=DUE - timedelta(1)))["91004 xã Đa"] is State.NOT_YET_DUE


def test_a_returned_report_is_not_there_until_it_is_sent_again():
    sent, returned = event("xã Đa", "91004", DUE), event("xã Đa", "91004", DUE, Event.RETURNED, reason="thiếu biểu")
    assert states(found(sent, returned))["91004 xã Đa"] is State.RETURNED
    again = event("xã Đa", "91004", DUE + timedelta(2))
    line = found(sent, returned, again).lines[2]
    assert (line.state, line.days, line.history.returns) == (State.LATE, 2, 1)


def test_who_adds_to_a_report_that_stands_is_not_late_for_it():
    result = found(event("xã Đa", "91004", DUE), event("xã Đa", "91004", DUE + timedelta(9), digest="anew"))
    assert states(result)["91004 xã Đa"] is State.ON_TIME


def test_a_report_without_a_known_deadline_is_sent_or_not_due():
    result = found(event("xã Đa", "91004", DUE, regime="danvan"), only="danvan", on=date(2026, 3, 1))
    assert list(states(result).values()) == [State.NOT_YET_DUE, State.NOT_YET_DUE, State.SENT, State.NOT_YET_DUE]


def test_the_letter_that_asked_tells_the_deadline_where_no_regime_does():
    result = found(event("xã Đa", "91004", DUE, regime="danvan"), only="danvan", deadline=date(2025, 12, 16))
    assert [line.state for line in result.lines] == [State.MISSING, State.MISSING, State.LATE, State.MISSING]


def test_offices_that_ended_meanwhile_owe_nothing_and_are_listed_with_their_heirs():
    gone = {one.ended.unit.name: [heir.name for heir in one.ended.heirs] for one in found().gone}
    assert gone == {"xã An": ["xã An Bình"], "xã Bình": ["xã An Bình"], "xã Đa": ["xã Đa"], "xã Em": ["xã Đa"]}


def test_what_an_office_sent_before_it_ended_is_shown_with_it():
    result = found(event("xã Bình", "91002", date(2025, 6, 28)))
    [sent] = [one for one in result.gone if one.history.standing]
    assert sent.ended.unit.name == "xã Bình"
    assert result.strangers == ()


def test_a_merged_unit_is_a_new_office_also_under_an_old_name_and_code():
    since = {line.owed.unit.name: line.owed.since for line in found().lines if line.owed.unit.code.startswith("91")}
    assert since == {"xã An Bình": date(2025, 7, 1), "xã Cao": None, "xã Đa": date(2025, 7, 1)}


def test_what_the_old_office_of_that_code_sent_is_not_the_new_ones():
    result = found(event("xã An", "91001", date(2025, 6, 28)))
    assert states(result)["91001 xã An Bình"] is State.MISSING


def test_a_period_before_the_reform_is_owed_by_the_units_of_then():
    result = found(period=Period.half(2025, 1), on=date(2025, 6, 15), levels=(Level.DISTRICT, Level.COMMUNE), only="danvan")
    names = [line.owed.unit.name for line in result.lines]
    assert names == ["huyện Đông", "huyện Tây", "huyện Nam", "xã An", "xã Bình", "xã Cao", "xã Đa", "xã Em", "xã Cao"]
    assert result.gone == ()


def test_under_a_province_only_its_own_are_asked():
    result = found(upper=REGISTER.unit("92", DUE))
    assert list(states(result)) == ["92001 xã Cao"]
    assert result.gone == ()


def test_before_the_reform_a_province_sees_its_districts():
    result = found(upper=REGISTER.unit("91", date(2024, 1, 1)), period=Period.year(2024), only="danvan", on=date(2025, 1, 1))
    owed = {summary.above.name: summary.owed for summary in result.summaries}
    assert owed == {"huyện Đông": 2, "huyện Tây": 3}


def test_shares_are_of_what_was_due_under_each_unit_above():
    sent = [event("xã An Bình", "91001", DUE), event("xã Cao", "91003", DUE + timedelta(3))]
    result = found(*sent)
    one, two = result.summaries
    assert (one.above.name, one.owed, one.arrived, one.counts[State.ON_TIME], one.longest) == ("tỉnh Một", 3, 2, 1, 3)
    assert (two.above.name, two.owed, two.arrived) == ("tỉnh Hai", 1, 0)
    assert result.whole.owed == 4


def test_a_sending_without_a_code_is_that_of_the_one_unit_of_its_name():
    assert states(found(event("UBND xã Đa", "", DUE)))["91004 xã Đa"] is State.ON_TIME


def test_a_sending_that_may_be_of_two_units_is_told_and_given_to_neither():
    result = found(event("xã Cao", "", DUE))
    assert [state for name, state in states(result).items() if "Cao" in name] == [State.MISSING, State.MISSING]
    assert [stranger.unit for stranger in result.strangers] == ["xã Cao"]


def test_a_sending_of_a_unit_nobody_asked_is_told():
    assert [one.unit for one in found(event("xã Lạ", "99999", DUE)).strangers] == ["xã Lạ"]
    assert found(event("xã Cao", "92001", DUE), upper=REGISTER.unit("91", DUE)).strangers == ()


def test_a_regime_that_is_not_asked_for_is_not_mixed_in():
    assert found(event("xã Đa", "91004", DUE, regime="government_office")).strangers == ()


def test_a_province_with_rules_of_its_own_goes_by_them():
    # Khánh Hòa: within 2 working days of the closing date (01/2023/QĐ-UBND).

    own = UnitRegister(
        [
            Unit("tỉnh Khánh Hòa", Level.PROVINCE, "56"),
            Unit("xã A", Level.COMMUNE, "56001", "56"),
            Unit("tỉnh Một", Level.PROVINCE, "91"),
        ]
    )
    owed = Duties(CATALOGUE, own).owed(asked(only="khanh_hoa"))
    assert [(one.unit.name, one.obligation.day) for one in owed] == [("xã A", date(2025, 12, 16))]


def test_what_one_unit_owes_of_a_series_and_period_can_be_asked():
    unit = REGISTER.unit("91004", DUE)
    assert DUTIES.obligation(unit, "inspection", YEAR).deadline.day == DUE
    assert DUTIES.obligation(unit, "inspection", Period.month(2025, 3)) is None


days = st.integers(-5, 5).map(lambda shift: DUE + timedelta(shift))
event_lists = st.lists(
    st.tuples(st.sampled_from(["91001", "91003", "91004", "92001"]), days, st.sampled_from(list(Event))), max_size=12
)
NAMES = {"91001": "xã An Bình", "91003": "xã Cao", "91004": "xã Đa", "92001": "xã Cao"}


@given(raw=event_lists, on=days)
def test_every_report_owed_has_one_state_and_the_order_of_recording_does_not_matter(raw, on):
    events = [event(NAMES[code], code, day, kind, reason="x") for code, day, kind in raw]
    result = found(*events, on=on)
    assert len(result.lines) == result.whole.owed == sum(summary.owed for summary in result.summaries) == 4
    assert sum(line.state in ARRIVED for line in result.lines) == result.whole.arrived
    assert states(found(*reversed(events), on=on)) == states(result)
    for line in result.lines:
        assert all(one.day <= on for one in line.history.events)
        assert (line.state is State.RETURNED) == (line.history.returned is not None)


@given(raw=event_lists)
def test_what_stood_on_a_day_is_not_changed_by_later_events(raw):
    events = [event(NAMES[code], code, day, kind, reason="x") for code, day, kind in raw]
    early = [one for one in events if one.day <= DUE]
    assert states(found(*events, on=DUE)) == states(found(*early, on=DUE))
    assert History.of(events, DUE) == History.of(early)
