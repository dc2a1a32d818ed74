"""Work shared out among threads, the answers in order; no more of it is begun than soon will be asked for."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import parent_process
from typing import Generic, TypeVar

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Later(Generic[_Made]):
    """Something still to be made, by a program outside this one."""

    make: Callable[[], _Made]


def in_parallel(given: Iterable[_Made | Later[_Made]]) -> Iterator[_Made]:
    """Everything in order, what is still to be made as many at a time as there are cores.

    In a process that is one of many, one at a time: the files are shared out already. What is raised is raised in its turn.
    """
    cores = 1 if parent_process() else os.cpu_count() or 1
    pool = ThreadPoolExecutor(cores)
    waiting: deque[_Made | Future[_Made]] = deque()
    try:
        for one in given:
            if not waiting and not isinstance(one, Later):
                yield one
                continue
            waiting.append(pool.submit(one.make) if isinstance(one, Later) else one)
            if len(waiting) > cores:
                yield _made(waiting.popleft())
        while waiting:
            yield _made(waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _made(one: _Made | Future[_Made]) -> _Made:
    return one.result() if isinstance(one, Future) else one
