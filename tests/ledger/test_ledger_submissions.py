"""The record of what was sent and returned: only ever added to."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from danvan.kernel.errors import LedgerError, OutputError
from danvan.kernel.period import Period
from danvan.ledger.store import Ledger
from danvan.ledger.submission_table import Submissions
from danvan.ledger.submissions import VIETNAM, Event, History, Submission
from danvan.ledger.submitting import InTheFuture, ReasonMissing, ReturnedNothing, record

YEAR = Period.year(2025)
NOON = datetime(2025, 12, 15, 12, tzinfo=VIETNAM)
SENT = Submission(Event.SENT, "xã Trà Sơn", "21001", "inspection", YEAR, NOON, NOON + timedelta(1), "d1", "bao-cao.docx")
RETURNED = replace(SENT, event=Event.RETURNED, at=NOON + timedelta(hours=3), digest="", file="", reason="thiếu biểu 02")


@pytest.fixture
def events(ledger):
    return Submissions(ledger.folder)


def test_a_ledger_nothing_was_sent_to_has_no_events(events):
    assert events.events() == []
    assert not events.folder.exists()


def test_what_was_recorded_comes_back_whole(events):
    record(events, replace(SENT, person="Trần A"))
    record(events, RETURNED)
    assert events.events() == [replace(SENT, person="Trần A"), RETURNED]


def test_recording_the_same_twice_adds_nothing(events):
    assert record(events, SENT)
    assert not record(events, replace(SENT, recorded=SENT.recorded + timedelta(5)))
    assert len(events.events()) == 1


def test_an_old_sending_may_be_recorded_after_a_newer_one(events):
    record(events, SENT)
    record(events, replace(SENT, at=NOON - timedelta(5), digest="d0"))
    assert History.of(events.events()).standing.digest == "d0"


def test_nothing_can_be_returned_that_was_not_sent(events):
    with pytest.raises(ReturnedNothing, match=r"xã Trà Sơn, inspection, năm 2025: no report stands .* on 15/12/2025 15:00"):
        record(events, RETURNED)
    assert events.events() == []


def test_nothing_is_returned_twice(events):
    record(events, SENT)
    record(events, RETURNED)
    with pytest.raises(ReturnedNothing, match="Record its sending first"):
        record(events, replace(RETURNED, at=RETURNED.at + timedelta(hours=1)))


def test_a_return_is_not_before_the_sending(events):
    record(events, SENT)
    with pytest.raises(ReturnedNothing):
        record(events, replace(RETURNED, at=NOON - timedelta(1)))


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_return_needs_a_reason(events, reason):
    record(events, SENT)
    with pytest.raises(ReasonMissing, match="needs a reason, which the unit is told"):
        record(events, replace(RETURNED, reason=reason))


def test_nothing_is_recorded_before_it_happened(events):
    with pytest.raises(InTheFuture, match="18/12/2025 12:00 is yet to come"):
        record(events, replace(SENT, at=NOON + timedelta(3)))


def test_what_another_unit_sent_cannot_be_returned_to_this_one(events):
    record(events, replace(SENT, unit_code="21002"))
    with pytest.raises(ReturnedNothing):
        record(events, RETURNED)


def test_the_table_refuses_that_anything_is_taken_out(events):
    record(events, SENT)
    with pytest.raises(DeltaError):
        DeltaTable(str(events.folder)).delete()


def test_the_figures_own_table_does_not_mind_it_nor_clean_it_away(ledger, events, make):
    ledger.append([make("visits", 206)])
    record(events, SENT)
    DeltaTable(str(ledger.folder)).vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)
    assert events.events() == [SENT]
    assert len(ledger.figures()) == 1


def test_a_new_ledger_takes_over_what_was_recorded_in_the_old_one_once(events, tmp_path):
    record(events, SENT)
    record(events, RETURNED)
    new = Submissions(Ledger.open(tmp_path / "mới").folder)
    assert (new.carry_over(events), new.carry_over(events)) == (2, 0)
    assert new.events() == events.events()


def test_nothing_is_made_where_there_is_nothing_to_take_over(events, tmp_path):
    new = Submissions(Ledger.open(tmp_path / "mới").folder)
    assert new.carry_over(events) == 0
    assert not new.folder.exists()


def test_writers_at_the_same_time_all_come_in(events):
    days = [replace(SENT, unit_code=f"2100{number}") for number in range(8)]
    record(events, replace(SENT, unit_code="0"))
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(lambda one: record(Submissions(events.ledger), one), days))
    assert len(events.events()) == 9


def test_of_two_who_return_the_same_report_one_is_first(events):
    record(events, SENT)
    others = [replace(RETURNED, reason=f"lý do {number}") for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: record(Submissions(events.ledger), one), others))
    assert answers.count(True) == 1
    assert History.of(events.events()).returns == 1


@pytest.mark.parametrize("content", ["", "not json"])
def test_a_damaged_log_is_told(events, content):
    record(events, SENT)
    for entry in (events.folder / "_delta_log").glob("*.json"):
        entry.write_text(content)
    with pytest.raises(LedgerError, match="log is damaged"):
        events.events()


def test_a_lost_data_file_is_told(events):
    record(events, SENT)
    next(events.folder.glob("*.parquet")).unlink()
    with pytest.raises(LedgerError, match="missing or damaged"):
        events.events()


def test_a_place_that_cannot_be_written_is_told(events):
    events.folder.write_text("a file in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        record(events, SENT)


def test_a_day_in_vietnam_is_that_of_its_clock():
    assert replace(SENT, at=datetime.fromisoformat("2025-12-17T20:00:00+00:00")).day == date(2025, 12, 18)


def test_where_others_keep_writing_it_is_told_and_nothing_is_added(events, monkeypatch):
    monkeypatch.setattr(Submissions, "_commit", lambda *_: False)
    with pytest.raises(LedgerError, match="others keep writing to this ledger"):
        record(events, SENT)


def test_a_table_of_something_else_is_not_taken_for_ours(events):
    DeltaTable.create(str(events.folder), pa.schema([("other", pa.string())]))
    with pytest.raises(LedgerError):
        events.events()


def test_a_file_where_the_folder_should_be_is_told(events):
    events.folder.write_text("x", encoding="utf-8")
    with pytest.raises(OutputError):
        record(events, SENT)
