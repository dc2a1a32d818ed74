"""Work shared out among processes, any of which may die or hang without harm to the others.

The standard pool breaks as a whole when one of its processes dies, cannot say which file it was, and cannot end one that
hangs. Here each process has a pipe of its own: the file a broken pipe was given is the one to blame.
"""

import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from danvan.cli.bulk.terms import Terms

Item = TypeVar("Item")
Result = TypeVar("Result")
Start = Callable[[], Callable[[Item], Result]]
"""Called once in each process; gives the function that is then called on every item. Must not raise, nor may that function."""

_SPAWN = get_context("spawn")
_STARTED = b"started"
_RETIRE = 500
"""Items after which a process is replaced: what libraries lose of memory comes back, for a start in five hundred."""
_STARTING = 120.0
"""Seconds a process may take to start: half of one where nothing else runs."""
_GRACE = 2.0
"""Seconds a process has to end by itself before it is killed."""
_TRIES = 2
"""A process may be ended for its neighbours' greed: its item is tried once more before it is given up."""


class Lost(StrEnum):
    """Why an item has no result."""

    DIED = "died"
    SLOW = "slow"


def shared_out(
    items: Sequence[Item],
    start: Start[Item, Result],
    lost: Callable[[Item, Lost], Result],
    terms: Terms,
    done: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """The results in the order of `items`; `lost` makes that of an item whose process died twice or took too long. `done` is
    called as each is known, in whatever order."""
    crew = _Crew(items, start, terms)
    waiting: dict[int, Result] = {}
    upcoming = 0
    try:
        while upcoming < len(items):
            crew.hand_out(upcoming + terms.ahead)
            for at, result in crew.gather():
                waiting[at] = lost(items[at], result) if isinstance(result, Lost) else result
                done()
            while upcoming in waiting:
                yield waiting.pop(upcoming)
                upcoming += 1
    finally:
        crew.end()


@dataclass(eq=False, slots=True)
class _Worker:
    """A process, the end of its pipe, the item it is at and since when."""

    process: BaseProcess
    pipe: Connection
    at: int | None = None
    since: float = 0.0
    given: int = 0
    started: bool = False

    def give(self, at: int, item: object) -> None:
        self.at, self.since, self.given = at, time.monotonic(), self.given + 1
        with suppress(OSError):  # a process that is gone is told by its pipe
            self.pipe.send(item)

    def left(self, limit: float) -> float:
        """Seconds its item still has; a process that is starting has more, for that is not the item's fault."""
        return self.since + (limit if self.started else max(limit, _STARTING)) - time.monotonic()

    def end(self) -> None:
        """Ends the process, with the programs it started: asked first, so that it can put its own house in order."""
        self.process.terminate()
        self.process.join(_GRACE)
        try:
            os.killpg(self.process.pid or 0, signal.SIGKILL)
        except (AttributeError, OSError):
            self.process.kill()
        self.pipe.close()
        self.process.join()


@dataclass(slots=True)
class _Crew(Generic[Item, Result]):
    items: Sequence[Item]
    start: Start[Item, Result]
    terms: Terms
    workers: list[_Worker] = field(default_factory=list)
    again: deque[int] = field(default_factory=deque)
    next: int = 0
    tries: dict[int, int] = field(default_factory=dict)

    def hand_out(self, until: int) -> None:
        """Gives every idle process an item, those before `until` only; starts processes while there are items for them."""
        while (at := self._upcoming(until)) is not None:
            worker = self._idle()
            if worker is None:
                return
            if self.again:
                self.again.popleft()
            else:
                self.next += 1
            worker.give(at, self.items[at])

    def _upcoming(self, until: int) -> int | None:
        if self.again:
            return self.again[0]
        return self.next if self.next < min(until, len(self.items)) else None

    def _idle(self) -> _Worker | None:
        idle = next((worker for worker in self.workers if worker.at is None), None)
        if idle is not None and idle.given >= _RETIRE:
            self._dismiss(idle)
            idle = None
        if idle is None and len(self.workers) < self.terms.workers_for(len(self.items)):
            ours, theirs = _SPAWN.Pipe()
            process = _SPAWN.Process(target=_work, args=(theirs, self.start), daemon=True)
            process.start()
            theirs.close()
            idle = _Worker(process, ours)
            self.workers.append(idle)
        return idle

    def gather(self) -> Iterator[tuple[int, Result | Lost]]:
        """Waits for a result, a death or the end of somebody's time; gives what there is, with the item's place."""
        busy = [worker for worker in self.workers if worker.at is not None]
        left = min(worker.left(self.terms.limit) for worker in busy)
        ready = wait([worker.pipe for worker in busy], timeout=max(0.0, left))
        for worker in busy:
            if worker.pipe in ready:
                yield from self._heard(worker)
            elif worker.left(self.terms.limit) <= 0:
                yield from self._lost(worker, Lost.SLOW)

    def _heard(self, worker: _Worker) -> Iterator[tuple[int, Result | Lost]]:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._lost(worker, Lost.DIED)
            return
        if message == _STARTED:
            worker.started, worker.since = True, time.monotonic()
        elif worker.at is not None:
            yield worker.at, message[0]
            worker.at = None

    def _lost(self, worker: _Worker, why: Lost) -> Iterator[tuple[int, Result | Lost]]:
        at = worker.at
        self._dismiss(worker)
        if at is None:
            return
        self.tries[at] = self.tries.get(at, 0) + 1
        if why is Lost.DIED and self.tries[at] < _TRIES:
            self.again.append(at)
        else:
            yield at, why

    def _dismiss(self, worker: _Worker) -> None:
        worker.end()
        self.workers.remove(worker)

    def end(self) -> None:
        """Ends every process, whatever it is at."""
        for worker in self.workers:
            worker.process.terminate()
        for worker in list(self.workers):
            self._dismiss(worker)


def _work(pipe: Connection, start: Start[Item, Result]) -> None:
    """In the process: a session of its own, so that Ctrl-C is the parent's affair and its programs can be ended with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if hasattr(os, "setsid"):
        os.setsid()
    do = start()
    with suppress(EOFError, OSError):  # the parent is gone, and so is our work
        pipe.send(_STARTED)
        while True:
            pipe.send((do(pipe.recv()),))
