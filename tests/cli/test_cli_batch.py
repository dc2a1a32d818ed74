"""Many files shared out among processes give what they give one by one."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Self

import pytest

from danvan.cli import batch

Danvan = Callable[..., Any]


def test_a_process_pool_gives_the_same_answer(folder: Path, danvan: Danvan, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [*sorted(folder.glob("*.txt")), folder / "missing.txt"]
    one_by_one = danvan("read", *files, "--format", "json")
    monkeypatch.setattr("danvan.cli.batch.WORTH_SHARING", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    shared = danvan("read", *files, "--format", "json")
    assert shared == one_by_one
    assert shared.code == 2


def test_a_file_whose_process_died_is_read_again_alone(true_report: Path) -> None:
    died: Future[batch.Outcome] = Future()
    died.set_exception(BrokenProcessPool())
    outcome = batch._outcome(true_report, died, None, check=True)
    assert outcome.error is None
    assert outcome.checked.findings == ()


def test_a_file_that_kills_its_process_twice_is_an_internal_error(true_report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Dying:
        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def submit(self, *_: object, **__: object) -> Future[batch.Outcome]:
            died: Future[batch.Outcome] = Future()
            died.set_exception(BrokenProcessPool())
            return died

    monkeypatch.setattr(batch, "_pool", lambda _workers: Dying())
    outcome = batch._alone(true_report, None, check=True)
    assert "the process died" in str(outcome.error)
