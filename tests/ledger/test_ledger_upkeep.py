"""Few files of many, and what nobody needs cleared away; no figure changes."""

import os
import time
from datetime import UTC, datetime, timedelta

import pytest

from danvan.ledger import upkeep
from danvan.ledger.errors import ClearingTooSoon, VersionCleared
from danvan.ledger.store import Ledger
from danvan.ledger.upkeep import clear, compact, to_clear

DAY = timedelta(days=1)
NEXT_WEEK = datetime.now(UTC) + 7 * DAY


@pytest.fixture
def scattered(ledger, make):
    """A ledger of eight additions, each a file."""
    for number in range(8):
        ledger.append([make("visits", number, unit=f"xã {number}", digest=f"d{number}")])
    return ledger


@pytest.fixture
def at_once(monkeypatch):
    """What was merged counts as old at once: the storage engine goes by its own clock."""
    monkeypatch.setattr(upkeep, "SHORTEST", timedelta(0))
    return timedelta(0)


def aged(ledger):
    """As if all files had been written a week ago."""
    for file in ledger.folder.rglob("*.parquet"):
        os.utime(file, (time.time() - 7 * DAY.total_seconds(),) * 2)


def test_many_files_become_few_and_no_figure_changes(scattered):
    before = scattered.figures(current=False)
    done = compact(scattered)
    assert (done.files_before, done.files_after) == (8, 1)
    assert done.bytes_after < done.bytes_before
    assert Ledger.open(scattered.folder).figures(current=False) == before


def test_an_older_version_opens_until_its_files_are_cleared_away(scattered, at_once):
    compact(scattered)
    assert len(scattered.as_of(3).figures()) == 3
    clear(scattered, at_once, NEXT_WEEK)
    with pytest.raises(VersionCleared, match="Ask by day"):
        scattered.as_of(3)


def test_past_days_stay_what_they_were_after_clearing_away(ledger, make, at_once):
    first = make("visits", 206)
    ledger.append([first])
    ledger.append([make("received", 5, recorded=first.recorded + 3 * DAY)])
    then = ledger.as_of(first.recorded + DAY).figures()
    compact(ledger)
    assert clear(ledger, at_once, NEXT_WEEK).last_version == 2
    assert ledger.as_of(first.recorded + DAY).figures() == then == [first]


def test_what_would_be_lost_is_told_before(scattered, at_once):
    compact(scattered)
    found = to_clear(scattered, at_once, NEXT_WEEK)
    assert (len(found.files), found.last_version) == (8, 8)
    assert all(file.is_file() for file in found.files)
    assert found.bytes == sum(file.stat().st_size for file in found.files)


def test_nothing_is_cleared_that_the_newest_version_needs(scattered):
    aged(scattered)
    assert to_clear(scattered, DAY, NEXT_WEEK).files == ()
    clear(scattered, DAY, NEXT_WEEK)
    assert len(scattered.figures()) == 8


def test_what_a_writer_who_failed_left_behind_goes_and_costs_no_version(scattered):
    orphan = next(scattered.folder.rglob("*.parquet"))
    left = orphan.with_name("part-left-behind.snappy.parquet")
    left.write_bytes(orphan.read_bytes())
    aged(scattered)
    found = clear(scattered, DAY, NEXT_WEEK)
    assert ([file.name for file in found.files], found.last_version) == ([left.name], None)
    assert len(scattered.as_of(3).figures()) == 3


def test_young_files_stay_they_may_be_somebodys_who_is_writing(scattered):
    compact(scattered)
    assert to_clear(scattered, DAY, datetime.now(UTC)).files == ()


def test_too_short_a_time_is_refused(scattered):
    with pytest.raises(ClearingTooSoon, match="may be in use"):
        clear(scattered, timedelta(minutes=5), NEXT_WEEK)


def test_compacting_twice_changes_nothing_more(scattered):
    compact(scattered)
    version = scattered.version
    assert compact(scattered).files_before == 1
    assert scattered.version == version


def test_figures_go_on_after_compacting(scattered, make):
    compact(scattered)
    assert scattered.append([make("visits", 3, unit="xã 3", digest="d3")]) == []
    assert scattered.append([make("visits", 9, unit="xã 9", digest="d9")])
