"""Writers in processes of their own: several at once, killed at any moment, or on a full disk."""

import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.ledger.writer import PARTS, batch

from danvan.kernel.errors import OutputError
from danvan.ledger.bulk import Common
from danvan.ledger.figure import Entry
from danvan.ledger.store import Ledger
from danvan.ledger.upkeep import compact

WRITER = Path(__file__).with_name("writer.py")


def start(folder, name, batches):
    return subprocess.Popen([sys.executable, str(WRITER), str(folder), name, str(batches)], stdout=subprocess.PIPE, text=True)


def batches_in(ledger):
    """'name number' of a batch -> how many of its figures are there."""
    return Counter(figure.id.rpartition("-")[0] for figure in ledger.figures(current=False))


def test_what_several_processes_add_at_once_is_all_there_once(ledger):
    names = ("lan", "mai", "hoa")
    with start(ledger.folder, "lan", 12) as lan, start(ledger.folder, "mai", 12) as mai, start(ledger.folder, "hoa", 12) as hoa:
        assert [writer.wait(120) for writer in (lan, mai, hoa)] == [0, 0, 0]
    assert batches_in(ledger) == {f"{name}-{number}": PARTS for name in names for number in range(12)}


def test_figures_are_merged_into_few_files_while_somebody_writes(ledger):
    with start(ledger.folder, "lan", 15) as writer:
        for _ in range(3):
            writer.stdout.readline()
        compact(ledger)
        assert writer.wait(120) == 0
    assert batches_in(ledger) == {f"lan-{number}": PARTS for number in range(15)}


@pytest.mark.parametrize("seed", range(3))
def test_a_writer_killed_at_any_moment_leaves_whole_batches_and_the_next_goes_on(ledger, seed):
    ledger.append(batch("before", 0))
    with start(ledger.folder, "lan", 1000) as writer:
        said = [int(writer.stdout.readline())]
        time.sleep(random.Random(seed).uniform(0, 0.4))  # noqa: S311 - a moment, not a secret
        writer.kill()
        said += [int(line) for line in writer.stdout.read().split()]
    reopened = Ledger.open(ledger.folder, create=False)
    found = batches_in(reopened)
    assert set(found.values()) == {PARTS}
    assert {f"lan-{number}" for number in said} <= found.keys()
    assert len(found) <= len(said) + 2, "at most the one that was being written besides"
    assert reopened.append(batch("after", 0))


@contextmanager
def small_disk():
    """Files beyond 20 kB cannot be written, as on a disk that is nearly full: the system itself refuses."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def many():
    return [figure for number in range(2000) for figure in batch("lan", number)]


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_half_written(ledger):
    ledger.append(batch("before", 0))
    with small_disk(), pytest.raises(OutputError, match="File too large"):
        ledger.append(many())
    assert batches_in(ledger) == {"before-0": PARTS}
    assert len(ledger.append(many())) == 2000 * PARTS


def test_a_full_disk_is_told_when_a_whole_table_is_added(ledger, table):
    common = Common(Entry("lan"), datetime(2024, 10, 1, tzinfo=UTC))
    with small_disk(), pytest.raises(OutputError, match=r"File too large.*nothing was changed"):
        ledger.append_table(table(units=2000), common)
    assert (ledger.version, [entry.name for entry in ledger.folder.parent.iterdir()]) == (0, [ledger.folder.name])
