"""Reading and checking many files: one that fails, for whatever reason, does not stop the others."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue
from danvan.checking.engine import check_reading
from danvan.checking.report import CheckReport
from danvan.cli.progress import progress
from danvan.cli.session import Session
from danvan.documents.opening import open_document
from danvan.kernel.errors import DanvanError, InputError
from danvan.kernel.said import mark
from danvan.reading.model import Reading
from danvan.reading.read import read_document

WORTH_SHARING = 16
"""Files. A process takes a second to start and load the catalogue, a report a sixth of that: fewer are read in turn."""


class InternalError(InputError):
    """Our own mistake met on one file. Fields: file, reason."""

    template = "{file}: internal error on this file ({reason}). It is our mistake, not the report's: please send us the file."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a reading with its findings, or the error that kept it from being read."""

    file: Path
    reading: Reading | None = None
    report: CheckReport | None = None
    error: DanvanError | None = None

    @property
    def read(self) -> Reading:
        """The reading of an outcome without error."""
        assert self.reading is not None  # noqa: S101 - callers look at `error` first
        return self.reading

    @property
    def checked(self) -> CheckReport:
        """The report of an outcome without error that was checked."""
        assert self.report is not None  # noqa: S101 - the same
        return self.report


def attempt(file: Path, catalogue: Catalogue, *, check: bool = True) -> Outcome:
    """Reads `file`, and checks it unless told not to. Never raises: whatever goes wrong becomes part of the outcome."""
    try:
        reading = read_document(open_document(file), catalogue)
        return Outcome(file, reading, check_reading(reading, catalogue) if check else None)
    except DanvanError as error:
        return Outcome(file, error=error)
    except Exception as error:
        # The one broad except there is: a crash on one file must not lose the others.
        return _crashed(file, f"{type(error).__name__}: {error}")


def attempt_all(files: Sequence[Path], session: Session, catalogue: Catalogue, *, check: bool = True) -> list[Outcome]:
    """The outcomes in the order of `files`, with a progress bar; many files are shared out among processes."""
    workers = min(len(files), os.cpu_count() or 1)
    alone = workers < 2 or len(files) < WORTH_SHARING
    outcomes = _in_turn(files, catalogue, check=check) if alone else _shared_out(files, workers, session.overlay, check=check)
    with progress(session, session.language("Reading reports"), len(files)) as done:
        collected = []
        for outcome in outcomes:
            collected.append(outcome)
            done()
    return collected


def _in_turn(files: Sequence[Path], catalogue: Catalogue, *, check: bool) -> Iterator[Outcome]:
    for file in files:
        yield attempt(file, catalogue, check=check)


def _work(file: Path, overlay: Path | None, *, check: bool) -> Outcome:
    """In a process of its own, which loads the catalogue once and keeps it."""
    return attempt(file, load_catalogue(overlay=overlay), check=check)


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


_pool = partial(ProcessPoolExecutor, mp_context=get_context("spawn"), initializer=_leave_ctrl_c_to_the_parent)


def _shared_out(files: Sequence[Path], workers: int, overlay: Path | None, *, check: bool) -> Iterator[Outcome]:
    with _pool(workers) as pool:
        futures = [pool.submit(_work, file, overlay, check=check) for file in files]
        try:
            for file, future in zip(files, futures, strict=True):
                yield _outcome(file, future, overlay, check=check)
        finally:
            pool.shutdown(cancel_futures=True)


def _outcome(file: Path, future: Future[Outcome], overlay: Path | None, *, check: bool) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return _alone(file, overlay, check=check)


def _alone(file: Path, overlay: Path | None, *, check: bool) -> Outcome:
    """Again in a process of its own: a process that died (out of memory) took its innocent neighbours with it."""
    with _pool(1) as pool:
        try:
            return pool.submit(_work, file, overlay, check=check).result()
        except BrokenProcessPool:
            return _crashed(file, mark("the process died"))


def _crashed(file: Path, reason: str) -> Outcome:
    return Outcome(file, error=InternalError(file=str(file), reason=reason))
