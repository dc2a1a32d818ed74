"""Copies of the reports with remarks in them: `danvan check --annotate FOLDER`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from rich.text import Text

from danvan.checking.annotate import notes_of
from danvan.cli.batch import Outcome, Task, attempt_each
from danvan.cli.bulk.folder import write_bytes_whole
from danvan.cli.bulk.sources import Source, absolute, common_folder
from danvan.cli.bulk.terms import Terms
from danvan.cli.folder import NOT_A_FOLDER
from danvan.cli.session import Session
from danvan.documents.annotating import annotated
from danvan.kernel.errors import DanvanError, InputError, OutputError
from danvan.kernel.said import mark

_AMONG = mark("reports to be checked stand in it, and copies never go among them")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one copy: where it is and how many remarks it bears, or why there is none."""

    file: Path
    place: Path | None = None
    count: int = 0
    remarks: tuple[str, ...] = ()
    error: DanvanError | None = None


@dataclass(frozen=True, slots=True)
class Copier:
    """Writes the copy of one report below `folder`, under the name it has below `root`. Travels to other processes."""

    folder: Path
    root: Path
    lang: str
    date: datetime

    def place_of(self, report: Path) -> Path:
        """'xa-a/bao-cao.docx' keeps its folder, and a report in a zip the zip's name: two copies never share a place."""
        path = absolute(report)
        parts = path.relative_to(self.root).parts if path.is_relative_to(self.root) else path.parts[1:]
        return self.folder.joinpath(*parts)

    def __call__(self, outcome: Outcome) -> Copied | None:
        """None for a report that could not be read; that is said elsewhere."""
        if outcome.report is None:
            return None
        notes = notes_of(outcome.report, self.lang, self.date)
        place = self.place_of(outcome.file)
        try:
            copy = annotated(outcome.report.document, notes)
            write_bytes_whole(place, copy.data, self.folder)
        except DanvanError as error:
            return Copied(outcome.file, error=error)
        return Copied(outcome.file, place, len(notes), copy.remarks)


@dataclass
class Copies:
    """The copies of one run. `copier` is None where none are asked for."""

    copier: Copier | None = None
    made: list[Copied] = field(default_factory=list)

    @staticmethod
    def into(folder: Path | None, named: Sequence[Path], sources: Sequence[Source], session: Session) -> "Copies":
        """Raises OutputError for what is no folder, and where a report that is to be checked stands in it: an original is never
        written over."""
        if folder is None:
            return Copies()
        if folder.exists() and not folder.is_dir():
            raise OutputError(file=folder, reason=NOT_A_FOLDER)
        real = folder.resolve()
        if any(isinstance(one, Path) and one.resolve().is_relative_to(real) for one in sources):
            raise OutputError(file=folder, reason=_AMONG)
        return Copies(Copier(absolute(folder), common_folder(named), session.language.code, session.now))

    def attempt_each(
        self, sources: Sequence[Source], session: Session, task: Task[Result], terms: Terms | None
    ) -> Iterator[Result]:
        """As `batch.attempt_each`; the copies are made on the way, where the reports are read."""
        if self.copier is None:
            yield from attempt_each(sources, session, task, terms)
            return
        both = Task(partial(_both, task.then, self.copier), task.check, task.overlay, task.judging)
        for result, copied in attempt_each(sources, session, both, terms):
            self.made += [copied] if copied else []
            yield result

    @property
    def failed(self) -> bool:
        """Whether a copy is missing for another reason than what the report is."""
        return any(one.error and not isinstance(one.error, InputError) for one in self.made)

    def tell(self, session: Session) -> None:
        """Says on stderr what was written, and what was not."""
        _ = session.language
        for one in self.made:
            if one.error:
                session.complain(one.error)
                continue
            said = _("{file}: {n} remarks, in {place}", file=one.file, n=one.count, place=one.place)
            session.err.print(Text(said), soft_wrap=True)
            for remark in one.remarks:
                session.err.print(Text("  " + _(remark)), soft_wrap=True)


def _both(then: Callable[[Outcome], Result], copier: Copier, outcome: Outcome) -> tuple[Result, Copied | None]:
    return then(outcome), copier(outcome)
