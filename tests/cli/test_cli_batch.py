"""Work shared out among processes: the same answers, in order, whatever becomes of a process."""

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from danvan.cli.batch import lost
from danvan.cli.bulk.processes import Lost, shared_out
from danvan.cli.bulk.terms import Terms

Danvan = Callable[..., Any]


def _echo(item: str) -> str:
    """What is done in a process of these tests: what the item's word says."""
    what, _, name = item.partition(":")
    if what == "die" or (what == "die once" and not _already(name)):
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "hang":
        time.sleep(600)
    return f"done {item}"


def _already(name: str) -> bool:
    if Path(name).exists():
        return True
    Path(name).touch()
    return False


def _start() -> Callable[[str], str]:
    return _echo


def _shared(items: list[str], **terms: Any) -> list[str]:
    return list(shared_out(items, _start, lambda item, why: f"{why} {item}", Terms(**{"workers": 2} | terms)))


def test_results_come_in_the_order_of_the_items() -> None:
    items = [f"say:{n}" for n in range(30)]
    assert _shared(items) == [f"done {item}" for item in items]


def test_an_item_that_kills_its_process_harms_no_other() -> None:
    assert _shared(["say:a", "die:b", "say:c"]) == ["done say:a", f"{Lost.DIED} die:b", "done say:c"]


def test_an_item_whose_process_died_once_is_tried_again(tmp_path: Path) -> None:
    item = f"die once:{tmp_path / 'died'}"
    assert _shared([item], workers=1) == [f"done {item}"]


def test_an_item_that_hangs_is_given_up_when_its_time_is_over() -> None:
    assert _shared(["hang:a", "say:b"], limit=1.0) == [f"{Lost.SLOW} hang:a", "done say:b"]


def test_few_results_wait_for_a_slow_one_before_them() -> None:
    known: list[int] = []
    items = ["hang:a", *(f"say:{n}" for n in range(20))]
    results = shared_out(items, _start, lambda item, why: item, Terms(2, 2.0, ahead=5), partial(known.append, 1))
    next(results)
    assert len(known) <= 5
    assert len(list(results)) == 20


def test_a_process_is_replaced_after_many_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("danvan.cli.bulk.processes._RETIRE", 2)
    assert len(_shared([f"say:{n}" for n in range(5)], workers=1)) == 5


@pytest.mark.parametrize(("why", "said"), [(Lost.SLOW, "not read within 5 seconds"), (Lost.DIED, "the process died")])
def test_a_lost_report_is_told_with_the_reason(why: Lost, said: str) -> None:
    outcome = lost(Path("a.docx"), why, Terms(limit=5.0))
    assert said in str(outcome.error)


def test_a_process_pool_gives_the_same_answer(folder: Path, danvan: Danvan) -> None:
    files = [*sorted(folder.glob("*.txt")), folder / "missing.txt"]
    one_by_one = danvan("read", *files, "--format", "json")
    shared = danvan("read", *files, "--format", "json", "--workers", "2")
    assert shared == one_by_one
    assert shared.code == 2
