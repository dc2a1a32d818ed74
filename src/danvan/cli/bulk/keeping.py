"""Reading many reports into a folder of answers, and going on where an earlier run was stopped."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from danvan.cli.batch import Outcome, Task, as_it_is, lost
from danvan.cli.bulk.folder import MADE, REPORT, Answers
from danvan.cli.bulk.processes import Lost
from danvan.cli.bulk.sources import Source, Unfound
from danvan.cli.bulk.terms import Terms
from danvan.cli.judging import Judging
from danvan.cli.reading_json import VERSION, Json
from danvan.cli.results import as_json
from danvan.documents.opening import digest
from danvan.kernel.errors import DanvanError
from danvan.kernel.finding import Severity

_WORST = "worst"
_SOURCE = "source"
_ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Kept:
    """How one report ended. `again`: its answer was there already and still holds."""

    file: Path
    again: bool = False
    error: DanvanError | None = None
    worst: Severity | None = None


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps the answer of a report. Travels to other processes and other machines; each loads the catalogue once, and only
    when there is something to read. `rules` is what an answer depends on besides its report: versions, language."""

    answers: Answers
    rules: Json
    show: Callable[[Outcome], Json]
    check: bool
    overlay: Path | None
    judging: Judging = field(default_factory=Judging)

    def started(self) -> Callable[[Source], Kept]:
        """What is done with each report, in a process of its own. Does not raise."""
        reader = cache(Task(as_it_is, self.check, self.overlay, self.judging).started)
        return lambda source: self._kept(source, reader)

    def _kept(self, source: Source, reader: Callable[[], Callable[[Source], Outcome]]) -> Kept:
        if isinstance(source, Unfound):
            return Kept(source.file, error=source.error)
        try:
            made = {**self.rules, REPORT: str(source), _SOURCE: digest(source)}
            before = self.answers.made(source) or {}
            worst = before.pop(_WORST, "")
            if before == made:
                return Kept(source, again=True, worst=Severity(worst) if worst else None)
            outcome = reader()(source)
            if outcome.error:
                self.answers.remove(source)
            else:
                self._write(outcome, made)
        except DanvanError as error:
            return Kept(source, error=error)
        return Kept(source, error=outcome.error, worst=outcome.worst)

    def _write(self, outcome: Outcome, made: Json) -> None:
        said = self.show(outcome)
        told = made | {_WORST: outcome.worst.value if outcome.worst else ""}
        if not said.get(_ASSISTANT, {}).get("answered", True):
            told[_ASSISTANT] = ""  # the next run asks again
        self.answers.write(outcome.file, as_json({"version": VERSION, MADE: told, **said}))

    def lost(self, terms: Terms) -> Callable[[Source, Lost], Kept]:
        """What is said of a report whose process died or took too long."""
        return lambda source, why: _failed(lost(source, why, terms))


def _failed(outcome: Outcome) -> Kept:
    return Kept(outcome.file, error=outcome.error)
