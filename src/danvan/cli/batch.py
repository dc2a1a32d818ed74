"""Reading and checking many files: one that fails, for whatever reason, does not stop the others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Generic, TypeVar

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue
from danvan.checking.report import CheckReport
from danvan.cli.bulk.processes import Lost, shared_out
from danvan.cli.bulk.sources import Source, Unfound
from danvan.cli.bulk.terms import Terms
from danvan.cli.judging import Judging, judging_of
from danvan.cli.progress import progress
from danvan.cli.session import Session
from danvan.documents.opening import open_document
from danvan.kernel.errors import DanvanError, InputError
from danvan.kernel.finding import Severity
from danvan.kernel.said import mark
from danvan.reading.model import Reading
from danvan.reading.read import read_document

WORTH_SHARING = 16
"""Files. A process takes a second to start and load the catalogue, a report a sixth of that: fewer are read in turn."""

Result = TypeVar("Result")
_ALL = Judging()
"""Every check, no waiver."""


class InternalError(InputError):
    """Our own mistake met on one file. Fields: file, reason."""

    template = "{file}: internal error on this file ({reason}). It is our mistake, not the report's: please send us the file."


class TookTooLong(InputError):
    """Fields: file, allowed (seconds)."""

    template = (
        "{file}: not read within {allowed} seconds, and given up. Split the file, or allow more with --time-limit; the others"
        " were read."
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a reading with its findings, or the error that kept it from being read. `seconds`: what reading
    it took."""

    file: Path
    reading: Reading | None = None
    report: CheckReport | None = None
    error: DanvanError | None = None
    seconds: float = 0.0

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

    @property
    def worst(self) -> Severity | None:
        """The gravest finding; None where there is none, or nothing was checked."""
        return self.report.worst if self.report else None


def attempt(source: Source, catalogue: Catalogue, *, check: bool = True, judging: Judging = _ALL) -> Outcome:
    """Reads a file, and checks it unless told not to. Never raises: whatever goes wrong becomes part of the outcome."""
    if isinstance(source, Unfound):
        return Outcome(source.file, error=source.error)
    begun = perf_counter()
    try:
        reading = read_document(open_document(source, appearance=check), catalogue)
        seconds = perf_counter() - begun
        report = judging.report(source, reading, catalogue) if check else None
        return Outcome(source, reading, report, seconds=seconds)
    except DanvanError as error:
        return Outcome(source, error=error)
    except Exception as error:
        # The one broad except there is: a crash on one file must not lose the others.
        return _crashed(source, f"{type(error).__name__}: {error}")


@dataclass(frozen=True, slots=True)
class Task(Generic[Result]):
    """What is done with each file, in whichever process: it is read, perhaps checked, and `then` makes of it what is wanted.
    `then` travels to other processes, and its results come back from there."""

    then: Callable[[Outcome], Result]
    check: bool
    overlay: Path | None
    judging: Judging = _ALL

    def started(self) -> Callable[[Source], Result]:
        """The task in a process of its own, which loads the catalogue once."""
        return self.over(load_catalogue(overlay=self.overlay))

    def over(self, catalogue: Catalogue) -> Callable[[Source], Result]:
        return lambda source: self.then(attempt(source, catalogue, check=self.check, judging=self.judging))


def attempt_each(
    sources: Sequence[Source], session: Session, task: Task[Result], terms: Terms | None = None
) -> Iterator[Result]:
    """What the task makes of each file, in the order of `sources`, with a progress bar, and never more than a few at a time in
    memory; many files, or files for which `terms` are set, are shared out among processes."""
    shared = terms or Terms()
    alone = terms is None and (len(sources) < WORTH_SHARING or shared.workers_for(len(sources)) < 2)
    do = task.over(session.catalogue())
    with progress(session, session.language("Reading reports"), len(sources)) as done:
        if not alone:
            for result in shared_out(sources, task.started, _lost(task.then, shared), shared, done):
                with done.aside():
                    yield result
            return
        for source in sources:
            result = do(source)
            done()
            with done.aside():
                yield result


def attempt_all(sources: Sequence[Source], session: Session, *, check: bool = True) -> list[Outcome]:
    """All outcomes at once, for what needs them together. What is checked is judged by the `danvan.toml` beside it."""
    judging = judging_of(sources, session.catalogue(), session.now.date()) if check else _ALL
    return list(attempt_each(sources, session, Task(as_it_is, check, session.overlay, judging)))


def as_it_is(outcome: Outcome) -> Outcome:
    """The `then` of a task that wants whole outcomes."""
    return outcome


def _lost(then: Callable[[Outcome], Result], terms: Terms) -> Callable[[Source, Lost], Result]:
    return lambda source, why: then(lost(source, why, terms))


def lost(source: Source, why: Lost, terms: Terms) -> Outcome:
    """The outcome of a file whose process died on it or did not come to an end."""
    file = source if isinstance(source, Path) else source.file
    if why is Lost.SLOW:
        return Outcome(file, error=TookTooLong(file=file, allowed=f"{terms.limit:g}"))
    return _crashed(file, mark("the process died"))


def _crashed(file: Path, reason: str) -> Outcome:
    return Outcome(file, error=InternalError(file=str(file), reason=reason))
