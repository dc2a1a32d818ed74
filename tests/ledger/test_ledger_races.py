"""Several writers at once, and writers that stop half-way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from danvan.kernel.errors import LedgerError
from danvan.ledger import delta
from danvan.ledger.errors import FigureConflict
from danvan.ledger.store import Ledger


def _overtaken_by(monkeypatch, rival, times=1):
    """Lets `rival` commit just before ours, the first `times` times."""
    commit, left = delta.commit, [times]

    def late(table, folder, rows):
        if left[0]:
            left[0] -= 1
            monkeypatch.setattr(delta, "commit", commit)
            rival()
            monkeypatch.setattr(delta, "commit", late)
        commit(table, folder, rows)

    monkeypatch.setattr(delta, "commit", late)


def test_two_appends_at_once_both_survive(ledger, make):
    ready = Barrier(2)

    def add(number):
        mine = Ledger.open(ledger.folder)
        ready.wait()
        return mine.append([make("visits", number, unit=f"xã {number}", digest=f"d{number}")])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(add, [1, 2]))
    assert sorted(int(figure.quantity.value) for figure in ledger.figures()) == [1, 2]


def test_an_append_that_was_overtaken_goes_through(ledger, make, monkeypatch):
    rival = Ledger.open(ledger.folder)
    _overtaken_by(monkeypatch, lambda: rival.append([make("received", 320, digest="d2")]))
    assert ledger.append([make("visits", 206)])
    assert ledger.version == 2


def test_an_append_that_was_overtaken_by_the_same_document_adds_nothing(ledger, make, monkeypatch):
    rival = Ledger.open(ledger.folder)
    _overtaken_by(monkeypatch, lambda: rival.append([make("visits", 206)]))
    assert ledger.append([make("visits", 206)]) == []
    assert len(ledger.figures(current=False)) == 1


def test_an_append_that_was_overtaken_by_another_value_is_a_conflict(ledger, make, monkeypatch):
    rival = Ledger.open(ledger.folder)
    _overtaken_by(monkeypatch, lambda: rival.append([make("visits", 207, digest="d2")]))
    with pytest.raises(FigureConflict):
        ledger.append([make("visits", 206)])
    assert [figure.quantity.value for figure in ledger.figures()] == [207]


def test_an_append_that_never_wins_gives_up_with_a_sentence(ledger, make, monkeypatch):
    def never(*_):
        raise delta.Overtaken

    monkeypatch.setattr(delta, "commit", never)
    with pytest.raises(LedgerError, match="try again"):
        ledger.append([make("visits", 206)])


def test_a_writer_that_stops_before_the_commit_leaves_the_old_version(ledger, make, monkeypatch):
    ledger.append([make("visits", 206)])
    written = delta.write_deltalake

    def stopped(table, data, **options):
        # The data file is on disk, its entry in the log is not: what a power cut leaves behind.
        written(str(ledger.folder), data, mode="append")
        (ledger.folder / "_delta_log" / "00000000000000000002.json").unlink()
        raise KeyboardInterrupt

    monkeypatch.setattr(delta, "write_deltalake", stopped)
    with pytest.raises(KeyboardInterrupt):
        ledger.append([make("received", 320)])
    monkeypatch.undo()
    assert [figure.indicator for figure in Ledger.open(ledger.folder).figures()] == ["work.visits"]
    assert ledger.append([make("received", 320)])
    assert len(ledger.figures()) == 2


def test_a_batch_with_one_wrong_figure_leaves_the_ledger_as_it_was(ledger, make):
    ledger.append([make("visits", 206)])
    with pytest.raises(LedgerError):
        ledger.append([make("received", 320), make("visits", 207, digest="d2")])
    assert (ledger.version, len(ledger.figures())) == (1, 1)


def test_a_full_disk_is_told_in_a_sentence(ledger, make, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(delta, "write_deltalake", full)
    with pytest.raises(delta.OutputError, match="No space left"):
        ledger.append([make("visits", 206)])
